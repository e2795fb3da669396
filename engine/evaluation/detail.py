"""How much detail a painted clip has, and how like its content it is where that moves."""

from collections.abc import Sequence
from statistics import fmean
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.frame import Image
from engine.steadiness import Follower

MOVING: Final = 0.5
"""Pixels from frame to frame: what moves by more is a moving region."""

SIGMA: Final = 1.5
"""Pixels: of the Gaussian windows (11 x 11) of structural similarity."""


def fine_detail(painted: Sequence[Sequence[Image]]) -> float:
    """Mean strength of the finest detail: the absolute Laplacian."""
    frames = (frame for frames in painted for frame in frames)
    return fmean(float(np.abs(cv2.Laplacian(frame, cv2.CV_32F)).mean()) for frame in frames)


def moving_likeness(clip: Sequence[Image], painted: Sequence[Sequence[Image]], follower: Follower) -> float:
    """Structural similarity of painted frames with their content, mean over the moving regions.

    Args:
        clip: frames (H, W, 3) uint8 RGB.
        painted: for each style the painted frames.
        follower: finds what moves.

    Returns:
        -1..1; 1 where nothing moves, as nothing can be lost there.
    """
    found = []
    for index in range(1, len(clip)):
        flow, _ = follower.follow(clip[index - 1], clip[index])
        moves = np.hypot(flow[..., 0], flow[..., 1]) > MOVING
        if moves.any():
            found += [float(similarity(frames[index], clip[index])[moves].mean()) for frames in painted]
    return fmean(found) if found else 1.0


def similarity(a: Image, b: Image) -> NDArray[np.float32]:
    """Structural similarity (SSIM, Wang et al. 2004) of luma around each pixel: (H, W) float32."""
    x, y = (cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype(np.float32) for image in (a, b))
    mean_x, mean_y = _window(x), _window(y)
    var_x, var_y = _window(x * x) - mean_x**2, _window(y * y) - mean_y**2
    covariance = _window(x * y) - mean_x * mean_y
    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2  # of the paper
    likeness = (2 * mean_x * mean_y + c1) * (2 * covariance + c2)
    return np.asarray(likeness / ((mean_x**2 + mean_y**2 + c1) * (var_x + var_y + c2)), np.float32)


def _window(values: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(cv2.GaussianBlur(values, (11, 11), SIGMA), np.float32)
