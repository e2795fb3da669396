"""A photo as a source of one frame."""

from fractions import Fraction
from pathlib import Path

from engine.frame import Frame
from engine.pictures import Picture, load_picture
from engine.sources.base import Source
from engine.stream_info import StreamInfo


class StillSource(Source):
    """Gives a picture once, at time 0.

    Args:
        source: A picture file, or the bytes of one.

    Raises:
        PictureError: not a picture, or one that is refused.
    """

    def __init__(self, source: Path | str | bytes) -> None:
        self.picture: Picture = load_picture(source)
        """The picture with what it carries beside its pixels, for the sink."""
        self._given = False

    @property
    def info(self) -> StreamInfo:
        """One frame; rate and time base mean nothing."""
        height, width = self.picture.image.shape[:2]
        return StreamInfo(width, height, rate=Fraction(1), time_base=Fraction(1), frames=1)

    @property
    def warnings(self) -> tuple[str, ...]:
        """That the file holds more than is painted."""
        further = self.picture.further
        if not further:
            return ()
        return (f"It holds {further + 1} pictures; the first is painted. `impasto video` paints animations.",)

    def read(self) -> Frame | None:
        """The picture, then None."""
        if self._given:
            return None
        self._given = True
        return Frame(self.picture.image, time=Fraction(0), index=0)

    def close(self) -> None:
        """Nothing is open: the file was read at once."""
        self._given = True
