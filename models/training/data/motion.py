"""Random movements of the content between two frames, and what a camera adds to them."""

import math

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from models.training.recipe import Movement

LAYER_CELLS = 5
"""Cells a side of the random field whose sign parts a picture into two layers."""

LAYER_EDGE = 40.0
"""How sharply the layers are parted: the field is multiplied by it before a sigmoid."""

BLOTCH = 4
"""Pixels a side of a blotch of noise."""


def move(picture: Tensor, grid: Tensor) -> Tensor:
    """Resample. (M, 3, H, W), (M, H, W, 2) -> (M, 3, H, W)."""
    return F.grid_sample(picture, grid, mode="bilinear", padding_mode="reflection", align_corners=False)


def move_noise(noise: Tensor, grid: Tensor, following: Tensor) -> Tensor:
    """Noise channels after the content moved, each taken as it is: a mean of several would be fainter.

    Args:
        noise: (M, C, h, w).
        grid: (M, H, W, 2) of the content.
        following: (M, 1, 1, 1): 1 = the noise moves with the content, 0 = it stays on the canvas.

    Returns:
        (M, C, h, w).
    """
    small = F.interpolate(grid.movedim(3, 1), noise.shape[2:], mode="bilinear", align_corners=False)
    moved = F.grid_sample(
        noise, small.movedim(1, 3), mode="nearest", padding_mode="reflection", align_corners=False
    )
    return torch.lerp(noise, moved, following)


def draw_grid(side: int, movement: Movement, rng: np.random.Generator) -> Tensor:
    """A sampling grid of the moved content: rotated, zoomed, shifted, in one layer or two. (1, H, W, 2)."""
    grid = _draw_affine(side, movement, rng)
    if rng.random() >= movement.parallax:
        return grid
    cells = torch.from_numpy(rng.standard_normal((1, 1, LAYER_CELLS, LAYER_CELLS), np.float32))
    layer = torch.sigmoid(LAYER_EDGE * F.interpolate(cells, (side, side), mode="bicubic"))
    return torch.lerp(_draw_affine(side, movement, rng), grid, layer.movedim(1, 3))


def draw_disturbance(count: int, side: int, movement: Movement, rng: np.random.Generator) -> Tensor:
    """Noise of a sensor and a change of light, to be added to the moved content. (count, 3, H, W)."""
    deviation = rng.uniform(0, movement.noise, (count, 1, 1, 1))
    relit = rng.random((count, 1, 1, 1)) < movement.relit
    light = rng.uniform(-movement.light, movement.light, (count, 1, 1, 1)) * relit
    fine = torch.from_numpy(rng.standard_normal((count, 3, side, side), np.float32))
    coarse = torch.from_numpy(rng.standard_normal((count, 3, side // BLOTCH, side // BLOTCH), np.float32))
    blotches = F.interpolate(coarse, (side, side), mode="bilinear")
    noise = fine + movement.blotches * blotches
    return noise * torch.from_numpy(deviation).float() + torch.from_numpy(light).float()


def _draw_affine(side: int, movement: Movement, rng: np.random.Generator) -> Tensor:
    largest, shares = zip(*movement.shifts, strict=True)
    shift = rng.choice(largest, p=shares)
    moving = shift > 0
    angle = rng.uniform(-movement.rotation, movement.rotation) * moving
    zoom = 1 + rng.uniform(-movement.zoom, movement.zoom) * moving
    cosine, sine = math.cos(angle) * zoom, math.sin(angle) * zoom
    right, down = rng.uniform(-shift, shift, 2) * 2 / side
    theta = torch.tensor([[[cosine, -sine, right], [sine, cosine, down]]], dtype=torch.float32)
    return F.affine_grid(theta, [1, 3, side, side], align_corners=False)
