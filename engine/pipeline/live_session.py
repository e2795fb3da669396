"""Live session: one pipeline for as long as a window is open, with a source that can be exchanged."""

from collections.abc import Iterable
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import Final, TypeVar

from engine.frame import Image
from engine.pictures import content_hash
from engine.pipeline.live_sources import plan_source
from engine.pipeline.pipeline import Pipeline
from engine.pipeline.recovery import NextStylizer, Recovery
from engine.settings import Settings, Style
from engine.sinks import RECORDING_QUALITY, PreviewSlot, RecordingSink, Sink
from engine.sound import HeardSound, Loudspeaker, Microphone, MixedSound
from engine.sources import PlaybackSource, SourceChoice, SourceStatus, SupervisedSource
from engine.style_cache import at_scales
from engine.stylizer import Stylizer

T = TypeVar("T")

STOP_S: Final = 2.0
"""Seconds that `stop` waits."""


class LiveSession:
    """A pipeline from a source that can be exchanged to a preview slot, with recording.

    Nothing here blocks but `learn` and `stop`; sources open in a thread of their own. Use it from one thread,
    but for `learn`.

        session = LiveSession(stylizer, SourceChoice("pattern"), settings)
        session.show(SourceChoice("camera", camera.id, camera.name))
        session.preview.latest(); session.status(); session.pipeline.settings = changed
    """

    def __init__(
        self,
        stylizer: Stylizer,
        choice: SourceChoice | None = None,
        settings: Settings | None = None,
        next_stylizer: NextStylizer | None = None,
        loudspeaker: Loudspeaker | None = None,
    ) -> None:
        """Begin to paint.

        Args:
            stylizer: paints.
            choice: the source; None = the test pattern.
            settings: how to paint.
            next_stylizer: opens what paints when the stylizer's device keeps failing; None = the same network
                on the next device of this machine.
            loudspeaker: where films are heard; None = nowhere, but recorded with their sound all the same.
        """
        self.choice = choice or SourceChoice("pattern")
        """The source chosen last."""
        self.preview = PreviewSlot()
        """Where the newest painted frame is."""
        self.loudspeaker = loudspeaker or Loudspeaker(None)
        """How loud films are."""
        opener, name, timeouts = plan_source(self.choice, self.loudspeaker)
        self.source = SupervisedSource(opener, name, timeouts)
        self.recovery = Recovery(stylizer, next_stylizer)
        """Keeps painting when frames fail, and says so."""
        self.pipeline = Pipeline(self.source, stylizer, [self.preview], settings, self.recovery)
        """Assign its `settings`; queue work for the stylizer with `call`."""
        self.pipeline.start()

    def show(self, choice: SourceChoice) -> None:
        """Open another source; the last picture stays until the first new one."""
        self.choice = choice
        self.recovery.forget()
        self.source.change(*plan_source(choice, self.loudspeaker))

    def status(self) -> SourceStatus:
        """State of the source."""
        return self.source.status()

    @property
    def playback(self) -> PlaybackSource | None:
        """To pause and seek, while a video file is open."""
        current = self.source.current
        return current if isinstance(current, PlaybackSource) else None

    def learn(
        self,
        picture: Path,
        name: str,
        decoded: Image | None = None,
        scales: Iterable[float] = (1.0,),
        *,
        beside: bool = False,
    ) -> Style:
        """Learn a style picture as `Stylizer.learn` does; only the network runs in the style thread.

        Waits for it, so call it from a thread that may.

        Args:
            picture: its file.
            name: of the style.
            decoded: its pixels, (h, w, 3) uint8 RGB, when they are known.
            scales: stroke sizes at which it will be painted.
            beside: no frame waits for it, where the runtime can do that: the network runs in the calling
                thread, which has a low priority from then on (on Linux). Not from two threads at once.

        Raises:
            PictureError: not a picture.
            CancelledError: the session has ended.
        """
        return at_scales(lambda scale: self._learn(picture, name, decoded, scale, beside=beside), scales)

    def refresh(self, picture: Path) -> None:
        """A style picture was studied by another process: the next `learn` gives what was made of it.

        Raises:
            PictureError: the file cannot be opened.
        """
        self.recovery.stylizer.studied.changed(content_hash(picture))

    @property
    def can_study(self) -> bool:
        """True when the network that paints can be tuned to a style."""
        return self.recovery.stylizer.runtime.tuning_size > 0

    def expect_studied(self) -> None:
        """Prepare to paint studied styles, so that the first one makes no frame wait. Takes a moment."""
        self.recovery.stylizer.runtime.expect_tuning()

    def record(
        self,
        path: Path,
        *,
        side_by_side: bool = False,
        microphone: Microphone | None = None,
        quality: int = RECORDING_QUALITY,
    ) -> "Recording":
        """Begin a recording with the next frame; `RecordingSink` says what the arguments are.

        While a film with sound is the source, its sound is recorded, beside the microphone's.

        Raises:
            UsageError, SinkError: the file cannot be made.
        """
        sound = self._recorded_sound(microphone)
        sink = RecordingSink(
            path, self.source.info, side_by_side=side_by_side, microphone=sound, quality=quality
        )
        return Recording(sink, self.pipeline)

    def paint_still(self, picture: T, render_size: int | None = None) -> "Future[T]":
        """Paint a picture with the settings of now, between two frames.

        Args:
            picture: as `Stylizer.stylize` takes it.
            render_size: the long side in pixels at which the network runs; None = as the picture.
        """
        settings = replace(self.pipeline.settings, render_size=render_size)
        return self.pipeline.call(lambda stylizer: stylizer.stylize(picture, settings))

    def add_sink(self, sink: Sink) -> "JoinedSink":
        """Give one more sink what is painted, from the next frame on; the session closes it."""
        return JoinedSink(sink, self.pipeline)

    def stop(self) -> bool:
        """End everything; recordings are completed.

        Returns:
            False when something still is at work after `STOP_S`: a large frame, or the end of a recording.

        Raises:
            ImpastoError: the first error of any thread.
        """
        self.pipeline.finish()
        return self.pipeline.wait(STOP_S)

    def _recorded_sound(self, microphone: Microphone | None) -> Microphone | None:
        film = self.playback
        if film is None or not film.has_sound:
            return microphone
        heard = HeardSound(self.loudspeaker)
        return heard if microphone is None else MixedSound((heard, microphone))

    def _learn(self, picture: Path, name: str, decoded: Image | None, scale: float, *, beside: bool) -> Style:
        runtime, styles = self.recovery.stylizer.runtime, self.recovery.stylizer.styles
        prepared = styles.prepare(picture, name, decoded, scale)
        if isinstance(prepared, Style):
            return prepared
        learned = runtime.learn_style_beside(prepared.image) if beside else None
        if learned is None:
            style = self.pipeline.call(lambda stylizer: stylizer.styles.encode(prepared)).result()
        else:
            style = styles.encode(prepared, learned)
        return styles.keep(prepared.key, style)


class JoinedSink:
    """A sink that a live session was given."""

    def __init__(self, sink: Sink, pipeline: Pipeline) -> None:
        self._sink = sink
        self._pipeline = pipeline
        pipeline.add_sink(sink)
        self._completion = pipeline.completion(sink)

    @property
    def ended(self) -> bool:
        """True when it is complete: it was stopped, or the session has ended."""
        return self._completion.done()

    def is_of(self, session: LiveSession) -> bool:
        """Whether this session feeds it; no other can go on with it."""
        return session.pipeline is self._pipeline

    def stop(self) -> "Future[tuple[str, ...]]":
        """Complete it. The future holds what was not as asked, one sentence each, or the error."""
        return self._pipeline.end_sink(self._sink)


class Recording(JoinedSink):
    """A recording that is under way."""

    def __init__(self, sink: RecordingSink, pipeline: Pipeline) -> None:
        super().__init__(sink, pipeline)
        self._recorded = sink

    @property
    def path(self) -> Path:
        """Where the file will be."""
        return self._recorded.path

    @property
    def error(self) -> str:
        """Why it ended early; empty while all is well."""
        return str(self._recorded.error or "")
