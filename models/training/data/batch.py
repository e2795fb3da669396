"""Random batches: crops, pairs of photo and artwork, movements, noise."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as F

from models.training.pictures import Squares, content_crop, style_crop, to_tensor
from models.training.recipe import Recipe


@dataclass(frozen=True)
class Batch:
    """Everything random about an iteration."""

    content: Tensor
    """(B, 3, H, W) RGB 0..1."""

    style: Tensor
    """(B, 3, h, w) RGB 0..1."""

    target_features: Tensor
    """(B, S) float32: `Objective.target_features` of the style pictures."""

    grid: Tensor
    """(M, H, W, 2) sampling grid of the moved content, for the first M pictures."""

    strength: Tensor
    """(1,) 0..1: of the last picture, when it is painted once more."""

    disturbance: Tensor
    """(M, 3, H, W) added to the moved content: noise and light."""


@dataclass(frozen=True)
class Pictures:
    """What batches are drawn from."""

    content: Squares
    """Photos."""

    style: Squares
    """Artworks."""

    kinds: Sequence[str] | None = None
    """The kind of each artwork; None: all are of one."""


class BatchSampler:
    """Draws batches; a stopped run goes on with the same ones when `state` is set again."""

    def __init__(
        self, pictures: Pictures, target_features: Tensor, recipe: Recipe, device: torch.device
    ) -> None:
        """`target_features` as `measure_artworks` leaves them: (N * style_crops, S)."""
        self.pictures = pictures
        self._target_features, self._recipe, self._device = target_features, recipe, device
        self._rng = np.random.default_rng(recipe.seed)
        self._indices = _indices_by_kind(pictures.kinds or [""] * len(pictures.style))

    @property
    def state(self) -> dict[str, object]:
        """Of the random generator, for a checkpoint."""
        return dict(self._rng.bit_generator.state)

    @state.setter
    def state(self, state: dict[str, object]) -> None:
        self._rng.bit_generator.state = state

    def draw(self) -> Batch:
        """The next batch, on the device; every random number of an iteration is drawn here."""
        recipe, rng, pictures = self._recipe, self._rng, self.pictures
        contents = rng.integers(len(pictures.content), size=recipe.batch)
        kinds = [self._indices[kind] for kind in rng.integers(len(self._indices), size=recipe.batch)]
        styles = np.array([rng.choice(indices) for indices in kinds])
        crops = rng.integers(recipe.style_crops, size=recipe.batch)
        moved = max(1, recipe.batch // 2)
        batch = Batch(
            to_tensor(content_crop(pictures.content[i], recipe.content_size, rng) for i in contents),
            torch.cat([self._style_crop(i, crop) for i, crop in zip(styles, crops, strict=True)]),
            self._target_features[torch.from_numpy(styles * recipe.style_crops + crops)],
            self._grid(moved),
            torch.from_numpy(rng.uniform(-1, 1, 1).clip(0).astype(np.float32)),  # 0 half of the time
            self._disturbance(moved),
        )
        return Batch(**{name: part.to(self._device) for name, part in vars(batch).items()})

    def _style_crop(self, index: int, crop: int) -> Tensor:
        recipe = self._recipe
        return style_crop(self.pictures.style, index, crop, recipe.style_size, recipe.style_scales)

    def _grid(self, count: int) -> Tensor:
        """Shifts and zooms. (count, H, W, 2)."""
        recipe, rng = self._recipe, self._rng
        side = recipe.content_size
        theta = np.zeros((count, 2, 3), np.float32)
        theta[:, [0, 1], [0, 1]] = 1 + rng.uniform(-recipe.zoom, recipe.zoom, (count, 1))
        theta[:, :, 2] = rng.uniform(-recipe.shift, recipe.shift, (count, 2)) * 2 / side
        return F.affine_grid(torch.from_numpy(theta), [count, 3, side, side], align_corners=False)

    def _disturbance(self, count: int) -> Tensor:
        """Gaussian noise and a change of brightness. (count, 3, H, W)."""
        recipe, rng = self._recipe, self._rng
        noise = rng.standard_normal((count, 3, recipe.content_size, recipe.content_size), np.float32)
        deviation = rng.uniform(0, recipe.noise, (count, 1, 1, 1))
        light = rng.uniform(-recipe.light, recipe.light, (count, 1, 1, 1))
        return torch.from_numpy((noise * deviation + light).astype(np.float32))


def _indices_by_kind(kinds: Sequence[str]) -> list[NDArray[np.int64]]:
    """For each kind the indices of its artworks."""
    return [np.flatnonzero(np.array(kinds) == kind) for kind in sorted(set(kinds))]
