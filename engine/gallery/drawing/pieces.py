"""Pictures put together from pieces: stained glass and mosaic."""

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.frame import Image
from engine.gallery.drawing.surface import (
    SIZE,
    Color,
    Field,
    Paint,
    blur,
    finished,
    grid,
    lit,
    mix,
    noise,
    ramp,
)

TESSERA: int = 13
"""Pixels from one stone of the mosaic to the next."""


def draw_stained_glass() -> Image:
    """A rose window: rings of petals in jewel colours, between lines of lead."""
    size = 2 * SIZE
    labels, colors = _panes(size)
    streaks = [
        cv2.resize(noise(30, 71 + way, size=size)[:: 1 + 7 * (way % 2), :: 8 - 7 * (way % 2)], (size, size))
        for way in range(4)
    ]
    glass = np.take_along_axis(np.stack(streaks, axis=-1), (labels % 4)[..., np.newaxis], axis=-1)[:, :, 0]
    lead = _between(labels)
    depth = cv2.distanceTransform((lead == 0).astype(np.uint8), cv2.DIST_L2, 5)
    light = 0.45 + 0.75 * glass + 0.25 * np.clip(depth / 30, 0, 1) + 0.12 * (noise(3, 75, size=size) - 0.5)
    picture: Paint = (colors[labels] * light[..., np.newaxis]).astype(np.float32)
    wide: Field = cv2.dilate(lead, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (11, 11))).astype(np.float32)
    soft = blur(wide, 1.2)
    picture = mix(picture, (22, 20, 26), soft)
    tube = blur(soft, 3)
    return finished(np.where(soft[..., np.newaxis] > 0.3, lit(picture, tube, 90), picture).astype(np.float32))


def _panes(size: int) -> tuple[NDArray[np.int32], Paint]:
    """Which pane each pixel belongs to, and the panes' colours (N, 3)."""
    random = np.random.default_rng(76)
    seeds: list[tuple[float, float]] = [(0.5, 0.5)]
    colors: list[Color] = [(255, 220, 90)]
    reds: list[Color] = [(206, 22, 44), (236, 70, 30), (160, 14, 70)]
    blues: list[Color] = [(20, 60, 190), (14, 120, 200), (50, 30, 140)]
    golds: list[Color] = [(255, 196, 40), (250, 150, 20), (255, 226, 130)]
    greens: list[Color] = [(10, 140, 90), (60, 180, 70), (6, 96, 110)]
    rings = [golds, reds, blues, golds, reds, blues, blues, golds, reds, blues, golds, blues, reds, greens]
    for ring, palette in enumerate(rings):
        count = (8, 16, 16, 32, 32, 32, 48, 48, 48, 64, 64, 64, 64, 64)[ring]
        far = 0.045 + 0.048 * ring
        for step in range(count):
            turn = 2 * np.pi * (step + 0.5 * (ring % 2)) / count
            bulge = far * (1 + 0.10 * np.cos(8 * turn))
            jitter = random.normal(0, 0.0035, 2)
            seeds.append((0.5 + bulge * np.cos(turn) + jitter[0], 0.5 + bulge * np.sin(turn) + jitter[1]))
            colors.append(
                palette[(step // (count // 8)) % 3 if random.random() < 0.75 else int(random.integers(3))]
            )
    return _nearest(seeds, colors, size)


def _nearest(
    seeds: list[tuple[float, float]], colors: list[Color], size: int
) -> tuple[NDArray[np.int32], Paint]:
    marks = np.full((size, size), 255, np.uint8)
    kept = []
    for (x, y), color in zip(seeds, colors, strict=True):
        column, row = int(x * size), int(y * size)
        if 0 <= column < size and 0 <= row < size and marks[row, column]:
            marks[row, column] = 0
            kept.append((row, column, color))
    _, labels = cv2.distanceTransformWithLabels(marks, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL)
    table = np.zeros((labels.max() + 1, 3), np.float32)
    for row, column, color in kept:
        table[labels[row, column]] = color
    return labels.astype(np.int32), table


def _between(labels: NDArray[np.int32]) -> Field:
    """1 where a pane meets another, else 0."""
    edge = np.zeros(labels.shape, np.float32)
    edge[:, 1:] = labels[:, 1:] != labels[:, :-1]
    edge[1:] = np.maximum(edge[1:], labels[1:] != labels[:-1])
    return edge


def draw_mosaic() -> Image:
    """Two fish among weeds; stones run along their outlines."""
    motif, shapes = _fish_pond()
    random = np.random.default_rng(81)
    canvas = ramp(noise(40, 82), [(70, 54, 48), (104, 84, 70)])
    height, taken = np.zeros((SIZE, SIZE), np.float32), np.zeros((SIZE, SIZE), np.uint8)
    outside = cv2.distanceTransform((shapes == 0).astype(np.uint8), cv2.DIST_L2, 5)
    inside = cv2.distanceTransform((shapes > 0).astype(np.uint8), cv2.DIST_L2, 5)
    far = outside - inside
    for level in np.arange(-90, 420, TESSERA):
        near = (far < level + 0.5 * TESSERA).astype(np.uint8)
        lines, _ = cv2.findContours(near, cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)
        for line in lines:
            _set_row(line[:, 0].astype(np.float64), motif, canvas, height, taken, random)
    _fill_gaps(motif, canvas, height, taken, random)
    height = blur(height, 0.8)
    return finished(lit(canvas, height, 26) + (noise(90, 83)[..., np.newaxis] - 0.5) * 30)


def _set_row(
    line: NDArray[np.float64],
    motif: Paint,
    canvas: Paint,
    height: Field,
    taken: Image,
    random: np.random.Generator,
) -> None:
    """Stones along one contour, (N, 2) points."""
    for start in range(0, len(line) - 3, TESSERA - 1):
        ahead = line[min(len(line) - 1, start + 5)] - line[max(0, start - 5)]
        turn = float(np.arctan2(ahead[1], ahead[0]) + random.normal(0, 0.06))
        _set_stone(
            line[start] + random.normal(0, 0.4, 2), turn, TESSERA, motif, canvas, height, taken, random
        )


def _fill_gaps(motif: Paint, canvas: Paint, height: Field, taken: Image, random: np.random.Generator) -> None:
    for size in (TESSERA, 9, 6):
        for at in random.uniform(0, SIZE - 1, (9000, 2)):
            if not taken[int(at[1]), int(at[0])]:
                _set_stone(at, random.uniform(0, 3.14), size, motif, canvas, height, taken, random)


def _set_stone(
    at: NDArray[np.float64],
    turn: float,
    size: float,
    motif: Paint,
    canvas: Paint,
    height: Field,
    taken: Image,
    random: np.random.Generator,
) -> None:
    """Draw one stone unless it would lie on others."""
    half = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * (size * 0.5 - 1) + random.normal(0, 0.5, (4, 2))
    spin = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    corners = (half @ spin.T + at).round().astype(np.int32)
    box = np.clip(corners, 0, SIZE - 1)
    (left, top), (right, low) = box.min(axis=0), box.max(axis=0) + 1
    shape = np.zeros((low - top, right - left), np.uint8)
    cv2.fillConvexPoly(shape, corners - (left, top), 255)
    if shape.sum() == 0 or taken[top:low, left:right][shape > 0].mean() > 40:
        return
    column, row = np.clip(at, 0, SIZE - 1).astype(int)
    color = motif[row, column] * random.uniform(0.78, 1.16) + random.normal(0, 12, 3)
    cv2.fillConvexPoly(canvas, corners, np.clip(color, 0, 255).tolist(), cv2.LINE_AA)
    cv2.fillConvexPoly(height, corners, float(random.uniform(0.6, 1.0)))
    cv2.fillConvexPoly(taken, corners, 255)


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
