"""What every source of masks does: weights for each frame. One for each stream, as it may remember frames."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from fractions import Fraction

from engine.frame import Image, Pixels
from engine.masks.painted import Weights

Segment = Callable[[Image], Weights]
"""Tells a person from the background: (H, W, 3) uint8 RGB -> (h, w) float32, 1 = person."""


class MaskSource(ABC):
    """Gives the weights of one mask, frame by frame. Used by one thread."""

    @abstractmethod
    def weights(self, image: Pixels, time: Fraction, segment: Segment) -> Weights:
        """The weights for one frame.

        Args:
            image: the frame, (H, W, 3) uint8 RGB, at the size it is painted at; on a device it stays there
                unless somebody looks at it.
            time: its time in seconds; never less than that of the frame before, but after a seek.
            segment: finds persons on the device that paints.

        Returns:
            (H, W) float32, 0..1, of the image's size; the very same array as long as nothing changes.

        Raises:
            PictureError, SourceError: the mask's file cannot be read.
            DeviceError: the device failed.
        """

    def close(self) -> None:  # noqa: B027 - most have nothing open
        """Let go of files."""
