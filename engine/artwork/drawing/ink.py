"""Black on paper: ink wash and charcoal."""

import cv2
import numpy as np

from engine.artwork.drawing.surface import (
    SIZE,
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
from engine.frame import Image

INK = (22, 24, 34)


def draw_ink_wash() -> Image:
    """Ridge behind ridge in mist, a red sun, pines and reeds."""
    x, y = grid()
    paper: Paint = ramp(noise(5, 1), [(226, 214, 188), (246, 238, 220)])
    sun = steps(0.105 - np.hypot(x - 0.70, y - 0.20), 0, 0.012) * (0.75 + 0.25 * noise(30, 3))
    paper = mix(paper, (196, 48, 38), sun)
    for ridge in range(7):
        paper = mix(paper, INK, _ridge(x, y, ridge))
    paper = mix(paper, INK, _pines())
    paper = mix(paper, INK, _bamboo())
    paper = mix(paper, INK, _splashes())
    return finished(paper + paper_grain(4, 7)[..., np.newaxis])


def _ridge(x: Field, y: Field, ridge: int) -> Field:
    """Dark at its crest, running down into mist; dry brush marks along the slope."""
    profile = noise(2.2 + 0.8 * ridge, 30 + ridge, 5)[ridge * 7]
    crest = 0.14 + 0.125 * ridge + (0.5 - profile) * 0.34
    depth = y - crest[np.newaxis]
    inside = steps(depth, 0, 0.006)
    streaks = cv2.resize(noise(26, 50 + ridge)[:, ::4], (SIZE, SIZE))
    dry = steps(noise(60, 70 + ridge) * 0.6 + streaks * 0.6, 0.50, 0.25)
    fade = np.exp(-np.maximum(depth, 0) * (9 + ridge))
    edge = np.exp(-np.maximum(depth, 0) * 70)
    tone = 0.4 + 0.13 * ridge
    ink: Field = np.clip(inside * (fade * tone * (0.45 + 0.75 * dry) + edge * 0.7), 0, 1)
    return ink


def _pines() -> Field:
    random = np.random.default_rng(8)
    canvas = np.zeros((SIZE, SIZE), np.uint8)
    for _ in range(34):
        x, foot = random.uniform(0, SIZE), random.uniform(0.45, 1.02) * SIZE
        tall = random.uniform(40, 120) * (foot / SIZE)
        _pine(canvas, random, x, foot, tall)
    for _ in range(260):  # reeds
        x, foot = random.uniform(0, SIZE), random.uniform(0.8, 1.04) * SIZE
        tip = (x + random.normal(8, 14), foot - random.uniform(20, 80))
        cv2.line(
            canvas,
            _point(x, foot),
            _point(*tip),
            int(random.uniform(140, 255)),
            1 + int(random.random() * 2.4),
            cv2.LINE_AA,
        )
    return (cv2.GaussianBlur(canvas, (0, 0), 0.7) / np.float32(255) * 0.9).astype(np.float32)


def _pine(canvas: Image, random: np.random.Generator, x: float, foot: float, tall: float) -> None:
    lean = random.normal(0, 6)
    cv2.line(canvas, _point(x, foot), _point(x + lean, foot - tall), 235, max(1, int(tall / 22)), cv2.LINE_AA)
    for level in np.linspace(0.2, 1, 9):
        width = tall * 0.36 * (1.08 - level)
        for side in (-1, 1):
            root = (x + lean * level, foot - tall * level)
            tip = (root[0] + side * width * random.uniform(0.6, 1.2), root[1] + random.uniform(2, 9))
            cv2.line(
                canvas,
                _point(*root),
                _point(*tip),
                int(random.uniform(150, 255)),
                1 + int(random.random() * 4),
                cv2.LINE_AA,
            )


def _bamboo() -> Field:
    """Stalks in joints, and leaves with a drawn-out tip, near the eye."""
    random = np.random.default_rng(10)
    canvas = np.zeros((SIZE, SIZE), np.uint8)
    for root, lean, thick in ((30, 46, 17), (92, -30, 10), (612, -70, 19), (548, 30, 9)):
        x, y = float(root), SIZE + 20.0
        while y > 40:
            tall = random.uniform(52, 80)
            tip = (x + lean * tall / SIZE, y - tall + 5)
            cv2.line(canvas, _point(x, y), _point(*tip), int(random.uniform(150, 225)), thick, cv2.LINE_AA)
            for _ in range(int(random.integers(1, 5))):
                _leaf(canvas, random, tip)
            x, y = tip[0], tip[1] - 5
    streaks: Field = cv2.resize(noise(50, 11)[::6], (SIZE, SIZE)).astype(np.float32)
    return canvas / np.float32(255) * (0.62 + 0.42 * steps(streaks, 0.42, 0.3))


def _leaf(canvas: Image, random: np.random.Generator, at: tuple[float, float]) -> None:
    turn, long = random.uniform(-0.5, 3.6), random.uniform(38, 84)
    along, across = np.array([np.cos(turn), np.sin(turn)]), np.array([-np.sin(turn), np.cos(turn)])
    outline = [at + along * long * u + across * long * v for u, v in LEAF]
    points = [(np.array(outline) * 16).round().astype(np.int32)]
    cv2.fillPoly(canvas, points, int(random.uniform(170, 255)), cv2.LINE_AA, 4)


LEAF = ((0, 0), (0.2, 0.075), (0.45, 0.085), (1, 0.03), (0.45, -0.06), (0.2, -0.07))


def _splashes() -> Field:
    random = np.random.default_rng(9)
    canvas = np.zeros((SIZE, SIZE), np.uint8)
    for _ in range(240):
        size = 1 + int(random.exponential(1.6))
        cv2.circle(
            canvas, _point(*random.uniform(0, SIZE, 2)), size, int(random.uniform(60, 220)), -1, cv2.LINE_AA
        )
    return (canvas / np.float32(255)).astype(np.float32)


def _point(x: float, y: float) -> tuple[int, int]:
    return round(x), round(y)


def draw_charcoal() -> Image:
    """Bare trees before a low sun: rings of hatching, smudges, the tooth of the paper."""
    x, y = grid()
    far = np.hypot(x - SUN[0], y - SUN[1])
    random = np.random.default_rng(17)
    sky = np.clip(far * 1.25 - 0.12 + 0.5 * (noise(5, 21) - 0.5), 0, 1)
    ground = steps(y + 0.06 * noise(3, 22), 0.80, 0.04)
    around = np.arctan2(y - SUN[1], x - SUN[0]) + np.pi / 2
    coal = _hatching(random, sky * (1 - ground), around, 4200)
    coal = np.maximum(coal, _hatching(random, sky**2 * (1 - ground), around + 0.6, 2200))
    coal = np.maximum(coal, _hatching(random, ground * 0.9, 0.15 + 0.5 * noise(4, 26), 3000))
    smudge = blur(sky, 12) * 0.25 + ground * 0.4
    tooth = 0.72 + 0.28 * steps(paper_grain(6, 1.0), 0.0, 1.6)
    dark = np.clip(np.maximum((coal * 0.95 + smudge) * tooth, _grove()), 0, 0.97).astype(np.float32)
    drawn = mix(ramp(noise(7, 2), [(226, 214, 192), (244, 236, 220)]), (24, 22, 24), dark)
    drawn = mix(drawn, (255, 252, 244), steps(0.085 - far, 0, 0.03) * tooth)
    return finished(drawn + paper_grain(5, 6)[..., np.newaxis])


SUN = (0.60, 0.36)
"""Where the charcoal's sun stands, in widths and heights."""


def _grove() -> Field:
    """Darkness 0..1 of the trees."""
    canvas = np.zeros((SIZE, SIZE), np.uint8)
    random = np.random.default_rng(24)
    for place, tall in ((0.10, 0.24), (0.36, 0.20), (0.84, 0.23)):
        foot = SIZE * random.uniform(0.86, 0.98)
        _branch(canvas, random, (place * SIZE, foot), -np.pi / 2, SIZE * tall, 30)
    rough = cv2.GaussianBlur(canvas, (0, 0), 1.0) / np.float32(255)
    return (rough * (0.75 + 0.3 * noise(40, 25))).astype(np.float32)


def _branch(
    canvas: Image,
    random: np.random.Generator,
    root: tuple[float, float],
    angle: float,
    long: float,
    thick: float,
) -> None:
    if thick < 1.0:
        return
    bend = angle + random.normal(0, 0.1)
    tip = (root[0] + np.cos(bend) * long, root[1] + np.sin(bend) * long)
    for share in np.linspace(0, 1, 10):  # tapering
        at = _point(root[0] + share * (tip[0] - root[0]), root[1] + share * (tip[1] - root[1]))
        after = _point(
            root[0] + (share + 0.1) * (tip[0] - root[0]), root[1] + (share + 0.1) * (tip[1] - root[1])
        )
        cv2.line(canvas, at, after, 250, max(1, round(thick * (1 - 0.42 * share))), cv2.LINE_AA)
    for turn in (-0.5, 0.42):
        spread = bend + turn + random.normal(0, 0.16)
        _branch(canvas, random, tip, spread, long * random.uniform(0.62, 0.84), thick * 0.57)


def _hatching(random: np.random.Generator, tone: Field, angle: Field, count: int) -> Field:
    """Strokes along the angles, more and darker ones where the tone asks for it."""
    canvas = np.zeros((SIZE, SIZE), np.uint8)
    for x, y in random.uniform(0, SIZE, (count, 2)):
        dark = tone[int(y), int(x)]
        if dark < random.random() * 0.9:
            continue
        turn, half = angle[int(y), int(x)] + random.normal(0, 0.08), random.uniform(10, 26)
        start = _point(x - np.cos(turn) * half, y - np.sin(turn) * half)
        end = _point(x + np.cos(turn) * half, y + np.sin(turn) * half)
        cv2.line(
            canvas,
            start,
            end,
            int(150 + 105 * dark * random.random()),
            1 + int(random.random() * 3.2),
            cv2.LINE_AA,
        )
    return (canvas / np.float32(255)).astype(np.float32)
