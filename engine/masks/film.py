"""A mask that is a video: for each frame the picture that is shown at its time."""

from fractions import Fraction
from pathlib import Path

from engine.frame import Frame, Pixels
from engine.masks.base import MaskSource, Segment
from engine.masks.painted import Weights
from engine.masks.pictures import fitted, grey
from engine.sources import VideoFileSource


class FilmMaskSource(MaskSource):
    """The picture of a video that is shown at the frame's time; its last one stays.

    Raises:
        SourceError: the file is not a video that can be read.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._next: Frame | None
        self._shown: Frame | None
        self._last: tuple[Frame, Weights] | None
        self._open()

    def weights(self, image: Pixels, time: Fraction, segment: Segment) -> Weights:
        if self._shown is not None and time < self._shown.time:  # the film was wound back
            self.close()
            self._open()
        while self._next is not None and self._next.time <= time:
            self._shown, self._next = self._next, self._source.read()
        assert self._shown is not None  # a video has at least one frame
        if self._last is None or self._last[0] is not self._shown or self._last[1].shape != image.shape[:2]:
            self._last = self._shown, fitted(grey(self._shown.image), image)
        return self._last[1]

    def close(self) -> None:
        self._source.close()

    def _open(self) -> None:
        self._source = VideoFileSource(self._file)
        self._next = self._shown = self._source.read()
        self._last = None
