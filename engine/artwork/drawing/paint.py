"""Thick paint: strokes of many bristles, and light on their relief."""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.artwork.drawing.surface import (
    SIZE,
    Field,
    Paint,
    blur,
    finished,
    lit,
)
from engine.frame import Image

Points = NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a brush is used."""

    long: float
    """Pixels."""

    wide: float
    """Pixels."""

    bristles: int
    """Lines that make up one stroke."""

    vary: float
    """Grey levels that a stroke's colour may be off."""


class Canvas:
    """A canvas on which paint lies thick, after a motif that says colours and directions."""

    def __init__(self, motif: Paint, angle: Field, seed: int) -> None:
        self._motif, self._angle, self._seed = motif, angle, seed
        self._paint = motif.copy()
        self._height = np.zeros(motif.shape[:2], np.float32)

    def cover(self, stroke: Stroke, count: int) -> None:
        """Lay strokes all over it."""
        random = np.random.default_rng(self._seed)
        self._seed += 1
        for x, y in random.uniform(0, SIZE, (count, 2)):
            color = self._motif[int(y), int(x)] + random.normal(0, stroke.vary, 3)
            color += random.normal(0, stroke.vary)
            path = self._follow(x, y, stroke.long * random.uniform(0.6, 1.3))
            self._lay(path, color, stroke, random)

    def in_light(self, relief: float) -> Image:
        """The finished picture, its paint lit from the side."""
        return finished(lit(self._paint, blur(self._height, 0.9), relief))

    def _follow(self, x: float, y: float, long: float) -> Points:
        """(7, 2) points in the direction of the motif from (x, y)."""
        points = [(x, y)]
        for _ in range(6):
            turn = self._angle[min(SIZE - 1, max(0, int(y))), min(SIZE - 1, max(0, int(x)))]
            x, y = x + np.cos(turn) * long / 6, y + np.sin(turn) * long / 6
            points.append((x, y))
        return np.array(points)

    def _lay(self, path: Points, color: Points, stroke: Stroke, random: np.random.Generator) -> None:
        """Draw each bristle a little apart, in a shade and thickness of its own."""
        along = path[-1] - path[0]
        across = np.array([-along[1], along[0]]) / max(1e-6, float(np.hypot(*along)))
        thick = max(1, round(1.6 * stroke.wide / stroke.bristles))
        lift = float(random.uniform(0.3, 1.0))
        for offset in np.linspace(-0.5, 0.5, stroke.bristles):
            shift = across * (offset * stroke.wide) + random.normal(0, 0.6, 2)
            start = int(random.integers(0, 2))
            points = [((path[start:] + shift) * 16).round().astype(np.int32)]
            shade = np.clip(color + random.normal(0, stroke.vary * 0.6), 0, 255)
            cv2.polylines(self._paint, points, False, shade.tolist(), thick, cv2.LINE_8, 4)
            ridge = lift * float(random.uniform(0.5, 1.0)) + 0.5 * abs(offset)
            cv2.polylines(self._height, points, False, ridge, thick, cv2.LINE_8, 4)
