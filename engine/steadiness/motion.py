"""Motion of a stream: where each part of a frame was one frame ago, and how sure that is."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.frame import Image
from engine.imaging import resize
from engine.steadiness.flow import Area, Flow, Follower, Preset, carry

SMALLEST_SIDE: Final = 16
"""Pixels: DIS finds nothing in smaller pictures."""

UNLIKE: Final = 40.0
"""Of 255: where the content differs by so much from what was followed, the confidence has fallen to 1 / e."""

STILL: Final = 0.2
"""Pixels: less motion than this is none; following it would only blur, as it lies between two pixels."""

CUT: Final = 0.35
"""When the mean confidence is below it, the picture is another one: a cut, a flash, a seek."""


@dataclass(frozen=True, eq=False, slots=True)
class Motion:
    """Between a frame and the one before."""

    flow: Flow
    """(H, W, 2) float32: pixel + flow is its place in the frame before, in pixels of the frame."""

    confidence: NDArray[np.float32]
    """(H, W) float32: 0 (hidden before, or not the same) to 1 (the same, moved)."""

    moving: Area
    """Rows and columns outside of which the flow is 0."""


@dataclass(frozen=True, eq=False, slots=True)
class SmallMotion:
    """The same where it was looked for, in a smaller picture."""

    flow: Flow
    """(h, w, 2) float32, in pixels of the frame."""

    confidence: NDArray[np.float32]
    """(h, w) float32, 0..1."""

    def enlarged(self, width: int, height: int) -> Motion:
        """At the size of the frame."""
        small_height, small_width = self.confidence.shape
        return Motion(
            cv2.resize(self.flow, (width, height)).astype(np.float32, copy=False),
            cv2.resize(self.confidence, (width, height)).astype(np.float32, copy=False),
            _moving(self.flow, width / small_width, height / small_height),
        )


class MotionEstimator:
    """Follows a stream of pictures. Keeps the one before, so there is one for each stream."""

    def __init__(self, preset: Preset, short_side: int, when_moving: float = 1.0) -> None:
        """Be ready.

        Args:
            preset: of the optical flow.
            short_side: pixels at which motion is looked for, at most; larger frames are halved.
            when_moving: factor of the confidence where anything moves: the flow may lie between two pixels.
        """
        self._preset: Preset = preset
        self._when_moving = when_moving
        self._short_side = short_side
        self._follower: Follower | None = None
        self._before: Image | None = None
        self._size = (0, 0)

    def reset(self) -> None:
        """Begin anew."""
        self._before = None

    def estimate(self, content: Image) -> Motion | None:
        """The motion since the picture before; None when this is the first one, of another size, or a cut.

        Args:
            content: (H, W, 3) uint8 RGB.
        """
        height, width = content.shape[:2]
        found = self.estimate_small(self._shrunk(content), width, height)
        return None if found is None else found.enlarged(width, height)

    def estimate_small(self, small: Image, width: int, height: int) -> SmallMotion | None:
        """The same, of pictures (h, w, 3) that were made small of frames of so many pixels."""
        before, self._before = self._before, small
        if self._size != (width, height):
            self._size, before = (width, height), None
            self._follower = Follower(self._preset, slack=0.5 * small.shape[1] / width)
        if before is None or min(small.shape[:2]) < SMALLEST_SIDE:
            return None
        return self._between(before, small)

    def _between(self, before: Image, now: Image) -> SmallMotion | None:
        assert self._follower is not None
        flow, sure = self._follower.follow(before, now)
        confidence = _confidence(before, now, flow, sure)
        if float(confidence.mean()) < CUT:
            return None
        width, height = self._size
        scale = np.array([width / now.shape[1], height / now.shape[0]], np.float32)
        flow = _without_still(flow * scale)
        confidence = np.where((flow != 0).any(axis=-1), np.float32(self._when_moving), 1) * confidence
        return SmallMotion(flow, confidence)

    def _shrunk(self, content: Image) -> Image:
        """By halves, which is quick, until the short side is small enough."""
        height, width = content.shape[:2]
        while min(height, width) > self._short_side:
            height, width = max(1, height // 2), max(1, width // 2)
            content = resize(content, width, height)
        return content


def _confidence(before: Image, now: Image, flow: Flow, sure: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Sure, and alike: what is hidden in one of the two is neither. (h, w) float32."""
    red, green, blue = cv2.split(cv2.absdiff(carry(before, flow), now))
    unlike = cv2.GaussianBlur(cv2.max(cv2.max(red, green), blue).astype(np.float32), (5, 5), 0)
    alike = cv2.exp(-cv2.multiply(unlike, unlike, scale=1 / UNLIKE**2)) * sure
    return cv2.GaussianBlur(cv2.erode(alike, np.ones((3, 3))), (5, 5), 0).astype(np.float32, copy=False)


def _moving(flow: Flow, across: float, down: float) -> Area:
    """Where anything moves, in rows and columns of the frame, which is so many times the size of the flow."""
    x, y, width, height = cv2.boundingRect((flow != 0).any(axis=-1).astype(np.uint8))
    if not width:
        return slice(0, 0), slice(0, 0)
    rows = slice(max(0, int((y - 1) * down)), int((y + height + 1) * down) + 1)
    return rows, slice(max(0, int((x - 1) * across)), int((x + width + 1) * across) + 1)


def _without_still(flow: Flow) -> Flow:
    x, y = cv2.split(flow)
    share = np.clip(cv2.magnitude(x, y) / STILL - 1, 0, 1)
    return np.asarray(cv2.merge([x * share, y * share]), np.float32)
