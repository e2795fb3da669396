"""A sink that is lent: what it is given to does not end it."""

from engine.frame import Frame
from engine.sinks.base import Sink


class LentSink(Sink):
    """Hands frames on to a sink that goes on when this one ends.

    A virtual camera stays the same for the programs that show it while one live session follows another.

    Args:
        sink: takes the frames; its owner ends it.
    """

    def __init__(self, sink: Sink) -> None:
        self._sink = sink

    def write(self, frame: Frame) -> None:
        self._sink.write(frame)

    def close(self) -> None:
        """Its owner does."""

    def abort(self) -> None:
        """Its owner does."""
