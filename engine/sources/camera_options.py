"""CameraOptions: what to ask a camera for, and which part of its picture to take. Imports nothing heavy."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from engine.errors import UsageError

if TYPE_CHECKING:
    from engine.frame import Image

Flip = Literal["none", "horizontal", "vertical", "both"]

MOST_ZOOM = 8.0
"""Beyond, a camera's picture is a few blurred squares."""


@dataclass(frozen=True, slots=True)
class CameraOptions:
    """How to open a camera and what to take of its picture.

    Raises:
        UsageError: a value is out of its range.
    """

    width: int = 1280
    """Pixels to ask for; the camera gives what it can."""

    height: int = 720
    """Pixels to ask for."""

    rate: int = 30
    """Frames per second to ask for."""

    flip: Flip = "none"
    """Which way round: a camera that hangs upside down is flipped both ways."""

    shape: str = ""
    """Width to height of the part to take, such as `16:9`; empty = all of it."""

    zoom: float = 1.0
    """How many times larger: 2 takes half of the width and half of the height."""

    x: float = 0.5
    """Where the part is that is taken: 0 = at the left, 1 = at the right."""

    y: float = 0.5
    """0 = at the top, 1 = at the bottom."""

    def __post_init__(self) -> None:
        if self.flip not in get_args(Flip):
            raise UsageError(f'A picture is flipped {", ".join(get_args(Flip))}, not "{self.flip}".')
        if not 1.0 <= self.zoom <= MOST_ZOOM:
            raise UsageError(f"Zoom must be from 1 (the whole picture) to {MOST_ZOOM:g}, not {self.zoom:g}.")
        if min(self.width, self.height, self.rate) < 1:
            raise UsageError("Width, height and rate of a camera must be at least 1.")
        if not (0.0 <= self.x <= 1.0 and 0.0 <= self.y <= 1.0):
            raise UsageError("The part of a camera's picture lies from 0 (left, top) to 1 (right, bottom).")
        _ratio(self.shape)

    def part(self, width: int, height: int) -> tuple[int, int, int, int]:
        """Left, top, width and height in pixels of what is taken of a picture, before the zoom.

        Args:
            width: of the camera's picture in pixels.
            height: of the camera's picture in pixels.
        """
        ratio = _ratio(self.shape) or width / height
        part_width, part_height = min(width, round(height * ratio)), min(height, round(width / ratio))
        left, top = round((width - part_width) * self.x), round((height - part_height) * self.y)
        return left, top, part_width, part_height

    def applied(self, image: "Image") -> "Image":
        """The part of a picture, the right way round, enlarged to the size it has without the zoom.

        Args:
            image: (H, W, 3) uint8.

        Returns:
            (h, w, 3) uint8; the image itself when all of it is taken as it is.
        """
        import cv2
        import numpy as np

        if (self.flip, self.shape, self.zoom) == ("none", "", 1.0):
            return image
        down, right = (-1 if self.flip in (way, "both") else 1 for way in ("vertical", "horizontal"))
        left, top, width, height = self.part(image.shape[1], image.shape[0])
        part = image[::down, ::right][top : top + height, left : left + width]
        if self.zoom > 1:
            seen_width, seen_height = max(1, round(width / self.zoom)), max(1, round(height / self.zoom))
            x, y = round((width - seen_width) * self.x), round((height - seen_height) * self.y)
            seen = np.ascontiguousarray(part[y : y + seen_height, x : x + seen_width])
            return np.asarray(cv2.resize(seen, (width, height), interpolation=cv2.INTER_CUBIC), np.uint8)
        return np.ascontiguousarray(part)


def _ratio(shape: str) -> float:
    """Width over height; 0 when the shape is to stay."""
    if not shape:
        return 0.0
    try:
        width, height = (float(number) for number in shape.split(":"))
    except ValueError:
        width = height = 0.0
    if not (0 < width < float("inf") and 0 < height < float("inf")):
        raise UsageError(f'"{shape}" is no shape. Write width:height, such as 16:9.')
    return width / height
