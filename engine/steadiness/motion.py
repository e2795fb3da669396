"""Motion of a stream: where each part of a frame was one frame ago, and how sure that is."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.frame import Image
from engine.imaging import resize
from engine.steadiness.flow import Flow, Search, carry, find, grey, inside, squared

SMALLEST_SIDE: Final = 16
"""Pixels: DIS finds nothing in smaller pictures."""

UNLIKE: Final = 40.0
"""Of 255: where the content differs by so much from what was followed, the confidence has fallen to 1 / e."""

DISAGREEING: Final = (3.0, 0.1)
"""Both directions b and f of the flow agree where |b + f|^2 is below the first (in pixels of the picture in
which it is looked for) plus the second times |b|^2; at twice that nothing is believed."""

STILL: Final = 0.2
"""Pixels: less motion than this is none; following it would only blur, as it lies between two pixels."""

CUT: Final = 0.35
"""When the mean confidence is below it, the picture is another one: a cut, a flash, a seek."""

Area = tuple[slice, slice]
"""Rows and columns."""

Plane = NDArray[np.float32]
"""(h, w) float32."""


@dataclass(frozen=True, eq=False, slots=True)
class Motion:
    """Between a frame and the one before; (h, w) are fractions of the frame's size, as no more is known."""

    flow: Flow
    """(h, w, 2) float32: pixel + flow is its place in the frame before, in pixels of the frame."""

    confidence: Plane
    """(h, w) float32: 0 (hidden before, or not the same) to 1 (the same, moved)."""

    moving: Area
    """Rows and columns of the frame outside of which the flow is 0."""


class MotionEstimator:
    """Follows a stream of pictures. Keeps the one before, so there is one for each stream."""

    def __init__(
        self, search: Search, short_side: int, check: Search | None = None, when_moving: float = 1.0
    ) -> None:
        """Be ready.

        Args:
            search: how carefully the flow looks.
            short_side: pixels at which motion is looked for, at most; larger pictures are halved.
            check: how carefully it looks in the other direction; None = not at all.
            when_moving: factor of the confidence where anything moves: the flow may lie between two pixels.
        """
        self._flow = search.flow()
        self._check = check.flow() if check else None
        self._when_moving = np.float32(when_moving)
        self._short_side = short_side
        self._before: Image | None = None
        self._size = (0, 0)

    def reset(self) -> None:
        """Begin anew."""
        self._before = None

    def estimate(self, small: Image, width: int, height: int) -> Motion | None:
        """The motion since the picture before; None when this is the first one, of another size, or a cut.

        Args:
            small: (h, w, 3) uint8 RGB, half as large as the frame or less: that leaves its noise behind.
            width: of the frame, in pixels.
            height: of the frame, in pixels.
        """
        followed = _shrunk(small, self._short_side)
        before, self._before = self._before, followed
        if self._size != (width, height):
            self._size, before = (width, height), None
        if before is None or min(followed.shape[:2]) < SMALLEST_SIDE:
            return None
        return self._between(before, followed)

    def _between(self, before: Image, now: Image) -> Motion | None:
        height, width = now.shape[:2]
        start, end = grey(now), grey(before)
        flow = find(self._flow, start, end)
        confidence = _confidence(before, now, flow)
        if self._check is not None:
            confidence *= _agreement(flow, find(self._check, end, start))
        if cv2.mean(confidence)[0] < CUT:
            return None
        across, down = self._size[0] / width, self._size[1] / height
        moves = _motion_share(flow, across)
        confidence *= 1 - (1 - self._when_moving) * (moves > 0)
        moved = cv2.multiply(flow, cv2.merge([moves * np.float32(across), moves * np.float32(down)]))
        return Motion(np.asarray(moved, np.float32), confidence, _area(moves, across, down))


def _shrunk(content: Image, short_side: int) -> Image:
    """By halves, which is quick, until the short side is small enough."""
    height, width = content.shape[:2]
    while min(height, width) > short_side:
        height, width = max(1, height // 2), max(1, width // 2)
        content = resize(content, width, height)
    return content


def _confidence(before: Image, now: Image, flow: Flow) -> Plane:
    """How alike the content is where it came from: what is hidden in one of the two is not. (h, w)."""
    red, green, blue = cv2.split(cv2.absdiff(carry(before, flow), now))
    unlike = cv2.blur(cv2.max(cv2.max(red, green), blue).astype(np.float32), (3, 3))
    alike = cv2.exp(cv2.multiply(unlike, unlike, scale=-1 / UNLIKE**2))
    return np.asarray(cv2.blur(alike * inside(flow), (3, 3)), np.float32)


def _agreement(back: Flow, forth: Flow) -> Plane:
    """Whether what a pixel came from goes there: (h, w), 0 where one of the two is hidden."""
    disagreement = carry(forth, back) + back
    least, share = DISAGREEING
    ratio = squared(disagreement) / (np.float32(least) + np.float32(share) * squared(back))
    return np.asarray(cv2.blur(np.clip(2 - ratio, 0, 1), (3, 3)), np.float32)


def _motion_share(flow: Flow, scale: float) -> Plane:
    """0 where nothing moves, 1 where it does: (h, w); a pixel of the flow is `scale` pixels of the frame."""
    length = cv2.magnitude(*cv2.split(flow))
    return np.asarray(np.clip(length * np.float32(scale / STILL) - 1, 0, 1), np.float32)


def _area(moves: Plane, across: float, down: float) -> Area:
    """Where anything moves, in rows and columns of the frame, which is so many times as large."""
    x, y, width, height = cv2.boundingRect((moves > 0).astype(np.uint8))
    if not width:
        return slice(0, 0), slice(0, 0)
    rows = slice(max(0, int((y - 1) * down)), int((y + height + 1) * down) + 1)
    return rows, slice(max(0, int((x - 1) * across)), int((x + width + 1) * across) + 1)
