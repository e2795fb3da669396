"""QueuedSink: a slow sink (an encoder) behind its own thread and bounded queue."""

from threading import Thread

from engine.channel import BoundedQueue
from engine.errors import SinkError
from engine.frame import Frame
from engine.meter import Meter
from engine.sinks.base import Sink

QUEUE_SIZE: int = 4
"""Frames waiting for the sink: enough to smooth it out, little enough to stay flat in memory."""


class QueuedSink(Sink):
    """Hands frames to a sink in another thread; the sink's errors come out of `write` and `close`."""

    def __init__(self, sink: Sink, meter: Meter, stage: str = "encode") -> None:
        self.sink = sink
        """The sink that does the work."""
        self._meter = meter
        self._stage = stage
        self._queue: BoundedQueue[Frame] = BoundedQueue(QUEUE_SIZE)
        self._error: Exception | None = None
        self._aborted = False
        self._thread = Thread(target=self._run, name="impasto-sink", daemon=True)
        self._thread.start()

    @property
    def warnings(self) -> tuple[str, ...]:
        return self.sink.warnings

    def write(self, frame: Frame) -> None:
        if not self._queue.put(frame):
            self._raise()

    def close(self) -> None:
        self._queue.close()
        self._thread.join()
        self._raise()

    def abort(self) -> None:
        self._aborted = True
        self._queue.cancel()
        self._thread.join()

    def _raise(self) -> None:
        if self._error is not None:
            raise self._error

    def _run(self) -> None:
        try:
            while (frame := self._queue.get()) is not None:
                with self._meter.measure(self._stage):
                    self.sink.write(frame)
            with self._meter.measure(self._stage):
                self.sink.abort() if self._aborted else self.sink.close()
        except Exception as error:
            self._error = error
            self._queue.cancel()
            self._give_up()

    def _give_up(self) -> None:
        try:
            self.sink.abort()
        except SinkError:
            return  # the first error says what matters
