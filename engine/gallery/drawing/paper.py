"""Paper and water: layers of cut paper, watercolour that runs."""

import cv2
import numpy as np

from engine.frame import Image
from engine.gallery.drawing.surface import (
    SIZE,
    Color,
    Field,
    Paint,
    blur,
    finished,
    grid,
    mix,
    noise,
    paper_grain,
    ramp,
    steps,
)

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


def draw_watercolor() -> Image:
    """A flower bed; wet colours run into one another and dry with dark rims."""
    random = np.random.default_rng(171)
    paper = ramp(noise(4, 172), [(250, 246, 236), (255, 253, 248)]) / 255
    x, y = grid()
    grain = noise(150, 173, 2)
    for _ in range(15):  # the first, large washes
        color = WASHES[int(random.integers(len(WASHES)))]
        _wash(
            paper,
            x,
            y,
            random,
            color,
            (random.random(), random.random()),
            random.uniform(0.09, 0.20),
            grain,
            1.4,
            0.55,
        )
    for _ in range(46):  # leaves
        at = (random.random(), random.uniform(0.35, 1.0))
        _wash(
            paper,
            x,
            y,
            random,
            GREENS[int(random.integers(3))],
            at,
            random.uniform(0.025, 0.06),
            grain,
            2.6,
            0.9,
        )
    for _ in range(34):
        _flower(paper, x, y, random, grain)
    for _ in range(170):
        color = WASHES[int(random.integers(len(WASHES)))]
        _wash(
            paper,
            x,
            y,
            random,
            color,
            (random.random(), random.random()),
            random.uniform(0.003, 0.011),
            grain,
        )
    return finished(paper * 255 + paper_grain(174, 8)[..., np.newaxis])


WASHES: list[Color] = [
    (20, 70, 190),
    (226, 20, 110),
    (255, 170, 0),
    (120, 40, 180),
    (0, 150, 180),
    (245, 60, 40),
]
GREENS: list[Color] = [(50, 140, 40), (140, 170, 10), (0, 104, 96)]


def _flower(paper: Paint, x: Field, y: Field, random: np.random.Generator, grain: Field) -> None:
    at, size = (random.random(), random.random()), random.uniform(0.02, 0.05)
    color = WASHES[int(random.integers(len(WASHES)))]
    for petal in range(5):
        turn = petal * 1.2566 + random.normal(0, 0.2)
        place = (at[0] + 1.2 * size * np.cos(turn), at[1] + 1.2 * size * np.sin(turn))
        _wash(paper, x, y, random, color, place, size * random.uniform(0.8, 1.1), grain)
    _wash(paper, x, y, random, (250, 190, 10), at, size * 0.5, grain)


def _wash(
    paper: Paint,
    x: Field,
    y: Field,
    random: np.random.Generator,
    color: Color,
    at: tuple[float, float],
    size: float,
    grain: Field,
    stretch: float = 1.0,
    strong: float = 1.0,
) -> None:
    """One puddle of transparent colour, multiplied into the paper (0..1) in place."""
    reach = 1.9 * size * stretch + 0.01
    columns = slice(max(0, int((at[0] - reach) * SIZE)), max(1, int((at[0] + reach) * SIZE)))
    rows = slice(max(0, int((at[1] - reach) * SIZE)), max(1, int((at[1] + reach) * SIZE)))
    dx, dy = x[rows, columns] - at[0], y[rows, columns] - at[1]
    if dx.size == 0:
        return
    turn = random.uniform(0, 6.28)
    u = (dx * np.cos(turn) + dy * np.sin(turn)) / stretch
    v = dy * np.cos(turn) - dx * np.sin(turn)
    shift = int(random.integers(SIZE))
    wobble = np.roll(RAGGED, (shift, 3 * shift), (0, 1))[rows, columns]
    depth = (size - np.hypot(u, v) + 0.75 * size * (wobble - 0.5)) * SIZE  # pixels inside the puddle
    inside = np.clip(depth / 1.6 + 0.5, 0, 1)
    rim = np.exp(-np.maximum(depth, 0) / 2.6)
    flow = np.clip(0.55 + 0.9 * (u / size) * 0.5, 0.12, 1.0)  # pigment sank to one side
    dense = inside * np.clip(flow * 0.62 + 0.42 * rim + 0.16 * (grain[rows, columns] - 0.5), 0, 1)
    pigment = np.array(color, np.float32) / 255
    paper[rows, columns] *= 1 - dense[..., np.newaxis] * (1 - pigment) * strong


RAGGED: Field = noise(9, 175)
"""What the edges of puddles follow."""
