"""Small odd video files, made by PyAV for the tests. Every function writes a file and returns its path."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.video.stream import VideoStream
from numpy.typing import NDArray

SIZE = (64, 48)
"""Width and height of a clip where it does not matter."""


@dataclass(frozen=True)
class Sound:
    """A sine wave."""

    codec: str = "aac"
    start: Fraction = Fraction(0)
    """Seconds."""
    seconds: Fraction = Fraction(1, 2)
    language: str = "eng"
    rate: int = 48000
    layout: str = "stereo"
    beeps: bool = False
    """Only in the first tenth of each second."""
    wave: NDArray[np.float64] | None = field(default=None, compare=False)
    """Instead of the sine wave: (n,), -1..1."""


@dataclass(frozen=True)
class Clip:
    """What a clip is like; the default is as ordinary as can be."""

    size: tuple[int, int] = SIZE
    ticks: Sequence[int] = tuple(range(0, 10 * 512, 512))
    """Presentation times, in units of `time_base`."""
    time_base: Fraction = Fraction(1, 12800)
    rate: Fraction = Fraction(25)
    pixel_format: str = "yuv420p"
    codec: str = "libx264"
    options: tuple[tuple[str, str], ...] = (("preset", "ultrafast"), ("crf", "4"))
    rotation: int = 0
    """Degrees counterclockwise that a player turns it."""
    aspect: Fraction = Fraction(1)
    matrix: int = 2
    primaries: int = 2
    transfer: int = 2
    range: int = 0
    sounds: tuple[Sound, ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()
    container: str | None = None


PLAIN = Clip()
VARIABLE_RATE = Clip(ticks=(0, 3000, 6030, 15030, 18000, 36000, 36090), time_base=Fraction(1, 90000))
NTSC = Clip(ticks=tuple(range(0, 10010, 1001)), time_base=Fraction(1, 30000), rate=Fraction(30000, 1001))
LATE_START = replace(PLAIN, ticks=tuple(range(6400, 6400 + 5 * 512, 512)))
WITH_SOUND = replace(PLAIN, sounds=(Sound(),))
LATE_SOUND = replace(PLAIN, sounds=(Sound(start=Fraction(1, 5)),))
TWO_SOUNDS = replace(PLAIN, sounds=(Sound(), Sound(language="deu", rate=44100)))
LONG_SOUND = replace(PLAIN, sounds=(Sound(seconds=Fraction(2)),))
ODD_SIZE = replace(PLAIN, size=(65, 49), pixel_format="yuv444p")
ONE_PIXEL = replace(
    PLAIN, size=(1, 1), pixel_format="yuv444p", codec="ffv1", options=(), container="matroska"
)
WIDE = replace(PLAIN, size=(4096, 16))
FULL_RANGE = replace(PLAIN, matrix=1, primaries=1, transfer=1, range=2)
BT601 = replace(PLAIN, matrix=6, primaries=6, transfer=6, range=1)
BT709 = replace(PLAIN, matrix=1, primaries=1, transfer=1, range=1)
TEN_BIT = replace(BT709, pixel_format="yuv420p10le")
PQ = Clip(pixel_format="yuv420p10le", matrix=9, primaries=9, transfer=16, range=1)
HLG = replace(PQ, transfer=18)
SDR_2020 = replace(PQ, transfer=14)
WIDE_PIXELS = replace(PLAIN, aspect=Fraction(4, 3))
SOUND_MP4_CANNOT_HOLD = replace(
    PLAIN,
    sounds=(Sound(codec="pcm_mulaw", rate=44100),),
    container="avi",
    ticks=tuple(range(10)),
    time_base=Fraction(1, 25),
)
GIF = Clip(
    ticks=tuple(range(0, 60, 10)),
    time_base=Fraction(1, 100),
    rate=Fraction(10),
    pixel_format="rgb8",
    codec="gif",
    options=(),
    container="gif",
)

SUFFIXES = {"matroska": ".mkv", "avi": ".avi", "gif": ".gif", "mpegts": ".ts"}
"""File name endings by container; else .mp4."""

ORDINARY = {
    "plain": PLAIN, "variable rate": VARIABLE_RATE, "29.97": NTSC, "late start": LATE_START,
    "with sound": WITH_SOUND, "late sound": LATE_SOUND, "two sounds": TWO_SOUNDS, "long sound": LONG_SOUND,
    "odd size": ODD_SIZE, "one pixel": ONE_PIXEL, "wide": WIDE, "full range": FULL_RANGE, "BT.601": BT601,
    "10 bit": TEN_BIT, "PQ": PQ, "HLG": HLG, "BT.2020": SDR_2020, "wide pixels": WIDE_PIXELS, "GIF": GIF,
    "turned": replace(PLAIN, rotation=90), "foreign sound": SOUND_MP4_CANNOT_HOLD,
}  # fmt: skip
"""All clips that must simply work."""


def scene(size: tuple[int, int], step: int) -> NDArray[np.uint8]:
    """(H, W, 3) uint8 RGB: red left of blue, green in the upper left; brighter at each step."""
    width, height = size
    image = np.zeros((height, width, 3), np.uint8)
    image[:, : width // 2, 0] = 200
    image[:, width // 2 :, 2] = 200
    image[: height // 2, : width // 2] = (0, 200, 0)
    return image + np.uint8(5 * (step % 10))


def make_clip(folder: Path, name: str) -> Path:
    """Write one of the ordinary clips into a folder."""
    clip = ORDINARY[name]
    return write_clip(folder / f"{name}{SUFFIXES.get(clip.container or '', '.mp4')}", clip)


def write_clip(path: Path, clip: Clip = PLAIN, images: Sequence[NDArray[np.uint8]] | None = None) -> Path:
    """Write a clip of `scene`, or of given pictures."""
    options = {"movflags": "+faststart"} if clip.container is None and path.suffix == ".mp4" else {}
    with av.open(str(path), "w", format=clip.container, container_options=options) as container:
        container.metadata.update(dict(clip.metadata))
        video = _video(container, clip)
        sounds = [(_sound(container, sound), sound) for sound in clip.sounds]
        for step, ticks in enumerate(clip.ticks):
            image = scene(clip.size, step) if images is None else images[step]
            container.mux(video.encode(_coded(image, clip, ticks)))
        container.mux(video.encode(None))
        for stream, sound in sounds:
            _write_sound(container, stream, sound)
    return path


def write_yuv(path: Path, clip: Clip, luma: NDArray[np.uint16]) -> Path:
    """Write frames whose luma codes (H, W) are given as they are, with grey chroma. 10-bit clips only."""
    with av.open(str(path), "w", format=clip.container) as container:
        video = _video(container, clip)
        for ticks in clip.ticks:
            frame = av.VideoFrame(*clip.size, clip.pixel_format)
            grey = np.array(512, np.uint16)
            for plane, values in zip(frame.planes, (luma, grey, grey), strict=True):
                rows = np.frombuffer(memoryview(plane), np.uint16).reshape(plane.height, -1)
                rows[:, : plane.width] = values
            frame.pts, frame.time_base = ticks, clip.time_base
            container.mux(video.encode(frame))
        container.mux(video.encode(None))
    return path


def write_sound_only(path: Path) -> Path:
    """A file with sound and no video."""
    with av.open(str(path), "w") as container:
        sound = Sound()
        _write_sound(container, _sound(container, sound), sound)
    return path


def truncated(path: Path, part: float = 0.5) -> Path:
    """Cut a file off."""
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * part)])
    return path


def damaged(path: Path, part: float = 0.5, length: int = 300) -> Path:
    """Overwrite bytes in the middle of a file with noise."""
    data = bytearray(path.read_bytes())
    start = int(len(data) * part)
    data[start : start + length] = np.random.default_rng(1).bytes(length)
    path.write_bytes(data)
    return path


def frame_times(path: Path) -> list[Fraction]:
    """What a player would show when, in seconds."""
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        base = Fraction(stream.time_base or 0)
        return [frame.pts * base for frame in container.decode(stream) if frame.pts is not None]


def sound_packets(path: Path) -> list[list[tuple[Fraction, bytes]]]:
    """Time in seconds and bytes of every packet, for every sound track."""
    with av.open(str(path)) as container:
        indexes = [stream.index for stream in container.streams.audio]
    return [_packets(path, index) for index in indexes]


def _packets(path: Path, index: int) -> list[tuple[Fraction, bytes]]:
    with av.open(str(path)) as container:
        stream = container.streams[index]
        base = Fraction(stream.time_base or 0)
        return [
            (packet.pts * base, bytes(packet)) for packet in container.demux(stream) if packet.pts is not None
        ]


def _video(container: OutputContainer, clip: Clip) -> VideoStream:
    video = container.add_stream(clip.codec, rate=clip.rate, options=dict(clip.options))
    assert isinstance(video, VideoStream)
    video.width, video.height = clip.size
    video.pix_fmt = clip.pixel_format
    video.codec_context.time_base = video.time_base = clip.time_base
    video.codec_context.sample_aspect_ratio = clip.aspect
    video.codec_context.colorspace, video.codec_context.color_primaries = clip.matrix, clip.primaries
    video.codec_context.color_trc, video.codec_context.color_range = clip.transfer, clip.range
    if clip.rotation:
        video.set_display_rotation(clip.rotation)
    return video


def _coded(image: NDArray[np.uint8], clip: Clip, ticks: int) -> av.VideoFrame:
    frame = av.VideoFrame.from_ndarray(image, "rgb24").reformat(
        format=clip.pixel_format,
        src_colorspace=1,
        dst_colorspace={1: 1, 9: 9}.get(clip.matrix, 5),
        src_color_range=2,
        dst_color_range=2 if clip.range == 2 else 1,
        interpolation=0x20 | 0x40000,
    )
    frame.pts, frame.time_base = ticks, clip.time_base
    return frame


def _sound(container: OutputContainer, sound: Sound) -> AudioStream:
    stream = container.add_stream(sound.codec, rate=sound.rate, layout=sound.layout)
    assert isinstance(stream, AudioStream)
    stream.metadata["language"] = sound.language
    return stream


def _write_sound(container: OutputContainer, stream: AudioStream, sound: Sound) -> None:
    count = int(sound.seconds * sound.rate) if sound.wave is None else len(sound.wave)
    wave = (
        sound.wave
        if sound.wave is not None
        else np.sin(np.arange(count) * 2 * np.pi * 440 / sound.rate, dtype=np.float64) / 4
    )
    if sound.beeps:
        wave *= np.arange(count) % sound.rate < sound.rate // 10
    for start in range(0, count, 1024):
        samples = np.repeat(wave[start : start + 1024].astype(np.float32), stream.layout.nb_channels)
        frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), "flt", sound.layout)  # interleaved
        frame.sample_rate, frame.time_base = sound.rate, Fraction(1, sound.rate)
        frame.pts = start + int(sound.start * sound.rate)
        container.mux(stream.encode(frame))
    container.mux(stream.encode(None))
