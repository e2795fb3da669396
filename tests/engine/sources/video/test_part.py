"""A part of a clip, and a smaller one."""

from fractions import Fraction
from pathlib import Path

import av
import pytest

from engine import (
    Settings,
    SourceError,
    UsageError,
    VideoFileSource,
    VideoOptions,
    VideoPart,
    open_video,
    parse_time,
)
from engine.sources.video.part import PartSource
from tests import clips
from tests.clips import Clip, Sound, write_clip
from tests.fakes import fake_stylizer
from tests.special_clips import write_raw

SECONDS = Clip(
    ticks=tuple(range(0, 100 * 512, 512)),
    sounds=(Sound(seconds=Fraction(4)),),
    options=(("preset", "ultrafast"),),
)
"""Four seconds at 25 frames per second, with sound."""


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    return write_clip(tmp_path / "clip.mp4", SECONDS)


def part_of(clip: Path, part: VideoPart) -> PartSource:
    return PartSource(VideoFileSource(clip), part)


def test_frames_from_start_to_end_are_given_with_times_from_zero(clip: Path) -> None:
    with part_of(clip, VideoPart(Fraction(1), Fraction(2))) as source:
        frames = list(source)
    assert [frame.time for frame in frames] == [Fraction(n, 25) for n in range(25)]
    assert [frame.index for frame in frames] == list(range(25))
    assert source.info.frames == 25


def test_the_part_shows_what_the_clip_shows_there(clip: Path) -> None:
    with VideoFileSource(clip) as whole, part_of(clip, VideoPart(Fraction(1))) as part:
        there = list(whole)[25]
        first = part.read()
    assert first is not None and (first.image == there.image).all()


def test_a_part_says_of_the_clip_what_holds_for_it(tmp_path: Path, clip: Path) -> None:
    hdr = write_clip(tmp_path / "hdr.mp4", clips.PQ)
    broken = clips.damaged(clip, length=3000)
    for path, part, said in (
        (hdr, VideoPart(end=Fraction(1, 10)), "tone-mapped"),
        (broken, VideoPart(Fraction(1, 2)), "damaged frame"),
        (broken, VideoPart(end=Fraction(39, 10)), "damaged frame"),
    ):
        with part_of(path, part) as source:
            list(source)
        assert [sentence for sentence in source.warnings if said in sentence], path


@pytest.mark.parametrize("part", [VideoPart(end=Fraction(39, 10)), VideoPart(Fraction(1))])
def test_a_part_that_lacks_its_end_says_so(clip: Path, part: VideoPart) -> None:
    cut = clips.truncated(clip)
    with part_of(cut, part) as source:
        list(source)
    assert "cut short" in " ".join(source.warnings)


@pytest.mark.parametrize("part", [VideoPart(Fraction(1)), VideoPart(Fraction(1), Fraction(2))])
def test_of_a_whole_clip_no_part_says_anything(clip: Path, part: VideoPart) -> None:
    with part_of(clip, part) as source:
        list(source)
    assert source.warnings == ()


def test_a_part_may_be_smaller_and_keeps_its_shape(clip: Path) -> None:
    with part_of(clip, VideoPart(long_side=32)) as source:
        frame = source.read()
    assert frame is not None and frame.image.shape == (24, 32, 3)
    assert (source.info.width, source.info.height) == (32, 24)


def test_a_part_is_never_enlarged(clip: Path) -> None:
    with part_of(clip, VideoPart(long_side=4000)) as source:
        assert source.info.width == 64


def test_a_part_after_the_end_is_refused(clip: Path) -> None:
    with pytest.raises(SourceError, match=r"begins at 9 s, after the clip's end"):
        part_of(clip, VideoPart(Fraction(9)))


def test_a_part_of_a_file_without_times_is_found_by_reading_it(tmp_path: Path) -> None:
    clip = write_raw(tmp_path / "clip.h264", 30)
    with PartSource(VideoFileSource(clip), VideoPart(Fraction(2, 5), Fraction(4, 5))) as part:
        assert part.begin == Fraction(2, 5)
        assert [frame.time for frame in part] == [Fraction(step, 25) for step in range(10)]


@pytest.mark.parametrize(("start", "end"), [(2, 1), (1, 1), (-1, None)])
def test_a_part_that_ends_before_it_begins_is_refused(start: int, end: int | None) -> None:
    with pytest.raises(UsageError, match="must end later"):
        VideoPart(Fraction(start), None if end is None else Fraction(end))


@pytest.mark.parametrize(
    ("text", "seconds"), [("65", 65), ("1:05", 65), ("1:01:05", 3665), (" 0:01.5 ", Fraction(3, 2))]
)
def test_times_are_read_as_people_write_them(text: str, seconds: Fraction) -> None:
    assert parse_time(text) == seconds


@pytest.mark.parametrize("text", ["", "a", "1:", "-5", "1:2:3:4"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="is no time"):
        parse_time(text)


@pytest.mark.parametrize("suffix", [".mp4", ".mkv", ".webm"])
def test_the_sound_of_the_part_is_kept_in_step(clip: Path, tmp_path: Path, suffix: str) -> None:
    output = tmp_path / f"part{suffix}"
    part = VideoPart(Fraction(1), Fraction(3))
    pipeline = open_video(clip, output, fake_stylizer(), Settings(), VideoOptions(), part=part)
    pipeline.start()
    pipeline.wait()
    with av.open(str(output)) as container:
        sound = container.streams.audio[0]
        times = [frame.time for frame in container.decode(sound) if frame.time is not None]
    assert abs(times[0]) < 0.05 and 1.9 < times[-1] < 2.05
    with VideoFileSource(output) as painted:
        assert len(list(painted)) == 50


def test_the_sound_before_the_part_is_not_heard_in_it(tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "late.mp4", clips.LATE_SOUND)
    whole = clips.sound_packets(clip)[0]
    part = VideoPart(Fraction(1, 5))
    pipeline = open_video(clip, tmp_path / "part.mp4", fake_stylizer(), Settings(), part=part)
    pipeline.start()
    pipeline.wait()
    kept = clips.sound_packets(tmp_path / "part.mp4")[0]
    assert 0 < len(kept) <= len(whole) and float(kept[0][0]) < 0.05
