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


def half_dark(side: int = 128) -> torch.Tensor:
    """A dark half beside a light one, (1, 3, side, side)."""
    picture = torch.full((1, 3, side, side), 0.7)
    picture[..., : side // 2] = 0.2
    return picture


def glow(picture: torch.Tensor, width: int) -> torch.Tensor:
    """The picture with a stronger contrast right beside the edge, on both sides."""
    stronger = picture.clone()
    middle = picture.shape[3] // 2
    stronger[..., middle : middle + width] += 0.2
    stronger[..., middle - width : middle] -= 0.2
    return stronger


def test_a_recoloured_content_has_no_affinity_loss_and_no_halo() -> None:
    content = half_dark()
    recoloured = torch.where(content > 0.5, 0.1, 0.9)
    assert losses.affinity_loss(recoloured, content).item() == pytest.approx(0, abs=1e-6)
    assert losses.halo_loss(recoloured, content).item() == pytest.approx(0, abs=1e-3)


def test_a_glow_beside_an_edge_has_an_affinity_loss_and_a_halo() -> None:
    content = half_dark()
    assert losses.affinity_loss(glow(content, 24), content).item() > 1e-3
    assert losses.halo_loss(glow(content, 14), content).item() > 0.2


def test_a_weaker_contrast_beside_an_edge_is_a_halo_as_well() -> None:
    content = half_dark()
    weaker = 2 * content - glow(content, 14)
    assert losses.halo_loss(weaker, content).item() > 0.2


def test_strokes_finer_than_a_cell_have_nearly_no_affinity_loss() -> None:
    content = half_dark()
    strokes = content + torch.tensor([0.2, -0.2]).repeat_interleave(2).repeat(32)
    assert losses.affinity_loss(strokes, content).item() == pytest.approx(0, abs=1e-6)


def test_places_that_look_different_may_have_different_colours() -> None:
    content = half_dark()
    content[..., 64:] += torch.linspace(-0.2, 0.2, 64)[:, None].expand(64, 2).reshape(1, 1, 128, 1)
    assert losses.affinity_loss(1 - content, content) < losses.affinity_loss(1 - content, half_dark())


def test_gradients_lead_out_of_a_glow() -> None:
    content = half_dark()
    result = glow(content, 24).requires_grad_()
    (losses.affinity_loss(result, content) + losses.halo_loss(result, content)).backward()
    assert result.grad is not None
    beside, beyond = result.grad[..., 66:72].mean(), result.grad[..., 90:110].mean()
    assert beside > 0
    assert beside > beyond


def test_pictures_of_one_colour_and_small_ones_have_no_glow() -> None:
    flat = torch.full((2, 3, 32, 48), 0.5)
    assert losses.affinity_loss(flat, flat).item() == 0
    assert losses.halo_loss(flat, flat).item() == 0
