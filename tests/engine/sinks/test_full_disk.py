"""A real disk that is full while something is kept from the live view."""

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from engine.errors import SinkError
from engine.frame import Frame
from engine.pictures import Picture, save_picture, save_snapshot
from engine.sinks.recording import RecordingSink
from engine.sources.video.file import VideoFileSource
from engine.stream_info import StreamInfo

RATE = Fraction(25)


def noise(index: int) -> Frame:
    """What no encoder makes small."""
    image = np.random.default_rng(index).integers(0, 256, (192, 320, 3), np.uint8)
    return Frame(image, Fraction(index, 25), index)


def test_a_recording_keeps_what_was_recorded_until_the_disk_was_full(tiny_disk: Path) -> None:
    sink = RecordingSink(tiny_disk / "live.mp4", StreamInfo(320, 192, RATE, 1 / RATE))
    index = 0
    while sink.error is None and index < 500:
        sink.write(noise(index))
        index += 1
    with pytest.raises(SinkError, match=r"ended early: no space left on device.*until then is kept"):
        sink.close()
    assert [file.name for file in tiny_disk.iterdir()] == ["live.mp4"]
    with VideoFileSource(tiny_disk / "live.mp4") as source:
        assert source.read() is not None


def test_a_picture_that_does_not_fit_leaves_the_one_before_it(tiny_disk: Path) -> None:
    path = tiny_disk / "painted.png"
    save_picture(path, Picture(np.zeros((48, 64, 3), np.uint8)))
    before = path.read_bytes()
    with pytest.raises(SinkError, match="no space left on device"):
        save_picture(path, Picture(np.random.default_rng(0).integers(0, 256, (480, 640, 3), np.uint8)))
    assert [file.name for file in tiny_disk.iterdir()] == ["painted.png"]
    assert path.read_bytes() == before


def test_a_snapshot_that_does_not_fit_leaves_nothing(tiny_disk: Path) -> None:
    big = Frame(np.random.default_rng(0).integers(0, 256, (480, 640, 3), np.uint8), Fraction(0), 0)
    with pytest.raises(SinkError, match="no space left on device"):
        save_snapshot(big, tiny_disk)
    assert list(tiny_disk.iterdir()) == []
