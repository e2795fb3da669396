"""The common jobs, each a Pipeline ready to start."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Final, Unpack

from engine import films, sinks, sources
from engine.errors import ImpastoError, UsageError
from engine.files import recipe_of
from engine.fingerprint import painting_fingerprint
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

WARM_UP_S: Final = Fraction(2)
"""Seconds painted once more where a film is gone on with: then smoothing, colours and masks have settled."""

LONG_FRAMES: int = 100
"""Frames of a film for which all that makes a frame faster is prepared before the first."""

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
        UsageError: a value is wrong, both a timeline and a look were given, or the output is there already.
        SourceError, SinkError, DeviceError, ModelError: reading, writing or painting failed.
    """
    if isinstance(style, Timeline) and look:
        raise UsageError(f"A timeline says all of the look. Leave out {', '.join(look)}.")
    stylizer = stylizer or Stylizer()
    looks = style if isinstance(style, Timeline) else stylizer.settings_for(style, **look)
    pipeline = open_video(_place(source), _place(output), stylizer, looks, options, part=part)
    _run(pipeline, progress)
    return pipeline.warnings


def open_video(
    source: Path | Address,
    output: Path | Address,
    stylizer: Stylizer,
    settings: Settings | Timeline,
    options: VideoOptions | None = None,
    *,
    deinterlace: bool = True,
    part: "VideoPart | None" = None,
) -> Pipeline:
    """Paint a video file into another, sound and timing kept.

    Args:
        source: a file, or what a plugin opens.
        output: a file, or what a plugin opens.
        stylizer: paints.
        settings: how to paint, or a Timeline, which says it for each time of the whole film.
        options: how the file is written; a plugin's sink has its own ways.
        deinterlace: make interlaced video whole; otherwise its comb lines are painted.
        part: from where to where, and how large; None = all of it.

    Raises:
        SourceError: the source is not a video that can be read.
        SinkError, UsageError: the output cannot be written.
    """
    return _Video(source, output, stylizer, settings, options or VideoOptions(), deinterlace, part).open()


def open_photo(
    source: Path, output: Path, stylizer: Stylizer, settings: Settings, *, overwrite: bool = False
) -> Pipeline:
    """Paint a picture file into another, keeping its EXIF, colour profile and transparency.

    Args:
        source: a picture file.
        output: its ending says the format.
        stylizer: paints.
        settings: how to paint.
        overwrite: replace an existing file.

    Raises:
        PictureError: the source is not a picture.
        SinkError, UsageError: the output cannot be written.
    """
    photo = sources.StillSource(source)
    sink = sinks.StillSink(output, photo.picture, overwrite=overwrite, inputs=[source])
    return Pipeline(photo, stylizer, [sink], settings)


def open_demo(output: Path, stylizer: Stylizer, settings: Settings) -> Pipeline:
    """Paint a moving scene drawn by code into a short video file, `DEMO_FRAMES` long; replaces what is there.

    Raises:
        SinkError, UsageError: the output cannot be written.
    """
    scene = sources.PatternSource(rate=Fraction(25), frames=DEMO_FRAMES)
    sink = sinks.VideoFileSink(output, scene.info, VideoOptions(overwrite=True))
    return Pipeline(scene, stylizer, [sink], settings)


@dataclass(frozen=True, slots=True)
class _Video:
    """What `open_video` reads and writes; the fields are its arguments."""

    source: Path | Address
    output: Path | Address
    stylizer: Stylizer
    settings: Settings | Timeline
    options: VideoOptions
    deinterlace: bool
    part: "VideoPart | None"

    def open(self) -> Pipeline:
        """All of it; where a run was cut off, what is left of it."""
        frames = self._open_source()
        sink: Sink | None = None
        try:
            film = self._on_device(frames)
            if film is not None:
                frames.close()
                frames = film.source
            frames, settings = self._cut(frames)
            sink = self._open_sink(frames, film)
            kept = sink.kept if isinstance(sink, sinks.VideoFileSink) else None
            if kept is not None:
                frames = self._after(kept.last, frames, film)
        except BaseException:
            frames.close()
            if sink is not None:
                sink.abort()
            raise
        pipeline = Pipeline(frames, self.stylizer, [sink], settings, kept=kept)
        if frames.info.frames is None or frames.info.frames >= LONG_FRAMES:
            pipeline.call(lambda stylizer: stylizer.runtime.settle())
        return pipeline

    @property
    def _looks(self) -> tuple[Settings, ...]:
        if isinstance(self.settings, Timeline):
            return tuple(keyframe.settings for keyframe in self.settings.keyframes)
        return (self.settings,)

    def _open_source(self) -> Source:
        if isinstance(self.source, Address):
            return open_source(self.source)
        return sources.open_clip(self.source, deinterlace=self.deinterlace)

    def _cut(self, frames: Source) -> tuple[Source, Settings | Timeline]:
        """The part that is to be painted, and its looks by its own times."""
        if self.part is None:
            return frames, self.settings
        cut = sources.PartSource(frames, self.part)
        return cut, self.settings.earlier(cut.begin) if isinstance(self.settings, Timeline) else self.settings

    def _after(self, last: Fraction, frames: Source, film: "FilmOnDevice | None") -> Source:
        """The frames after the last that is there already, and those before it that painting remembers."""

        def again() -> Source:
            if film is None:
                return self._cut(self._open_source())[0]
            there = sources.VideoFileSource(film.source.path, deinterlace=self.deinterlace, device=film.video)
            return self._cut(there)[0]

        begin = max(last - WARM_UP_S, Fraction(0)) if any(map(_remembers, self._looks)) else last
        return sources.LaterSource(frames, again, begin, last)

    def _on_device(self, frames: Source) -> "FilmOnDevice | None":
        """The film from file to file in the device's memory, where nothing between needs the CPU."""
        if self.stylizer.runtime.film_device is None:  # where there is no torch, none is imported
            return None
        if not isinstance(frames, sources.VideoFileSource) or isinstance(self.output, Address):
            return None
        size = (self.part or sources.VideoPart()).size_of(frames.info)
        return films.open_on_device(
            *(frames, self.output, self.stylizer, self._looks, self.options),
            size=size,
            deinterlace=self.deinterlace,
        )

    def _open_sink(self, frames: Source, film: "FilmOnDevice | None") -> Sink:
        if isinstance(self.output, Address):
            return open_sink(self.output, frames.info)
        return sinks.VideoFileSink(
            self.output,
            frames.info,
            self.options if film is None else film.options,
            original=None if isinstance(self.source, Address) else self.source,
            begin=frames.begin if isinstance(frames, sources.PartSource) else Fraction(0),
            end=None if self.part is None else self.part.end,
            device=None if film is None else film.video,
            recipe=self._recipe(),
        )

    def _recipe(self) -> str | None:
        """What decides the pictures, but not which device paints them; None: not all of it is known."""
        if isinstance(self.source, Address):
            return None
        settings = self.settings
        looks = (settings.transition, settings.keyframes) if isinstance(settings, Timeline) else settings
        return recipe_of(
            painting_fingerprint(), self.source, self.stylizer.key, looks, self.deinterlace, self.part
        )


def _remembers(settings: Settings) -> bool:
    """Whether a frame is painted otherwise after others than by itself."""
    return bool(settings.smoothing or settings.regions or settings.match_colors is True)


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
