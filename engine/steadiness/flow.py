"""Optical flow between two pictures, where it can be believed, and pictures carried along it."""

from functools import lru_cache
from typing import Any, Final, Literal, TypeVar, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.frame import Image, read_only

Flow = NDArray[np.float32]
"""(H, W, 2): pixels to the right and down."""

Mask = NDArray[np.bool_]
"""(H, W): True where the flow can be believed."""

PictureT = TypeVar("PictureT", bound=NDArray[Any])

Area = tuple[slice, slice]
"""Rows and columns."""

EVERYWHERE: Final[Area] = (slice(None), slice(None))

Preset = Literal["medium", "ultrafast"]
"""Of DIS: how carefully it looks."""

_PRESETS: Final = {
    "medium": cv2.DISOPTICAL_FLOW_PRESET_MEDIUM,
    "ultrafast": cv2.DISOPTICAL_FLOW_PRESET_ULTRAFAST,
}


class Follower:
    """Finds where the parts of a picture were in an earlier one (DIS flow, Kroeger et al. 2016)."""

    def __init__(self, preset: Preset = "medium", slack: float = 0.5) -> None:
        """Be ready; `slack`: square of the pixels by which the two directions may always differ."""
        self._flow = cv2.DISOpticalFlow.create(_PRESETS[preset])
        self._slack = slack

    def follow(self, earlier: Image, later: Image) -> tuple[Flow, Mask]:
        """The way of each pixel of the later picture to its place in the earlier one; and where it is sure.

        Sure is where |b + f|^2 < 0.01 (|b|^2 + |f|^2) + slack of backward flow b and forward flow f, and
        where the place lies inside the picture.
        """
        before, after = (cv2.cvtColor(image, cv2.COLOR_RGB2GRAY) for image in (earlier, later))
        back = self._calculate(after, before)
        forth = carry(self._calculate(before, after), back)
        allowed = 0.01 * (_squared(back) + _squared(forth)) + self._slack
        return back, (_squared(back + forth) < allowed) & _inside(back)

    def _calculate(self, start: NDArray[Any], end: NDArray[Any]) -> Flow:
        flow = np.zeros((*start.shape[:2], 2), np.float32)
        return np.asarray(self._flow.calc(start, end, flow), np.float32)


def carry(
    picture: PictureT, flow: Flow, interpolation: int = cv2.INTER_LINEAR, where: Area = EVERYWHERE
) -> PictureT:
    """The picture as the flow sees it: at each pixel, what lies at pixel + flow. (H, W, C) -> same.

    Args:
        picture: what is carried along.
        flow: (H, W, 2).
        interpolation: OpenCV's.
        where: rows and columns outside of which the flow is 0.
    """
    if not flow[where].size:
        return picture
    places = cv2.add(_grid(*flow.shape[:2])[where], flow[where])
    part = cv2.remap(picture, places, None, interpolation, borderMode=cv2.BORDER_REPLICATE)  # type: ignore[call-overload]
    if where == EVERYWHERE:
        return cast("PictureT", part)
    carried = picture.copy()
    carried[where] = part
    return carried


def _inside(flow: Flow) -> Mask:
    """Where pixel + flow lies in the picture."""
    height, width = flow.shape[:2]
    x, y = cv2.split(cv2.add(_grid(height, width), flow))
    return np.asarray((x >= 0) & (x <= width - 1) & (y >= 0) & (y <= height - 1), np.bool_)


def _squared(flow: Flow) -> NDArray[np.float32]:
    """Length of each vector, squared: (H, W)."""
    return np.asarray(np.einsum("hwc,hwc->hw", flow, flow), np.float32)


@lru_cache(maxsize=4)
def _grid(height: int, width: int) -> Flow:
    """Place of each pixel, x and y: (H, W, 2), read-only."""
    y, x = np.indices((height, width), dtype=np.float32)
    return read_only(np.dstack([x, y]))
