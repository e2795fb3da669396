"""The frames of a film from a later one on: those before it are there already."""

from collections.abc import Callable
from fractions import Fraction

from engine.frame import Frame
from engine.sources.base import Source
from engine.sources.video.file import VideoFileSource
from engine.sources.video.part import PartSource
from engine.stream_info import StreamInfo


class LaterSource(Source):
    """The frames of a source from a time on, with the very times that they have when all are read.

    Where the file takes one there exactly, those before are not read; else they are read and left out.

    Args:
        source: of all frames, not read from yet; closed with this.
        again: opens it once more, where trying has shown that one does not get there exactly.
        begin: seconds, from where on frames are given.
        known: seconds at which there is a frame, after which each must have its own time; not before `begin`.

    Raises:
        SourceError: it cannot be opened once more.
    """

    def __init__(self, source: Source, again: Callable[[], Source], begin: Fraction, known: Fraction) -> None:
        self._begin = begin
        self._source = source
        if isinstance(source, VideoFileSource | PartSource) and source.lands_on(known):
            source.seek(begin)
            return
        source.close()
        self._source = again()

    @property
    def info(self) -> StreamInfo:
        """Of the whole film."""
        return self._source.info

    @property
    def warnings(self) -> tuple[str, ...]:
        return self._source.warnings

    def read(self) -> Frame | None:
        while (frame := self._source.read()) is not None and frame.time < self._begin:
            pass
        return frame

    def close(self) -> None:
        self._source.close()
