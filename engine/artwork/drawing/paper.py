"""Layers of cut paper."""

import cv2
import numpy as np

from engine.artwork.drawing.surface import (
    SIZE,
    Color,
    Field,
    blur,
    finished,
    grid,
    mix,
    noise,
    paper_grain,
    ramp,
    steps,
)
from engine.frame import Image

SHEETS: list[Color] = [
    (14, 40, 62),
    (16, 78, 96),
    (24, 122, 128),
    (94, 172, 150),
    (238, 196, 110),
    (240, 142, 76),
    (226, 88, 74),
    (170, 44, 76),
    (96, 26, 74),
]
"""Colours of the paper, from the deepest sheet up."""


def draw_paper_cut() -> Image:
    """A canyon of eighteen sheets, each with its shadow on the one below, and cut-out leaves."""
    x, y = grid()
    land = 0.62 * noise(3.2, 91, 3) + 0.38 * np.hypot(x - 0.52, y - 0.46) * 1.35
    picture = ramp(np.zeros((SIZE, SIZE), np.float32), [SHEETS[0]])
    count = 18
    for sheet in range(1, count):
        frayed = land + 0.016 * (noise(24, 100 + sheet, 2) - 0.5)
        shape = steps(frayed, 0.10 + 0.70 * sheet / count, 0.006)
        shape = np.minimum(shape, 1 - _leaves(sheet, shape))
        shadow = _moved(blur(shape, 6), 7)
        picture *= (1 - 0.62 * shadow * (1 - shape))[..., np.newaxis]
        color = ramp(np.full((1, 1), sheet / (count - 1)), SHEETS)[0, 0] * (1.06 if sheet % 2 else 0.9)
        paper = (
            color
            + paper_grain(120 + sheet, 9)[..., np.newaxis]
            + (noise(70, 140 + sheet, 2)[..., np.newaxis] - 0.5) * 22
        )
        rim = shape - _moved(shape, 2)
        picture = mix(picture, paper + np.clip(rim, 0, 1)[..., np.newaxis] * 70, shape)
    return finished(picture)


def _moved(field: Field, pixels: int) -> Field:
    """Down and to the right; what comes in is a repetition of the edge."""
    return np.pad(field, (pixels, 0), mode="edge")[: field.shape[0], : field.shape[1]]


def _leaves(sheet: int, shape: Field) -> Field:
    """Leaf-shaped holes in a sheet, away from its edge; 1 = hole."""
    random = np.random.default_rng(160 + sheet)
    depth = cv2.distanceTransform((shape > 0.5).astype(np.uint8), cv2.DIST_L2, 5)
    canvas = np.zeros((SIZE, SIZE), np.uint8)
    for x, y in random.uniform(8, SIZE - 8, (130, 2)):
        if not 9 < depth[int(y), int(x)] < 34:
            continue
        turn = random.uniform(0, 360)
        cv2.ellipse(
            canvas, (int(x), int(y)), (int(random.uniform(7, 12)), 3), turn, 0, 360, 255, -1, cv2.LINE_AA
        )
    return (canvas / np.float32(255)).astype(np.float32)
