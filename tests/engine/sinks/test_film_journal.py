"""Packets of a film that is gone on with: which are kept, and when those after them are decoded."""

import os
import shutil
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from engine.errors import DeviceError, SinkError
from engine.files import Entry, Journal, journal_of, packets_of, read_journal
from engine.files.parts import lock, new_part
from engine.frame import DeviceFrame, DeviceImage, Frame, Image
from engine.sinks import VideoFileSink
from engine.sinks.film_journal import FilmJournal, _packet, whole_frames
from engine.stream_info import StreamInfo
from tests.clips import scene

TICK = Fraction(1, 90_000)
VARIABLE = StreamInfo(64, 48, Fraction(25), TICK)
TICKS = np.cumsum([3600, 900, 7200, 3600, 5000] * 12).tolist()


@pytest.mark.parametrize(
    ("shown", "decoded", "kept"),
    [
        ([], [], 0),
        ([0], [0], 0),
        ([0, 1, 2, 3], [0, 1, 2, 3], 3),
        ([0, 1, 2, 3], [-1, 0, 1, 2], 3),
        ([0, 4, 2, 1, 3, 8, 6], [-2, -1, 0, 1, 2, 3, 4], 5),
        ([0, 4, 2, 1, 3, 8], [-2, -1, 0, 1, 2, 3], 1),
        ([0, 4, 2, 1], [-2, -1, 0, 1], 1),
        ([4, 2, 1, 3], [-2, -1, 0, 1], 0),
    ],
)
def test_frames_are_kept_up_to_the_first_that_may_be_missing(
    shown: Sequence[int], decoded: Sequence[int], kept: int
) -> None:
    entries = [Entry(pts, dts, 1, False) for pts, dts in zip(shown, decoded, strict=True)]
    assert whole_frames(entries) == kept


def write(sink: VideoFileSink, ticks: Sequence[int]) -> None:
    for index, tick in enumerate(ticks):
        sink.write(Frame(scene((64, 48), index), tick * TICK, index))


def times(path: Path) -> tuple[list[int], list[tuple[int | None, int | None]]]:
    """When frames are shown; when packets are decoded, and for how long they last."""
    with av.open(str(path)) as container:
        packets = [packet for packet in container.demux(video=0) if packet.size]
        shown = sorted(packet.pts for packet in packets if packet.pts is not None)
        return shown, [(packet.dts, packet.duration) for packet in packets]


@pytest.mark.parametrize("at", [30, 41, 52])
def test_where_a_film_goes_on_frames_are_decoded_and_shown_as_in_one_that_was_not_cut_off(
    tmp_path: Path, at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.files.journal.FLUSH_S", 0.0)
    whole, run = tmp_path / "whole.mp4", tmp_path / "run"
    run.mkdir()
    with VideoFileSink(whole, VARIABLE) as sink:
        write(sink, TICKS)
    sink = VideoFileSink(run / "out.mp4", VARIABLE, recipe="the film")
    write(sink, TICKS[:at])
    shutil.copytree(run, tmp_path / "left")
    sink.abort()
    assert list(run.iterdir()) == []
    with VideoFileSink(tmp_path / "left" / "out.mp4", VARIABLE, recipe="the film") as sink:
        assert sink.kept is not None
        write(sink, [tick for tick in TICKS if tick * TICK > sink.kept.last])
    assert times(tmp_path / "left" / "out.mp4") == times(whole)


@pytest.mark.parametrize("entries", [3, 5])
def test_a_film_of_which_there_are_few_frames_is_decoded_as_if_it_had_not_been_cut_off(
    tmp_path: Path, entries: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    steady, out = range(0, 20 * 3600, 3600), tmp_path / "out.mp4"
    with monkeypatch.context() as patch, VideoFileSink(out, VARIABLE, recipe="the film") as sink:
        patch.setattr(FilmJournal, "remove", FilmJournal.close)
        write(sink, steady)
        sink.close()
    whole = times(out)
    out.unlink()
    (journal,) = tmp_path.glob("*journal*")
    os.truncate(journal, read_journal(journal)[1][entries - 1].end)
    with VideoFileSink(out, VARIABLE, recipe="the film") as sink:
        write(sink, [tick for tick in steady if sink.kept is None or tick * TICK > sink.kept.last])
    assert times(out) == whole


def test_an_encoder_that_counts_from_further_back_never_goes_back(tmp_path: Path) -> None:
    left = new_part(tmp_path / "out.mp4")
    os.close(lock(left))
    with av.open(str(tmp_path / "any.mp4"), "w") as container:
        stream = container.add_stream("libx264", rate=25)
        journal = Journal(journal_of(left, "x"))
        journal.add(Entry(0, 0, 0, False), b"")
        for time in range(4):
            journal.add(Entry(time, time, 1, False), b"frame")
        journal.close()
        goes_on = FilmJournal(new_part(tmp_path / "out.mp4"), "x", TICK, extradata=b"")
        assert goes_on.kept is not None and goes_on.kept.frames == 3
        late = ((3, 1), (5, 2), (4, 4))
        coded = [_packet(Entry(pts, dts, 1, False), b"new", stream, TICK) for pts, dts in late]
        assert [packet.dts for packet in goes_on.through(coded, stream, b"")] == [0, 1, 2, 3, 4, 5]
        goes_on.remove()


class Failing(DeviceImage):
    """A picture that its device never finishes."""

    shape = (48, 64, 3)

    def __init__(self, error: Exception) -> None:
        self._error = error

    def download(self) -> Image:
        raise self._error

    def resized(self, width: int, height: int) -> DeviceImage:
        return self

    def mirrored(self) -> DeviceImage:
        return self


@pytest.mark.parametrize(
    ("error", "said", "kept"),
    [
        (DeviceError("The device failed."), DeviceError, True),
        (MemoryError(), MemoryError, True),
        (av.error.MemoryError(12, "no memory"), SinkError, True),
        (av.error.ExternalError(542398533, "the driver"), SinkError, True),
        (OSError(28, "no room"), SinkError, False),
    ],
)
def test_a_device_that_fails_only_where_its_pictures_are_coded_leaves_what_can_be_gone_on_with(
    tmp_path: Path, error: Exception, said: type[Exception], kept: bool
) -> None:
    sink = VideoFileSink(tmp_path / "out.mp4", VARIABLE, recipe="the film")
    write(sink, TICKS[:-1])
    with pytest.raises(said):
        sink.write(DeviceFrame(Failing(error), TICKS[-1] * TICK, len(TICKS)))
    assert sink.resumable == kept
    assert len(list(tmp_path.glob("*journal*"))) == len(list(tmp_path.iterdir())) == kept


def test_where_the_encoder_codes_otherwise_the_film_is_begun_anew_and_it_is_said(tmp_path: Path) -> None:
    left = new_part(tmp_path / "out.mp4")
    journal = Journal(journal_of(left, "x"))
    journal.add(Entry(0, 0, 0, False), b"as then")
    for time in range(4):
        journal.add(Entry(time, time, 1, False), b"frame")
    journal.close()
    anew = FilmJournal(new_part(tmp_path / "out.mp4"), "x", TICK, extradata=b"as now")
    assert anew.kept is None
    assert "begun anew: the encoder" in anew.warnings[0]
    anew.leave()
    (kept,) = tmp_path.glob("*journal*")
    assert len(list(packets_of(kept, read_journal(kept)[1]))) == 4
