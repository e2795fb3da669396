"""Movements between two frames."""

import numpy as np
import torch

from models.training.data import move, move_noise
from models.training.data.motion import draw_disturbance, draw_grid
from models.training.recipe import Movement

SHIFTED = torch.nn.functional.affine_grid(
    torch.tensor([[[1.0, 0.0, 0.25], [0.0, 1.0, 0.0]]]), [1, 3, 64, 64], align_corners=False
)
"""Everything eight pixels further to the left."""


def test_noise_that_follows_moves_as_far_as_the_content() -> None:
    noise = torch.randn(1, 2, 8, 8, generator=torch.Generator().manual_seed(1))
    moved = move_noise(noise, SHIFTED, torch.ones(1, 1, 1, 1))
    assert torch.equal(moved[..., :7], noise[..., 1:])  # eight pixels are one sample at 1/8


def test_noise_that_does_not_follow_stays_on_the_canvas() -> None:
    noise = torch.randn(1, 2, 8, 8, generator=torch.Generator().manual_seed(1))
    assert torch.equal(move_noise(noise, SHIFTED, torch.zeros(1, 1, 1, 1)), noise)


def test_two_layers_move_in_ways_of_their_own() -> None:
    rng = np.random.default_rng(3)
    still = draw_grid(64, Movement(shifts=((0, 1.0),), parallax=0), rng)
    layered = draw_grid(64, Movement(shifts=((8, 1.0),), rotation=0, zoom=0, parallax=1), rng)
    shifts = ((layered - still) * 32).round().flatten(0, 2)  # pixels
    common = torch.unique(shifts, dim=0, return_counts=True)[1].sort(descending=True).values
    assert common[0] + common[1] > 0.8 * 64 * 64 and common[1] > 0.05 * 64 * 64


def test_a_disturbance_is_no_louder_than_the_recipe_says() -> None:
    rng, movement = np.random.default_rng(1), Movement(noise=0.01, light=0, blotches=0)
    assert 0 < draw_disturbance(8, 32, movement, rng).std((1, 2, 3)).max() < 0.011


def test_moving_by_a_grid_shifts_the_picture() -> None:
    picture = torch.rand(1, 3, 64, 64, generator=torch.Generator().manual_seed(1))
    torch.testing.assert_close(move(picture, SHIFTED)[..., :48], picture[..., 8:56], atol=1e-4, rtol=0)
