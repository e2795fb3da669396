"""Content of a study: random crops of the pictures it is made on, drawn once and measured once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as F

from models.evaluation.texture import Edges
from models.training.data import to_tensor
from models.training.losses import edges_of, normalise
from models.vgg import Vgg


@dataclass(frozen=True, eq=False, slots=True)
class MeasuredCrop:
    """What the losses need to know of a crop."""

    features: Tensor
    """Instance-normalised relu4_1, (1, C, h, w)."""

    edges: Edges
    """Its strong edges."""


class ContentCrops:
    """A pool of crops. One is measured when it is first drawn."""

    def __init__(
        self,
        pictures: Sequence[NDArray[np.uint8]],
        *,
        count: int,
        side: int,
        vgg: Vgg,
        rng: np.random.Generator,
    ) -> None:
        """Draw the crops.

        Args:
            pictures: each (H, W, 3) RGB; one that is smaller than a crop is reflected at its borders.
            count: of crops, evenly from all pictures; half of them are flipped.
            side: of a crop, pixels.
            vgg: on its device.
            rng: what chance is drawn from.
        """
        self._vgg = vgg
        self._device = next(vgg.parameters()).device
        order = rng.permutation(len(pictures))
        self._crops = [_crop(pictures[order[i % len(pictures)]], side, rng) for i in range(count)]
        self._measured: dict[int, MeasuredCrop] = {}

    def draw(self, count: int, rng: np.random.Generator) -> tuple[Tensor, list[MeasuredCrop]]:
        """Crops, (count, 3, side, side) RGB 0..1, and what was measured of each."""
        chosen = [int(index) for index in rng.integers(len(self._crops), size=count)]
        content = torch.cat([self._crops[index] for index in chosen]).to(self._device)
        return content, [self._measure(index) for index in chosen]

    @torch.no_grad()
    def _measure(self, index: int) -> MeasuredCrop:
        if index not in self._measured:
            crop = self._crops[index].to(self._device)
            self._measured[index] = MeasuredCrop(normalise(self._vgg(crop)[-1]), edges_of(crop)[0])
        return self._measured[index]


def _crop(picture: NDArray[np.uint8], side: int, rng: np.random.Generator) -> Tensor:
    """A random crop, flipped half of the time. (1, 3, side, side) RGB 0..1."""
    height, width = picture.shape[:2]
    top, left = (int(rng.integers(max(0, length - side) + 1)) for length in (height, width))
    crop = to_tensor([picture[top : top + side, left : left + side]])
    while min(crop.shape[2:]) < side:  # a reflection is at most as wide as what it reflects
        down, right = (min(side - length, length - 1) for length in crop.shape[2:])
        crop = F.pad(crop, (0, right, 0, down), mode="reflect")
    return crop.flip(3) if rng.random() < 0.5 else crop
