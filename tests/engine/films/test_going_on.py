"""Films whose painting was cut off, and is gone on with by the same call."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from engine.errors import DeviceError, UsageError
from engine.files import leftovers
from engine.jobs import open_video, paint_video
from engine.sinks import VideoOptions
from engine.sinks.film_journal import FilmJournal
from engine.sources import VideoPart
from engine.timeline import Keyframe, Timeline
from tests.clips import Clip, write_clip
from tests.engine.films.both_ways import paint
from tests.engine.films.interrupted import (
    FRAMES,
    LATE,
    SECONDS,
    STEADY,
    VARIABLE,
    Interrupted,
    Inverting,
    assert_same_film,
    cut_off,
    painted,
)
from tests.fakes import fake_stylizer, settings_of
from tests.special_clips import write_raw

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module", autouse=True)
def _at_once() -> Iterator[None]:
    """What is written down reaches the system without waiting for a second of work."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("engine.files.journal.FLUSH_S", 0.0)
        yield


@pytest.fixture(scope="module")
def _interrupted(tmp_path_factory: pytest.TempPathFactory) -> Interrupted:
    folder = tmp_path_factory.mktemp("interrupted")
    clip = write_clip(folder / "clip.mp4", STEADY)
    painted(clip, whole := folder / "whole.mp4")
    return Interrupted(clip, cut_off(clip), whole)


@pytest.fixture
def film(_interrupted: Interrupted, tmp_path: Path) -> Interrupted:
    """One of one's own."""
    shutil.copytree(_interrupted.left.parent, tmp_path / "left")
    return replace(_interrupted, left=tmp_path / "left" / _interrupted.left.name)


def test_a_film_is_gone_on_with_where_it_was_cut_off(film: Interrupted) -> None:
    frames, goes_on = painted(film.clip, film.left)
    assert goes_on and frames < FRAMES - 10
    assert_same_film(film.left, film.whole)
    assert [path.name for path in film.left.parent.iterdir()] == [film.left.name], "nothing else is left"


@pytest.mark.parametrize("ending", [".mkv", ".webm"])
def test_a_film_of_any_kind_is_gone_on_with(tmp_path: Path, ending: str) -> None:
    clip = write_clip(tmp_path / "clip.mp4", STEADY)
    painted(clip, whole := tmp_path / f"whole{ending}")
    left = cut_off(clip, name=f"out{ending}")
    frames, goes_on = painted(clip, left)
    assert goes_on and frames < FRAMES - 10
    assert_same_film(left, whole)


@pytest.mark.parametrize("kind", [VARIABLE, LATE], ids=["variable rate", "late start"])
def test_every_time_is_as_if_it_had_not_been_cut_off(tmp_path: Path, kind: Clip) -> None:
    clip = write_clip(tmp_path / "clip.mp4", kind)
    painted(clip, whole := tmp_path / "whole.mp4")
    left = cut_off(clip)
    assert painted(clip, left)[1]
    assert_same_film(left, whole)


def test_a_part_of_a_film_is_gone_on_with(tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "clip.mp4", STEADY)
    part = VideoPart(Fraction(1, 5), Fraction(2), 32)
    painted(clip, whole := tmp_path / "whole.mp4", part=part)
    left = cut_off(clip, at=40, part=part)
    assert painted(clip, left, part=part)[1]
    assert_same_film(left, whole)


def test_a_film_with_smoothing_and_a_timeline_does_not_jump_where_it_is_gone_on_with(tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "clip.mp4", STEADY)
    looks = [replace(settings_of(value), smoothing=0.8) for value in (250, 50)]
    timeline = Timeline([Keyframe(Fraction(0), looks[0]), Keyframe(SECONDS, looks[1])])
    painted(clip, whole := tmp_path / "whole.mp4", timeline)
    left = cut_off(clip, timeline)
    assert painted(clip, left, timeline)[1]
    assert_same_film(left, whole)


@pytest.mark.parametrize("part", [None, VideoPart(Fraction(1, 5))], ids=["whole", "part"])
def test_a_file_without_times_is_read_from_its_beginning(tmp_path: Path, part: VideoPart | None) -> None:
    clip = write_raw(tmp_path / "clip.h264", FRAMES)
    painted(clip, whole := tmp_path / "whole.mp4", part=part)
    left = cut_off(clip, part=part)
    frames, goes_on = painted(clip, left, part=part)
    assert goes_on and frames < FRAMES - 10
    assert_same_film(left, whole)


def test_a_film_on_a_device_is_gone_on_with_there_and_elsewhere(film: Interrupted, tmp_path: Path) -> None:
    for stays in (True, False):
        output = tmp_path / f"{stays}.mp4"
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(FilmJournal, "remove", FilmJournal.close)
            paint(film.clip, output, stays=True)
        whole = output.rename(tmp_path / f"{stays}-whole.mp4")
        (journal,) = tmp_path.glob("*journal*")
        os.truncate(journal, journal.stat().st_size // 2)
        paint(film.clip, output, stays=stays)
        assert_same_film(output, whole)
        assert not list(tmp_path.glob("*journal*"))


@pytest.mark.parametrize("other", ["style", "quality", "source", "deinterlace", "anew"])
def test_another_film_is_begun_anew(film: Interrupted, tmp_path: Path, other: str) -> None:
    clip = film.clip
    if other == "source":
        clip = write_clip(tmp_path / "clip.mp4", STEADY)
        os.utime(clip, ns=(10**9, 10**9))
    options = {"quality": VideoOptions(quality=60), "anew": VideoOptions(resume=False)}
    pipeline = open_video(
        *(clip, film.left, fake_stylizer(), settings_of(100 if other == "style" else 200)),
        options.get(other),
        deinterlace=other != "deinterlace",
    )
    assert pipeline.kept is None
    pipeline.abandon()
    pipeline.wait()
    assert painted(film.clip, film.left)[1], "what was left is still there"


def test_a_film_that_was_moved_is_the_same_film(film: Interrupted, tmp_path: Path) -> None:
    clip = Path(shutil.copy2(film.clip, tmp_path / "moved.mp4"))
    assert painted(clip, film.left)[1]


def test_a_film_may_be_cut_off_again_and_again(film: Interrupted, tmp_path: Path) -> None:
    run, again = tmp_path / "run", tmp_path / "again"
    film.left.parent.rename(run)
    stylizer = fake_stylizer(Inverting(25, run, again))
    with pytest.raises(DeviceError):
        paint_video(film.clip, run / film.left.name, settings_of(200), stylizer=stylizer)
    frames, goes_on = painted(film.clip, again / film.left.name)
    assert goes_on and frames < 22
    assert_same_film(again / film.left.name, film.whole)
    assert [path.name for path in again.iterdir()] == [film.left.name]


def test_a_film_whose_device_fails_is_gone_on_with(film: Interrupted, tmp_path: Path) -> None:
    output, stylizer = (
        tmp_path / "film.mp4",
        fake_stylizer(Inverting(45, film.left.parent, tmp_path / "copy")),
    )
    with pytest.raises(DeviceError):
        paint_video(film.clip, output, settings_of(200), stylizer=stylizer)
    (journal,) = tmp_path.glob("film*")
    assert ".part.journal-" in journal.name
    assert painted(film.clip, output)[1]
    assert_same_film(output, film.whole)


def test_a_device_that_fails_at_once_leaves_nothing(film: Interrupted, tmp_path: Path) -> None:
    out, stylizer = tmp_path / "out", fake_stylizer(Inverting(1, tmp_path / "out", tmp_path / "copy"))
    out.mkdir()
    with pytest.raises(DeviceError):
        paint_video(film.clip, out / "film.mp4", settings_of(200), stylizer=stylizer)
    assert list(out.iterdir()) == []


def test_a_run_that_is_stopped_keeps_what_the_earlier_one_left(film: Interrupted) -> None:
    pipeline = open_video(film.clip, film.left, fake_stylizer(Inverting()), settings_of(200))
    assert pipeline.kept is not None
    pipeline.abandon()
    pipeline.wait()
    (journal,) = film.left.parent.iterdir()
    assert ".part.journal-" in journal.name
    assert painted(film.clip, film.left)[1]


def test_while_a_film_is_gone_on_with_no_other_run_can_take_it(film: Interrupted) -> None:
    pipeline = open_video(film.clip, film.left, fake_stylizer(), settings_of(200))
    with pytest.raises(UsageError, match="another run"):
        open_video(film.clip, film.left, fake_stylizer(), settings_of(200))
    assert leftovers(film.left.parent) == []
    pipeline.abandon()
    pipeline.wait()


def test_progress_counts_what_is_there_already(film: Interrupted) -> None:
    pipeline = open_video(film.clip, film.left, fake_stylizer(Inverting()), settings_of(200))
    assert pipeline.kept is not None
    assert pipeline.meter.read().frames == pipeline.meter.read().kept == pipeline.kept.frames
    pipeline.start()
    pipeline.wait()
    assert pipeline.meter.read().frames == FRAMES, "what is painted once more is not counted twice"


@pytest.mark.parametrize("number", range(4))
def test_a_journal_damaged_anywhere_never_makes_a_wrong_film(film: Interrupted, number: int) -> None:
    (journal,) = film.left.parent.glob("*journal*")
    content, random = bytearray(journal.read_bytes()), np.random.default_rng(number)
    place = int(random.integers(len(content)))
    content[place] ^= 16
    journal.write_bytes(content[:place] if number % 2 else content)
    painted(film.clip, film.left)
    assert_same_film(film.left, film.whole)
    assert [path.name for path in film.left.parent.iterdir()] == [film.left.name]


def test_where_the_disk_has_little_room_no_journal_is_kept(
    film: Interrupted, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("engine.sinks.film_journal.LEAST_ROOM", 2**62)
    clip = Path(shutil.copy2(film.clip, tmp_path / "clip.mp4"))
    left = cut_off(clip, name="other.mp4", into="full")
    assert not list(left.parent.glob("*journal*"))
    assert painted(clip, left) == (FRAMES, False)


KILLED = """
import sys, time
from pathlib import Path
from engine.files import journal
from engine.jobs import paint_video
from tests.engine.films.interrupted import Inverting
from tests.fakes import fake_stylizer, settings_of

journal.FLUSH_S = 0.0
runtime = Inverting()
def slowly():
    if runtime.painted == 45:
        time.sleep(0.3)  # the encoder does its part
    if runtime.painted == 50:
        print("fifty", flush=True)
        time.sleep(60)
network = runtime.network
runtime.network = lambda *given: (slowly(), network(*given))[1]
paint_video(Path(sys.argv[1]), Path(sys.argv[2]), settings_of(200), stylizer=fake_stylizer(runtime))
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no such signal")
def test_what_a_killed_program_has_painted_is_gone_on_with(film: Interrupted, tmp_path: Path) -> None:
    output = tmp_path / "out" / "film.mp4"
    output.parent.mkdir()
    child = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(film.clip), str(output)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "fifty\n"
    child.kill()
    child.wait(10)
    child.stdout.close()
    assert not output.exists()
    frames, goes_on = painted(film.clip, output)
    assert goes_on and frames < FRAMES - 10
    assert_same_film(output, film.whole)
    assert [path.name for path in output.parent.iterdir()] == ["film.mp4"]


def test_the_index_of_a_film_that_was_gone_on_with_lies_in_front(film: Interrupted) -> None:
    painted(film.clip, film.left)
    content = film.left.read_bytes()
    assert 0 < content.index(b"moov") < content.index(b"mdat")
