from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from av.stream import AttachmentStream, Disposition
from av.subtitles.subtitle import AssSubtitle

from engine.sinks import VideoFileSink, VideoOptions
from engine.sources.video.file import VideoFileSource
from tests import clips, special_clips
from tests.clips import Clip, write_clip


def _copy(source: Path, output: Path, *, sound: bool = True) -> VideoFileSink:
    options = VideoOptions(sound=sound)
    with (
        VideoFileSource(source) as frames,
        VideoFileSink(output, frames.info, options, original=source) as sink,
    ):
        while (frame := frames.read()) is not None:
            sink.write(frame)
    return sink


@pytest.mark.parametrize("name", ["with sound", "late sound", "two sounds", "long sound", "plain"])
def test_sound_is_copied_packet_for_packet(tmp_path: Path, name: str) -> None:
    source, output = clips.make_clip(tmp_path, name), tmp_path / "out.mp4"
    sink = _copy(source, output)
    assert clips.sound_packets(output) == clips.sound_packets(source)
    assert len(clips.sound_packets(output)) == len(clips.ORDINARY[name].sounds)
    assert sink.warnings == ()


def test_late_sound_starts_late(tmp_path: Path) -> None:
    _copy(clips.make_clip(tmp_path, "late sound"), tmp_path / "out.mp4")
    first = clips.sound_packets(tmp_path / "out.mp4")[0][0][0]
    assert abs(first - Fraction(1, 5)) <= Fraction(
        1024 + 48, 48000
    )  # the encoder's run-up, and mp4's millisecond


def test_languages_and_order_of_tracks_are_kept(tmp_path: Path) -> None:
    _copy(clips.make_clip(tmp_path, "two sounds"), tmp_path / "out.mp4")
    with av.open(str(tmp_path / "out.mp4")) as container:
        assert [stream.type for stream in container.streams] == ["video", "audio", "audio"]
        assert [stream.language for stream in container.streams.audio] == ["eng", "deu"]


def test_sound_mp4_cannot_hold_is_made_aac_and_told(tmp_path: Path) -> None:
    source, output = clips.make_clip(tmp_path, "foreign sound"), tmp_path / "out.mp4"
    sink = _copy(source, output)
    with av.open(str(output)) as container:
        sound = container.streams.audio[0]
        assert (sound.codec_context.name, sound.rate, sound.layout.name) == ("aac", 44100, "stereo")
        seconds = sum(frame.samples for frame in container.decode(sound)) / 44100
    assert seconds == pytest.approx(0.5, abs=0.05)
    assert sink.warnings == ("Sound track 1 (pcm_mulaw) does not fit the new file and was made AAC.",)


def test_aac_of_a_broadcast_fits_mp4(tmp_path: Path) -> None:
    clip = replace(
        clips.WITH_SOUND, container="mpegts", ticks=tuple(range(0, 36000, 3600)), time_base=Fraction(1, 90000)
    )
    source = write_clip(tmp_path / "a.ts", clip)
    _copy(source, tmp_path / "out.mp4")
    with av.open(str(tmp_path / "out.mp4")) as container:
        frames = list(container.decode(audio=0))
    assert sum(frame.samples for frame in frames) >= 24000
    assert clips.frame_times(tmp_path / "out.mp4") == clips.frame_times(source)


def test_sound_can_be_left_out(tmp_path: Path) -> None:
    _copy(clips.make_clip(tmp_path, "with sound"), tmp_path / "out.mp4", sound=False)
    assert clips.sound_packets(tmp_path / "out.mp4") == []


def test_damaged_sound_does_not_cost_the_pictures(tmp_path: Path) -> None:
    clip = Clip(sounds=(replace(clips.SOUND_MP4_CANNOT_HOLD.sounds[0], codec="flac", seconds=Fraction(2)),))
    source = clips.damaged(write_clip(tmp_path / "a.mp4", clip), part=0.7, length=5000)
    _copy(source, tmp_path / "out.mp4")
    assert len(clips.frame_times(tmp_path / "out.mp4")) == 10


def test_sound_runs_beside_the_pictures(tmp_path: Path) -> None:
    # Were it written after them, a player could not start before the end, and memory would grow.
    clip = Clip(
        ticks=tuple(range(0, 100 * 512, 512)),
        sounds=(clips.Sound(seconds=Fraction(4)),),
    )
    _copy(write_clip(tmp_path / "a.mp4", clip), tmp_path / "out.mp4")
    with av.open(str(tmp_path / "out.mp4")) as container:
        kinds = [(packet.pos, packet.stream.type) for packet in container.demux() if packet.size]
    order = [kind for _, kind in sorted(kinds)]
    assert "audio" in order[: len(order) // 4] and "video" in order[-len(order) // 4 :]


PCM = [
    ("pcm_s16le", "stereo", ".avi"), ("pcm_s16le", "mono", ".avi"), ("pcm_s16le", "stereo", ".mkv"),
    ("pcm_s24le", "stereo", ".mkv"), ("pcm_f32le", "stereo", ".mkv"), ("pcm_s16le", "5.1", ".mkv"),
    ("pcm_s24le", "7.1", ".mkv"), ("pcm_s16be", "stereo", ".mov"), ("pcm_s24le", "stereo", ".mov"),
    ("pcm_s32le", "stereo", ".mov"), ("pcm_f32le", "stereo", ".mov"), ("pcm_f32le", "7.1", ".mov"),
]  # fmt: skip


@pytest.mark.parametrize(("codec", "layout", "suffix"), PCM)
def test_uncompressed_sound_becomes_aac_in_mp4_and_is_told(
    tmp_path: Path, codec: str, layout: str, suffix: str
) -> None:
    clip = Clip(
        sounds=(clips.Sound(codec=codec, layout=layout),), ticks=tuple(range(10)), time_base=Fraction(1, 25)
    )
    output = tmp_path / "out.mp4"
    sink = _copy(write_clip(tmp_path / f"a{suffix}", clip), output)
    with av.open(str(output)) as container:
        sound = container.streams.audio[0]
        assert sound.codec_context.name == "aac"
        assert sound.layout.name == {"7.1": "5.1"}.get(layout, layout)
        frames = list(container.decode(sound))
    heard = np.concatenate([np.frombuffer(bytes(f.planes[0]), np.float32)[: f.samples] for f in frames])
    assert len(heard) == pytest.approx(24000, abs=1100)
    assert 0.1 < np.abs(heard[4000:20000]).max() < 0.3, "the wave of a quarter of full scale, not noise"
    mixed = "; its 8 channels were mixed down to 5.1" if layout == "7.1" else ""
    told = f"Sound track 1 ({codec}) does not fit the new file and was made AAC{mixed}."
    assert sink.warnings == (told,)


@pytest.mark.parametrize("suffix", [".mov", ".mkv"])
def test_uncompressed_sound_is_copied_where_players_know_it(tmp_path: Path, suffix: str) -> None:
    clip = Clip(sounds=(clips.Sound(codec="pcm_s16le"),), ticks=tuple(range(10)), time_base=Fraction(1, 25))
    source = write_clip(tmp_path / "a.avi", clip)
    assert _copy(source, tmp_path / f"out{suffix}").warnings == ()
    found = b"".join(data for _, data in clips.sound_packets(tmp_path / f"out{suffix}")[0])
    assert found == b"".join(data for _, data in clips.sound_packets(source)[0])


def test_sound_becomes_opus_in_webm(tmp_path: Path) -> None:
    sink = _copy(clips.make_clip(tmp_path, "with sound"), tmp_path / "out.webm")
    with av.open(str(tmp_path / "out.webm")) as container:
        names = [stream.codec_context.name for stream in container.streams]
        assert names == ["vp9", "opus"]
    assert sink.warnings == ("Sound track 1 (aac) does not fit the new file and was made Opus.",)


def test_sound_that_changes_in_mid_stream_is_coded_on(tmp_path: Path) -> None:
    sink = _copy(special_clips.write_joined_sound(tmp_path / "a.ts"), tmp_path / "out.webm")
    with av.open(str(tmp_path / "out.webm")) as container:
        frames = list(container.decode(audio=0))
    assert sum(frame.samples for frame in frames) == pytest.approx(0.8 * 48000, abs=3000)
    assert sink.warnings == ("Sound track 1 (mp2) does not fit the new file and was made Opus.",)


def test_timecode_of_a_camera_is_kept(tmp_path: Path) -> None:
    clip = replace(clips.PLAIN, metadata=(("timecode", "01:02:03:04"),))
    sink = _copy(write_clip(tmp_path / "a.mov", clip), tmp_path / "out.mp4")
    with av.open(str(tmp_path / "out.mp4")) as container:
        assert container.streams.video[0].metadata["timecode"] == "01:02:03:04"
    assert sink.warnings == ()


@pytest.mark.parametrize("suffix", [".mp4", ".mkv"])
@pytest.mark.parametrize("start_s", [3600, 1])
def test_broadcast_begins_at_zero_with_picture_and_sound_in_step(
    tmp_path: Path, suffix: str, start_s: int
) -> None:
    source, output = special_clips.write_broadcast(tmp_path / "a.ts", start_s), tmp_path / f"out{suffix}"
    _copy(source, output)
    before = (clips.frame_times(source)[0], clips.sound_packets(source)[0][0][0])
    after = (clips.frame_times(output)[0], clips.sound_packets(output)[0][0][0])
    assert min(after) == pytest.approx(0, abs=0.0011)
    assert after[0] - after[1] == pytest.approx(before[0] - before[1], abs=0.0011)


def test_frame_of_a_broadcast_is_found_by_its_time_from_the_start(tmp_path: Path) -> None:
    with VideoFileSource(special_clips.write_broadcast(tmp_path / "a.ts", 3600)) as frames:
        first = frames.read()
        assert first is not None and first.time < 1
        frames.seek(first.time + Fraction(3, 25))
        found = frames.read()
        assert found is not None and found.time == first.time + Fraction(3, 25)


def test_first_frame_of_aac_moves_nothing_in_matroska(tmp_path: Path) -> None:
    # The encoder's run-up lies before time 0; FFmpeg would move everything behind it.
    source, output = clips.make_clip(tmp_path, "with sound"), tmp_path / "out.mkv"
    _copy(source, output)
    assert clips.frame_times(output) == clips.frame_times(source)
    found, expected = (clips.sound_packets(path)[0][1][0] for path in (output, source))
    assert found == pytest.approx(expected, abs=0.001)


def _texts(path: Path) -> list[tuple[float, str]]:
    """When which subtitle is shown, in seconds."""
    with av.open(str(path)) as container:
        stream = container.streams.subtitles[0]
        found = []
        for packet in container.demux(stream):
            shown = stream.codec_context.decode2(packet) if packet.size else None
            for text in shown or ():
                assert isinstance(text, AssSubtitle) and packet.pts is not None
                found.append((float(packet.pts * packet.time_base), text.ass.decode().split(",")[-1]))
        return found


def test_subtitles_that_fit_are_copied(tmp_path: Path) -> None:
    sink = _copy(special_clips.write_subtitled(tmp_path / "a.mkv"), tmp_path / "out.mkv")
    assert sink.warnings == ()
    assert _texts(tmp_path / "out.mkv") == [(0.04, "Hello")]


@pytest.mark.parametrize("kind", ["srt", "ass"])
def test_subtitles_that_do_not_fit_are_converted_and_told(tmp_path: Path, kind: str) -> None:
    previous = special_clips.write_subtitled(tmp_path / "a.mkv", kind)
    for name, codec in (("b.mp4", "mov_text"), ("c.mkv", "srt"), ("d.mov", "mov_text"), ("e.webm", "webvtt")):
        sink = _copy(previous, tmp_path / name)
        assert len(sink.warnings) == 1 and sink.warnings[0].endswith(
            f" does not fit the new file and was made {codec}."
        )
        assert _texts(tmp_path / name) == [(0.04, "Hello")]
        previous = tmp_path / name


def _chapters(path: Path) -> list[tuple[str, Fraction, Fraction]]:
    with av.open(str(path)) as container:
        return [
            (
                chapter["metadata"]["title"],
                chapter["start"] * Fraction(chapter["time_base"] or 0),
                chapter["end"] * Fraction(chapter["time_base"] or 0),
            )
            for chapter in container.chapters()
        ]


@pytest.mark.parametrize("suffix", [".mp4", ".mov", ".mkv", ".webm"])
def test_chapters_are_kept(tmp_path: Path, suffix: str) -> None:
    _copy(special_clips.write_rich(tmp_path / "a.mkv"), tmp_path / f"out{suffix}")
    expected = [
        (title, Fraction(begin, 1000), Fraction(end, 1000)) for title, begin, end in special_clips.CHAPTERS
    ]
    assert _chapters(tmp_path / f"out{suffix}") == expected


def test_chapters_of_an_mp4_are_not_told_as_a_lost_track(tmp_path: Path) -> None:
    _copy(special_clips.write_rich(tmp_path / "a.mkv"), tmp_path / "b.mp4")
    sink = _copy(tmp_path / "b.mp4", tmp_path / "c.mp4")
    assert sink.warnings == () and len(_chapters(tmp_path / "c.mp4")) == 2


def test_default_video_is_painted_not_the_first(tmp_path: Path) -> None:
    with VideoFileSource(special_clips.write_rich(tmp_path / "a.mkv")) as frames:
        assert (frames.info.width, frames.info.height) == clips.SIZE


def test_largest_video_is_painted_where_none_is_marked(tmp_path: Path) -> None:
    with VideoFileSource(special_clips.write_two_sizes(tmp_path / "a.ts")) as frames:
        assert (frames.info.width, frames.info.height) == clips.SIZE
    _copy(tmp_path / "a.ts", tmp_path / "out.mp4")
    assert _videos(tmp_path / "out.mp4") == [("h264", 64, False), ("h264", 32, False)]


def _videos(path: Path) -> list[tuple[str, int, bool]]:
    """Codec, width and whether it is a cover, of every video stream."""
    with av.open(str(path)) as container:
        return [
            (stream.codec_context.name, stream.width, bool(stream.disposition & Disposition.attached_pic))
            for stream in container.streams.video
        ]


def test_second_video_and_cover_are_kept_in_mp4_and_the_font_is_told(tmp_path: Path) -> None:
    sink = _copy(special_clips.write_rich(tmp_path / "a.mkv"), tmp_path / "out.mp4")
    assert _videos(tmp_path / "out.mp4") == [("h264", 64, False), ("h264", 32, False), ("mjpeg", 32, True)]
    assert sink.warnings == ('The attachment "letters.ttf" does not fit the new file and was left out.',)


def test_everything_is_kept_in_matroska(tmp_path: Path) -> None:
    sink = _copy(special_clips.write_rich(tmp_path / "a.mkv"), tmp_path / "out.mkv")
    assert _videos(tmp_path / "out.mkv") == [("h264", 64, False), ("h264", 32, False), ("mjpeg", 32, True)]
    with av.open(str(tmp_path / "out.mkv")) as container:
        fonts = [stream for stream in container.streams if isinstance(stream, AttachmentStream)]
        assert [font.data for font in fonts] == [b"abc"]
    assert sink.warnings == ()


def test_all_that_quicktime_cannot_hold_is_told_in_one_sentence(tmp_path: Path) -> None:
    sink = _copy(special_clips.write_rich(tmp_path / "a.mkv"), tmp_path / "out.mov")
    (told,) = sink.warnings
    assert told.startswith('The attachment "letters.ttf" and the cover picture ')
    assert told.endswith(" do not fit the new file and were left out.")
