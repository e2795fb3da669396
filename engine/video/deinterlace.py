"""Interlaced frames to whole ones, by FFmpeg's bwdif (Bob Weaver): one frame for each frame."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

import av
from av.filter import Graph
from av.video.frame import VideoFrame

from engine.video.container import as_fraction

SMALLEST: Final = (3, 4)
"""Width and height in pixels below which bwdif does not work; there are no fields to be seen either."""

_FALLBACK_TICK: Final = Fraction(1, 90000)


class Deinterlacer:
    """Passes frames on, in their order and with their times; those marked as interlaced are made whole.

    Nothing is filtered before the first interlaced frame; from then on the filter holds one frame back, and
    leaves progressive ones as they are.

    Args:
        threads: how many threads work on one frame.
    """

    def __init__(self, threads: int = 0) -> None:
        self.used = False
        """Whether an interlaced frame came."""
        self._threads = threads
        self._graph: Graph | None = None
        self._key: tuple[object, ...] = ()
        self._tick = _FALLBACK_TICK

    def __call__(self, frames: Iterator[VideoFrame]) -> Iterator[VideoFrame]:
        """The same frames, without comb lines."""
        for frame in frames:
            if self._graph is None and not (frame.interlaced_frame and _is_large_enough(frame)):
                yield frame
            else:
                yield from self._filtered(frame)
        yield from self._rest()

    def _filtered(self, frame: VideoFrame) -> Iterator[VideoFrame]:
        self.used = True
        key = (frame.width, frame.height, frame.format.name)
        if key != self._key:
            yield from self._rest()
            self._graph, self._key = self._build(frame), key
        if frame.pts is None:
            frame.pts = frame.dts
        assert self._graph is not None
        self._graph.vpush(frame)
        yield from self._ready()

    def _rest(self) -> Iterator[VideoFrame]:
        """What the filter holds back; it is done after that."""
        if self._graph is not None:
            self._graph.vpush(None)
            yield from self._ready()
        self._graph, self._key = None, ()

    def _ready(self) -> Iterator[VideoFrame]:
        assert self._graph is not None
        while True:
            try:
                frame = self._graph.vpull()
            except (av.BlockingIOError, av.EOFError):
                return
            self._restore_time(frame)
            yield frame

    def _restore_time(self, frame: VideoFrame) -> None:
        """The filter counts in half ticks, so that it could give one frame for each field."""
        factor = Fraction(frame.time_base or self._tick) / self._tick
        frame.pts = None if frame.pts is None else round(frame.pts * factor)
        frame.duration = round(frame.duration * factor)
        frame.time_base = self._tick

    def _build(self, frame: VideoFrame) -> Graph:
        self._tick = as_fraction(frame.time_base) or _FALLBACK_TICK
        graph = Graph()
        graph.threads = self._threads
        source = graph.add_buffer(
            width=frame.width, height=frame.height, format=frame.format, time_base=self._tick
        )
        bwdif = graph.add("bwdif", "mode=send_frame:deint=interlaced")
        graph.link_nodes(source, bwdif, graph.add("buffersink")).configure()
        return graph


def _is_large_enough(frame: VideoFrame) -> bool:
    return frame.width >= SMALLEST[0] and frame.height >= SMALLEST[1]
