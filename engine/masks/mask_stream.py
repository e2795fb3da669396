"""MaskStream: the masks of one stream of frames, and how its regions lie over each other."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from operator import is_
from pathlib import Path
from typing import Final

import numpy as np

from engine.errors import PictureError, SourceError
from engine.frame import Pixels
from engine.masks.base import MaskSource, Segment
from engine.masks.cut_out import CutOutSource
from engine.masks.mask import Mask
from engine.masks.painted import AnyMask, Maps, PaintedMask, Weights
from engine.masks.person import PersonSource
from engine.masks.pictures import StillMaskSource, grey
from engine.masks.shapes import BrightnessSource, CircleSource, SideSource
from engine.pictures import load_picture

_SOURCES: Final[dict[str, Callable[[Mask], MaskSource]]] = {
    "person": PersonSource,
    "background": PersonSource,
    "left": SideSource,
    "right": SideSource,
    "top": SideSource,
    "bottom": SideSource,
    "circle": CircleSource,
    "bright": BrightnessSource,
    "dark": BrightnessSource,
}


def open_mask(mask: AnyMask) -> MaskSource:
    """What gives a mask's weights.

    Raises:
        PictureError: its file is neither a picture nor a video.
    """
    if isinstance(mask, PaintedMask):
        return StillMaskSource(mask.weights)
    source = _SOURCES[mask.kind](mask) if mask.file is None else _open_file(mask.file)
    return CutOutSource(source, drawn=mask.file is not None) if mask.cut else source


class MaskStream:
    """Opens masks when they are first used and closes those no longer used. One for each stream of frames."""

    def __init__(self) -> None:
        self._sources: dict[AnyMask, MaskSource] = {}
        self._seen: list[Weights] = []
        self._amounts: list[float] = []
        self._maps: Maps | None = None

    def maps(self, masks: Sequence[AnyMask], image: Pixels, time: Fraction, segment: Segment) -> Maps:
        """How much of each pixel belongs to each region; a later one lies over those before it.

        Args:
            masks: of the regions, from the lowest to the highest.
            image: the frame, (H, W, 3) uint8 RGB, at the size it is painted at, wherever it is.
            time: its time in seconds.
            segment: finds persons.

        Returns:
            (1 + len(masks), H, W) float32 that sum to 1 at each pixel: first what belongs to no region. The
            very same array as long as no mask changes.

        Raises:
            PictureError, SourceError, DeviceError: as `MaskSource.weights`.
        """
        shapes, amounts = [_shape(mask) for mask in masks], [_amount(mask) for mask in masks]
        self._keep_only(shapes)
        found = [self._weights(shape, image, time, segment) for shape in shapes]
        same = amounts == self._amounts and len(found) == len(self._seen) and all(map(is_, found, self._seen))
        if self._maps is None or not same or self._maps.shape[1:] != image.shape[:2]:
            inverted = [isinstance(mask, Mask) and mask.invert for mask in masks]
            self._maps = _stacked(found, inverted, amounts, image.shape[:2])
            self._seen, self._amounts = found, amounts
        return self._maps

    def close(self) -> None:
        """Let go of all files; the next frame opens them again."""
        self._keep_only(())

    def _keep_only(self, masks: Sequence[AnyMask]) -> None:
        for mask in self._sources.keys() - set(masks):
            self._sources.pop(mask).close()

    def _weights(self, mask: AnyMask, image: Pixels, time: Fraction, segment: Segment) -> Weights:
        if mask not in self._sources:
            self._sources[mask] = open_mask(mask)
        return self._sources[mask].weights(image, time, segment)


def _open_file(file: Path) -> MaskSource:
    """A picture, or else a video."""
    try:
        return StillMaskSource(grey(load_picture(file).image))
    except PictureError as error:
        from engine.masks.film import FilmMaskSource  # a picture needs no video library

        try:
            return FilmMaskSource(file)
        except SourceError:
            raise PictureError(f"The mask {file} is neither a picture nor a video: {error}") from error


def _shape(mask: AnyMask) -> AnyMask:
    """The mask without what changes its weights only afterwards: its film stays open while it fades."""
    return replace(mask, invert=False, weight=1.0) if isinstance(mask, Mask) else mask


def _amount(mask: AnyMask) -> float:
    return mask.weight if isinstance(mask, Mask) else 1.0


def _stacked(
    found: Sequence[Weights], inverted: Sequence[bool], amounts: Sequence[float], size: tuple[int, ...]
) -> Maps:
    maps = np.empty((1 + len(found), *size), np.float32)
    rest = np.ones(size, np.float32)
    for index in range(len(found), 0, -1):
        weights = 1 - found[index - 1] if inverted[index - 1] else found[index - 1]
        np.multiply(rest, weights * np.float32(amounts[index - 1]), out=maps[index])
        rest = rest - maps[index]
    maps[0] = rest
    return maps
