"""Settings: one frozen snapshot of how to paint, read once per frame."""

from dataclasses import dataclass
from typing import Literal, TypedDict, get_args

import numpy as np
from numpy.typing import NDArray

from engine.errors import UsageError
from engine.frame import Image, read_only

Statistics = NDArray[np.float32]
"""(P,) float32: what a network learned from a style picture; P belongs to the network."""

Enlarging = Literal["guided", "plain"]
"""How a painting becomes as large as its content: along the content's edges, or by cubic interpolation."""

SMALLEST_RENDER_SIZE = 64
"""Pixels: below this the deepest layer of our networks has too few positions left."""

LIVE_SMOOTHING = 0.7
"""A good `Settings.smoothing` for cameras: halves the flicker, and leaves no trace behind what moves."""


@dataclass(frozen=True, eq=False, slots=True)
class Style:
    """A style picture as one network sees it."""

    name: str
    """What people call it: the picture's file name without its ending."""

    statistics: Statistics
    """(textures * P,) float32, read-only: of each texture, calm first."""

    network: str
    """Key of the network that learned it; another network cannot use the statistics."""

    thumbnail: Image
    """Small picture of the style, (h, w, 3) uint8 RGB, long side at most 192 pixels."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "statistics", read_only(self.statistics))  # frozen: the one way


class Look(TypedDict, total=False):
    """The fields of `Settings` without its styles, as keyword arguments."""

    strength: float
    texture: float
    keep_colors: bool
    render_size: int | None
    smoothing: float
    mirror: bool
    enlarge: Enlarging


@dataclass(frozen=True, eq=False, slots=True)
class Settings:
    """How to paint the next frame.

    Raises:
        UsageError: a value is out of its range.
    """

    styles: tuple[tuple[Style, float], ...] = ()
    """Styles and their weights (above 0; only their proportions count). Empty: frames pass through."""

    strength: float = 1.0
    """0 = the content picture, 1 = full style (the paper's alpha)."""

    texture: float = 1.0
    """0 = calm, 1 = rough: strokes against steadiness. Without effect in networks that know one texture."""

    keep_colors: bool = False
    """Take the brush strokes from the style and the colours from the content."""

    render_size: int | None = None
    """Long side in pixels at which the network runs; None = as the source, at most `DEFAULT_RENDER_SIZE`."""

    smoothing: float = 0.0
    """0 = every frame for itself, 1 = noise is held back as much as can be; see `TemporalFilter`.

    0 by default, as a file's frames are mostly clean already; a camera gains from `LIVE_SMOOTHING`.
    """

    mirror: bool = False
    """Give mirrored frames, in the content as in the painted picture."""

    enlarge: Enlarging = "guided"
    """How, where the render size is below that of the content; see `enlarge_guided`."""

    def __post_init__(self) -> None:
        if not 0.0 <= self.strength <= 1.0:
            raise UsageError(
                f"Strength must be from 0 (the picture itself) to 1 (full style), not {self.strength:g}."
            )
        if not 0.0 <= self.texture <= 1.0:
            raise UsageError(f"Texture must be from 0 (calm) to 1 (rough), not {self.texture:g}.")
        if not 0.0 <= self.smoothing <= 1.0:
            raise UsageError(f"Smoothing must be from 0 (none) to 1 (most), not {self.smoothing:g}.")
        if self.render_size is not None and self.render_size < SMALLEST_RENDER_SIZE:
            raise UsageError(
                f"Render size must be at least {SMALLEST_RENDER_SIZE} pixels, not {self.render_size}."
            )
        if self.enlarge not in get_args(Enlarging):
            raise UsageError(f"Enlarge must be guided or plain, not {self.enlarge}.")
        for style, weight in self.styles:
            if not (0.0 < weight < float("inf")):
                raise UsageError(f"The weight of style '{style.name}' must be above 0, not {weight:g}.")

    @property
    def paints(self) -> bool:
        """False when frames pass through as they are."""
        return self.strength > 0.0 and bool(self.styles)

    def blend(self) -> Statistics:
        """Weighted mean of the styles' statistics (Huang & Belongie 2017, section 7.3).

        Returns:
            (textures * P,) float32.

        Raises:
            UsageError: there is no style, or the styles were learned by different networks.
        """
        if not self.styles:
            raise UsageError("There is no style to paint with; choose at least one.")
        if len({style.network for style, _ in self.styles}) > 1:
            raise UsageError("The styles were learned by different networks; learn them again with one.")
        largest = max(weight for _, weight in self.styles)  # first: the sum of huge ones would be infinite
        total = sum(weight / largest for _, weight in self.styles)
        parts = [style.statistics * np.float32(weight / largest / total) for style, weight in self.styles]
        return np.asarray(np.sum(parts, axis=0), dtype=np.float32)
