from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Pillow

from engine.frame import Frame, Image
from engine.sources.video.file import VideoFileSource
from tests import clips, special_clips
from tests.clips import Clip, write_clip


def _read_all(source: VideoFileSource) -> list[Frame]:
    return list(iter(source.read, None))


def _frames(path: Path) -> list[Frame]:
    with VideoFileSource(path) as source:
        return _read_all(source)


def test_variable_rate_stays_variable(tmp_path: Path) -> None:
    clip = clips.VARIABLE_RATE
    frames = _frames(write_clip(tmp_path / "a.mp4", clip))
    assert [frame.time for frame in frames] == [ticks * clip.time_base for ticks in clip.ticks]


def test_29_97_stays_exact(tmp_path: Path) -> None:
    with VideoFileSource(write_clip(tmp_path / "a.mp4", clips.NTSC)) as source:
        assert source.info.rate == Fraction(30000, 1001)
        assert [frame.time for frame in _read_all(source)] == [Fraction(n * 1001, 30000) for n in range(10)]


def test_late_start_stays_late(tmp_path: Path) -> None:
    frames = _frames(write_clip(tmp_path / "a.mp4", clips.LATE_START))
    assert frames[0].time == Fraction(1, 2) and frames[0].index == 0


def test_frames_know_how_long_they_are_shown(tmp_path: Path) -> None:
    assert {frame.duration for frame in _frames(write_clip(tmp_path / "a.mp4"))} == {Fraction(1, 25)}


@pytest.mark.parametrize(
    ("rotation", "turns"), [(90, 1), (180, 2), (270, 3), (-90, 3)], ids=lambda value: str(value)
)
def test_rotation_is_applied_to_the_pixels(tmp_path: Path, rotation: int, turns: int) -> None:
    path = write_clip(tmp_path / "a.mp4", replace(clips.PLAIN, rotation=rotation))
    with VideoFileSource(path) as source:
        frame = source.read()
        assert frame is not None
        expected = np.rot90(clips.scene(clips.SIZE, 0), turns)
        assert frame.image.shape == expected.shape == (source.info.height, source.info.width, 3)
        assert np.abs(frame.image.astype(int) - expected).mean() < 6


def test_telephone_held_upright_is_turned_clockwise(tmp_path: Path) -> None:
    # The matrix telephones write for it: a=0, b=1, c=-1, d=0 (ISO 14496-12, 6.2.2).
    path = write_clip(tmp_path / "a.mp4", replace(clips.PLAIN, rotation=-90))
    image = _frames(path)[0].image
    assert image[2, -3, 1] > 150, "the green upper left corner goes to the upper right"


def test_pixel_shape_turns_with_the_picture(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "a.mp4", replace(clips.WIDE_PIXELS, rotation=90))
    with VideoFileSource(path) as source:
        assert source.info.pixel_aspect == Fraction(3, 4)


def _colour_error(image: Image, step: int) -> int:
    """The largest difference from the scene in the middle of its three colours."""
    expected = clips.scene((image.shape[1], image.shape[0]), step)
    spots = [(image.shape[0] * y // 4, image.shape[1] * x // 4) for y, x in ((1, 1), (3, 1), (3, 3))]
    return max(int(np.abs(image[spot].astype(int) - expected[spot]).max()) for spot in spots)


@pytest.mark.parametrize("name", ["full range", "BT.601", "plain", "10 bit", "odd size", "wide"])
def test_colours_come_out_as_they_went_in(tmp_path: Path, name: str) -> None:
    assert _colour_error(_frames(clips.make_clip(tmp_path, name))[3].image, 3) <= 2


@pytest.mark.parametrize(("height", "right"), [(576, True), (720, False)])
def test_untagged_video_is_bt601_below_720_lines(tmp_path: Path, height: int, right: bool) -> None:
    # The clip is coded as BT.601 and does not say so.
    path = write_clip(tmp_path / "a.mp4", replace(clips.PLAIN, size=(64, height)))
    error = _colour_error(_frames(path)[0].image, 0)
    assert error <= 2 if right else error > 10


def test_expected_number_of_frames_is_known_before_the_first(tmp_path: Path) -> None:
    with VideoFileSource(write_clip(tmp_path / "a.mp4")) as source:
        assert source.info.frames == 10


def test_expected_number_is_guessed_from_the_duration(tmp_path: Path) -> None:
    clip = replace(
        clips.PLAIN, container="matroska", ticks=tuple(range(0, 1000, 40)), time_base=Fraction(1, 1000)
    )
    with VideoFileSource(write_clip(tmp_path / "a.mkv", clip)) as source:
        assert source.info.frames == 25


def stamped(source: VideoFileSource, times: Sequence[int | None]) -> list[Fraction]:
    """What an open source makes of packets' times; in ticks."""
    clock, packet = source._clock, source._next
    assert packet is not None
    stamps = []
    for packet.pts in times:
        packet.dts = packet.pts
        stamps.append(clock.stamp(packet)[0] / clock.time_base)
    return stamps


def test_times_that_do_not_increase_are_nudged_and_told(tmp_path: Path) -> None:
    with VideoFileSource(write_clip(tmp_path / "a.mp4")) as source:
        assert stamped(source, (100, 100, 90, None, 2000)) == [100, 101, 102, 614, 2000]
        assert any("3 frames had no usable time" in sentence for sentence in source.warnings)


def test_times_before_0_are_moved_there_and_told(tmp_path: Path) -> None:
    with VideoFileSource(write_clip(tmp_path / "a.mp4")) as source:
        assert stamped(source, (-1000, -500, 2000)) == [0, 1, 2000]
        assert any("1 frames had no usable time" in sentence for sentence in source.warnings)


def test_damage_in_the_middle_is_survived_and_told(tmp_path: Path) -> None:
    clip = Clip(ticks=tuple(range(0, 60 * 512, 512)), options=(("preset", "ultrafast"), ("g", "10")))
    rng = np.random.default_rng(0)
    noise = [rng.integers(0, 256, (48, 64, 3), np.uint8) for _ in clip.ticks]
    path = clips.damaged(write_clip(tmp_path / "a.mp4", clip, noise), length=3000)
    with VideoFileSource(path) as source:
        frames = _read_all(source)
        assert len(frames) > 40
        assert [frame.time for frame in frames] == sorted({frame.time for frame in frames})
        assert [s for s in source.warnings if "damaged" in s] == list(source.warnings) != []


def test_truncated_file_gives_its_beginning_and_says_so(tmp_path: Path) -> None:
    clip = Clip(ticks=tuple(range(0, 60 * 512, 512)))
    path = clips.truncated(write_clip(tmp_path / "a.mp4", clip))
    with VideoFileSource(path) as source:
        frames = _read_all(source)
        assert 10 < len(frames) < 60
        assert any(f"cut short: {len(frames)} frames could be read" in s for s in source.warnings)


def test_truncated_file_without_an_index_may_be_cut_short(tmp_path: Path) -> None:
    clip = Clip(ticks=tuple(range(0, 4000, 40)), time_base=Fraction(1, 1000), container="matroska")
    path = clips.truncated(write_clip(tmp_path / "a.mkv", clip))
    with VideoFileSource(path) as source:
        assert 10 < len(_read_all(source)) < 90
        assert any("may be cut short" in sentence for sentence in source.warnings)


@pytest.mark.parametrize("name", ["plain", "late start", "GIF", "foreign sound", "one pixel", "long sound"])
def test_whole_file_gives_no_warning(tmp_path: Path, name: str) -> None:
    with VideoFileSource(clips.make_clip(tmp_path, name)) as source:
        source.read()
        assert source.warnings == ()
        _read_all(source)
        assert source.warnings == ()


def test_name_with_a_colon_is_not_a_protocol(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "plain.mp4").rename(tmp_path / "12:30 uhr.mp4")
    assert len(_frames(path)) == 10


def test_leaving_early_ends_at_once(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "a.mp4", Clip(ticks=tuple(range(0, 100 * 512, 512))))
    source = VideoFileSource(path)
    source.read()
    source.close()
    source.close()
    assert source.read() is None


def _comb(image: Image) -> float:
    """How much neighbouring lines differ."""
    return float(np.abs(np.diff(image.astype(int), axis=0)).mean())


def test_interlaced_video_is_made_whole_frame_by_frame_and_told(tmp_path: Path) -> None:
    path = special_clips.write_interlaced(tmp_path / "a.mp4")
    with VideoFileSource(path) as source, VideoFileSource(path, deinterlace=False) as untouched:
        frames, combed = _read_all(source), _read_all(untouched)
        assert [frame.time for frame in frames] == [frame.time for frame in combed]
        assert [frame.duration for frame in frames] == [frame.duration for frame in combed]
        assert _comb(combed[5].image) > 10 * _comb(frames[5].image)
        assert source.warnings == (
            "The video is interlaced; it was deinterlaced (--no-deinterlace leaves it as it is).",
        )
        assert untouched.warnings == ()


def test_interlaced_video_is_found_by_time(tmp_path: Path) -> None:
    with VideoFileSource(special_clips.write_interlaced(tmp_path / "a.mp4")) as source:
        source.seek(Fraction(3, 25))
        found = source.read()
        assert found is not None and found.time == Fraction(3, 25)


@pytest.mark.parametrize("index", [0, 1, 5, 15])
def test_no_frame_of_a_transport_stream_is_lost_where_it_is_sought(tmp_path: Path, index: int) -> None:
    groups = (("preset", "medium"), ("x264-params", "keyint=10:min-keyint=5:bframes=3"))
    ticks = tuple(range(0, 20 * 3600, 3600))
    clip = replace(clips.PLAIN, time_base=Fraction(1, 90000), ticks=ticks, options=groups)
    with VideoFileSource(write_clip(tmp_path / "a.ts", clip)) as source:
        source.seek(Fraction(index, 25))
        assert [frame.time for frame in _read_all(source)] == [Fraction(one, 25) for one in range(index, 20)]


def test_deinterlaced_frames_keep_their_colours(tmp_path: Path) -> None:
    # Tags that a filter loses would make BT.601 of it.
    clip = replace(clips.BT709, options=(*clips.PLAIN.options, ("x264-params", "interlaced=1")))
    path = write_clip(tmp_path / "a.mp4", clip, [np.full((48, 64, 3), (200, 30, 30), np.uint8)] * 10)
    with VideoFileSource(path) as source, VideoFileSource(path, deinterlace=False) as untouched:
        pairs = zip(_read_all(source), _read_all(untouched), strict=True)
        assert max(int(np.abs(a.image.astype(int) - b.image).max()) for a, b in pairs) <= 2


def test_size_that_changes_in_mid_stream_is_scaled_and_told(tmp_path: Path) -> None:
    with VideoFileSource(special_clips.write_growing(tmp_path / "a.ts")) as source:
        frames = _read_all(source)
        assert [frame.image.shape for frame in frames] == [(48, 64, 3)] * 10
        assert _colour_error(frames[9].image, 4) <= 12
        assert "The size changes in mid-stream; 5 frames were scaled to the size at the start (64 x 48)." in (
            source.warnings
        )


def test_transparency_is_told(tmp_path: Path) -> None:
    clear, red, blue = (Pillow.new("RGBA", (64, 48), colour) for colour in ("#c0000000", "#c00", "#00c"))
    clear.save(tmp_path / "a.png", save_all=True, append_images=[red], duration=100)
    blue.save(tmp_path / "b.png", save_all=True, append_images=[red], duration=100)
    for name, expected in (("a.png", 1), ("b.png", 0)):
        with VideoFileSource(tmp_path / name) as source:
            assert sum("transparent" in sentence for sentence in source.warnings) == expected
