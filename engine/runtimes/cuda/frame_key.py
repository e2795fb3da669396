"""What decides the work for a frame, and the numbers that only change its result."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from engine.imaging import RenderSize

if TYPE_CHECKING:
    from torch import Tensor

    from engine.runtimes.frames import FrameRequest

SCALARS: Final = 2
"""Numbers behind the statistics, in the order of `pack`."""

CHANGE: Final = (3, 4)
"""Shape of an affine change of colours."""

Shape = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FrameKey:
    """Sizes and options: frames with one key are painted by one captured graph."""

    size: RenderSize
    """The frame's size, and that at which the network runs."""

    statistics: Shape
    """(K, P): styles that are painted side by side, and statistics of each; a blend is one."""

    maps: Shape | None = None
    """(K, h, w): of the styles' shares; None: there is one part."""

    untouched: Shape | None = None
    """(h, w): of the content's share; (): it is the same everywhere; None: the content is not seen."""

    keep_colors: bool = False
    """The content's colours are kept, at least in part."""

    changed: bool = False
    """Brightness, contrast or saturation are turned."""

    locked: bool = False
    """The colours are held to a palette."""

    guided: bool = False
    """The painting is enlarged along the content's edges."""

    motion: tuple[int, int] | None = None
    """(h, w): of the motion since the frame before; None: nothing is smoothed."""

    careful: bool = False
    """It is smoothed as in a file."""

    @classmethod
    def of(cls, request: "FrameRequest") -> "FrameKey":
        """The key of a request."""
        untouched = request.untouched
        return cls(
            request.size,
            request.statistics.shape,
            None if request.maps is None else request.maps.shape,
            (None if untouched == 0.0 else ()) if isinstance(untouched, float) else untouched.shape,
            request.keep_colors > 0,
            request.change is not None,
            request.palette_moves is not None,
            request.guided,
            None if request.following is None else request.following.size,
            request.careful,
        )

    @property
    def count(self) -> int:
        """How many numbers a frame has."""
        return sum(self._counts)

    def unpack(self, numbers: "Tensor") -> "Numbers":
        """Views of packed numbers, (count,) float32 on the device."""
        statistics, scalars, maps, untouched, change = numbers.split_with_sizes(self._counts)
        share, amount = scalars.unbind()
        return Numbers(
            statistics.view(self.statistics),
            None if self.maps is None else maps.view(self.maps),
            untouched.view(self.untouched) if self.untouched else share,
            amount,
            change.view(CHANGE) if self.changed else None,
        )

    @property
    def _counts(self) -> list[int]:
        change = CHANGE if self.changed else None
        shapes = (self.statistics, (SCALARS,), self.maps, self.untouched, change)
        return [int(np.prod(shape)) if shape else 0 for shape in shapes]


@dataclass(frozen=True, eq=False, slots=True)
class Numbers:
    """What may change from frame to frame, on the device."""

    statistics: "Tensor"
    """(K, P) float32."""

    maps: "Tensor | None"
    """(K, h, w) float32."""

    untouched: "Tensor"
    """() or (h, w) float32: 0..1, how much of the content is seen."""

    amount: "Tensor"
    """() float32: 0..1, how much of the content's colours is kept."""

    change: "Tensor | None"
    """(3, 4) float32: of the colours."""


def pack(request: "FrameRequest") -> NDArray[np.float32]:
    """All numbers of a frame as one vector (`FrameKey.count`,) float32: one copy brings them."""
    share = request.untouched if isinstance(request.untouched, float) else 0.0
    scalars = np.array([share, request.keep_colors], np.float32)
    parts = [request.statistics.ravel(), scalars]
    if request.maps is not None:
        parts.append(request.maps.ravel())
    if not isinstance(request.untouched, float):
        parts.append(request.untouched.ravel())
    if request.change is not None:
        parts.append(request.change.astype(np.float32).ravel())
    return np.concatenate(parts, dtype=np.float32)
