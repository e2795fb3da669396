"""Optical flow between two pictures, where it can be believed, and pictures carried along it."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, TypeVar, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.frame import Image, read_only

Flow = NDArray[np.float32]
"""(H, W, 2): pixels to the right and down."""

Mask = NDArray[np.bool_]
"""(H, W): True where the flow can be believed."""

Grey = NDArray[np.uint8]
"""(H, W): luma."""

PictureT = TypeVar("PictureT", bound=NDArray[Any])


@dataclass(frozen=True, slots=True)
class Search:
    """How carefully DIS flow looks (Kroeger et al. 2016, arXiv 1603.03590); the names are OpenCV's."""

    finest_scale: int
    """The flow is found at 1 / 2^this of the picture's size, and enlarged."""

    stride: int
    """Pixels between two patches of 8 x 8."""

    descents: int
    """Steps of gradient descent for each patch."""

    refinements: int
    """Rounds of variational refinement, which make it smooth and exact to parts of a pixel."""

    def flow(self) -> cv2.DISOpticalFlow:
        """OpenCV's object; it keeps its buffers."""
        flow = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)
        flow.setFinestScale(self.finest_scale)
        flow.setPatchStride(self.stride)
        flow.setGradientDescentIterations(self.descents)
        flow.setVariationalRefinementIterations(self.refinements)
        return flow


CAREFUL: Final = Search(finest_scale=1, stride=3, descents=25, refinements=5)
"""OpenCV's `medium`: what is measured with."""


class Follower:
    """Finds where the parts of a picture were in an earlier one, and where that is sure; for measuring."""

    def __init__(self, search: Search = CAREFUL) -> None:
        self._flow = search.flow()

    def follow(self, earlier: Image, later: Image) -> tuple[Flow, Mask]:
        """The way of each pixel of the later picture to its place in the earlier one; and where it is sure.

        Sure is where |b + f|^2 < 0.01 (|b|^2 + |f|^2) + 0.5 of backward flow b and forward flow f, and
        where the place lies inside the picture.
        """
        before, after = (grey(image) for image in (earlier, later))
        back = find(self._flow, after, before)
        forth = carry(find(self._flow, before, after), back)
        allowed = 0.01 * (squared(back) + squared(forth)) + 0.5
        return back, (squared(back + forth) < allowed) & inside(back)


def grey(image: Image) -> Grey:
    """Luma of a picture (H, W, 3)."""
    return np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), np.uint8)


def find(flow: cv2.DISOpticalFlow, start: Grey, end: Grey) -> Flow:
    """From each pixel of the first picture to its place in the second: (H, W, 2)."""
    return np.asarray(flow.calc(start, end, np.zeros((*start.shape[:2], 2), np.float32)), np.float32)


def carry(picture: PictureT, flow: Flow) -> PictureT:
    """The picture as the flow sees it: at each pixel, what lies at pixel + flow. (H, W, C) -> same.

    Args:
        picture: what is carried along.
        flow: (H, W, 2).
    """
    way = cv2.INTER_LINEAR | cv2.WARP_RELATIVE_MAP
    carried = cv2.remap(picture, flow, None, way, borderMode=cv2.BORDER_REPLICATE)  # type: ignore[call-overload]
    return cast("PictureT", carried)


def inside(flow: Flow) -> Mask:
    """Where pixel + flow lies in the picture."""
    height, width = flow.shape[:2]
    x, y = cv2.split(cv2.add(grid(height, width), flow))
    return np.asarray((x >= 0) & (x <= width - 1) & (y >= 0) & (y <= height - 1), np.bool_)


def squared(flow: Flow) -> NDArray[np.float32]:
    """Length of each vector, squared: (H, W)."""
    return np.asarray(np.einsum("hwc,hwc->hw", flow, flow), np.float32)


@lru_cache(maxsize=4)
def grid(height: int, width: int) -> Flow:
    """Place of each pixel, x and y: (H, W, 2), read-only."""
    y, x = np.indices((height, width), dtype=np.float32)
    return read_only(np.dstack([x, y]))
