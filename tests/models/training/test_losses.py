import numpy as np
import pytest
import torch

from models.training import losses
from models.training.features import normalise
from models.training.judge import similarity
from models.vgg import Vgg, describe, measure
from tests.models.training_fakes import tiny_vgg


def test_measure_gives_mean_and_biased_deviation() -> None:
    mean, deviation = measure(torch.tensor([[[[1.0, 3.0]]]]))
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
    wanted = describe([ramp, flat])
    found = losses.style_loss([flat, flat], wanted).item()
    assert found == pytest.approx(2**2 + (1 - 1e-5**0.5) ** 2, rel=1e-3)


def test_style_loss_does_not_care_where_things_are() -> None:
    features = [torch.rand(1, 3, 8, 8)]
    shuffled = [features[0].flatten(2)[..., torch.randperm(64)].view(1, 3, 8, 8)]
    wanted = describe(features)
    assert losses.style_loss(shuffled, wanted).item() == pytest.approx(0, abs=1e-8)


def test_variation_is_the_mean_step_between_neighbours() -> None:
    stairs = torch.arange(4.0).expand(1, 3, 4, 4)
    assert losses.variation_loss(stairs).item() == pytest.approx(1)


def test_a_picture_is_similar_to_itself_and_not_to_its_negative() -> None:
    picture = torch.rand(1, 1, 32, 32, generator=torch.Generator().manual_seed(1))
    assert similarity(picture, picture) == pytest.approx(1)
    assert similarity(picture, 1 - picture) < 0


def test_similarity_of_flat_pictures_is_that_of_their_brightness() -> None:
    dark, light = torch.full((1, 1, 16, 16), 0.2), torch.full((1, 1, 16, 16), 0.6)
    expected = (2 * 0.2 * 0.6 + 1e-4) / (0.2**2 + 0.6**2 + 1e-4)
    assert similarity(dark, light) == pytest.approx(expected, rel=1e-3)


def test_normalised_features_have_mean_one_and_are_otherwise_the_same() -> None:
    vgg, plain = tiny_vgg(), tiny_vgg()
    pictures = [torch.rand(1, 3, 32, 32, generator=torch.Generator().manual_seed(i)) for i in range(3)]
    normalise(vgg, pictures)
    means = _mean_activations(vgg, pictures)
    alive = _mean_activations(plain, pictures) > 1e-5
    np.testing.assert_allclose(means[alive], 1, rtol=1e-3)
    before, after = plain(pictures[0])[-1], vgg(pictures[0])[-1]
    scale = after.sum((0, 2, 3)) / before.sum((0, 2, 3)).clamp_min(1e-6)
    torch.testing.assert_close(after, before * scale.view(1, -1, 1, 1), rtol=1e-3, atol=1e-4)


def _mean_activations(
    vgg: Vgg, pictures: list[torch.Tensor]
) -> "np.ndarray[tuple[int], np.dtype[np.float32]]":
    last = torch.stack([vgg(picture)[-1].mean((0, 2, 3)) for picture in pictures])
    return last.mean(0).numpy()


def test_the_grid_loss_hears_a_pattern_of_tiles_and_not_a_picture() -> None:
    rng = np.random.default_rng(1)
    picture = torch.from_numpy(rng.uniform(0, 1, (1, 3, 64, 64)).astype(np.float32))
    tile = torch.from_numpy(rng.uniform(-0.2, 0.2, (1, 3, 4, 4)).astype(np.float32))
    plain = losses.grid_loss(picture)
    assert losses.grid_loss(picture + tile.repeat(1, 1, 16, 16)) > 2 * plain
    assert plain < 0.05
