"""Stained glass."""

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.artwork.drawing.surface import (
    SIZE,
    Color,
    Field,
    Paint,
    blur,
    finished,
    lit,
    mix,
    noise,
)
from engine.frame import Image


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
