"""Clips as few programs make them: broadcasts, animations, chapters, covers, interlaced and growing ones."""

import io
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import av
import numpy as np
from av.codec.context import CodecContext
from av.stream import Disposition
from av.video.codeccontext import VideoCodecContext
from av.video.stream import VideoStream
from PIL import Image

from tests.clips import PLAIN, SIZE, Sound, _coded, _sound, _video, _write_sound, scene, write_clip

if TYPE_CHECKING:
    from av.container.core import Chapter


def write_cover(path: Path) -> Path:
    """A song with a cover picture, which FFmpeg shows as a video stream."""
    with av.open(str(path), "w") as container:
        stream = _sound(container, Sound())
        cover = container.add_stream("mjpeg")
        assert isinstance(cover, VideoStream)
        cover.width, cover.height, cover.pix_fmt = 32, 32, "yuvj420p"
        cover.disposition = av.stream.Disposition.attached_pic
        container.mux(cover.encode(av.VideoFrame(32, 32, "yuvj420p")))
        container.mux(cover.encode(None))
        _write_sound(container, stream, Sound())
    return path


SUBTITLES = {
    "srt": "1\n00:00:00,040 --> 00:00:00,200\nHello\n",
    "ass": """[Script Info]
ScriptType: v4.00+

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, Bold, Alignment
Style: Default,Arial,16,&Hffffff,0,2

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Dialogue: 0,0:00:00.04,0:00:00.20,Default,,0,0,0,,Hello
""",
}


def write_subtitled(path: Path, kind: str = "srt") -> Path:
    """A video with one line of subtitles, by way of a text file beside it."""
    text = path.with_suffix(f".{kind}")
    text.write_text(SUBTITLES[kind])
    with av.open(str(text)) as source, av.open(str(path), "w") as container:
        video = _video(container, PLAIN)
        lines = container.add_stream_from_template(source.streams.subtitles[0])
        for step, ticks in enumerate(PLAIN.ticks):
            container.mux(video.encode(_coded(scene(SIZE, step), PLAIN, ticks)))
        container.mux(video.encode(None))
        for packet in source.demux():
            if packet.size:
                packet.stream = lines
                container.mux(packet)
    text.unlink()
    return path


def write_broadcast(path: Path, start_s: int) -> Path:
    """A transport stream whose clock stands at some seconds when it begins; the sound is first, by 0.2 s."""
    with av.open(str(path), "w", format="mpegts") as container:
        clip = replace(PLAIN, time_base=Fraction(1, 90000), options=(*PLAIN.options, ("bf", "0")))
        video, sound = _video(container, clip), Sound(start=Fraction(start_s), codec="mp2")
        stream = _sound(container, sound)
        for step in range(10):
            ticks = start_s * 90000 + 18000 + step * 3600
            container.mux(video.encode(_coded(scene(SIZE, step), clip, ticks)))
        container.mux(video.encode(None))
        _write_sound(container, stream, sound)
    return path


CHAPTERS = (("Arrival", 0, 200), ("The sea", 200, 400))
"""Title, begin and end in milliseconds of the chapters that `write_rich` writes."""


MOVING_MS = (100, 50, 70, 200, 100)
"""How long the frames of an animated picture are shown, in milliseconds."""


def write_animation(path: Path) -> Path:
    """An animated GIF, PNG or WebP of `scene`, by the ending."""
    images = [Image.fromarray(scene(SIZE, 2 * step)) for step in range(len(MOVING_MS))]
    times = list(MOVING_MS)
    images[0].save(path, save_all=True, append_images=images[1:], duration=times, loop=0, quality=90)
    return path


def shown_ms(path: Path) -> list[float]:
    """How long the frames of an animated picture are shown, in milliseconds."""
    with Image.open(path) as picture:
        found = []
        for index in range(getattr(picture, "n_frames", 1)):
            picture.seek(index)
            picture.load()
            found.append(float(picture.info["duration"]))
        return found


def write_interlaced(path: Path) -> Path:
    """A bar that moves between the fields of a frame, marked as interlaced: comb lines at its sides."""
    clip = replace(PLAIN, options=(*PLAIN.options, ("x264-params", "interlaced=1")))
    images = []
    for step in range(10):
        image = np.zeros((48, 64, 3), np.uint8)
        image[0::2, 4 * step : 4 * step + 16] = 255
        image[1::2, 4 * step + 2 : 4 * step + 18] = 255
        images.append(image)
    return write_clip(path, clip, images)


def write_two_sizes(path: Path) -> Path:
    """A transport stream with a small video and then a larger one; none is marked as the default."""
    clip = replace(PLAIN, time_base=Fraction(1, 90000))
    sizes = ((32, 32), SIZE)
    with av.open(str(path), "w", format="mpegts") as container:
        streams = [_video(container, replace(clip, size=size)) for size in sizes]
        for step in range(5):
            for stream, size in zip(streams, sizes, strict=True):
                container.mux(stream.encode(_coded(scene(size, step), clip, step * 3600)))
        for stream in streams:
            container.mux(stream.encode(None))
    return path


def write_joined_sound(path: Path) -> Path:
    """A transport stream whose sound becomes mono of another rate after 0.4 s; the times overlap a little."""
    parts = []
    for begin, rate, layout in ((0, 44100, "stereo"), (10, 48000, "mono")):
        start, length = Fraction(begin, 25), Fraction(2, 5)
        sound = Sound(codec="mp2", rate=rate, layout=layout, start=start, seconds=length)
        ticks = tuple(step * 3600 for step in range(begin, begin + 10))
        clip = replace(PLAIN, time_base=Fraction(1, 90000), ticks=ticks, sounds=(sound,))
        part = write_clip(path.with_suffix(f".{begin}.ts"), clip)
        parts.append(part.read_bytes())
        part.unlink()
    path.write_bytes(b"".join(parts))
    return path


def write_growing(path: Path) -> Path:
    """A clip whose pictures are 64 x 48 at first and 96 x 64 later: two streams in one transport stream."""
    clip = replace(PLAIN, time_base=Fraction(1, 90000))
    parts = []
    for begin, size in ((0, SIZE), (5, (96, 64))):
        ticks = tuple(step * 3600 for step in range(begin, begin + 5))
        part = write_clip(path.with_suffix(f".{begin}.ts"), replace(clip, size=size, ticks=ticks))
        parts.append(part.read_bytes())
        part.unlink()
    path.write_bytes(b"".join(parts))
    return path


def write_rich(path: Path) -> Path:
    """A Matroska file with a small and a default video, chapters, a font and a cover picture."""
    cover = io.BytesIO()
    Image.new("RGB", (32, 32), "red").save(cover, "JPEG")
    with av.open(str(path), "w") as container:
        small, main = _video(container, replace(PLAIN, size=(32, 32))), _video(container, PLAIN)
        small.disposition, main.disposition = Disposition(0), Disposition.default
        container.set_chapters([_chapter(title, begin, end) for title, begin, end in CHAPTERS])
        container.add_attachment("letters.ttf", "font/ttf", b"abc")
        container.add_attachment("cover.jpg", "image/jpeg", cover.getvalue())
        for step, ticks in enumerate(PLAIN.ticks):
            container.mux(small.encode(_coded(scene((32, 32), step), PLAIN, ticks)))
            container.mux(main.encode(_coded(scene(SIZE, step), PLAIN, ticks)))
        container.mux(small.encode(None))
        container.mux(main.encode(None))
    return path


def _chapter(title: str, begin: int, end: int) -> "Chapter":
    tick = Fraction(1, 1000)
    return {"id": begin, "start": begin, "end": end, "time_base": tick, "metadata": {"title": title}}


def write_raw(path: Path, frames: int) -> Path:
    """H.264 without a container: there is no time in the file."""
    context = CodecContext.create("libx264", "w")
    assert isinstance(context, VideoCodecContext)
    context.width, context.height = SIZE
    context.pix_fmt, context.options = "yuv420p", {"preset": "ultrafast", "g": "20"}
    context.time_base, context.framerate = Fraction(1, 25), Fraction(25)
    coded = [_coded(scene(SIZE, step), PLAIN, 512 * step) for step in range(frames)]
    packets = [packet for frame in (*coded, None) for packet in context.encode(frame)]
    path.write_bytes(b"".join(bytes(packet) for packet in packets))
    return path
