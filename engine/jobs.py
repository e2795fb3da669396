"""The common jobs, each a Pipeline ready to start."""

from collections.abc import Callable
from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from engine import films, sinks, sources
from engine.errors import ImpastoError, UsageError
from engine.pipeline import Pipeline
from engine.plugins import is_stream, open_sink, open_source, parse_address
from engine.settings import Look, Settings
from engine.sinks import Sink, VideoOptions
from engine.sources import Source
from engine.stylizer import Stylizer
from engine.tasks import Address
from engine.timeline import Timeline

if TYPE_CHECKING:
    from engine.films import FilmOnDevice
    from engine.sources import VideoPart
    from engine.stylizer import StyleLike

DEMO_FRAMES: int = 100
"""Four seconds at 25 frames per second."""

POLL_S: float = 0.1
"""Seconds between two calls of a progress callback."""

VideoProgress = Callable[[int, int | None], None]
"""Called with the frames painted, and about how many there are (None: unknown)."""


def paint_video(
    source: str | Path | Address,
    output: str | Path | Address,
    style: "StyleLike | Timeline",
    *,
    stylizer: Stylizer | None = None,
    options: VideoOptions | None = None,
    progress: VideoProgress | None = None,
    part: "VideoPart | None" = None,
    **look: Unpack[Look],
) -> tuple[str, ...]:
    """Paint a video file into another, sound and timing kept, and wait for it.

    Args:
        source: a file, or what a plugin opens.
        output: a file, or what a plugin opens; a file has its name only when it is complete.
        style: what to paint with; see `Stylizer.settings_for`. Or a Timeline, which says all of the look.
        stylizer: paints; None = the default one, loaded for this video alone.
        options: how the file is written, and whether it may replace another.
        progress: called in this thread several times a second, and at the end. An error that it raises stops
            the work and leaves nothing behind, as Ctrl-C does.
        part: from where to where, and how large; None = all of it. A timeline's times are those of the whole
            film all the same.
        **look: fields of `Settings`, such as `strength=0.8`.

    Returns:
        What is not as in the source, one sentence each.

    Raises:
        UsageError: a value is wrong, or the output is there already.
        SourceError, SinkError, DeviceError, ModelError: reading, writing or painting failed.
    """
    stylizer = stylizer or Stylizer()
    timeline = style if isinstance(style, Timeline) else None
    settings = Settings(**look) if isinstance(style, Timeline) else stylizer.settings_for(style, **look)
    pipeline = open_video(
        _place(source), _place(output), stylizer, settings, options, timeline=timeline, part=part
    )
    _run(pipeline, progress)
    return pipeline.warnings


def open_video(
    source: Path | Address,
    output: Path | Address,
    stylizer: Stylizer,
    settings: Settings,
    options: VideoOptions | None = None,
    *,
    deinterlace: bool = True,
    timeline: Timeline | None = None,
    part: "VideoPart | None" = None,
) -> Pipeline:
    """Paint a video file into another, sound and timing kept.

    Args:
        source: a file, or what a plugin opens.
        output: a file, or what a plugin opens.
        stylizer: paints.
        settings: how to paint.
        options: how the file is written; a plugin's sink has its own ways.
        deinterlace: make interlaced video whole; otherwise its comb lines are painted.
        timeline: how to paint at which time of the whole film, instead of the settings.
        part: from where to where, and how large; None = all of it.

    Raises:
        SourceError: the source is not a video that can be read.
        SinkError, UsageError: the output cannot be written.
    """
    frames = _video_source(source, deinterlace)
    looks = [keyframe.settings for keyframe in timeline.keyframes] if timeline else [settings]
    try:
        film = _on_device(frames, output, stylizer, looks, options, deinterlace, part)
        if film is not None:
            frames.close()
            frames = film.source
        if part is not None:
            frames = cut = sources.PartSource(frames, part)
            timeline = timeline.earlier(cut.begin) if timeline else None
        original = None if isinstance(source, Address) else source
        sink = _video_sink(output, frames, options, original, part, film)
    except BaseException:
        frames.close()
        raise
    return Pipeline(frames, stylizer, [sink], settings, timeline=timeline)


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
    output: Path | Address,
    frames: Source,
    options: VideoOptions | None,
    original: Path | None,
    part: "VideoPart | None",
    film: "FilmOnDevice | None",
) -> Sink:
    if isinstance(output, Address):
        return open_sink(output, frames.info)
    begin = frames.begin if isinstance(frames, sources.PartSource) else Fraction(0)
    end = part.end if part is not None else None
    options, device = (options, None) if film is None else (film.options, film.video)
    return sinks.VideoFileSink(
        output, frames.info, options, original=original, begin=begin, end=end, device=device
    )


def _on_device(
    frames: Source,
    output: Path | Address,
    stylizer: Stylizer,
    looks: list[Settings],
    options: VideoOptions | None,
    deinterlace: bool,
    part: "VideoPart | None",
) -> "FilmOnDevice | None":
    """The film from file to file in the device's memory, where nothing between needs the CPU."""
    if stylizer.runtime.film_device is None:  # where there is no torch, none is imported
        return None
    if not isinstance(frames, sources.VideoFileSource) or isinstance(output, Address):
        return None
    given, part = options or VideoOptions(), part or sources.VideoPart()
    size = part.size_of(frames.info)
    return films.open_on_device(frames, output, stylizer, looks, given, size=size, deinterlace=deinterlace)


def _place(text: str | Path | Address) -> Path | Address:
    """A file, or what a plugin opens.

    Raises:
        UsageError: it is an address in a network.
    """
    if not isinstance(text, str):
        return text
    address = parse_address(text)
    if address is None and is_stream(text):
        raise UsageError(
            f"{text} is an address, and videos are painted from file to file. Download it first."
        )
    return address or Path(text)


def _run(pipeline: Pipeline, progress: VideoProgress | None) -> None:
    """Run a pipeline to its end, or leave nothing behind."""
    pipeline.start()
    try:
        while not pipeline.wait(POLL_S):
            if progress:
                progress(pipeline.meter.read().frames, pipeline.info.frames)
    except BaseException:
        pipeline.abandon()
        with suppress(ImpastoError):  # the first error is on its way already
            pipeline.wait()
        raise
    if progress:
        progress(pipeline.meter.read().frames, pipeline.info.frames)
