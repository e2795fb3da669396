"""The common jobs, each a Pipeline ready to start."""

from fractions import Fraction
from pathlib import Path

from engine import sinks, sources
from engine.pipeline import Pipeline
from engine.plugins import open_sink, open_source
from engine.settings import Settings
from engine.sinks import Sink, VideoOptions
from engine.sources import Source
from engine.stream_info import StreamInfo
from engine.stylizer import Stylizer
from engine.tasks import Address

DEMO_FRAMES: int = 100
"""Four seconds at 25 frames per second."""


def open_video(
    source: Path | Address,
    output: Path | Address,
    stylizer: Stylizer,
    settings: Settings,
    options: VideoOptions | None = None,
    *,
    deinterlace: bool = True,
) -> Pipeline:
    """Paint a video file into another, sound and timing kept.

    Args:
        source: a file, or what a plugin opens.
        output: a file, or what a plugin opens.
        stylizer: paints.
        settings: how to paint.
        options: how the file is written; a plugin's sink has its own ways.
        deinterlace: make interlaced video whole; otherwise its comb lines are painted.

    Raises:
        SourceError: the source is not a video that can be read.
        SinkError, UsageError: the output cannot be written.
    """
    frames = _video_source(source, deinterlace)
    try:
        sink = _video_sink(output, frames.info, options, None if isinstance(source, Address) else source)
    except BaseException:
        frames.close()
        raise
    return Pipeline(frames, stylizer, [sink], settings)


def open_photo(
    source: Path, output: Path, stylizer: Stylizer, settings: Settings, *, overwrite: bool = False
) -> Pipeline:
    """Paint a picture file into another, keeping its EXIF, colour profile and transparency.

    Raises:
        PictureError: the source is not a picture.
        SinkError, UsageError: the output cannot be written.
    """
    photo = sources.StillSource(source)
    sink = sinks.StillSink(output, photo.picture, overwrite=overwrite, inputs=[source])
    return Pipeline(photo, stylizer, [sink], settings)


def open_demo(output: Path, stylizer: Stylizer, settings: Settings) -> Pipeline:
    """Paint a moving scene drawn by code into a short video file."""
    scene = sources.PatternSource(rate=Fraction(25), frames=DEMO_FRAMES)
    sink = sinks.VideoFileSink(output, scene.info, VideoOptions(overwrite=True))
    return Pipeline(scene, stylizer, [sink], settings)


def _video_source(source: Path | Address, deinterlace: bool) -> Source:
    if isinstance(source, Address):
        return open_source(source)
    return sources.open_clip(source, deinterlace=deinterlace)


def _video_sink(
    output: Path | Address, info: StreamInfo, options: VideoOptions | None, original: Path | None
) -> Sink:
    if isinstance(output, Address):
        return open_sink(output, info)
    return sinks.VideoFileSink(output, info, options, original=original)
