"""Each loss by itself."""

import numpy as np
import pytest
import torch

from models.training import losses
from models.vgg import channel_statistics, feature_statistics


def test_channel_statistics_are_mean_and_biased_deviation() -> None:
    mean, deviation = channel_statistics(torch.tensor([[[[1.0, 3.0]]]]))
    assert mean.item() == 2
    assert deviation.item() == pytest.approx((1 + 1e-5) ** 0.5)


def test_content_loss_is_zero_for_a_brighter_copy() -> None:
    features = torch.rand(1, 2, 8, 8)
    assert losses.content_loss(3 * features + 1, features).item() == pytest.approx(0, abs=1e-4)


def test_content_loss_of_a_mirrored_ramp_is_four_times_its_variance() -> None:
    ramp = torch.tensor([[[[-1.0, 1.0]]]])
    assert losses.content_loss(-ramp, ramp).item() == pytest.approx(4, rel=1e-4)


def test_style_loss_sums_squared_errors_of_means_and_deviations_over_maps() -> None:
    flat, ramp = torch.zeros(1, 1, 1, 2), torch.tensor([[[[1.0, 3.0]]]])
    target = feature_statistics([ramp, flat])
    found = losses.style_loss([flat, flat], target).item()
    assert found == pytest.approx(2**2 + (1 - 1e-5**0.5) ** 2, rel=1e-3)


def test_style_loss_does_not_care_where_things_are() -> None:
    features = [torch.rand(1, 3, 8, 8)]
    shuffled = [features[0].flatten(2)[..., torch.randperm(64)].view(1, 3, 8, 8)]
    target = feature_statistics(features)
    assert losses.style_loss(shuffled, target).item() == pytest.approx(0, abs=1e-8)


def test_variation_is_the_mean_step_between_neighbours() -> None:
    stairs = torch.arange(4.0).expand(1, 3, 4, 4)
    assert losses.variation_loss(stairs).item() == pytest.approx(1)


def test_the_grid_loss_is_high_for_a_pattern_of_tiles_and_low_for_a_picture() -> None:
    rng = np.random.default_rng(1)
    picture = torch.from_numpy(rng.uniform(0, 1, (1, 3, 64, 64)).astype(np.float32))
    tile = torch.from_numpy(rng.uniform(-0.2, 0.2, (1, 3, 4, 4)).astype(np.float32))
    plain = losses.grid_loss(picture)
    assert losses.grid_loss(picture + tile.repeat(1, 1, 16, 16)) > 2 * plain
    assert plain < 0.05
