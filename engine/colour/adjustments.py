"""Result colours: what a person turns about the colours of a painting, applied to each painted frame."""

from collections import OrderedDict
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.colour.palette import Palette, PaletteLock
from engine.frame import Image
from engine.imaging import keep_colors
from engine.settings import Settings

MAX_LOCKS: Final = 8
"""Palettes whose tables are remembered; each takes 1.5 MB and some 0.3 s to make."""

LUMA: Final = np.array([0.299, 0.587, 0.114])
"""Weights of RGB in luma (BT.601)."""

GREY: Final = 0.5
"""Of 1: what contrast leaves as it is."""


class ResultColours:
    """Applies the colours of `Settings` to painted frames. Used by one thread."""

    def __init__(self) -> None:
        self._locks: OrderedDict[tuple[bytes, ...], PaletteLock] = OrderedDict()

    def apply(self, painted: Image, content: Image, settings: Settings) -> Image:
        """In this order: the content's colours, saturation, contrast, brightness, the styles' palette.

        Args:
            painted: (H, W, 3) uint8 RGB.
            content: what it was painted from, the same size.
            settings: how.

        Returns:
            (H, W, 3) uint8 RGB; the very picture when nothing is turned.
        """
        if settings.keep_colors and not settings.match_colors:
            painted = _partly(keep_colors(painted, content), painted, float(settings.keep_colors))
        if (change := affine(settings)) is not None:
            painted = np.asarray(cv2.transform(painted, change), np.uint8)
        return self._lock_of(settings).apply(painted) if settings.lock_palette else painted

    def palette_moves(self, settings: Settings) -> NDArray[np.int16] | None:
        """The table that holds a painting to the palette, `PaletteLock.moves`; None: nothing does.

        The same array for the same styles.
        """
        return self._lock_of(settings).moves if settings.lock_palette else None

    def _lock_of(self, settings: Settings) -> PaletteLock:
        """One for each set of styles, whatever their weights: a cross-fade needs one table."""
        styles = (style for part in settings.parts for style, _ in part.styles)
        pictures = {style.thumbnail.tobytes(): style.thumbnail for style in styles}
        key = tuple(sorted(pictures))
        if key not in self._locks:
            self._locks[key] = PaletteLock(Palette(list(pictures.values())))
            if len(self._locks) > MAX_LOCKS:
                self._locks.popitem(last=False)
        self._locks.move_to_end(key)
        return self._locks[key]


def _partly(whole: Image, none: Image, amount: float) -> Image:
    if amount == 1.0:
        return whole
    return np.asarray(cv2.addWeighted(whole, amount, none, 1 - amount, 0), np.uint8)


def affine(settings: Settings) -> NDArray[np.float64] | None:
    """Saturation, contrast and brightness as one change of RGB, (3, 4); None: nothing is turned."""
    if (settings.saturation, settings.contrast, settings.brightness) == (1, 1, 0):
        return None
    colour = settings.saturation * np.eye(3) + (1 - settings.saturation) * np.tile(LUMA, (3, 1))
    offset = np.full(3, 255 * (GREY - settings.contrast * GREY + settings.brightness))
    return np.column_stack([settings.contrast * colour, offset])
