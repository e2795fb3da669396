"""The jobs people ask for most, each a Pipeline ready to start."""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from engine.pipeline import Pipeline
from engine.settings import Settings
from engine.sinks.still import StillSink
from engine.sources.still import StillSource
from engine.stylizer import Stylizer

DEMO_FRAMES: int = 100
"""Four seconds at 25 frames per second."""


@dataclass(frozen=True, slots=True)
class VideoOptions:
    """How a video file is written."""

    encoder: str = "auto"
    """`auto` (libx264), or the name of an encoder of FFmpeg's."""

    quality: int = 75
    """0 (smallest file) to 100 (nearly lossless)."""

    overwrite: bool = False
    """Replace an existing file, when the new one is complete."""


def open_video(
    source: Path, output: Path, stylizer: Stylizer, settings: Settings, options: VideoOptions | None = None
) -> Pipeline:
    """Paint a video file into another, sound and timing kept.

    Raises:
        SourceError: the source is not a video that can be read.
        SinkError, UsageError: the output cannot be written.
    """
    from engine.sinks.video_file import VideoFileSink
    from engine.sources.video_file import VideoFileSource

    options = options or VideoOptions()
    video = VideoFileSource(source)
    try:
        sink = VideoFileSink(
            output,
            video.video,
            encoder=options.encoder,
            quality=options.quality,
            overwrite=options.overwrite,
        )
    except BaseException:
        video.close()
        raise
    return Pipeline(video, stylizer, [sink], settings)


def open_photo(
    source: Path, output: Path, stylizer: Stylizer, settings: Settings, *, overwrite: bool = False
) -> Pipeline:
    """Paint a picture file into another, keeping its EXIF, colour profile and transparency.

    Raises:
        PictureError: the source is not a picture.
        SinkError, UsageError: the output cannot be written.
    """
    photo = StillSource(source)
    sink = StillSink(output, photo.picture, overwrite=overwrite, inputs=[source])
    return Pipeline(photo, stylizer, [sink], settings)


def open_demo(output: Path, stylizer: Stylizer, settings: Settings) -> Pipeline:
    """Paint a moving scene drawn by code into a short video file."""
    from engine.sinks.video_file import VideoFileSink
    from engine.sources.pattern import PatternSource

    scene = PatternSource(rate=Fraction(25), frames=DEMO_FRAMES)
    return Pipeline(scene, stylizer, [VideoFileSink(output, scene.info, overwrite=True)], settings)
