"""How much a painted clip boils: what changes in it although, motion followed, the clip does not.

The measure of Lai et al. 2018 ("Learning Blind Video Temporal Consistency", arXiv 1808.00449): the later
result is compared with the earlier one carried along the optical flow, where its two directions agree.
"""

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.frame import Image

Flow = NDArray[np.float32]
"""(H, W, 2): pixels to the right and down."""

Mask = NDArray[np.bool_]
"""(H, W): True where the flow can be believed."""


class Follower:
    """Finds where the parts of a picture were in an earlier one (DIS flow, Kroeger et al. 2016)."""

    def __init__(self) -> None:
        self._flow = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)

    def follow(self, earlier: Image, later: Image) -> tuple[Flow, Mask]:
        """The way of each pixel of the later picture to its place in the earlier one; and where it is sure.

        Sure is where |b + f|^2 < 0.01 (|b|^2 + |f|^2) + 0.5 of backward flow b and forward flow f, and where
        the place lies inside the picture.
        """
        before, after = (cv2.cvtColor(image, cv2.COLOR_RGB2GRAY) for image in (earlier, later))
        back = self._calculate(after, before)
        forth = carry(self._calculate(before, after), back)
        apart = np.square(back + forth).sum(-1)
        allowed = 0.01 * (np.square(back).sum(-1) + np.square(forth).sum(-1)) + 0.5
        return back, (apart < allowed) & _inside(back)

    def _calculate(self, start: NDArray[Any], end: NDArray[Any]) -> Flow:
        flow = np.zeros((*start.shape[:2], 2), np.float32)
        return np.asarray(self._flow.calc(start, end, flow), np.float32)


def _inside(flow: Flow) -> Mask:
    """Where pixel + flow lies in the picture."""
    x, y = _places(flow)
    height, width = flow.shape[:2]
    inside: Mask = (x >= 0) & (y >= 0) & (x <= width - 1) & (y <= height - 1)
    return inside


def _places(flow: Flow) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Pixel + flow, x and y, each (H, W)."""
    y, x = np.indices(flow.shape[:2], dtype=np.float32)
    return x + flow[..., 0], y + flow[..., 1]


def carry(picture: NDArray[np.float32], flow: Flow) -> NDArray[np.float32]:
    """The picture as the flow sees it: at each pixel, what lies at pixel + flow. (H, W, C) -> same."""
    carried = cv2.remap(picture, *_places(flow), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(carried, np.float32)


def temporal_error(
    clip: Sequence[Image], painted: Sequence[Sequence[Image]], apart: int, follower: Follower
) -> list[float]:
    """Root mean squared difference, RGB 0..1, between later results and carried earlier ones.

    Args:
        clip: frames (H, W, 3) uint8 RGB.
        painted: for each style the painted frames.
        apart: frames between earlier and later.
        follower: finds the motion, once for all styles.

    Returns:
        One figure a style: the mean over the pairs of frames.
    """
    errors: list[list[float]] = [[] for _ in painted]
    for index in range(len(clip) - apart):
        flow, sure = follower.follow(clip[index], clip[index + apart])
        if not sure.any():
            continue
        for frames, found in zip(painted, errors, strict=True):
            difference = _light(frames[index + apart]) - carry(_light(frames[index]), flow)
            found.append(float(np.sqrt(np.square(difference[sure]).mean())))
    return [float(np.mean(found)) if found else float("nan") for found in errors]


def _light(image: Image) -> NDArray[np.float32]:
    """0..1."""
    return image.astype(np.float32) / np.float32(255)
