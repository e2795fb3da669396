"""Whole frames: what a runtime is told that does everything to a frame on the device, and what it gives."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final

from engine.frame import Image, Pixels, downloaded
from engine.settings import Settings, Statistics

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from engine.imaging import RenderSize
    from engine.masks import Maps, Weights
    from engine.steadiness import Following

KNOWN: Final = frozenset(
    {
        *("styles", "strength", "texture", "keep_colors", "render_size", "smoothing", "mirror"),
        *("enlarge", "scale", "regions", "match_colors"),
        *("brightness", "contrast", "saturation", "lock_palette"),
    }
)
"""Fields of `Settings` that a `FrameRequest` carries, or that are done before it."""


@dataclass(frozen=True, eq=False, slots=True)
class FrameRequest:
    """How to paint one whole frame."""

    size: "RenderSize"
    """The frame's size, and that at which the network runs."""

    statistics: Statistics
    """(K, P) float32: what each part of the frame is painted with; blend, texture and strength are in it."""

    maps: "Maps | None" = None
    """(K, h, w) float32: the share of each part, at half of the network's size; None: there is one part."""

    untouched: "Weights | float" = 0.0
    """0..1, how much of the content shows: everywhere, or (h, w) float32, of any size."""

    keep_colors: float = 0.0
    """0 = the painted colours, 1 = those of the content."""

    change: "NDArray[np.float64] | None" = None
    """(3, 4), as `engine.colour.affine` makes it of brightness, contrast, saturation; None: nothing does."""

    palette_moves: "NDArray[np.int16] | None" = None
    """(LEVELS^3, 3), as `PaletteLock` has them, the same array for the same palette; None: none holds."""

    guided: bool = False
    """The painting is enlarged along the edges of the content."""

    following: "Following | None" = None
    """How it follows the frame before in its stream; None: nothing is smoothed."""

    careful: bool = False
    """It is smoothed as in a file, which may take time; else as in a live stream."""


class Painting(ABC):
    """A frame that is being painted."""

    @abstractmethod
    def wait(self) -> Image:
        """The painted frame, (H, W, 3) uint8 RGB; waits until it is done. May be called again.

        Raises:
            DeviceError: the device failed.
        """

    def pixels(self) -> Pixels:
        """The same where it is: a frame that came in a device's memory stays there."""
        return self.wait()


class Painted(Painting):
    """A frame that is done."""

    def __init__(self, pixels: Pixels) -> None:
        self._pixels = pixels

    def wait(self) -> Image:
        return downloaded(self._pixels)

    def pixels(self) -> Pixels:
        return self._pixels


class FramePainter(ABC):
    """Paints whole frames on a device, in the order in which they are begun. Used by one thread."""

    ahead: int
    """Frames that may be begun before the first of them is waited for, so that the device never idles."""

    steadies: bool = False
    """It keeps the pictures before, and takes requests with a `following`."""

    @abstractmethod
    def begin(self, frame: Pixels, request: FrameRequest) -> Painting:
        """Begin to paint a frame (H, W, 3) uint8 RGB, sides of at least 32 pixels; returns at once.

        One that is in the device's memory is painted there, and stays there.

        Raises:
            DeviceError: the device failed, perhaps with an earlier frame.
        """


def takes(settings: Settings) -> bool:
    """Whether a `FrameRequest` can say all that these settings ask for."""
    others = (field for field in fields(settings) if field.name not in KNOWN)
    return all(getattr(settings, field.name) == field.default for field in others)
