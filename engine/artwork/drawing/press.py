"""Printed pictures: woodblock and comic."""

import cv2
import numpy as np

from engine.artwork.drawing.surface import (
    SIZE,
    Color,
    Field,
    Paint,
    finished,
    grid,
    mix,
    noise,
    paper_grain,
    ramp,
    steps,
)
from engine.frame import Image

BIG: int = 2 * SIZE
"""Prints have sharp edges: they are drawn at twice the size."""

PITCH: float = 17.0
"""Pixels of `BIG` from dot to dot of a halftone screen."""

PRUSSIAN: Color = (20, 40, 84)
RINGS: list[Color] = [(30, 84, 156), (232, 226, 204), (18, 58, 124), (96, 158, 192), (26, 76, 146)]


def draw_woodblock() -> Image:
    """Row before row of waves with foam, a red sun in an ochre sky, the grain of the block."""
    x, y = grid(BIG)
    sky = ramp(np.clip(y * 2.6, 0, 1), [(58, 92, 128), (206, 178, 120), (240, 214, 160), (244, 226, 186)])
    sun = steps(0.11 - np.hypot(x - 0.28, y - 0.17), 0, 0.003)
    canvas = mix(sky, (204, 62, 40), sun)
    random = np.random.default_rng(181)
    row, foot = 0, 0.27
    while foot < 1.25:
        size = 0.07 + 0.06 * foot
        for step in range(int(1.4 / size) + 2):
            at = (step + 0.5 * (row % 2) - 0.5) * size * 1.55
            lift = 0.055 * np.sin(at * 7 + row * 0.9) + 0.03 * np.sin(at * 13 - row)
            _wave(canvas, at, foot + lift, size * random.uniform(0.94, 1.08), random)
        foot += size * 0.55
        row += 1
    return finished(_wood_grain(canvas))


def _wave(canvas: Paint, x: float, y: float, size: float, random: np.random.Generator) -> None:
    """One round wave: rings, and a fringe of foam on its crest."""
    at = (round(x * BIG), round(y * BIG))
    cv2.circle(canvas, at, round(size * BIG * 1.03), PRUSSIAN, -1, cv2.LINE_AA)
    for ring, color in enumerate(RINGS):
        radius = size * BIG * (0.97 - (0, 0.3, 0.4, 0.62, 0.76)[ring])
        cv2.circle(canvas, at, round(radius), PRUSSIAN, -1, cv2.LINE_AA)
        cv2.circle(canvas, at, max(1, round(radius - 3.2)), color, -1, cv2.LINE_AA)
    for turn in np.linspace(-2.7, -0.45, 8):
        far = size * random.uniform(0.95, 1.08)
        drop = (round((x + far * np.cos(turn)) * BIG), round((y + far * np.sin(turn)) * BIG))
        foam = size * BIG * random.uniform(0.07, 0.15)
        cv2.circle(canvas, drop, round(foam + 3), PRUSSIAN, -1, cv2.LINE_AA)
        cv2.circle(canvas, drop, round(foam), (248, 242, 222), -1, cv2.LINE_AA)
    if random.random() < 0.5:  # spray
        spray = (round((x + random.normal(0, size)) * BIG), round((y - 1.3 * size) * BIG))
        cv2.circle(canvas, spray, round(random.uniform(4, 9)), (248, 242, 222), -1, cv2.LINE_AA)


def _wood_grain(canvas: Paint) -> Paint:
    """Lines of the wood in the ink, and ink that did not take everywhere."""
    rings = np.sin((grid(BIG)[1] * 46 + 5 * noise(2, 182, 3, BIG)) * 2 * np.pi) * 0.5 + 0.5
    fibres = cv2.resize(noise(90, 183, 2, BIG)[:, ::12], (BIG, BIG))
    worn = steps(0.5 * rings**3 + 0.6 * fibres, 0.72, 0.3)
    paper = mix(canvas, (244, 234, 206), (0.26 * worn).astype(np.float32))
    return (paper + paper_grain(184, 6, BIG)[..., np.newaxis]).astype(np.float32)


def draw_comic() -> Image:
    """A blast of rays and clouds above a black skyline, in dots of ink."""
    motif, lines = _blast()
    cyan, magenta, yellow = (1 - motif[:, :, channel] / 255 for channel in range(3))
    paper: Paint = np.full((BIG, BIG, 3), (252, 246, 230), np.float32)
    inks: tuple[tuple[Field, float, Color], ...] = (
        (yellow, 0.0, (255, 222, 20)),
        (magenta, 1.31, (236, 20, 110)),
        (cyan, 0.26, (0, 150, 214)),
    )
    for amount, angle, ink in inks:
        paper = paper * (1 - _dots(amount, angle)[..., np.newaxis] * (1 - np.array(ink, np.float32) / 255))
    paper = mix(paper, (18, 14, 22), lines)
    return finished(paper + paper_grain(191, 5, BIG)[..., np.newaxis])


def _dots(amount: Field, angle: float) -> Field:
    """A halftone screen: dots that grow with the amount of ink, 0..1."""
    x, y = grid(BIG)
    u = (x * np.cos(angle) + y * np.sin(angle)) * BIG / PITCH
    v = (y * np.cos(angle) - x * np.sin(angle)) * BIG / PITCH
    hill = 0.5 + 0.25 * (np.cos(2 * np.pi * u) + np.cos(2 * np.pi * v))
    return steps(hill - (1 - amount), 0, 0.12)


def _blast() -> tuple[Paint, Field]:
    """The colours, and the black lines (0..1)."""
    x, y = grid(BIG)
    turn, far = np.arctan2(y - 0.46, x - 0.5), np.hypot(x - 0.5, y - 0.46)
    ray = np.sin(turn * 16 + 0.4 * np.sin(far * 9)) > 0
    warm = ramp(np.clip(far * 1.3, 0, 1), [(255, 244, 150), (255, 190, 30), (240, 90, 30), (214, 30, 60)])
    cool = ramp(np.clip(far * 1.3, 0, 1), [(200, 240, 250), (60, 180, 230), (30, 90, 190), (60, 40, 140)])
    motif = np.where(ray[..., np.newaxis], warm, cool).astype(np.float32)
    lines = np.zeros((BIG, BIG), np.uint8)
    edge = cv2.morphologyEx(ray.astype(np.uint8), cv2.MORPH_GRADIENT, np.ones((7, 7), np.uint8))
    lines[edge > 0] = 255
    random = np.random.default_rng(192)
    for reach, color in (
        (0.40, (90, 50, 140)),
        (0.31, (230, 60, 50)),
        (0.22, (255, 200, 40)),
        (0.13, (255, 255, 240)),
    ):
        _puffs(motif, lines, random, reach, color)
    for _ in range(44):
        _sparks(motif, lines, random)
    _skyline(motif, lines, random)
    return motif, (cv2.GaussianBlur(lines, (0, 0), 0.8) / np.float32(255)).astype(np.float32)


def _puffs(
    motif: Paint, lines: Image, random: np.random.Generator, reach: float, color: tuple[int, ...]
) -> None:
    """A cloud of round puffs with a thick outline."""
    shape = np.zeros((BIG, BIG), np.uint8)
    for turn in np.linspace(0, 2 * np.pi, 15):
        far = reach * random.uniform(0.72, 1.0)
        at = (round((0.5 + far * np.cos(turn)) * BIG), round((0.46 + 0.8 * far * np.sin(turn)) * BIG))
        cv2.circle(shape, at, round(reach * BIG * random.uniform(0.26, 0.40)), 255, -1)
        cv2.ellipse(
            lines, at, (round(reach * BIG * 0.2),) * 2, np.degrees(turn), -70, 60, 255, 6, cv2.LINE_AA
        )
    cv2.ellipse(
        shape,
        (BIG // 2, round(0.46 * BIG)),
        (round(reach * BIG * 0.9), round(reach * BIG * 0.75)),
        0,
        0,
        360,
        255,
        -1,
    )
    lines[shape > 0] = 0
    motif[shape > 0] = color
    outlines, _ = cv2.findContours(shape, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    cv2.drawContours(lines, outlines, -1, 255, 11, cv2.LINE_AA)
    for turn in np.linspace(0, 2 * np.pi, 23):
        at = (
            round((0.5 + 0.86 * reach * np.cos(turn)) * BIG),
            round((0.46 + 0.68 * reach * np.sin(turn)) * BIG),
        )
        half = round(reach * BIG * random.uniform(0.10, 0.18))
        cv2.ellipse(lines, at, (half, half), np.degrees(turn), -60, 70, 255, 6, cv2.LINE_AA)


def _sparks(motif: Paint, lines: Image, random: np.random.Generator) -> None:
    """A flying splinter."""
    turn, far = random.uniform(0, 6.28), random.uniform(0.42, 0.75)
    at = np.array([0.5 + far * np.cos(turn), 0.46 + far * np.sin(turn)])
    shape = at + random.normal(0, 0.018, (4, 2))
    corners = [cv2.convexHull((shape * BIG).round().astype(np.int32))]
    cv2.fillPoly(motif, corners, (255, 232, 80) if random.random() < 0.6 else (240, 50, 60))
    cv2.polylines(lines, corners, True, 255, 6, cv2.LINE_AA)


def _skyline(motif: Paint, lines: Image, random: np.random.Generator) -> None:
    left = -10
    while left < BIG:
        wide, top = int(random.uniform(80, 170)), int(random.uniform(0.68, 0.86) * BIG)
        cv2.rectangle(lines, (left, top), (left + wide, BIG), 255, -1)
        for row in range(top + 18, BIG, 44):
            for column in range(left + 14, left + wide - 24, 36):
                if random.random() < 0.62:
                    cv2.rectangle(lines, (column, row), (column + 18, row + 26), 0, -1)
                    cv2.rectangle(motif, (column, row), (column + 18, row + 26), (255, 214, 40), -1)
        left += wide + 6
