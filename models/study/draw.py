"""Everything random about a step of a study."""

import numpy as np
import torch
from torch import Tensor

from models.study.contents import ContentCrops, MeasuredCrop
from models.study.options import StudyOptions
from models.training.data import Batch, StyleTargets, draw_disturbance, draw_grid

LARGEST_OFFSET = 1 << 16
"""Crops lie at a random place of the canvas, so many samples from its corner at most."""


def draw_batch(
    crops: ContentCrops, options: StudyOptions, targets: StyleTargets, rng: np.random.Generator
) -> tuple[Batch, list[MeasuredCrop]]:
    """Crops with their movements, and what was measured of them."""
    count, side, movement = options.batch, options.crop, options.movement
    content, measured = crops.draw(count, rng)
    following = torch.from_numpy((rng.random(count) < movement.following).astype(np.float32))
    batch = Batch(
        content=content,
        targets=targets,
        texture=_textures(count, options.calm, rng),
        grid=torch.cat([draw_grid(side, movement, rng) for _ in range(count)]),
        disturbance=draw_disturbance(count, side, movement, rng),
        noise_offsets=torch.from_numpy(rng.integers(LARGEST_OFFSET, size=(2, 2))),
        following=following[:, None, None, None],
        strength=torch.ones(1, 1),
    )
    return batch.to(content.device), measured


def _textures(count: int, calm: float, rng: np.random.Generator) -> Tensor:
    """Calm with this probability, else rough. (B, 1)."""
    return torch.from_numpy((rng.random((count, 1)) >= calm).astype(np.float32))
