"""Mask brush: a mask that is painted stroke by stroke, as plain numbers."""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from PyQt6.QtGui import QImage

if TYPE_CHECKING:
    from numpy.typing import NDArray

LONG_SIDE: int = 480
"""Pixels of a painted mask; its edges are soft, so more would not be seen."""

Point = tuple[float, float]
"""Shares of the picture's width and height, from its left upper corner."""


class MaskBrush:
    """A mask and a brush with a soft edge."""

    def __init__(self, aspect: float) -> None:
        """An empty mask for pictures of this shape: width over height."""
        import numpy as np  # a window without a painted mask does without it

        width, height = (LONG_SIDE, LONG_SIDE / aspect) if aspect >= 1 else (LONG_SIDE * aspect, LONG_SIDE)
        self.weights: NDArray[np.float32] = np.zeros(
            (max(1, round(height)), max(1, round(width))), np.float32
        )
        """(h, w), 0..1."""

    def stroke(self, start: Point, end: Point, size: float, *, erase: bool = False) -> None:
        """Draw a line.

        Args:
            start: where it begins.
            end: where it ends.
            size: diameter of the brush, a share of the mask's long side; half of it is soft.
            erase: take away instead.
        """
        import numpy as np

        height, width = self.weights.shape
        radius = max(1.0, size * LONG_SIDE / 2)
        (x0, y0), (x1, y1) = ((x * width, y * height) for x, y in (start, end))
        down = np.arange(height, dtype=np.float32)[:, None] + 0.5
        right = np.arange(width, dtype=np.float32)[None, :] + 0.5
        along_x, along_y = x1 - x0, y1 - y0
        length = max(along_x * along_x + along_y * along_y, 1e-9)
        share = np.clip(((right - x0) * along_x + (down - y0) * along_y) / length, 0, 1)
        distance = np.hypot(right - x0 - share * along_x, down - y0 - share * along_y)
        paint = np.clip(2 * (1 - distance / radius), 0, 1).astype(np.float32)
        self.weights = np.minimum(self.weights, 1 - paint) if erase else np.maximum(self.weights, paint)

    def image(self) -> QImage:
        """As greys."""
        import numpy as np

        height, width = self.weights.shape
        grey = np.rint(self.weights * 255).astype(np.uint8).tobytes()
        return QImage(grey, width, height, width, QImage.Format.Format_Grayscale8).copy()

    def save(self, folder: Path) -> Path:
        """Write it as a PNG named by what it shows, so that every look keeps its own mask.

        Raises:
            OSError: it cannot be written.
        """
        import numpy as np

        folder.mkdir(parents=True, exist_ok=True)
        image = self.image()
        seen = np.rint(self.weights * 255).astype(np.uint8)
        path = folder / f"{hashlib.sha256(repr(seen.shape).encode() + seen.tobytes()).hexdigest()[:16]}.png"
        if not path.exists() and not image.save(str(path)):
            raise OSError(f"{path} cannot be written.")
        return path

    def load(self, path: Path) -> bool:
        """Go on with a mask that was saved; False when it cannot be read."""
        import numpy as np

        image = QImage(str(path)).convertToFormat(QImage.Format.Format_Grayscale8)
        if image.isNull():
            return False
        rows = image.constBits()
        assert rows is not None
        flat = np.frombuffer(rows.asstring(image.sizeInBytes()), np.uint8)
        grey = flat.reshape(image.height(), image.bytesPerLine())[:, : image.width()]
        self.weights = grey.astype(np.float32) / np.float32(255)
        return True
