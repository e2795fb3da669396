"""Slabs of paint, laid on with a knife."""

import cv2
import numpy as np

from engine.artwork.drawing.paint import Canvas, Stroke
from engine.artwork.drawing.surface import SIZE, Color, Paint, grid, noise, ramp
from engine.frame import Image

DUSK: list[Color] = [
    (28, 36, 92),
    (92, 60, 130),
    (226, 92, 96),
    (255, 160, 70),
    (255, 208, 110),
    (70, 110, 130),
    (24, 82, 110),
    (14, 50, 84),
    (8, 28, 56),
]
"""From the top of the sky to the bottom of the water."""


def draw_palette_knife() -> Image:
    """Boats and houses at dusk, in slabs of paint."""
    _, y = grid()
    motif = ramp(np.clip(y * 1.15 + 0.12 * (noise(6, 51) - 0.5), 0, 1), DUSK)
    random = np.random.default_rng(52)
    _houses(motif, random)
    _lights_on_water(motif, random)
    _boats(motif)
    level = np.where(y < 0.5, 0.35 * (noise(2, 53) - 0.5) * 6, 0.0) + 0.35 * (noise(5, 54) - 0.5)
    upright = (np.abs(y - 0.42) < 0.1) * (np.pi / 2)
    angle = np.where(upright > 0, upright, level).astype(np.float32)
    canvas = Canvas(motif, angle, seed=55)
    canvas.cover(Stroke(74, 30, 9, 15), 1500)
    canvas.cover(Stroke(44, 19, 8, 16), 2600)
    canvas.cover(Stroke(24, 10, 6, 16), 1500)
    return canvas.in_light(46)


def _houses(motif: Paint, random: np.random.Generator) -> None:
    left = 0.0
    colors: list[Color] = [
        (236, 226, 206),
        (196, 66, 52),
        (240, 178, 76),
        (70, 96, 122),
        (150, 54, 74),
        (44, 52, 84),
    ]
    while left < SIZE:
        wide, top = random.uniform(30, 70), random.uniform(0.26, 0.42) * SIZE
        corner, end = (round(left), round(top)), (round(left + wide), round(0.52 * SIZE))
        cv2.rectangle(motif, corner, end, colors[int(random.integers(6))], -1)
        roof = np.array([[left - 4, top], [left + wide / 2, top - 34], [left + wide + 4, top]]).round()
        cv2.fillPoly(motif, [roof.astype(np.int32)], colors[int(random.integers(1, 6))])
        for window in np.arange(left + 8, left + wide - 8, 18):
            cv2.rectangle(
                motif,
                (round(window), round(top + 16)),
                (round(window + 8), round(top + 32)),
                (255, 224, 120),
                -1,
            )
        left += wide


def _lights_on_water(motif: Paint, random: np.random.Generator) -> None:
    colors: list[Color] = [(255, 214, 120), (255, 140, 70), (226, 80, 80), (120, 180, 190), (240, 236, 214)]
    for _ in range(190):
        x, y = random.uniform(0, SIZE), random.uniform(0.53, 1) * SIZE
        half = random.uniform(10, 46) * (y / SIZE)
        color = colors[int(random.integers(5))]
        cv2.line(
            motif,
            (round(x - half), round(y)),
            (round(x + half), round(y)),
            color,
            int(random.integers(4, 11)),
        )


def _boats(motif: Paint) -> None:
    boats: list[tuple[float, float, float, Color]] = [
        (0.24, 0.70, 0.15, (206, 50, 44)),
        (0.66, 0.64, 0.11, (240, 236, 220)),
        (0.74, 0.86, 0.19, (30, 60, 120)),
    ]
    for x, y, wide, color in boats:
        hull = np.array(
            [[x - wide, y], [x + wide, y], [x + wide * 0.7, y + 0.06], [x - wide * 0.8, y + 0.06]]
        )
        sail = np.array([[x, y - 0.02], [x, y - wide * 2.1], [x + wide * 0.85, y - 0.03]])
        jib = np.array([[x - 0.015, y - 0.02], [x - 0.015, y - wide * 1.7], [x - wide * 0.7, y - 0.03]])
        for shape, tone in ((hull, color), (sail, (250, 240, 220)), (jib, (246, 150, 70))):
            cv2.fillPoly(motif, [(shape * SIZE).round().astype(np.int32)], tone)
