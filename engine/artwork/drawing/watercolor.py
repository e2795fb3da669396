"""Watercolour: transparent puddles that overlap and dry with dark rims."""

import numpy as np

from engine.artwork.drawing.surface import SIZE, Color, finished, grid, noise, paper_grain, ramp
from engine.frame import Image

WASHES: list[Color] = [
    (20, 70, 190),
    (226, 20, 110),
    (255, 170, 0),
    (120, 40, 180),
    (0, 150, 180),
    (245, 60, 40),
]
GREENS: list[Color] = [(50, 140, 40), (140, 170, 10), (0, 104, 96)]
POLLEN: Color = (250, 190, 10)


def draw_watercolor() -> Image:
    """A flower bed; wet colours run into one another."""
    sheet = _Sheet()
    random = sheet.random
    for _ in range(15):  # the first, large washes
        color, at = sheet.pick(WASHES), (random.random(), random.random())
        sheet.wash(color, at, random.uniform(0.09, 0.20), stretch=1.4, strong=0.55)
    for _ in range(46):  # leaves
        at, color = (random.random(), random.uniform(0.35, 1.0)), sheet.pick(GREENS)
        sheet.wash(color, at, random.uniform(0.025, 0.06), stretch=2.6, strong=0.9)
    for _ in range(34):
        _flower(sheet)
    for _ in range(170):  # splashes
        color, at = sheet.pick(WASHES), (random.random(), random.random())
        sheet.wash(color, at, random.uniform(0.003, 0.011))
    return finished(sheet.paper * 255 + paper_grain(174, 8)[..., np.newaxis])


class _Sheet:
    """A sheet of wet paper."""

    def __init__(self) -> None:
        self.random = np.random.default_rng(171)
        self.paper = ramp(noise(4, 172), [(250, 246, 236), (255, 253, 248)]) / 255
        self._x, self._y = grid()
        self._grain = noise(150, 173, 2)
        self._ragged = noise(9, 175)

    def pick(self, colors: list[Color]) -> Color:
        """One of them."""
        return colors[int(self.random.integers(len(colors)))]

    def wash(
        self, color: Color, at: tuple[float, float], size: float, stretch: float = 1.0, strong: float = 1.0
    ) -> None:
        """Let a puddle of transparent colour dry; place and size in widths of the sheet."""
        reach = 1.9 * size * stretch + 0.01
        columns = slice(max(0, int((at[0] - reach) * SIZE)), max(1, int((at[0] + reach) * SIZE)))
        rows = slice(max(0, int((at[1] - reach) * SIZE)), max(1, int((at[1] + reach) * SIZE)))
        dx, dy = self._x[rows, columns] - at[0], self._y[rows, columns] - at[1]
        if dx.size == 0:
            return
        turn, shift = self.random.uniform(0, 6.28), int(self.random.integers(SIZE))
        u = (dx * np.cos(turn) + dy * np.sin(turn)) / stretch
        v = dy * np.cos(turn) - dx * np.sin(turn)
        wobble = np.roll(self._ragged, (shift, 3 * shift), (0, 1))[rows, columns] - 0.5
        depth = (size - np.hypot(u, v) + 0.75 * size * wobble) * SIZE  # pixels inside the puddle
        inside = np.clip(depth / 1.6 + 0.5, 0, 1)
        rim = np.exp(-np.maximum(depth, 0) / 2.6)
        flow = np.clip(0.55 + 0.45 * u / size, 0.12, 1.0)  # pigment sinks to one side
        grain = 0.16 * (self._grain[rows, columns] - 0.5)
        dense = inside * np.clip(flow * 0.62 + 0.42 * rim + grain, 0, 1)
        pigment = np.array(color, np.float32) / 255
        self.paper[rows, columns] *= 1 - dense[..., np.newaxis] * (1 - pigment) * strong


def _flower(sheet: _Sheet) -> None:
    random = sheet.random
    at, size = (random.random(), random.random()), random.uniform(0.02, 0.05)
    color = sheet.pick(WASHES)
    for petal in range(5):
        turn = petal * 1.2566 + random.normal(0, 0.2)
        place = (at[0] + 1.2 * size * np.cos(turn), at[1] + 1.2 * size * np.sin(turn))
        sheet.wash(color, place, size * random.uniform(0.8, 1.1))
    sheet.wash(POLLEN, at, size * 0.5)
