"""What moves in the bay, and the lighthouse."""

from math import cos, pi, sin

import numpy as np
from numpy.typing import NDArray

from engine.artwork.scene.backdrop import HORIZON, shore
from engine.artwork.scene.brush import Brush, Color, Point

Points = NDArray[np.float64]

BOAT_CROSSING_S: float = 26.0
"""Seconds that the boat takes from one side to the other."""


def placed(points: list[Point], at: Point, size: float = 1.0, turn: float = 0.0) -> Points:
    """Points of a shape around (0, 0), made larger, turned by radians, and moved."""
    spin = np.array([[cos(turn), -sin(turn)], [sin(turn), cos(turn)]])
    moved: Points = np.asarray(points) @ spin.T * size + np.array(at)
    return moved


def draw_boat(brush: Brush, seconds: float) -> None:
    """A sailing boat that rocks on its way to the right."""
    along = (seconds / BOAT_CROSSING_S + 0.42) % 1.0
    at = (along * (brush.width + 0.6) - 0.3, HORIZON + 0.155 + 0.006 * sin(2.1 * seconds))
    turn = 0.05 * sin(1.7 * seconds) - 0.03
    for back in range(5):  # the wake
        x = at[0] - 0.14 - 0.05 * back
        brush.line([(x, at[1] + 0.004 * back), (x - 0.05, at[1] + 0.006 * back)], (236, 240, 230), 0.005)
    mirrored: Points = placed(_SAIL, at, turn=-turn) * [1, -0.55] + [0, 1.56 * at[1]]
    brush.polygon(mirrored, (196, 176, 150))
    for shape, color in _BOAT:
        brush.polygon(placed(shape, at, turn=turn), color)
    brush.line(placed([(0.01, 0), (0.01, -0.36)], at, turn=turn), (70, 44, 34), 0.008)
    wind = 0.012 * sin(9 * seconds)
    flag: list[Point] = [(0.01, -0.36), (-0.06, -0.35 + wind), (0.01, -0.33)]
    brush.polygon(placed(flag, at, turn=turn), (214, 40, 48))


_SAIL: list[Point] = [(0.0, -0.04), (0.0, -0.34), (-0.05, -0.2), (-0.16, -0.045)]

_BOAT: tuple[tuple[list[Point], Color], ...] = (
    (_SAIL, (250, 240, 218)),
    ([(0.0, -0.14), (0.0, -0.2), (-0.075, -0.15), (-0.1, -0.12)], (224, 120, 54)),
    ([(0.02, -0.05), (0.02, -0.31), (0.14, -0.05)], (244, 206, 128)),
    ([(-0.17, -0.03), (0.17, -0.03), (0.12, 0.035), (-0.13, 0.035)], (150, 36, 38)),
    ([(-0.17, -0.03), (0.17, -0.03), (0.162, -0.012), (-0.165, -0.012)], (246, 232, 206)),
)


def draw_balloon(brush: Brush, seconds: float) -> None:
    """A striped balloon that rises and sinks."""
    x = (0.62 * brush.width + 0.018 * seconds) % (brush.width + 0.4)
    at = (x - 0.02, 0.19 + 0.025 * sin(0.8 * seconds))
    colors: list[Color] = [(206, 44, 54), (252, 192, 60), (32, 110, 150), (252, 192, 60), (206, 44, 54)]
    for stripe, color in enumerate(colors):
        left, right = -1 + 0.4 * stripe, -0.6 + 0.4 * stripe
        side = [_on_balloon(left, step) for step in range(13)]
        other = [_on_balloon(right, step) for step in range(12, -1, -1)]
        brush.polygon(placed(side + other, at), color)
    for end in (-0.026, 0.026):
        brush.line(placed([(end * 1.3, 0.115), (end * 0.8, 0.165)], at), (60, 40, 40), 0.003)
    brush.polygon(placed([(-0.024, 0.163), (0.024, 0.163), (0.02, 0.198), (-0.02, 0.198)], at), (112, 70, 40))


def _on_balloon(across: float, step: int) -> Point:
    """A point of the envelope: `across` from -1 (left edge) to 1, `step` 0 (top) to 12 (mouth)."""
    down = step / 12
    belly = sin(pi * min(1.0, 0.06 + down * 0.86)) ** 0.7
    return (across * 0.105 * belly, -0.115 + 0.235 * down)


def draw_birds(brush: Brush, seconds: float) -> None:
    """Gulls, each at its own pace."""
    for bird in range(6):
        speed = 0.045 + 0.008 * bird
        x = (seconds * speed + 0.33 * bird) % (brush.width + 0.2) - 0.1
        y = 0.27 + 0.03 * ((bird * 7) % 5) + 0.012 * sin(seconds + bird)
        lift = 0.02 * sin(seconds * (6 + 0.5 * bird) + bird)
        size = 0.7 + 0.1 * bird
        wings: list[Point] = [(-0.034, -lift), (-0.015, -0.012 - lift / 3), (0, 0)]
        wings += [(0.015, -0.012 - lift / 3), (0.034, -lift)]
        brush.line(placed(wings, (x, y), size), (40, 42, 66), 0.007)


def draw_lighthouse(brush: Brush, seconds: float) -> None:
    """A striped tower on a rock, whose lamp blinks."""
    at = (0.86 * brush.width, HORIZON + 0.10)
    rock: list[Point] = [
        (-0.2, 0.05),
        (-0.13, -0.02),
        (-0.06, -0.05),
        (0.04, -0.06),
        (0.1, -0.02),
        (0.22, 0.05),
    ]
    brush.polygon(placed(rock, at), (72, 58, 70))
    brush.polygon(placed([(-0.13, -0.02), (-0.06, -0.05), (-0.03, 0.0), (-0.12, 0.03)], at), (168, 116, 104))
    for ring in range(5):
        low, high = -0.05 - 0.06 * ring, -0.11 - 0.06 * ring
        wide, slim = 0.046 - 0.005 * ring, 0.041 - 0.005 * ring
        light, dark = ((208, 44, 44), (140, 24, 44)) if ring % 2 == 0 else ((250, 238, 220), (190, 170, 180))
        brush.polygon(placed([(-wide, low), (wide, low), (slim, high), (-slim, high)], at), light)
        brush.polygon(placed([(wide * 0.3, low), (wide, low), (slim, high), (slim * 0.3, high)], at), dark)
    glow = 0.5 + 0.5 * sin(2.5 * seconds)
    brush.polygon(placed([(-0.028, -0.35), (0.028, -0.35), (0.02, -0.4), (-0.02, -0.4)], at), (56, 50, 74))
    brush.disc((at[0], at[1] - 0.372), 0.010 + 0.010 * glow, (255, 240, int(120 + 100 * glow)))
    brush.polygon(placed([(-0.03, -0.395), (0.03, -0.395), (0, -0.435)], at), (170, 32, 40))


def draw_grass(brush: Brush, seconds: float) -> None:
    """Flowers and blades on the meadow, in the wind."""
    colors: tuple[Color, ...] = ((226, 52, 62), (252, 204, 70), (244, 240, 232), (178, 92, 190))
    for plant, (along, down, tall) in enumerate(_PLANTS):
        x = along * brush.width
        y = shore(x, brush.width) + 0.05 + down * 0.24
        bend = 0.018 * sin(1.9 * seconds + 5 * along) + 0.006 * sin(5 * seconds + plant)
        tip = (x + bend, y - 0.035 - 0.05 * tall)
        brush.line([(x, y), (x + bend / 3, (y + tip[1]) / 2), tip], (62, 112, 44), 0.005)
        brush.disc(tip, 0.008 + 0.008 * down, colors[plant % 4])
        brush.disc(tip, 0.004, (120, 66, 30))


_PLANTS: list[tuple[float, float, float]] = [
    (along, down, tall) for along, down, tall in np.random.default_rng(77).random((46, 3)).tolist()
]
