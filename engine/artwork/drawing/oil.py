"""Oil in thick strokes."""

import numpy as np

from engine.artwork.drawing.paint import Canvas, Stroke
from engine.artwork.drawing.surface import Color, Field, Paint, grid, noise, ramp
from engine.frame import Image

FLOWERS: tuple[tuple[float, float, float], ...] = (
    (0.22, 0.24, 0.17),
    (0.68, 0.20, 0.15),
    (0.46, 0.52, 0.21),
    (0.84, 0.56, 0.16),
    (0.14, 0.66, 0.15),
    (0.68, 0.86, 0.18),
    (0.30, 0.92, 0.15),
    (0.97, 0.92, 0.12),
    (0.97, 0.30, 0.10),
    (0.02, 0.42, 0.09),
)
"""x, y and radius, in widths of the picture."""


def draw_oil() -> Image:
    """Sunflowers before a swirling blue-green ground."""
    x, y = grid()
    motif = ramp(noise(3, 41), [(10, 58, 96), (20, 110, 130), (70, 160, 150), (28, 70, 130), (120, 180, 120)])
    angle = (noise(2.5, 42, 2) * 2 * np.pi * 1.3).astype(np.float32)
    random = np.random.default_rng(43)
    for place in FLOWERS:
        _sunflower(motif, angle, x, y, place, random)
    canvas = Canvas(motif, angle, seed=44)
    canvas.cover(Stroke(60, 18, 6, 12), 2600)
    canvas.cover(Stroke(36, 11, 5, 14), 4200)
    canvas.cover(Stroke(20, 6, 4, 16), 2600)
    return canvas.in_light(42)


def _sunflower(
    motif: Paint,
    angle: Field,
    x: Field,
    y: Field,
    place: tuple[float, float, float],
    random: np.random.Generator,
) -> None:
    dx, dy = x - place[0], y - place[1]
    turn, far = np.arctan2(dy, dx), np.hypot(dx, dy) / place[2]
    petals = 0.82 + 0.18 * np.cos(turn * 15 + random.uniform(0, 6))
    inside = far < petals
    tones: list[Color] = [(120, 60, 10), (226, 120, 14), (250, 176, 20), (255, 214, 50), (255, 236, 130)]
    color = ramp(np.clip(far * 0.8 + 0.35 * (petals - 0.82) * 5 * 0.6, 0, 1), tones)
    seeds = ramp(np.clip(far * 2.2, 0, 1), [(48, 62, 28), (70, 36, 22), (30, 18, 22), (110, 56, 20)])
    motif[inside] = color[inside]
    motif[far < 0.42] = seeds[far < 0.42]
    angle[inside] = turn[inside]
    angle[far < 0.42] = turn[far < 0.42] + np.pi / 2
