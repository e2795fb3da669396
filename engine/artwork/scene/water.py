"""The sea: it mirrors the sky, waves distort the mirror, and the sun glitters on it."""

import cv2
import numpy as np

from engine.artwork.noise import fractal
from engine.artwork.scene.backdrop import HORIZON, SUN
from engine.artwork.scene.brush import Brush, Color
from engine.frame import Image

STROKES: int = 210
"""Waves that are drawn one by one."""


class Water:
    """The lower part of the picture."""

    def __init__(self, sky: Image, width: int, height: int) -> None:
        self._top = min(height - 1, round(HORIZON * height))
        rows = height - self._top
        self._mirror = self._colored_mirror(sky, rows)
        down = np.linspace(0, 1, rows, dtype=np.float32)[:, np.newaxis]
        self._x, self._y = np.meshgrid(np.arange(width), np.arange(rows))
        self._x, self._y = self._x.astype(np.float32), self._y.astype(np.float32)
        self._depth = 40 / (0.08 + down)  # rows near the horizon are far away: their waves are small
        self._sway = height * 0.014 * (0.1 + down)
        self._strokes = np.random.default_rng(33).random((STROKES, 4)).tolist()

    def _colored_mirror(self, sky: Image, rows: int) -> Image:
        above = sky[max(0, self._top - rows) : max(1, self._top)][::-1]
        mirrored = cv2.resize(above, (sky.shape[1], rows)).astype(np.float32)
        down = np.linspace(0, 1, rows, dtype=np.float32)[:, np.newaxis, np.newaxis]
        deep = (
            np.array([14, 74, 104], np.float32) + (fractal(sky.shape[1], rows, 14, 8)[..., None] - 0.5) * 60
        )
        share = 0.22 + 0.56 * down**0.7
        colored: Image = (mirrored * (1 - share) + deep * share).clip(0, 255).astype(np.uint8)
        return colored

    def flow(self, image: Image, seconds: float) -> None:
        """Draw the sea as it is at this moment."""
        wave = np.sin(self._depth + seconds * 2.2) + 0.6 * np.sin(self._depth * 2.3 - seconds * 3.1)
        x = self._x + self._sway * wave
        y = self._y + 0.5 * self._sway * np.sin(self._x * (9 / image.shape[0]) + self._depth - 2 * seconds)
        image[self._top :] = cv2.remap(
            self._mirror, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101
        )
        self._draw_strokes(Brush(image), seconds)

    def _draw_strokes(self, brush: Brush, seconds: float) -> None:
        sun = SUN[0] * brush.width
        for stroke, (along, down, phase, pick) in enumerate(self._strokes):
            far = down**1.6
            y = HORIZON + 0.012 + far * (0.98 - HORIZON)
            lit = stroke % 3 == 0
            if lit:  # a third of them glitter below the sun
                x = sun + (along - 0.5) * (0.14 + 0.5 * far)
            else:
                x = (along * 1.2 + seconds * 0.012 * (0.4 + far)) % 1.2 * brush.width - 0.1 * brush.width
            swell = np.sin(seconds * 2.4 + phase * 6.28)
            half = (0.012 + 0.06 * far) * (0.65 + 0.35 * swell)
            color = _wave_color(lit, pick, swell)
            rise = 0.006 * (0.3 + far) * swell
            crest = [
                (x - half, y),
                (x - half / 3, y - rise - 0.004 * far),
                (x + half / 3, y + rise),
                (x + half, y),
            ]
            brush.line(crest, color, 0.0035 + 0.006 * far)


def _wave_color(lit: bool, pick: float, swell: float) -> Color:
    if lit:
        return (255, 226, 150) if swell > -0.2 else (244, 160, 104)
    choices: tuple[Color, ...] = ((10, 46, 84), (38, 116, 140), (120, 176, 186), (214, 150, 140))
    return choices[int(pick * 4)]
