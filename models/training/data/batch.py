"""Random batches: crops, pairs of photo and artwork, textures, movements, noise."""

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from models.training.data.artworks import Artworks, StyleTargets
from models.training.data.motion import draw_disturbance, draw_grid
from models.training.data.pictures import Squares, content_crop
from models.training.recipe import Recipe

LARGEST_OFFSET = 1 << 16
"""Noise channels are displaced by up to so many samples: more than any period."""


@dataclass(frozen=True)
class Batch:
    """Everything random about an iteration."""

    content: Tensor
    """(B, 3, H, W) RGB 0..1."""

    targets: StyleTargets
    """Of B artworks."""

    texture: Tensor
    """(B, 1) 0..1: calm to rough."""

    grid: Tensor
    """(B, H, W, 2) sampling grid of the moved content."""

    disturbance: Tensor
    """(B, 3, H, W) added to the moved content: noise and light."""

    noise_offsets: Tensor
    """(2, 2) int64: where on the canvas the pictures lie, samples down and right at 1/8 and at 1/4."""

    following: Tensor
    """(B, 1, 1, 1): 1 where the noise channels move with the content, else 0."""

    strength: Tensor
    """(1, 1) 0..1: of the last picture, when it is painted once more."""

    def to(self, device: torch.device) -> "Batch":
        """The same on a device."""
        return Batch(**{each.name: getattr(self, each.name).to(device) for each in fields(self)})


class BatchSampler:
    """Draws batches; a stopped run goes on with the same ones when `state` is set again."""

    def __init__(self, photos: Squares, artworks: Artworks, recipe: Recipe, device: torch.device) -> None:
        self._photos, self._artworks, self._recipe, self._device = photos, artworks, recipe, device
        self._rng = np.random.default_rng(recipe.seed)
        self._probabilities = artworks.probabilities(recipe.sharp)

    @property
    def state(self) -> dict[str, object]:
        """Of the random generator, for a checkpoint."""
        return dict(self._rng.bit_generator.state)

    @state.setter
    def state(self, state: dict[str, object]) -> None:
        self._rng.bit_generator.state = state

    def draw(self) -> Batch:
        """The next batch, on the device; every random number of an iteration is drawn here."""
        recipe, rng = self._recipe, self._rng
        count, side, movement = recipe.batch, recipe.content_size, recipe.movement
        artworks = rng.choice(len(self._artworks), count, p=self._probabilities)
        batch = Batch(
            content=self._contents(),
            targets=self._artworks.rows(artworks.tolist()),
            texture=self._textures(),
            grid=torch.cat([draw_grid(side, movement, rng) for _ in range(count)]),
            disturbance=draw_disturbance(count, side, movement, rng),
            noise_offsets=torch.from_numpy(rng.integers(LARGEST_OFFSET, size=(2, 2))),
            following=_column(rng.random(count) < movement.following)[:, :, None, None],
            strength=_column(rng.uniform(-0.5, 1, 1).clip(0)),  # 0 a third of the time
        )
        return batch.to(self._device)

    def _contents(self) -> Tensor:
        recipe, rng = self._recipe, self._rng
        indices = rng.integers(len(self._photos), size=recipe.batch)
        crops = [
            content_crop(self._photos[i], recipe.content_size, recipe.content_scales, recipe.soft, rng)
            for i in indices
        ]
        return torch.cat(crops)

    def _textures(self) -> Tensor:
        """One in three is calm, one rough, one of any texture half of the time and else rough. (B, 1)."""
        rng, count = self._rng, self._recipe.batch
        any_texture = np.where(rng.random(count) < 0.5, rng.random(count), 1.0)
        return _column(np.choose(np.arange(count) % 3, [np.zeros(count), np.ones(count), any_texture]))


def _column(values: NDArray[Any]) -> Tensor:
    """(B,) -> (B, 1) float32."""
    return torch.from_numpy(values.astype(np.float32))[:, None]
