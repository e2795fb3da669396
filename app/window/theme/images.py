"""Pictures of the engine, as Qt draws them."""

from typing import TYPE_CHECKING, Any

from PyQt6.QtGui import QImage

if TYPE_CHECKING:
    from engine import Image


def qt_image(image: "Image") -> QImage:
    """A picture (H, W, 3) uint8 RGB, C-contiguous, in its own memory: `copy` what outlives the array."""
    height, width = image.shape[:2]
    pixels: Any = image.data
    return QImage(pixels, width, height, 3 * width, QImage.Format.Format_RGB888)
