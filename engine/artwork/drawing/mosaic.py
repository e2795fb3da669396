"""Mosaic of stone and glass."""

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.artwork.drawing.surface import SIZE, Color, Paint, blur, finished, grid, lit, noise, ramp
from engine.frame import Image

TESSERA: int = 13
"""Pixels from one stone to the next."""


def draw_mosaic() -> Image:
    """Two fish among weeds in a patterned border; stones run along the outlines."""
    motif, shapes = _fish_pond()
    floor = _Floor(motif)
    outside = cv2.distanceTransform((shapes == 0).astype(np.uint8), cv2.DIST_L2, 5)
    inside = cv2.distanceTransform((shapes > 0).astype(np.uint8), cv2.DIST_L2, 5)
    far = outside - inside
    for level in np.arange(-90, 420, TESSERA):
        near = (far < level + 0.5 * TESSERA).astype(np.uint8)
        lines, _ = cv2.findContours(near, cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)
        for line in lines:
            floor.set_row(line[:, 0].astype(np.float64))
    floor.fill_gaps()
    return finished(
        lit(floor.stones, blur(floor.height, 0.8), 26) + (noise(90, 83)[..., np.newaxis] - 0.5) * 30
    )


class _Floor:
    """Dark mortar in which stones are set, in the colours of a motif."""

    def __init__(self, motif: Paint) -> None:
        self.stones = ramp(noise(40, 82), [(70, 54, 48), (104, 84, 70)])
        self.height = np.zeros((SIZE, SIZE), np.float32)
        self._motif = motif
        self._taken = np.zeros((SIZE, SIZE), np.uint8)
        self._random = np.random.default_rng(81)

    def set_row(self, line: NDArray[np.float64]) -> None:
        """Stones along a contour of (N, 2) points."""
        for start in range(0, len(line) - 3, TESSERA - 1):
            ahead = line[min(len(line) - 1, start + 5)] - line[max(0, start - 5)]
            turn = float(np.arctan2(ahead[1], ahead[0]) + self._random.normal(0, 0.06))
            self._set_stone(line[start] + self._random.normal(0, 0.4, 2), turn, TESSERA)

    def fill_gaps(self) -> None:
        """Ever smaller stones where there are none."""
        for size in (TESSERA, 9, 6):
            for at in self._random.uniform(0, SIZE - 1, (9000, 2)):
                if not self._taken[int(at[1]), int(at[0])]:
                    self._set_stone(at, self._random.uniform(0, 3.14), size)

    def _set_stone(self, at: NDArray[np.float64], turn: float, size: float) -> None:
        """Set one stone unless it would lie on others."""
        square = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * (size * 0.5 - 1)
        spin = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
        corners = ((square + self._random.normal(0, 0.5, (4, 2))) @ spin.T + at).round().astype(np.int32)
        if not self._is_free(corners):
            return
        column, row = np.clip(at, 0, SIZE - 1).astype(int)
        color = self._motif[row, column] * self._random.uniform(0.78, 1.16) + self._random.normal(0, 12, 3)
        cv2.fillConvexPoly(self.stones, corners, np.clip(color, 0, 255).tolist(), cv2.LINE_AA)
        cv2.fillConvexPoly(self.height, corners, float(self._random.uniform(0.6, 1.0)))
        cv2.fillConvexPoly(self._taken, corners, 255)

    def _is_free(self, corners: NDArray[np.int32]) -> bool:
        box = np.clip(corners, 0, SIZE - 1)
        (left, top), (right, low) = box.min(axis=0), box.max(axis=0) + 1
        shape = np.zeros((low - top, right - left), np.uint8)
        cv2.fillConvexPoly(shape, corners - (left, top), 255)
        return bool(shape.any() and self._taken[top:low, left:right][shape > 0].mean() <= 40)


def _fish_pond() -> tuple[Paint, Image]:
    """The colours, and where the fish and weeds are (255)."""
    _, y = grid()
    ground = y + 0.3 * (noise(3, 84) - 0.5) + 0.05 * np.sin(y * 60 + 5 * noise(2, 85))
    motif = ramp(np.clip(ground, 0, 1), [(248, 238, 210), (240, 214, 158), (232, 184, 104), (226, 168, 90)])
    shapes = np.zeros((SIZE, SIZE), np.uint8)
    for foot, tall, lean in ((0.06, 0.5, 0.06), (0.17, 0.36, -0.05), (0.82, 0.42, 0.05), (0.95, 0.56, -0.07)):
        stem = [(foot + lean * np.sin(6 * step), 1.02 - tall * step) for step in np.linspace(0, 1, 24)]
        points = [(np.array(stem) * SIZE).round().astype(np.int32)]
        cv2.polylines(shapes, points, False, 255, 24)
        cv2.polylines(motif, points, False, (24, 70, 84), 26)
        cv2.polylines(motif, points, False, (90, 150, 150), 9)
    _fish(motif, shapes, (0.53, 0.33), 0.23, -0.22, [(14, 26, 84), (30, 84, 160), (150, 200, 214)])
    _fish(motif, shapes, (0.49, 0.68), -0.22, 0.16, [(255, 226, 150), (214, 60, 30), (120, 20, 36)])
    _border(motif, shapes)
    return motif, shapes


def _border(motif: Paint, shapes: Image) -> None:
    """Three bands of stones around the pond, the middle one a row of diamonds."""
    x, y = grid()
    to_edge = np.minimum(np.minimum(x, 1 - x), np.minimum(y, 1 - y)) * SIZE
    along = np.where(np.minimum(x, 1 - x) < np.minimum(y, 1 - y), y, x) * SIZE
    diamond = np.abs(to_edge - 36) + np.abs(along % 64 - 32) * 0.8 < 22
    motif[to_edge < 64] = (140, 24, 30)
    motif[(to_edge > 14) & (to_edge < 56)] = (20, 44, 110)
    motif[diamond & (to_edge < 64)] = (250, 196, 60)
    shapes[to_edge < 64] = 255


def _fish(
    motif: Paint, shapes: Image, at: tuple[float, float], long: float, turn: float, colors: list[Color]
) -> None:
    x, y = grid()
    dx, dy = (
        (x - at[0]) * np.cos(turn) + (y - at[1]) * np.sin(turn),
        (y - at[1]) * np.cos(turn) - (x - at[0]) * np.sin(turn),
    )
    u, v = dx / long, dy / abs(long)
    body = (u / 1.0) ** 2 + (v / (0.48 - 0.12 * u)) ** 2 < 1
    tail = (u < -0.85) & (u > -1.5) & (np.abs(v) < (-u - 0.72) * 0.8) & (np.abs(v) > (-u - 1.25))
    fins = (np.abs(u) < 0.45) & (np.abs(v) < 0.72 - 0.5 * np.abs(u + 0.15)) & ~body
    scales = 0.5 + 0.5 * np.sin(u * 26 + 2.5 * np.cos(v * 14))
    paint = ramp(np.clip(0.6 * scales + 0.7 * (v + 0.25), 0, 1), colors)
    motif[body], motif[tail | fins] = paint[body], np.array(colors[1]) * 0.85
    motif[np.hypot(u - 0.66, v + 0.08) < 0.1] = (250, 246, 230)
    motif[np.hypot(u - 0.66, v + 0.08) < 0.05] = (16, 16, 24)
    shapes[body | tail | fins] = 255
