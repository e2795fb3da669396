"""How much a painted clip flickers: what changes in it although, motion followed, the clip does not.

The measure of Lai et al. 2018 ("Learning Blind Video Temporal Consistency", arXiv 1808.00449): the later
result is compared with the earlier one carried along the optical flow, where its two directions agree.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from engine.frame import Image
from engine.steadiness import Follower, carry


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
