"""A photo as a live source: shown once, and painted again with whatever settings come."""

from fractions import Fraction
from pathlib import Path
from typing import Final

from engine.frame import Frame
from engine.imaging import shrink
from engine.pictures import load_picture
from engine.sources.device import DeviceSource
from engine.stream_info import CAPTURE_TICK, StreamInfo

LIVE_SIDE: Final = 1920
"""Pixels of the long side at most: more is not seen, and would make each change of a control slow."""


class PhotoSource(DeviceSource):
    """Gives a picture once, then nothing until it is closed.

    A live pipeline paints the last frame again whenever its settings change. A picture of more pixels than a
    screen shows is made smaller; `open_photo` paints the whole.

    Args:
        path: a picture file.

    Raises:
        PictureError: not a picture, or one that is refused.
    """

    def __init__(self, path: Path | str) -> None:
        super().__init__()
        self._image = shrink(load_picture(path).image, long_side=LIVE_SIDE)
        self._given = False

    @property
    def info(self) -> StreamInfo:
        """The size as shown; rate and time base are those of live sources."""
        height, width = self._image.shape[:2]
        return StreamInfo(width, height, Fraction(30), CAPTURE_TICK)

    def _grab(self) -> Frame | None:
        if not self._given:
            self._given = True
            return self._clock.frame(self._image)
        self._closed.wait()
        return None

    def _release(self) -> None:
        """Nothing is open: the file was read at once."""
