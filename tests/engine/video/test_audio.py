from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import pytest

from engine.sinks import VideoFileSink, VideoOptions
from engine.sources.video.file import VideoFileSource
from tests import clips
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


def test_subtitles_that_fit_are_kept_and_others_told(tmp_path: Path) -> None:
    source = clips.write_subtitled(tmp_path / "a.mkv")
    sink = _copy(source, tmp_path / "out.mp4")
    assert sink.warnings == ("Subtitle track 1 (srt) does not fit the new file and was left out.",)
    sink = _copy(source, tmp_path / "out.mkv")
    assert sink.warnings == ()
    with av.open(str(tmp_path / "out.mkv")) as container:
        texts = [bytes(packet) for packet in container.demux(subtitles=0) if packet.size]
    assert texts == [b"Hello"]
