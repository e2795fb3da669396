"""Each loss by itself."""

import numpy as np
import pytest
import torch

from models.training import losses
from models.vgg import channel_statistics, covariance, feature_statistics


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


def test_the_covariance_loss_sees_which_features_occur_together() -> None:
    together = torch.tensor([[[[1.0, -1.0]], [[1.0, -1.0]]]])
    apart = torch.tensor([[[[1.0, -1.0]], [[-1.0, 1.0]]]])
    assert torch.equal(torch.stack(mean_and_deviation(together)), torch.stack(mean_and_deviation(apart)))
    assert losses.covariance_loss([together], [covariance(together)]).item() == pytest.approx(0, abs=1e-9)
    assert losses.covariance_loss([apart], [covariance(together)]).item() == pytest.approx(8 / 8)


def mean_and_deviation(features: torch.Tensor) -> list[torch.Tensor]:
    return list(channel_statistics(features))


def test_the_covariance_loss_is_relative_so_that_loud_styles_count_as_faint_ones() -> None:
    features, style = torch.rand(2, 3, 8, 8), torch.rand(2, 3, 8, 8)
    faint = losses.covariance_loss([features], [covariance(style)])
    loud = losses.covariance_loss([10 * features], [covariance(10 * style)])
    assert faint.shape == (2,)
    torch.testing.assert_close(loud, faint)


def test_borders_of_feature_maps_are_left_out() -> None:
    maps = [torch.zeros(1, 1, 12, 14) for _ in range(4)]
    assert [tuple(each.shape[2:]) for each in losses.inner(maps)] == [(4, 6), (4, 6), (6, 8), (8, 10)]


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
