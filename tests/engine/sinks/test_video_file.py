import errno
import os
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from engine.errors import SinkError, UsageError
from engine.frame import Frame, Image
from engine.sinks import VideoFileSink, VideoOptions
from engine.sources.video.file import VideoFileSource
from engine.stream_info import BT601, BT709, ColourTags, StreamInfo
from tests import clips
from tests.clips import write_clip

SMALL = StreamInfo(64, 48, Fraction(25), Fraction(1, 12800))


def _copy(source: Path, output: Path, options: VideoOptions | None = None) -> VideoFileSink:
    with (
        VideoFileSource(source) as frames,
        VideoFileSink(output, frames.info, options, original=source) as sink,
    ):
        while (frame := frames.read()) is not None:
            sink.write(frame)
    return sink


def _frame(index: int, size: tuple[int, int] = (64, 48), image: Image | None = None) -> Frame:
    return Frame(clips.scene(size, index) if image is None else image, Fraction(index, 25), index)


def _write(path: Path, video: StreamInfo, frames: int = 5) -> Path:
    with VideoFileSink(path, video) as sink:
        for index in range(frames):
            sink.write(_frame(index, (video.width, video.height)))
    return path


@pytest.mark.parametrize("name", list(clips.ORDINARY))
def test_times_of_every_clip_are_equal_in_and_out(tmp_path: Path, name: str) -> None:
    source, output = clips.make_clip(tmp_path, name), tmp_path / "out.mp4"
    _copy(source, output)
    assert clips.frame_times(output) == clips.frame_times(source)
    assert len(clips.frame_times(output)) == len(clips.ORDINARY[name].ticks)


@pytest.mark.parametrize("suffix", [".mp4", ".m4v", ".mov", ".mkv", ".webm"])
def test_all_endings_make_files_that_play(tmp_path: Path, suffix: str) -> None:
    output = tmp_path / f"out{suffix}"
    _copy(write_clip(tmp_path / "a.mp4", clips.WITH_SOUND), output)
    assert len(clips.frame_times(output)) == 10 and len(clips.sound_packets(output)) == 1


def test_time_base_is_kept(tmp_path: Path) -> None:
    _copy(write_clip(tmp_path / "a.mp4", clips.NTSC), tmp_path / "out.mp4")
    with av.open(str(tmp_path / "out.mp4")) as container:
        video = container.streams.video[0]
        assert video.time_base == Fraction(1, 30000) and video.average_rate == Fraction(30000, 1001)


def test_start_between_two_milliseconds_is_kept(tmp_path: Path) -> None:
    # By default mp4 rounds the start of a track to milliseconds.
    clip = replace(
        clips.NTSC, ticks=tuple(range(1001, 8000, 1001)), sounds=(clips.Sound(),), container="mpegts"
    )
    source = write_clip(tmp_path / "a.ts", clip)
    _copy(source, tmp_path / "out.mp4")
    times = clips.frame_times(tmp_path / "out.mp4")
    assert times == clips.frame_times(source) and (times[0] * 1000).denominator > 1


def test_last_frame_is_shown_as_long_as_in_the_source(tmp_path: Path) -> None:
    _write(tmp_path / "out.mp4", SMALL)
    with VideoFileSink(tmp_path / "long.mp4", SMALL) as sink:
        sink.write(_frame(0))
        sink.write(replace(_frame(1), duration=Fraction(2)))
    for name, seconds in (("out.mp4", Fraction(1, 5)), ("long.mp4", Fraction(51, 25))):
        with av.open(str(tmp_path / name)) as container:
            stream = container.streams.video[0]
            assert stream.duration is not None and stream.time_base is not None
            assert stream.duration * stream.time_base == seconds


@pytest.mark.parametrize("tags", [BT709, BT601, ColourTags(5, 5, 6)], ids=["BT.709", "BT.601", "PAL"])
def test_colours_are_tagged_and_come_back(tmp_path: Path, tags: ColourTags) -> None:
    with VideoFileSource(_write(tmp_path / "out.mp4", replace(SMALL, colour=tags))) as source:
        decoded = source._next
        assert decoded is not None
        found = (decoded.colorspace, decoded.color_primaries, decoded.color_trc, decoded.color_range)
        assert found == (tags.matrix, tags.primaries, tags.transfer, 1)
        frame = source.read()
        assert frame is not None
        error = np.abs(frame.image.astype(int) - clips.scene((64, 48), 0))[4:20, 4:28]
        assert error.max() <= 3


def test_source_colours_are_kept_where_players_know_them(tmp_path: Path) -> None:
    for name, expected in (("BT.601", 6), ("full range", 1), ("PQ", 1), ("BT.2020", 1)):
        with VideoFileSource(clips.make_clip(tmp_path, name)) as source:
            assert (source.info.colour.matrix, source.info.colour.full_range) == (expected, False)


@pytest.mark.parametrize(
    ("size", "coded"),
    [((65, 49), (66, 50)), ((1, 1), (2, 2)), ((64, 49), (64, 50)), ((4096, 16), (4096, 16))],
)
def test_odd_sizes_get_their_last_line_twice(
    tmp_path: Path, size: tuple[int, int], coded: tuple[int, int]
) -> None:
    with VideoFileSource(
        _write(tmp_path / "out.mp4", replace(SMALL, width=size[0], height=size[1]))
    ) as source:
        assert (source.info.width, source.info.height) == coded
        frame = source.read()
        assert frame is not None
        assert np.abs(frame.image[-1, -1].astype(int) - clips.scene(size, 0)[-1, -1]).max() <= 8


def test_pixel_shape_is_kept(tmp_path: Path) -> None:
    _copy(write_clip(tmp_path / "a.mp4", clips.WIDE_PIXELS), tmp_path / "out.mp4")
    with av.open(str(tmp_path / "out.mp4")) as container:
        assert container.streams.video[0].sample_aspect_ratio == Fraction(4, 3)


def test_rotation_is_not_written_again(tmp_path: Path) -> None:
    _copy(write_clip(tmp_path / "a.mp4", replace(clips.PLAIN, rotation=90)), tmp_path / "out.mp4")
    with av.open(str(tmp_path / "out.mp4")) as container:
        frame = next(container.decode(video=0))
        assert (frame.rotation, frame.width, frame.height) == (0, 48, 64)


def test_metadata_is_kept(tmp_path: Path) -> None:
    clip = replace(clips.PLAIN, metadata=(("title", "Holiday"), ("comment", "by the sea")))
    _copy(write_clip(tmp_path / "a.mp4", clip), tmp_path / "out.mp4")
    with av.open(str(tmp_path / "out.mp4")) as container:
        assert container.metadata["title"] == "Holiday" and container.metadata["comment"] == "by the sea"


def test_index_stands_before_the_pictures(tmp_path: Path) -> None:
    data = _write(tmp_path / "out.mp4", SMALL).read_bytes()
    assert 0 < data.index(b"moov") < data.index(b"mdat")


def test_frames_of_no_file_need_only_their_info(tmp_path: Path) -> None:
    info = StreamInfo(64, 48, Fraction(25), Fraction(1, 25))
    with VideoFileSink(tmp_path / "out.mp4", info) as sink:
        sink.write(_frame(0))
    assert clips.frame_times(tmp_path / "out.mp4") == [0]


def test_better_quality_makes_a_larger_file(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    images = [rng.integers(0, 256, (48, 64, 3), np.uint8) for _ in range(5)]
    sizes = []
    for quality in (0, 50, 75, 100):
        with VideoFileSink(tmp_path / f"{quality}.mp4", SMALL, VideoOptions(quality=quality)) as sink:
            for index, image in enumerate(images):
                sink.write(_frame(index, image=image))
        sizes.append((tmp_path / f"{quality}.mp4").stat().st_size)
    assert sizes == sorted(sizes)


def test_encoder_that_does_not_open_gives_way_with_a_warning(tmp_path: Path) -> None:
    unable = "h264_amf" if sys.platform == "darwin" else "h264_videotoolbox"
    sink = _copy(write_clip(tmp_path / "a.mp4"), tmp_path / "out.mp4", VideoOptions(unable))
    assert len(sink.warnings) == 1 and unable in sink.warnings[0] and "libx264" in sink.warnings[0]
    assert len(clips.frame_times(tmp_path / "out.mp4")) == 10


def test_hevc_is_tagged_so_that_quicktime_plays_it(tmp_path: Path) -> None:
    source = write_clip(tmp_path / "a.mp4")
    _copy(source, tmp_path / "out.mp4", VideoOptions("libx265"))
    assert clips.frame_times(tmp_path / "out.mp4") == clips.frame_times(source)
    with av.open(str(tmp_path / "out.mp4")) as container:
        assert container.streams.video[0].codec_context.codec_tag == "hvc1"


def test_cancel_leaves_nothing(tmp_path: Path) -> None:
    sink = VideoFileSink(tmp_path / "out.mp4", SMALL)
    for index in range(100):
        sink.write(_frame(index))
    sink.abort()
    sink.abort()
    sink.close()
    assert not list(tmp_path.iterdir())


def test_exception_inside_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), VideoFileSink(tmp_path / "out.mp4", SMALL) as sink:
        sink.write(_frame(0))
        raise KeyboardInterrupt
    assert not list(tmp_path.iterdir())


def test_no_frame_at_all_is_an_error_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(SinkError, match="not one frame"):
        VideoFileSink(tmp_path / "out.mp4", SMALL).close()
    assert not list(tmp_path.iterdir())


def test_frame_of_another_size_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SinkError, match=r"32 x 32 pixels.*64 x 48"):
        VideoFileSink(tmp_path / "out.mp4", SMALL).write(_frame(0, (32, 32)))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["out", "out.avi", "out.jpg"])
def test_unknown_ending_is_refused_with_the_known_ones(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match=r"\.mp4, \.m4v, \.mov, \.mkv"):
        VideoFileSink(tmp_path / name, SMALL)


@pytest.mark.parametrize(
    "options", [VideoOptions(quality=101), VideoOptions(quality=-1), VideoOptions(encoder="cinepak")]
)
def test_impossible_options_are_refused_before_a_file_is_made(tmp_path: Path, options: VideoOptions) -> None:
    with pytest.raises(UsageError):
        VideoFileSink(tmp_path / "out.mp4", SMALL, options)
    assert not list(tmp_path.iterdir())


def test_existing_file_is_replaced_only_on_wish(tmp_path: Path) -> None:
    output = tmp_path / "out.mp4"
    output.write_text("old")
    with pytest.raises(UsageError, match="--overwrite"):
        VideoFileSink(output, SMALL)
    sink = VideoFileSink(output, SMALL, VideoOptions(overwrite=True))
    sink.write(_frame(0))
    assert output.read_text() == "old"
    sink.close()
    assert clips.frame_times(output) == [0]


def test_source_is_never_overwritten(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "a.mp4")
    with VideoFileSource(path) as source, pytest.raises(UsageError, match="itself an input"):
        VideoFileSink(path, source.info, VideoOptions(overwrite=True), original=path)


class _FullDisk:
    """A file that takes so many bytes and then fails as a full disk does."""

    def __init__(self, path: Path, room: int) -> None:
        self._file = path.open("w+b")
        self._room = room

    def write(self, data: bytes) -> int:
        self._room -= len(data)
        if self._room < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return self._file.write(data)

    def __getattr__(self, name: str) -> object:
        return getattr(self._file, name)


@pytest.mark.parametrize("room", [0, 20, 40_000, 100_000])
def test_full_disk_is_one_clear_line_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    monkeypatch.setattr("engine.sinks.video_file.open_part", lambda path: _FullDisk(path, room))
    rng = np.random.default_rng(0)
    with pytest.raises(SinkError, match=r"out\.mp4.*[Nn]o space left.*Free some") as failed:  # noqa: SIM117
        with VideoFileSink(tmp_path / "out.mp4", SMALL, VideoOptions(quality=100)) as sink:
            for index in range(60):
                sink.write(_frame(index, image=rng.integers(0, 256, (48, 64, 3), np.uint8)))
    assert "\n" not in str(failed.value) and not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["out.webm", "out.gif"])
def test_encoder_that_a_format_cannot_hold_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match=r"cannot hold what libx264 makes.*--encoder auto"):
        VideoFileSink(tmp_path / name, SMALL, VideoOptions("libx264"))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("encoder", ["auto", "libvpx-vp9", "libsvtav1"])
def test_webm_is_coded_as_vp9_or_av1(tmp_path: Path, encoder: str) -> None:
    source = write_clip(tmp_path / "a.mp4", replace(clips.PLAIN, size=(96, 64)))
    sink = _copy(source, tmp_path / "out.webm", VideoOptions(encoder))
    with av.open(str(tmp_path / "out.webm")) as container:
        stream = container.streams.video[0]
        assert stream.codec.canonical_name == ("av1" if encoder == "libsvtav1" else "vp9")
    assert clips.frame_times(tmp_path / "out.webm") == clips.frame_times(source)
    assert sink.warnings == ()


@pytest.mark.skipif(sys.platform != "linux", reason="schedules threads in other ways")
def test_an_encoder_leaves_its_thread_scheduled_as_before(tmp_path: Path) -> None:
    source = write_clip(tmp_path / "a.mp4", replace(clips.PLAIN, size=(96, 64)))
    _copy(source, tmp_path / "out.webm", VideoOptions("libsvtav1"))
    assert os.sched_getscheduler(0) == os.SCHED_OTHER  # as root, SVT-AV1 would go before everything else
