"""Division: which part of one frame is painted how, as the network and the last step need it."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import cv2
import numpy as np

from engine.frame import DeviceImage, Pixels
from engine.imaging import FAINT, RenderSize
from engine.masks.base import Segment
from engine.masks.mask_stream import MaskStream
from engine.masks.painted import Maps, Weights
from engine.settings import Part, Settings


@dataclass(frozen=True, eq=False, slots=True)
class Division:
    """The painted parts of one frame, each with its share of every pixel, and what is not painted."""

    parts: tuple[Part, ...]
    """Those that are painted and have a pixel in this frame."""

    maps: Maps | None
    """(len(parts), H, W) float32 at the render size, which sum to 1 at each pixel; None: at most one part."""

    untouched: Weights | float
    """How much of the content shows, 0..1: at each pixel (H, W), or everywhere; see `show_through`."""

    @classmethod
    def undivided(cls, part: Part) -> "Division":
        """One part for the whole frame."""
        return cls((part,) if part.strength > 0.0 else (), None, _shown(part))

    @classmethod
    def of(cls, parts: Sequence[Part], maps: Maps) -> "Division":
        """Leaves out the parts that have no pixel, and from the network those that are not painted.

        Args:
            parts: all of them.
            maps: (len(parts), H, W) float32, which sum to 1 at each pixel.
        """
        there = [index for index in range(len(parts)) if maps[index].any()]
        if len(there) == 1:
            return cls.undivided(parts[there[0]])
        painted = [index for index in there if parts[index].strength > 0.0]
        every = len(painted) == len(parts)
        shares = None if len(painted) < 2 else maps if every else maps[painted]
        if shares is not None and len(painted) < len(there):
            _fill_up(shares)
        shown = {index: _shown(parts[index]) for index in there}
        untouched = sum(np.float32(share) * maps[index] for index, share in shown.items() if share)
        return cls(
            tuple(parts[index] for index in painted), shares, untouched if any(shown.values()) else 0.0
        )

    def for_network(self, size: RenderSize) -> Maps | None:
        """The maps at half of the network's size, which is that of its last AdaIN layer."""
        if self.maps is None:
            return None
        right, bottom = size.padded_width - size.render_width, size.padded_height - size.render_height
        half = size.padded_width // 2, size.padded_height // 2
        return np.stack([_halved(weights, bottom, right, half) for weights in self.maps])


def divide(
    content: Pixels,
    size: RenderSize,
    settings: Settings,
    masks: MaskStream,
    time: Fraction,
    segment: Segment,
) -> Division:
    """Which part of a frame is painted how.

    Args:
        content: the frame as it is painted, padded for the network, or on a device as it was before that.
        size: of the frame.
        settings: how to paint.
        masks: of the stream that the frame belongs to.
        time: of the frame, in seconds.
        segment: finds persons.
    """
    parts = settings.parts
    if len(parts) == 1:
        return Division.undivided(*parts)
    image = content
    if not isinstance(content, DeviceImage):
        image = np.ascontiguousarray(content[: size.render_height, : size.render_width])
    return Division.of(parts, masks.maps([region.mask for region in settings.regions], image, time, segment))


def _shown(part: Part) -> float:
    return max(0.0, 1.0 - part.strength / FAINT)


def _fill_up(maps: Maps) -> None:
    """Make shares sum to 1 where something else, that is not painted, has the rest."""
    total = maps.sum(axis=0)
    maps[0, total <= 0.0] = 1.0  # it is not seen there
    maps /= np.maximum(total, np.float32(1e-6)) + (total <= 0.0)


def _halved(weights: Weights, bottom: int, right: int, half: tuple[int, int]) -> Weights:
    padded = cv2.copyMakeBorder(weights, 0, bottom, 0, right, cv2.BORDER_REPLICATE)
    return np.asarray(cv2.resize(padded, half, interpolation=cv2.INTER_AREA), np.float32)
