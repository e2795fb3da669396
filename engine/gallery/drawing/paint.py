"""Thick paint: oil in strokes, palette knife."""

from dataclasses import dataclass

import cv2
import numpy as np

from engine.frame import Image
from engine.gallery.drawing.surface import (
    SIZE,
    Color,
    Field,
    Paint,
    finished,
    grid,
    lit,
    noise,
    ramp,
)


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


def lay_strokes(
    canvas: Paint, height: Field, motif: Paint, angle: Field, stroke: Stroke, count: int, seed: int
) -> None:
    """Cover a canvas with strokes in the motif's colours along the angles; `height` is the paint's."""
    random = np.random.default_rng(seed)
    size = canvas.shape[0]
    for x, y in random.uniform(0, size, (count, 2)):
        color = motif[int(y), int(x)] + random.normal(0, stroke.vary, 3) + random.normal(0, stroke.vary)
        path = _follow(angle, x, y, stroke.long * random.uniform(0.6, 1.3))
        _draw_bristles(canvas, height, path, color, stroke, random)


def _follow(
    angle: Field, x: float, y: float, long: float
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """(7, 2) points along the flow from (x, y)."""
    size = angle.shape[0]
    points = [(x, y)]
    for _ in range(6):
        turn = angle[min(size - 1, max(0, int(y))), min(size - 1, max(0, int(x)))]
        x, y = x + np.cos(turn) * long / 6, y + np.sin(turn) * long / 6
        points.append((x, y))
    return np.array(points)


def _draw_bristles(
    canvas: Paint,
    height: Field,
    path: np.ndarray[tuple[int, int], np.dtype[np.float64]],
    color: np.ndarray[tuple[int], np.dtype[np.float64]],
    stroke: Stroke,
    random: np.random.Generator,
) -> None:
    along = path[-1] - path[0]
    across = np.array([-along[1], along[0]]) / max(1e-6, float(np.hypot(*along)))
    thick = max(1, round(1.6 * stroke.wide / stroke.bristles))
    lift = float(random.uniform(0.3, 1.0))
    for offset in np.linspace(-0.5, 0.5, stroke.bristles):
        shift = across * (offset * stroke.wide) + random.normal(0, 0.6, 2)
        start = int(random.integers(0, 2))
        points = [((path[start:] + shift) * 16).round().astype(np.int32)]
        shade = np.clip(color + random.normal(0, stroke.vary * 0.6), 0, 255)
        cv2.polylines(canvas, points, False, shade.tolist(), thick, cv2.LINE_8, 4)
        ridge = lift * float(random.uniform(0.5, 1.0)) + 0.5 * abs(offset)
        cv2.polylines(height, points, False, ridge, thick, cv2.LINE_8, 4)


def _painted(motif: Paint, angle: Field, passes: list[tuple[Stroke, int]], relief: float, seed: int) -> Image:
    """Strokes from broad to fine, then light on the relief."""
    canvas, height = motif.copy(), np.zeros(motif.shape[:2], np.float32)
    for number, (stroke, count) in enumerate(passes):
        lay_strokes(canvas, height, motif, angle, stroke, count, seed + number)
    height = cv2.GaussianBlur(height, (0, 0), 0.9).astype(np.float32)
    return finished(lit(canvas, height, relief))


def draw_oil() -> Image:
    """Sunflowers before a swirling blue-green ground."""
    x, y = grid()
    motif = ramp(noise(3, 41), [(10, 58, 96), (20, 110, 130), (70, 160, 150), (28, 70, 130), (120, 180, 120)])
    angle = (noise(2.5, 42, 2) * 2 * np.pi * 1.3).astype(np.float32)
    random = np.random.default_rng(43)
    places = [
        (0.22, 0.24, 0.17),
        (0.68, 0.20, 0.15),
        (0.46, 0.52, 0.21),
        (0.84, 0.56, 0.16),
        (0.14, 0.66, 0.15),
    ]
    places += [
        (0.68, 0.86, 0.18),
        (0.30, 0.92, 0.15),
        (0.97, 0.92, 0.12),
        (0.97, 0.30, 0.10),
        (0.02, 0.42, 0.09),
    ]
    for place in places:
        _sunflower(motif, angle, x, y, place, random)
    passes = [(Stroke(60, 18, 6, 12), 2600), (Stroke(36, 11, 5, 14), 4200), (Stroke(20, 6, 4, 16), 2600)]
    return _painted(motif, angle, passes, 42, 44)


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
    passes = [(Stroke(74, 30, 9, 15), 1500), (Stroke(44, 19, 8, 16), 2600), (Stroke(24, 10, 6, 16), 1500)]
    return _painted(motif, angle, passes, 46, 55)


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
