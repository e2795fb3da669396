"""Export queue: video files to paint to files, one after the other, in the background."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject, QTimer, pyqtSignal

from app.window.bridge import Background, WantedLook, WantedTimeline
from app.window.messages import is_for_people

if TYPE_CHECKING:
    from engine import Pipeline, Settings, Stylizer, VideoOptions, VideoPart

POLL_MS: int = 250
"""Milliseconds between two updates of the progress."""

WAITING, PAINTING, PAUSED, DONE, FAILED, CANCELLED = (
    "waiting",
    "painting",
    "paused",
    "done",
    "failed",
    "cancelled",
)


@dataclass(eq=False)
class Export:
    """One video file and how far it is."""

    source: Path
    """The video."""

    output: Path
    """Where the painted one goes."""

    look: WantedLook
    """What was wanted at the moment it was asked for."""

    options: "VideoOptions"
    """How the file is written."""

    is_photo: bool = False
    """The source is a picture."""

    timeline: WantedTimeline | None = None
    """Looks over its time, instead of the one."""

    part: "VideoPart | None" = None
    """From where to where of a film, and how large; None = all of it."""

    is_try: bool = False
    """A short piece, to see what the whole will be like."""

    state: str = WAITING
    """One of the six states above."""

    done: float = 0.0
    """0..1."""

    left_s: float | None = None
    """Seconds to go; None when unknown."""

    goes_on_s: float | None = None
    """Seconds of the film at which an earlier run was cut off, and this one goes on; None = it began anew."""

    message: str = ""
    """Why it failed, or what was not as asked."""

    pipeline: "Pipeline | None" = field(default=None, repr=False)
    """While it is painted."""


class ExportQueue(QObject):
    """Paints one export at a time, with a stylizer of its own: the live view keeps its.

    One that is paused lets the next one run; when it is to go on, it waits until that one is done.

    Signals:
        changed: an Export has moved on.
        activeChanged: True when painting begins, False when nothing is painted any more.
        broken: any other exception, a defect.
    """

    changed = pyqtSignal(object)
    activeChanged = pyqtSignal(bool)  # noqa: N815
    broken = pyqtSignal(object)

    def __init__(self, background: Background, load: "Callable[[str], Stylizer]") -> None:
        """Be ready; `load` makes the stylizer of a network, in a background thread."""
        super().__init__(background)
        self.exports: list[Export] = []
        """All since the window opened, in their order."""
        self._background = background
        self._load = load
        self._loaded: tuple[str, Stylizer] | None = None
        self._current: Export | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._poll)

    @property
    def active(self) -> bool:
        """Something is being painted, is paused, waits for it, or has been cancelled and is still ending."""
        unfinished = (WAITING, PAINTING, PAUSED)
        ending = self._current is not None or any(export.pipeline is not None for export in self.exports)
        return ending or any(export.state in unfinished for export in self.exports)

    @property
    def painting(self) -> bool:
        """Something is being painted now."""
        return self._current is not None

    def add(self, export: Export) -> None:
        """Paint this one after the others."""
        self.exports.append(export)
        self.changed.emit(export)
        self._next()

    def pause(self, export: Export) -> None:
        """Hold it, and let the next one run; nothing is lost."""
        if export.pipeline is not None and export.state == PAINTING:
            export.pipeline.pause()
            self._loaded = None  # it may be in the middle of a frame with this one
            self._enter(export, PAUSED)
            self._let_next(export)

    def resume(self, export: Export) -> None:
        """Go on with it, as soon as no other is being painted."""
        if export.pipeline is not None and export.state == PAUSED:
            self._enter(export, WAITING)
            self._next()

    def retry(self, export: Export) -> None:
        """Paint one anew that failed or was cancelled."""
        if export.state in (FAILED, CANCELLED) and export.pipeline is None:
            export.done, export.left_s, export.message = 0.0, None, ""
            self._enter(export, WAITING)
            self._next()

    def cancel(self, export: Export, *, keep: bool = False) -> None:
        """Give it up; nothing of it stays on the disk, but with `keep` what a film needs to go on later."""
        if export.state in (WAITING, PAINTING, PAUSED):
            self._enter(export, CANCELLED)
            if export.pipeline is not None:
                export.pipeline.abandon(keep=keep)

    def break_off(self) -> None:
        """The program ends: a film that is exported again goes on from where it is now."""
        for export in self.exports:
            self.cancel(export, keep=not export.is_try)

    def discard(self) -> None:
        """Remove what cancelled exports have begun, when they could not be waited for."""
        for export in self.exports:
            if export.pipeline is not None:
                export.pipeline.discard()

    def clear_ended(self) -> None:
        """Forget what is done, failed or cancelled."""
        self.exports = [export for export in self.exports if export.state in (WAITING, PAINTING, PAUSED)]

    def _next(self) -> None:
        waiting = next((export for export in self.exports if export.state == WAITING), None)
        if self._current is not None or waiting is None:
            return
        self._current = waiting
        self._enter(waiting, PAINTING)
        self.activeChanged.emit(True)
        self._timer.start(POLL_MS)
        if waiting.pipeline is not None:  # it was paused
            waiting.pipeline.resume()
            return
        self._background.run(
            lambda: self._paint(waiting),
            lambda _: self._on_ended(waiting, None),
            lambda error: self._on_ended(waiting, error),
        )

    def _paint(self, export: Export) -> None:
        """Paint the whole file; in a background thread of its own."""
        stylizer = self._stylizer_of(export.look.network)
        settings = export.look.learned_by(stylizer)
        pipeline = _open(export, stylizer, settings)
        export.pipeline = pipeline
        export.goes_on_s = None if pipeline.kept is None else float(pipeline.kept.last)
        pipeline.start()
        if export.state == CANCELLED:  # while it was opened
            pipeline.abandon()
        pipeline.wait()
        export.message = " ".join(pipeline.warnings)

    def _stylizer_of(self, network: str) -> "Stylizer":
        if self._loaded is None or self._loaded[0] != network:
            self._loaded = None  # first: two networks may be too much for a GPU
            self._loaded = (network, self._load(network))
        return self._loaded[1]

    def _on_ended(self, export: Export, error: Exception | None) -> None:
        export.pipeline = None
        if export.state != CANCELLED:
            export.done = 1.0 if error is None else export.done
            export.message = str(error) if error is not None else export.message
            self._enter(export, DONE if error is None else FAILED)
            if error is not None and not is_for_people(error):
                self.broken.emit(error)
        self._let_next(export)

    def _let_next(self, export: Export) -> None:
        """This one is not being painted any more."""
        if self._current is not export:
            return
        self._timer.stop()
        self._current = None
        self._next()
        if self._current is None:
            self.activeChanged.emit(False)

    def _poll(self) -> None:
        export = self._current
        if export is None or export.pipeline is None or export.state != PAINTING:
            return
        reading, frames = export.pipeline.meter.read(), export.pipeline.info.frames
        if frames:
            export.done = min(1.0, reading.frames / frames)
            export.left_s = max(0, frames - reading.frames) / reading.rate if reading.rate else None
        self.changed.emit(export)

    def _enter(self, export: Export, state: str) -> None:
        export.state = state
        self.changed.emit(export)


def _open(export: Export, stylizer: "Stylizer", settings: "Settings") -> "Pipeline":
    from engine import open_photo, open_video

    source, output, options = export.source, export.output, export.options
    if export.is_photo:
        return open_photo(source, output, stylizer, settings, overwrite=options.overwrite)
    looks = export.timeline.learned_by(stylizer) if export.timeline else settings
    return open_video(source, output, stylizer, looks, options, part=export.part)
