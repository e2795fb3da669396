"""Pictures of dots of pure colour."""

import cv2
import numpy as np

from engine.artwork.drawing.surface import SIZE, Color, Paint, finished, grid, mix, noise, ramp, steps
from engine.frame import Image

PASSES: tuple[tuple[float, int], ...] = ((20, 7000), (15, 10000), (11, 9000))
"""Radius of the dots and how many, on a canvas of twice the size."""

LEAVES: tuple[list[Color], ...] = (
    [(10, 40, 84), (10, 104, 124), (90, 190, 170)],
    [(96, 14, 70), (216, 50, 80), (255, 150, 110)],
    [(60, 30, 110), (150, 70, 170), (240, 160, 200)],
)
"""Trees in shade, half light and light."""


def draw_pointillism() -> Image:
    """An orchard at sunset; here and there a dot of the opposite colour makes its neighbours shine."""
    motif = _orchard()
    random = np.random.default_rng(61)
    size = 2 * SIZE
    canvas = cv2.resize(ramp(noise(6, 62), [(206, 176, 170), (246, 222, 186)]), (size, size)).astype(
        np.float32
    )
    for radius, count in PASSES:
        for x, y in random.uniform(0, size, (count, 2)):
            color = motif[int(y) // 2, int(x) // 2] + random.normal(0, 20) + random.normal(0, 18, 3)
            if random.random() < 0.09:
                color = 0.3 * color + 0.7 * (255 - color)
            shade = np.clip(color, 0, 255).tolist()
            dot = round(radius * random.uniform(0.7, 1.2))
            cv2.circle(canvas, (round(x), round(y)), dot, shade, -1, cv2.LINE_AA)
    return finished(canvas)


def _orchard() -> Paint:
    """A golden meadow, a stream and round trees under an evening sky."""
    x, y = grid()
    motif = ramp(np.clip(y / 0.42, 0, 1), [(64, 60, 150), (170, 90, 170), (250, 150, 130), (255, 220, 150)])
    motif = mix(motif, (255, 246, 200), steps(0.075 - np.hypot(x - 0.32, y - 0.30), 0, 0.02))
    patches = np.clip((y - 0.4) / 0.6 + 0.5 * (noise(5, 63) - 0.5), 0, 1)
    meadow = ramp(patches, [(255, 206, 80), (244, 150, 50), (200, 80, 70), (110, 40, 100)])
    motif = mix(motif, meadow, steps(y + 0.04 * np.sin(x * 7), 0.40, 0.02))
    bank = 0.02 + 0.16 * (y - 0.4) - np.abs(x - 0.5 - 0.16 * np.sin(y * 7) * y)
    water = ramp(y, [(255, 236, 210), (120, 150, 220), (40, 70, 170)])
    motif = mix(motif, water, steps(bank, 0, 0.02) * (y > 0.4))
    random = np.random.default_rng(64)
    for foot in np.sort(random.uniform(0.42, 0.98, 22)):
        motif = _tree(motif, (random.uniform(0, 1), float(foot)), LEAVES[int(random.integers(3))])
    return motif


def _tree(motif: Paint, foot: tuple[float, float], leaves: list[Color]) -> Paint:
    """The paint with a tree in it, lit from the left, and its shadow."""
    x, y = grid()
    tall = 0.05 + 0.17 * (foot[1] - 0.35)
    dx, dy = (x - foot[0]) / tall, (y - foot[1]) / tall
    shadow = steps(1 - np.hypot((dx - 1) / 1.6, dy / 0.3), 0, 0.1)
    motif = mix(motif, (70, 30, 110), shadow * 0.75)
    trunk = (np.abs(dx) < 0.13) & (dy < 0) & (dy > -1)
    motif = mix(motif, (90, 30, 60), trunk.astype(np.float32))
    light = np.clip(0.55 - 0.5 * (dx + dy + 1.3), 0, 1)
    return mix(motif, ramp(light, leaves), steps(1 - np.hypot(dx, dy + 1.3), 0, 0.1))
