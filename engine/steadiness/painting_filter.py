"""Painting filter: carries the painting before along the content's motion, and blends the new one with it.

The strokes of a painting network jump from frame to frame although the content hardly changes. So each frame
is blended with the one before, moved as the content moved (after Lai et al. 2018, arXiv 1808.00449, and Ruder
et al. 2016, arXiv 1604.08610, who do it while training or optimising). Where the motion is not sure, or shows
what was hidden, the new painting passes untouched: no ghosts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from engine.frame import Image
from engine.steadiness.blender import Blender, CarefulBlender, QuickBlender
from engine.steadiness.flow import Search
from engine.steadiness.motion import Motion, MotionEstimator


@dataclass(frozen=True, slots=True)
class Care:
    """How much time a filter may take."""

    search: Search
    """For the motion of the content."""

    check: Search | None
    """For it in the other direction, which finds what was hidden; None: not looked at."""

    short_side: int
    """Pixels at which motion is looked for, at most: larger pictures are halved until they fit."""

    strongest: float
    """Share of the painting before at smoothing 1."""

    when_moving: float
    """The same where anything moves, as a share of it: less, where interpolation blurs."""

    blender: Callable[[Image], Blender]
    """Begins with a painting."""


LIVE: Final = Care(Search(0, 5, 8, 0), None, 72, 0.8, 0.6, QuickBlender)
"""About 15 % of the network's time on a CPU, at most."""

OFFLINE: Final = Care(Search(0, 5, 12, 2), Search(0, 5, 12, 2), 280, 0.93, 1.0, CarefulBlender)
"""For files."""


class PaintingFilter:
    """Smooths a stream of painted pictures. Keeps the one before, so there is one for each stream."""

    def __init__(self, care: Care) -> None:
        self._care = care
        self._motion = MotionEstimator(care.search, care.short_side, care.check, care.when_moving)
        self._blender: Blender | None = None

    def reset(self) -> None:
        """Begin anew with the next picture."""
        self._blender = None
        self._motion.reset()

    def follow(self, small: Image, width: int, height: int) -> Motion | None:
        """The motion alone, where a device keeps the painting before; `small` is at most `short_side`.

        Args:
            small: the content, (h, w, 3) uint8 RGB, made small.
            width: of the painting, in pixels.
            height: of the painting, in pixels.
        """
        self._blender = None
        return self._motion.estimate(small, width, height)

    @property
    def short_side(self) -> int:
        """Pixels at which motion is looked for."""
        return self._care.short_side

    def share(self, smoothing: float) -> float:
        """0..1: how much of the painting before is seen where the motion is sure."""
        return self._care.strongest * smoothing * (2 - smoothing)

    def apply(self, painted: Image, small: Image, smoothing: float) -> Image:
        """The next painted picture, smoothed.

        Args:
            painted: (H, W, 3) uint8 RGB.
            small: what it was painted from, (h, w, 3) uint8 RGB, half as large or less.
            smoothing: 0 (the picture itself, nothing is remembered) to 1.

        Returns:
            (H, W, 3) uint8 RGB, C-contiguous; the very picture at the beginning and after a cut.
        """
        if smoothing <= 0.0:
            self.reset()
            return painted
        motion = self._motion.estimate(small, painted.shape[1], painted.shape[0])
        if motion is None or self._blender is None:
            self._blender = self._care.blender(painted)
            return painted
        return self._blender.blend(painted, motion, self.share(smoothing))
