"""Mask: where something is painted, as a frozen value that can be stored and compared.

The window reads masks before it has loaded anything, so nothing here imports numpy.
"""

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Final

from engine.errors import UsageError

MASK_NAMES: Final[dict[str, tuple[str, ...]]] = {
    "person": (),
    "background": (),
    "left": ("at", "edge"),
    "right": ("at", "edge"),
    "top": ("at", "edge"),
    "bottom": ("at", "edge"),
    "circle": ("x", "y", "size", "edge", "seconds"),
    "bright": ("at", "edge"),
    "dark": ("at", "edge"),
}
"""Every kind of mask that has a name, and the fields of `Mask` that shape it. The other kind is `file`."""

OF_ALL_MASKS: Final = ("invert", "weight", "cut")
"""Fields of `Mask` that every kind has."""


@dataclass(frozen=True, slots=True)
class Mask:
    """Where something is painted: 1 inside, 0 outside, and between them at a soft edge.

    Raises:
        UsageError: a value is out of its range, or there is no such kind.
    """

    kind: str
    """A key of `MASK_NAMES`, or `file`."""

    file: Path | None = None
    """Of the kind `file`: a picture (white = inside, grey = blend), or a video of such pictures."""

    at: float = 0.5
    """Where the edge is: of a side, a share of the width or height; of `bright` and `dark`, a luma 0..1."""

    x: float = 0.5
    """Centre of the circle: a share of the width from the left."""

    y: float = 0.5
    """Centre of the circle: a share of the height from the top."""

    size: float = 0.35
    """Radius of the circle: a share of the shorter side."""

    edge: float = 0.1
    """Width of the soft edge: a share of the shorter side; of `bright` and `dark`, of the luma's range."""

    seconds: float = 0.0
    """Time in which the circle's centre goes once around the picture's centre; 0 = it stands still."""

    invert: bool = False
    """Exchange inside and outside."""

    weight: float = 1.0
    """How much of the mask counts, 0..1: at 0 the region is not there, so that it can be faded in and out."""

    cut: bool = False
    """Cut out what lies in it (GrabCut), for still pictures. White of a mask's file is sure, grey is not."""

    def __post_init__(self) -> None:
        if self.kind not in MASK_NAMES and self.kind != "file":
            raise UsageError(f'"{self.kind}" is no kind of mask. There are: {", ".join(MASK_NAMES)}.')
        if (self.kind == "file") != (self.file is not None):
            raise UsageError("A mask needs a file if it is of the kind `file`, and only then.")
        for name in ("at", "x", "y", "size", "edge", "weight"):
            if not 0.0 <= getattr(self, name) <= 1.0:
                raise UsageError(f"A mask's `{name}` must be from 0 to 1, not {getattr(self, name):g}.")
        if not 0.0 <= self.seconds <= 3600:
            raise UsageError(f"A mask's `seconds` must be from 0 (still) to 3600, not {self.seconds:g}.")

    def __str__(self) -> str:
        """As `parse_mask` reads it."""
        given = [
            f"{field.name}={float(getattr(self, field.name)):g}"
            for field in fields(self)
            if field.name not in ("kind", "file") and getattr(self, field.name) != field.default
        ]
        return ",".join([str(self.file) if self.file else self.kind, *given])
