"""QueuedSink: a slow sink (an encoder) behind its own thread and bounded queue."""

from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread

from engine.errors import SinkError
from engine.frame import Frame
from engine.pipeline.channel import BoundedQueue
from engine.pipeline.meter import Meter
from engine.sinks import Sink

QUEUE_SIZE: int = 4
"""Frames waiting for the sink: enough to smooth it out, little enough to stay flat in memory."""

LIVE_QUEUE_SIZE: int = 16
"""Frames waiting for the sink of a live source: half a second of a stuttering disk."""

STAGE: str = "encode"
"""What the meter calls the sink's work."""


class QueuedSink(Sink):
    """Hands frames to a sink in another thread; the sink's errors come out of `write` and `close`.

    Args:
        sink: does the work.
        meter: measures it.
        live: a frame that would have to wait is left out: a slow disk must not hold up the live view.
    """

    def __init__(self, sink: Sink, meter: Meter, *, live: bool = False) -> None:
        self.sink = sink
        """The sink that does the work."""
        self.completed: Future[tuple[str, ...]] = Future()
        """Its warnings, or its error, once it has ended in whichever way."""
        self._meter = meter
        size = LIVE_QUEUE_SIZE if live else QUEUE_SIZE
        self._queue: BoundedQueue[Frame] = BoundedQueue(size, waits=not live)
        self._error: Exception | None = None
        self._end: Callable[[], None] = sink.close
        self._thread = Thread(target=self._run, name="impasto-sink", daemon=True)
        self._thread.start()

    @property
    def warnings(self) -> tuple[str, ...]:
        dropped = self._queue.dropped
        said = f"{dropped} frames were left out: the disk or the encoder was too slow for them."
        return (*self.sink.warnings, said) if dropped else self.sink.warnings

    @property
    def resumable(self) -> bool:
        return self.sink.resumable

    def write(self, frame: Frame) -> None:
        if not self._queue.put(frame):
            self._raise()

    def finish(self) -> None:
        """Complete the result as `close` does, but do not wait for it: see `completed`."""
        self._queue.close()

    def join(self) -> None:
        """Wait until it has ended."""
        self._thread.join()

    def close(self) -> None:
        self.finish()
        self.join()
        self._raise()

    def abort(self) -> None:
        self._give_up_by(self.sink.abort)

    def break_off(self) -> None:
        self._give_up_by(self.sink.break_off)

    def _give_up_by(self, end: Callable[[], None]) -> None:
        self._end = end
        self._queue.cancel()
        self._thread.join()

    def _raise(self) -> None:
        if self._error is not None:
            raise self._error

    def _run(self) -> None:
        try:
            while (frame := self._queue.get()) is not None:
                with self._meter.measure(STAGE):
                    self.sink.write(frame)
            with self._meter.measure(STAGE):
                self._end()
        except Exception as error:
            self._error = error
            self._queue.cancel()
            self._give_up()
            self.completed.set_exception(error)
        else:
            self.completed.set_result(self.warnings)

    def _give_up(self) -> None:
        try:
            self.sink.abort()
        except SinkError:
            return  # the first error says what matters


def threaded(sink: Sink, meter: Meter, *, live: bool) -> Sink:
    """A sink, in a thread of its own if it is slow."""
    return QueuedSink(sink, meter, live=live) if sink.slow else sink
