"""Light in the dark: neon lines."""

import cv2
import numpy as np

from engine.artwork.drawing.surface import SIZE, Color, Paint, blur, finished, grid, noise, ramp
from engine.frame import Image

CYAN: Color = (40, 230, 255)
PINK: Color = (255, 40, 170)
VIOLET: Color = (140, 70, 255)
GOLD: Color = (255, 190, 60)
LIME: Color = (130, 255, 120)


def draw_neon() -> Image:
    """A road to a striped sun between glowing hills, lines all over a dark sky."""
    _, y = grid()
    night = ramp(
        np.clip(y + 0.3 * (noise(4, 201) - 0.5), 0, 1), [(6, 4, 26), (34, 6, 58), (14, 4, 40), (4, 6, 24)]
    )
    light = np.zeros((SIZE, SIZE, 3), np.float32)
    _currents(light)
    _sun(light)
    _hills(light)
    _road(light)
    bloom = blur(light, 1.6) * 0.7 + blur(light, 6) * 0.55 + blur(light, 24) * 0.32
    bright = night + light * 0.55 + bloom
    over = np.maximum(bright - 255, 0).mean(
        axis=2, keepdims=True
    )  # too bright for its colour: it turns white
    return finished(np.minimum(bright, 255) + over * 0.6)


def _currents(light: Paint) -> None:
    """Level lines of soft noise, like a map of the sky."""
    field = cv2.GaussianBlur(noise(4, 202, 3), (0, 0), 6)
    for number, level in enumerate(np.linspace(0.04, 0.96, 17)):
        lines, _ = cv2.findContours((field > level).astype(np.uint8), cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)
        color = (CYAN, VIOLET, PINK, LIME, GOLD)[number % 5]
        smooth = [line for line in lines if len(line) > 40]
        cv2.polylines(light, smooth, True, color, 2, cv2.LINE_AA)
    light[int(0.56 * SIZE) :] = 0


def _sun(light: Paint) -> None:
    x, y = grid()
    far = np.hypot(x - 0.5, y - 0.42)
    light[far < 0.2] = 0
    bars = np.sin(y * SIZE / 11 * np.pi) > -0.35
    disc = (far < 0.19) & bars & (y < 0.56)
    light[disc] = ramp(np.clip((y - 0.24) / 0.34, 0, 1), [(230, 170, 50), (220, 80, 60), (200, 20, 120)])[
        disc
    ]
    cv2.circle(light, (SIZE // 2, round(0.42 * SIZE)), round(0.2 * SIZE), GOLD, 3, cv2.LINE_AA)


def _hills(light: Paint) -> None:
    """Two ranges of facets on both sides."""
    random = np.random.default_rng(203)
    for side in (-1, 1):
        for row, color in enumerate((CYAN, VIOLET)):
            xs = np.linspace(0.16 + 0.05 * row, 0.62, 9)
            tops = 0.55 - (0.30 - 0.11 * row) * (xs - 0.1) * random.uniform(0.55, 1.5, 9)
            crest = np.stack([0.5 + side * xs, tops], axis=1)
            body = np.vstack([crest, [[0.5 + side * 0.7, 0.57], [0.5 + side * 0.14, 0.57]]])
            cv2.fillPoly(light, [_pixels(body)], (0, 0, 0))
            for peak in crest:
                for foot in np.linspace(-0.05, 0.05, 4):
                    cv2.polylines(
                        light,
                        [_pixels(np.array([peak, [peak[0] + foot, 0.565]]))],
                        False,
                        color,
                        1,
                        cv2.LINE_AA,
                    )
            cv2.polylines(light, [_pixels(crest)], False, color, 3, cv2.LINE_AA)


def _road(light: Paint) -> None:
    """A floor of lines that meet at the horizon."""
    horizon = 0.57
    for step in range(-18, 19):
        ends = np.array([[0.5 + step * 0.028, horizon], [0.5 + step * 0.16, 1.02]])
        cv2.polylines(light, [_pixels(ends)], False, PINK if abs(step) > 1 else GOLD, 2, cv2.LINE_AA)
    for depth in np.linspace(0.18, 1, 15) ** 2.2:
        row = horizon + depth * (1.0 - horizon)
        cv2.polylines(light, [_pixels(np.array([[0, row], [1, row]]))], False, CYAN, 2, cv2.LINE_AA)


def _pixels(
    points: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
) -> np.ndarray[tuple[int, ...], np.dtype[np.int32]]:
    return (np.asarray(points) * SIZE).round().astype(np.int32)
