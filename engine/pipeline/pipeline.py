"""Pipeline: source -> channel -> stylizer -> sinks. For camera, file and batch only the channel differs."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import replace
from threading import Event, Thread
from typing import TypeVar

from engine.colour import RunningColours
from engine.frame import Frame, Pixels, downloaded
from engine.imaging import mirrored
from engine.pipeline.calls import QueuedCalls
from engine.pipeline.channel import BoundedQueue, Channel, LatestSlot
from engine.pipeline.ending import give_up, have_ended, is_worth_keeping
from engine.pipeline.in_flight import FramesInFlight
from engine.pipeline.meter import Meter
from engine.pipeline.queued_sink import QueuedSink, threaded
from engine.pipeline.recovery import Recovery
from engine.pipeline.stream_state import StreamState
from engine.runtimes import Painted
from engine.settings import Settings
from engine.sinks import Kept, Sink
from engine.sources import Source
from engine.steadiness import Steadier
from engine.stream_info import CAPTURE_TICK, StreamInfo
from engine.stylizer import Stylizer
from engine.timeline import Timeline

T = TypeVar("T")

QUEUE_SIZE: int = 4
"""Frames read ahead when every frame is kept."""

CALL_WAIT_S: float = 0.05
"""Seconds a queued call may wait when no frame comes."""


class Pipeline:
    """Paints every frame of a source (or the newest, when it is live) into sinks, in two threads.

    The read thread fills a channel; the style thread takes a frame, reads `settings` once, paints, hands the
    result to the sinks, and runs queued calls between frames. A slow sink works in a thread of its own.
    The source and the sinks belong to the pipeline from `start` on: it closes them.
    """

    def __init__(
        self,
        source: Source,
        stylizer: Stylizer,
        sinks: Sequence[Sink],
        settings: Settings | Timeline | None = None,
        recovery: Recovery | None = None,
        kept: Kept | None = None,
    ) -> None:
        """Be ready to start. With a `recovery`, a frame that cannot be painted does not end the pipeline.

        A Timeline as `settings` says how each frame is painted. What is `kept` the sinks are not given.
        """
        self._timeline = settings if isinstance(settings, Timeline) else None
        self.settings = settings if isinstance(settings, Settings) else Settings()
        """Assign a new snapshot at any time, from any thread: the next frame uses it; not with a Timeline."""
        self.kept = kept
        """What an earlier run painted of this film; None = it is begun anew."""
        self.meter = Meter(kept=kept.frames if kept else 0)
        self._stream = StreamState(Steadier(live=source.live), self.meter)
        self._colours = RunningColours()
        self._in_flight = FramesInFlight(self.meter, kept.last if kept else None)
        self._last: Frame | None = None
        self._last_skipped_s = 0.0
        self._used: Settings | None = self.settings
        self._source = source
        self._own_stylizer = stylizer
        self._recovery = recovery
        self._joined: dict[Sink, QueuedSink] = {}
        self._leaving: list[QueuedSink] = []
        self._sinks = [threaded(sink, self.meter, live=source.live) for sink in sinks]
        self._channel: Channel[Frame] = LatestSlot() if source.live else BoundedQueue(QUEUE_SIZE)
        self._calls = QueuedCalls()
        self._abandoned, self._keep = Event(), False
        self._ended = Event()
        self._resumed = Event()
        self._resumed.set()
        self._errors: list[Exception] = []
        self._threads = (
            Thread(target=self._read, name="impasto-read", daemon=True),
            Thread(target=self._style, name="impasto-style", daemon=True),
        )

    def start(self) -> None:
        """Begin. Once only."""
        for thread in self._threads:
            thread.start()

    def wait(self, timeout_s: float | None = None) -> bool:
        """Wait for the end.

        Returns:
            True when all is done, False at the time-out.

        Raises:
            ImpastoError: the first error of any thread.
        """
        if not have_ended(self._threads, timeout_s):
            return False
        if self._errors:
            raise self._errors[0]
        return True

    def finish(self) -> None:
        """Read no more; what was read is painted and the sinks are completed. Then `wait`."""
        self._channel.close()
        self._let_go()

    def abandon(self, *, keep: bool = False) -> None:
        """Stop at once; then `wait`. At any time, also instead of `start`.

        The sinks leave nothing behind; with `keep`, as when the system shuts down, what can be gone on with.
        """
        self._keep = keep
        self._abandoned.set()
        self._channel.cancel()
        self._let_go()
        if self._threads[0].ident is None:  # only the threads close what is open
            self.start()

    def discard(self) -> None:
        """End the sinks from the calling thread.

        Only after `abandon`, when `wait` timed out: a large frame can hold the style thread for seconds.
        """
        self._abort_sinks()

    def pause(self) -> None:
        """Hold before the next frame until `resume`; nothing is lost."""
        self._resumed.clear()

    def resume(self) -> None:
        """Go on after `pause`."""
        self._resumed.set()

    def call(self, work: Callable[[Stylizer], T]) -> Future[T]:
        """Run `work` with the stylizer in the style thread, between two frames; cancelled at the end."""
        future = self._calls.put(work)
        if self._ended.is_set():
            future.cancel()
        return future

    def add_sink(self, sink: Sink) -> "Future[Sink]":
        """Give a running pipeline one more sink (a recording begins); the next frame reaches it.

        Returns:
            The sink, once it has joined; cancelled, and the sink closed, when the pipeline ends first.
        """
        member = self._joined[sink] = QueuedSink(sink, self.meter, live=self._source.live)

        def add(_: Stylizer) -> Sink:
            self._sinks.append(member)
            self._used = None  # while a live source gives no frames, it gets the last one
            return sink

        joined = self.call(add)
        joined.add_done_callback(lambda done: member.finish() if done.cancelled() else None)
        return joined

    def completion(self, sink: Sink) -> "Future[tuple[str, ...]]":
        """Of a sink that joined: its warnings or its error, once it has ended, however it came to that."""
        return self._joined[sink].completed

    def end_sink(self, sink: Sink) -> "Future[tuple[str, ...]]":
        """Complete a sink that joined, and take it out; the rest do not wait for it. Returns `completion`."""
        member = self._joined.pop(sink)

        def end(_: Stylizer) -> None:
            self._sinks.remove(member)
            still = [each for each in self._leaving if not each.completed.done()]  # the others hold memory
            self._leaving = [*still, member]
            member.finish()

        self.call(end)
        return member.completed

    @property
    def info(self) -> StreamInfo:
        """Size, rate and length of the source."""
        return self._source.info

    @property
    def warnings(self) -> tuple[str, ...]:
        """What went wrong on the way without ending it, one sentence each; complete after `wait`."""
        return (*self._source.warnings, *(line for sink in self._sinks for line in sink.warnings))

    @property
    def resumable(self) -> bool:
        """Once it was given up: whether the same work, begun again, goes on from there."""
        return any(sink.resumable for sink in self._sinks)

    def _read(self) -> None:
        try:
            with self._source:
                while (frame := self._next()) is not None:
                    if not self._channel.put(frame):
                        return
        except Exception as error:
            self._fail(error)
        finally:
            self._channel.close()

    def _next(self) -> Frame | None:
        with self.meter.measure("decode"):
            return self._source.read()

    def _style(self) -> None:
        try:
            while not (self._channel.finished or self._abandoned.is_set()):
                self._run_calls()
                if self._resumed.wait(CALL_WAIT_S) and (frame := self._to_paint()) is not None:
                    self._paint(frame)
                else:
                    self._hand_over()
            self._end_sinks()
        except Exception as error:
            self._fail(error)
            self._abort_sinks()
        finally:
            self._stream.close()
            self._channel.cancel()
            self._ended.set()
            self._calls.drop()

    def _to_paint(self) -> Frame | None:
        """The next frame; where a live source gives none, the last one if settings or sinks changed."""
        frame = self._channel.get(CALL_WAIT_S)
        last = self._last
        if frame is not None or last is None or last.captured_s is None or self.settings is self._used:
            return frame
        slept_s = self._source.skipped_s - self._last_skipped_s
        later = round((time.perf_counter() - last.captured_s - slept_s) / CAPTURE_TICK) * CAPTURE_TICK
        return replace(last, time=last.time + later, captured_s=None)

    def _paint(self, frame: Frame) -> None:
        settings = self._used = self.settings  # read once: a frame never sees two of them
        if self._timeline is not None:
            settings = self._timeline.at(frame.time)
        if frame.captured_s is not None:
            self._last, self._last_skipped_s = frame, self._source.skipped_s
        elif self._last is not None:  # the last one again, to show new settings
            self._stream.shown_again()
        content: Pixels = mirrored(frame.pixels) if settings.mirror else frame.pixels
        frame = frame.with_pixels(frame.pixels, mirrored=settings.mirror)
        settings = self._colours.settings_for(content, settings)
        self._stream.time = frame.time
        if self._recovery is None:
            painting = self._own_stylizer.begin(content, settings, self._stream)
        elif (image := self._recovery.paint(downloaded(content), settings, self._stream)) is None:
            return
        else:
            painting = Painted(image)
        self._in_flight.add(frame, content, painting)
        self._hand_over(0 if self._source.live else self._own_stylizer.ahead)

    def _hand_over(self, keep: int = 0) -> None:
        """Give the sinks the frames that were begun, but for the last few."""
        for painted in self._in_flight.painted(keep):
            if self._abandoned.is_set():
                return
            self.meter.count()
            with self.meter.measure("sinks"):
                for sink in self._sinks:
                    sink.write(painted)

    def _run_calls(self) -> None:
        if not self._calls.empty:
            self._hand_over()  # work between two frames finds all before it done
            recovery = self._recovery  # another stylizer may paint from one call to the next
            self._calls.run(lambda: self._own_stylizer if recovery is None else recovery.stylizer)

    def _end_sinks(self) -> None:
        self._hand_over()
        for leaving in self._leaving:
            leaving.join()
        # What a live source gave before it failed cannot be had again: it is kept.
        if self._abandoned.is_set() or (self._errors and not self._source.live):
            self._abort_sinks()
        else:
            for sink in self._sinks:
                sink.close()

    def _abort_sinks(self) -> None:
        keep = self._keep or is_worth_keeping(self._errors)
        self._errors += give_up(self._sinks, keep=keep)

    def _let_go(self) -> None:
        self._resumed.set()
        if self._source.live:  # its read may be waiting for a frame that never comes
            self._source.close()

    def _fail(self, error: Exception) -> None:
        self._errors.append(error)
        self._channel.cancel()
