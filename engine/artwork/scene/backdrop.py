"""What stands behind and before everything that moves: sky, clouds, mountains, the near shore."""

from dataclasses import dataclass
from math import cos, sin

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.artwork.noise import fractal
from engine.artwork.scene.brush import Brush, Color
from engine.frame import Image

HORIZON: float = 0.56
"""Where the sea begins, in heights of the picture."""

SUN: tuple[float, float] = (0.36, 0.40)
"""Where the sun stands: x in widths, y in heights of the picture."""

SKY: tuple[tuple[float, Color], ...] = (
    (0.00, (24, 52, 120)),
    (0.20, (60, 104, 172)),
    (0.36, (176, 158, 190)),
    (0.46, (250, 168, 122)),
    (0.56, (255, 214, 138)),
)
"""Colours of the sky from the top down."""

WHITE: Color = (255, 255, 255)
MEADOW: Color = (52, 88, 40)


def gradient(stops: tuple[tuple[float, Color], ...], height: int) -> NDArray[np.float32]:
    """(height, 1, 3) float32 colours, interpolated between stops (y in 0..1, colour)."""
    places = np.linspace(0, 1, height)
    ys, colors = [y for y, _ in stops], np.array([color for _, color in stops])
    channels = [np.interp(places, ys, colors[:, channel]) for channel in range(3)]
    return np.stack(channels, axis=-1)[:, np.newaxis].astype(np.float32)


def draw_sky(width: int, height: int) -> Image:
    """Evening sky with the sun and two ranges of mountains."""
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32) / max(1, height)
    distance = np.hypot(columns - SUN[0] * width / height, rows - SUN[1])
    glow = np.exp(-distance * 7)[..., np.newaxis] * np.array([150, 110, 40], np.float32)
    brushed = (fractal(width, height, 9, 1) - 0.5)[..., np.newaxis] * 26
    sky: Image = (gradient(SKY, height) + glow + brushed).clip(0, 255).astype(np.uint8)
    sun = Brush(sky)
    sun.disc((SUN[0] * sun.width, SUN[1]), 0.062, (255, 246, 206))
    _mountains(sky, seed=4, top=0.37, rough=0.11, color=(132, 112, 160))
    _mountains(sky, seed=9, top=0.45, rough=0.10, color=(76, 72, 124))
    return sky


def _mountains(sky: Image, seed: int, top: float, rough: float, color: Color) -> None:
    height, width = sky.shape[:2]
    shape = np.zeros_like(sky)
    brush = Brush(shape)
    brush.polygon([(0, 1), *ridge_line(brush.width, seed, top, rough), (brush.width, 1)], WHITE)
    folds = cv2.resize(fractal(width, max(1, height // 3), 8, seed), (width, height)) - 0.5
    lit = folds[..., np.newaxis] * np.array([150, 96, 60], np.float32) + np.array(color, np.float32)
    cover = shape[:, :, 0] / np.float32(255)
    sky[:] = cv2.blendLinear(lit.clip(0, 255).astype(np.uint8), sky, cover, 1 - cover)


def ridge_line(width: float, seed: int, top: float, rough: float) -> list[tuple[float, float]]:
    """Points of a jagged line from left to right, in heights of the picture."""
    random = np.random.default_rng(seed)
    xs = np.linspace(0, width, 60)
    ys = np.full(60, top)
    for octave in range(1, 5):
        waves = random.uniform(0.6, 1.4) * octave * 2.6, random.uniform(0, 6.28)
        ys += rough / octave**1.3 * np.abs(np.sin(xs * waves[0] + waves[1])) - rough / octave**1.3 / 2
    return list(zip(xs.tolist(), ys.tolist(), strict=True))


class Clouds:
    """A band of clouds twice as wide as the picture, which drifts and comes round again."""

    SPEED: float = 0.012
    """Picture widths a second."""

    def __init__(self, width: int, height: int) -> None:
        self._rows = max(1, round(height * 0.42))
        noise = fractal(max(1, width // 3), self._rows, 4, 21)
        noise = cv2.resize(noise, (width, self._rows)).astype(np.float32)  # clouds are wider than high
        cover = np.clip((noise - 0.5) * 6, 0, 1) * np.sin(np.linspace(0, np.pi, self._rows))[:, np.newaxis]
        cover = np.hstack([cover, cover[:, ::-1]])  # mirrored, so that it meets itself without a seam
        self._cover = np.hstack([cover, cover[:, :width]]).astype(np.float32)
        shade = np.hstack([noise, noise[:, ::-1], noise])[..., np.newaxis]
        white, grey = np.array([255, 226, 206], np.float32), np.array([176, 128, 158], np.float32)
        self._color = (white + (grey - white) * np.clip(shade * 3 - 1.6, 0, 1)).astype(np.uint8)

    def drift(self, image: Image, seconds: float) -> None:
        """Lay the clouds on the upper part of the picture."""
        width = image.shape[1]
        start = int(seconds * self.SPEED * width) % (2 * width)
        cover = self._cover[:, start : start + width]
        color = self._color[:, start : start + width]
        sky = image[: self._rows]
        sky[:] = cv2.blendLinear(np.ascontiguousarray(color), sky, np.ascontiguousarray(cover), 1 - cover)


@dataclass(frozen=True, eq=False, slots=True)
class Layer:
    """A cut-out part of a picture, laid over others."""

    color: Image
    """(h, w, 3) uint8 RGB."""

    cover: NDArray[np.float32]
    """(h, w) float32, 0 = clear, 1 = opaque."""

    top: int
    """Row of the picture where it begins; it reaches to the lower right corner."""

    def lay_on(self, image: Image) -> None:
        """Cover a part of the picture."""
        part = image[self.top :]
        part[:] = cv2.blendLinear(self.color, part, self.cover, 1 - self.cover)


def draw_land(width: int, height: int) -> Layer:
    """The near shore: a meadow that rises to the left, with a tree."""
    color = np.full((height, width, 3), MEADOW, np.uint8)
    cover = np.zeros_like(color)
    for canvas in (color, cover):
        only_shape = canvas is cover
        _meadow(Brush(canvas), only_shape)
        _tree(Brush(canvas), only_shape)
    top = min(height - 1, int(0.12 * height))
    return Layer(color[top:], np.ascontiguousarray(cover[top:, :, 0] / np.float32(255)), top)


def shore(x: float, width: float) -> float:
    """Height of the meadow's edge at x, both in heights of the picture."""
    along = x / width
    return 0.74 + 0.24 * float(along**0.8) + 0.015 * sin(along * 19) - 0.02 * cos(along * 7)


def _meadow(brush: Brush, only_shape: bool) -> None:
    xs = np.linspace(0, brush.width, 80).tolist()
    edge = [(x, shore(x, brush.width)) for x in xs]
    brush.polygon([(0, 1.1), *edge, (brush.width, 1.1)], WHITE if only_shape else MEADOW)
    if only_shape:
        return
    random = np.random.default_rng(5)
    greens: list[Color] = [(38, 70, 38), (74, 116, 44), (116, 148, 52), (160, 170, 66), (44, 96, 66)]
    for along, down, pick in random.random((900, 3)):
        x = along * brush.width
        y = shore(x, brush.width) + 0.012 + down * (1.0 - shore(x, brush.width))
        tall = 0.012 + 0.05 * down
        brush.line([(x, y), (x + 0.3 * tall, y - tall)], greens[int(pick * 5)], 0.003 + 0.004 * down)


def _tree(brush: Brush, only_shape: bool) -> None:
    root = 0.15 * brush.width
    bark: Color = WHITE if only_shape else (58, 38, 34)
    brush.polygon(
        [(root - 0.030, 0.86), (root - 0.012, 0.52), (root + 0.014, 0.52), (root + 0.034, 0.86)], bark
    )
    for side, tip in ((-1, 0.12), (1, 0.10), (-1, 0.06), (1, 0.17)):
        brush.line([(root, 0.60), (root + side * tip, 0.40)], bark, 0.014)
    random = np.random.default_rng(12)
    leaves: list[Color] = [(30, 62, 44), (44, 92, 46), (84, 128, 46), (150, 160, 52), (222, 176, 70)]
    for layer, leaf in enumerate(leaves):
        for _ in range(70 - 10 * layer):
            angle, far = random.uniform(0, 6.28), random.random() ** 0.5
            x = root + np.cos(angle) * far * 0.22 + 0.012 * layer
            y = 0.38 + np.sin(angle) * far * 0.145 - 0.016 * layer
            brush.disc(
                (x, y), random.uniform(0.014, 0.036) * (1 - 0.13 * layer), WHITE if only_shape else leaf
            )
