"""The divergence loss."""

import pytest
import torch

from models.evaluation.preference import WEIGHTS, Gaussian, preference
from models.training.divergence import FLOOR, RIDGE, SMALLEST, divergence_loss
from models.vgg import covariance, feature_statistics

AXES = tuple(torch.eye(4)[:, :channels] for channels in (4, 4, 4))


def maps(seed: int, count: int = 1) -> list[torch.Tensor]:
    generator = torch.Generator().manual_seed(seed)
    return [torch.randn(count, 4, 12, 12, generator=generator) * (1 + layer) for layer in range(3)]


def loss(result: list[torch.Tensor], style: list[torch.Tensor]) -> torch.Tensor:
    return divergence_loss(result, feature_statistics(style), [covariance(each) for each in style], AXES)


def gaussians(features: list[torch.Tensor], ridges: list[torch.Tensor]) -> list[Gaussian]:
    return [
        Gaussian(each.mean((0, 2, 3)).double(), (covariance(each)[0] + ridge * torch.eye(4)).double())
        for each, ridge in zip(features, ridges, strict=True)
    ]


def test_the_divergence_loss_is_the_preference_with_the_other_sign() -> None:
    result, style = maps(1), maps(2)
    ridges = [RIDGE * covariance(each)[0].diagonal().mean() + FLOOR for each in style]
    expected = -preference(gaussians(result, ridges), gaussians(style, ridges))
    assert loss(result, style).item() == pytest.approx(expected, rel=1e-4)


def test_the_divergence_of_a_style_picture_from_itself_is_as_small_as_counts() -> None:
    style = maps(1)
    smallest = sum(WEIGHTS) * torch.tensor(SMALLEST).log()
    assert loss(style, style).item() == pytest.approx(smallest.item(), rel=1e-3)


def test_each_picture_of_a_batch_has_its_own_divergence() -> None:
    result, style = maps(1, 2), maps(2, 2)
    both = loss(result, style)
    for i in range(2):
        alone = loss([each[i : i + 1] for each in result], [each[i : i + 1] for each in style])
        torch.testing.assert_close(both[i : i + 1], alone)


def test_following_the_gradient_of_the_divergence_brings_a_picture_nearer() -> None:
    result, style = [each.requires_grad_() for each in maps(1)], maps(2)
    before = loss(result, style)
    before.backward()  # type: ignore[no-untyped-call]
    nearer = [each.detach() - 5 * each.grad for each in result if each.grad is not None]
    assert loss(nearer, style).item() < before.item()


def test_an_artwork_of_a_single_colour_has_a_finite_divergence() -> None:
    flat = [torch.full((1, 4, 12, 12), 0.5) for _ in range(3)]
    assert torch.isfinite(loss(maps(1), flat)).all()
