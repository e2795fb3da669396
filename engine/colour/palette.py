"""Palette: the colours of style pictures, and what holds a painting to them."""

from collections.abc import Sequence
from functools import cached_property
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.frame import Image

Lab = NDArray[np.float32]
"""(N, 3): colours in CIELAB, L 0..100."""

COLOURS: Final = 512
"""Of a palette, at most."""

FREEDOM: Final = 4.0
"""Distance in CIELAB (Delta E 1976) that a colour may be from the nearest of the palette: it blends in."""

LEVELS: Final = 64
"""Steps of each channel in the table; a colour keeps its place within a step, so there are no bands."""

BLOCKS: Final = 16
"""Blocks of cells along each channel; the nearest colour is looked for once for all of a block."""

CANDIDATES: Final = 24
"""Colours of the palette near a block, among which the nearest of each of its cells is."""

CHUNK: Final = 16384
"""Colours whose nearest is looked for at once: 32 MB."""


class Palette:
    """The colours of style pictures, most frequent first.

    Args:
        pictures: (h, w, 3) uint8 RGB each; thumbnails are enough.
    """

    def __init__(self, pictures: Sequence[Image]) -> None:
        pixels = np.concatenate([picture.reshape(-1, 3) for picture in pictures])
        cells, counts = np.unique(pixels >> 3, axis=0, return_counts=True)  # 32 steps a channel
        frequent = cells[np.argsort(-counts, kind="stable")[:COLOURS]]
        self.colours: Image = (frequent << 3 | 4).astype(np.uint8)[None]
        """(1, N, 3) uint8 RGB."""
        self.lab: Lab = to_lab(self.colours)[0]
        """The same colours in CIELAB."""

    def nearest(self, lab: Lab) -> NDArray[np.intp]:
        """Index of the nearest colour of the palette for each of (N, 3): (N,)."""
        half = np.square(self.lab).sum(axis=1) / 2  # |a - b|^2 / 2 without |a|^2, which decides nothing
        parts = (lab[start : start + CHUNK] for start in range(0, len(lab), CHUNK))
        return np.concatenate([(half - part @ self.lab.T).argmin(axis=1) for part in parts])

    def distance(self, image: Image) -> NDArray[np.float32]:
        """How far each pixel of (H, W, 3) uint8 RGB is from the palette, in CIELAB: (H, W)."""
        lab = to_lab(image).reshape(-1, 3)
        apart = np.linalg.norm(lab - self.lab[self.nearest(lab)], axis=1)
        return np.asarray(apart.reshape(image.shape[:2]), np.float32)


class PaletteLock:
    """Moves every colour that is not of a palette to the nearest one that is, by a table."""

    def __init__(self, palette: Palette) -> None:
        self._palette = palette

    def apply(self, image: Image) -> Image:
        """No colour of the result is further than `FREEDOM` and one step of the table from the palette.

        Args:
            image: (H, W, 3) uint8 RGB.

        Returns:
            (H, W, 3) uint8 RGB, a new array.
        """
        step = (image >> 2).astype(np.int32)
        cell = (step[..., 0] << 12) | (step[..., 1] << 6) | step[..., 2]
        return np.clip(image + np.take(self.moves, cell, axis=0), 0, 255).astype(np.uint8)

    @cached_property
    def moves(self) -> NDArray[np.int16]:
        """By how much to move the colours of each cell, red first: (LEVELS^3, 3)."""
        steps = np.arange(LEVELS) * 4 + 2
        cells = np.stack(np.meshgrid(steps, steps, steps, indexing="ij"), -1).astype(np.uint8)
        lab = _blocks(to_lab(cells.reshape(LEVELS, -1, 3)))  # (BLOCKS^3, cells of one, 3)
        goal = self._goals(lab)
        apart = np.linalg.norm(lab - goal, axis=-1, keepdims=True)
        kept = goal + (lab - goal) * np.minimum(1, FREEDOM / np.maximum(apart, 1e-6))
        moved = from_lab(_unblocked(np.where(apart <= FREEDOM, lab, kept)))
        return (moved.astype(np.int16) - cells.reshape(LEVELS, -1, 3)).reshape(-1, 3)

    def _goals(self, lab: Lab) -> Lab:
        """The nearest colour of the palette, looked for among those near the middle of each block."""
        palette = self._palette.lab
        middle = np.square(lab.mean(axis=1, keepdims=True) - palette).sum(axis=-1)
        count = min(CANDIDATES, len(palette))
        near = palette[np.argpartition(middle, count - 1, axis=1)[:, :count]]  # (blocks, count, 3)
        half = np.square(near).sum(axis=-1)[:, None] / 2
        best = (half - lab @ near.transpose(0, 2, 1)).argmin(axis=-1)
        return np.asarray(np.take_along_axis(near, best[..., None], axis=1), np.float32)


def _blocks(cells: Lab) -> Lab:
    """(LEVELS, LEVELS^2, 3) -> (BLOCKS^3, cells of one, 3)."""
    side = LEVELS // BLOCKS
    parts = cells.reshape(BLOCKS, side, BLOCKS, side, BLOCKS, side, 3)
    return parts.transpose(0, 2, 4, 1, 3, 5, 6).reshape(BLOCKS**3, side**3, 3)


def _unblocked(blocks: Lab) -> Lab:
    """What `_blocks` did, undone."""
    side = LEVELS // BLOCKS
    parts = blocks.reshape(BLOCKS, BLOCKS, BLOCKS, side, side, side, 3)
    return parts.transpose(0, 3, 1, 4, 2, 5, 6).reshape(LEVELS, -1, 3)


def to_lab(image: Image) -> Lab:
    """(H, W, 3) uint8 sRGB -> the same shape in CIELAB (D65)."""
    return np.asarray(cv2.cvtColor(image.astype(np.float32) / 255, cv2.COLOR_RGB2LAB), np.float32)


def from_lab(lab: Lab) -> Image:
    """(H, W, 3) CIELAB -> uint8 sRGB; what is out of its range is cut off."""
    rgb = cv2.cvtColor(lab.astype(np.float32), cv2.COLOR_LAB2RGB)
    return np.clip(np.rint(rgb * 255), 0, 255).astype(np.uint8)
