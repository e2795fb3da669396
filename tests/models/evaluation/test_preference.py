"""E, the statistic that people's preference was fitted to."""

import math
from pathlib import Path

import pytest
import torch
from torch import Tensor

from models.errors import ModelError
from models.evaluation.preference import (
    BUNDLED_COMPONENTS,
    COMPONENTS,
    RIDGE,
    WEIGHTS,
    Gaussian,
    divergence,
    find_components,
    fit_gaussians,
    load_components,
    preference,
    project,
    save_components,
)

CHANNELS = (3, 4, 5)


def features(seed: int) -> list[Tensor]:
    """Three maps of correlated channels."""
    generator = torch.Generator().manual_seed(seed)
    maps = []
    for channels in CHANNELS:
        mix = torch.randn(channels, channels, generator=generator)
        noise = torch.randn(channels, 400, generator=generator)
        maps.append((mix @ noise + torch.randn(channels, 1, generator=generator)).view(1, channels, 20, 20))
    return maps


def seen(seed: int) -> list[Gaussian]:
    every_direction = tuple(torch.eye(channels, dtype=torch.float64) for channels in CHANNELS)
    return project(fit_gaussians(features(seed)), every_direction)


def closed_form(first: Tensor, second: Tensor) -> float:
    """KL of the Gaussians of two maps in float64, with inverses and determinants as in a textbook."""
    (a, mean_a), (b, mean_b) = (
        (torch.cov(x[0].flatten(1).double(), correction=0), x[0].flatten(1).double().mean(1))
        for x in (first, second)
    )
    a, b = (x + RIDGE * x.diagonal().mean() * torch.eye(len(x), dtype=torch.float64) for x in (a, b))
    inverse, apart = torch.linalg.inv(b), mean_b - mean_a
    logarithm = torch.linalg.det(b).log() - torch.linalg.det(a).log()
    return float((torch.trace(inverse @ a) + apart @ inverse @ apart - len(a) + logarithm) / 2)


def test_divergence_is_the_closed_form() -> None:
    for map_a, map_b, a, b in zip(features(1), features(2), seen(1), seen(2), strict=True):
        assert divergence(a, b) == pytest.approx(closed_form(map_a, map_b), rel=1e-5)


def test_divergence_of_one_dimension_is_the_known_one() -> None:
    first, second = (
        Gaussian(torch.tensor([mean]).double(), torch.tensor([[variance]]).double())
        for mean, variance in ((1.0, 4.0), (3.0, 9.0))
    )
    assert divergence(first, second) == pytest.approx(math.log(3 / 2) + (4 + 4) / 18 - 0.5)


def test_e_is_the_weighted_sum_over_the_layers() -> None:
    closed = [closed_form(a, b) for a, b in zip(features(1), features(2), strict=True)]
    wanted = -sum(weight * math.log(each) for weight, each in zip(WEIGHTS, closed, strict=True))
    assert preference(seen(1), seen(2)) == pytest.approx(wanted, rel=1e-5)


def test_the_nearer_picture_has_the_higher_e() -> None:
    near = [a + 0.1 * b for a, b in zip(features(1), features(2), strict=True)]
    basis = find_components([fit_gaussians(features(1))])
    one, close, far = (project(fit_gaussians(maps), basis) for maps in (features(1), near, features(2)))
    assert preference(close, one) > preference(far, one) + 1
    assert preference(one, one) > preference(close, one) + 10


def test_components_are_the_directions_of_most_variance() -> None:
    spread = torch.tensor([1.0, 10.0, 3.0])
    maps = [torch.randn(1, 3, 50, 50, generator=torch.Generator().manual_seed(1)) * spread.view(1, 3, 1, 1)]
    (basis,) = find_components([fit_gaussians(maps)], counts=(2,))
    assert basis.shape == (3, 2)
    assert basis[:, 0].abs()[1] > 0.99
    assert basis[:, 1].abs()[2] > 0.99


def test_components_come_back_from_their_file(tmp_path: Path) -> None:
    written = find_components([fit_gaussians(features(1)), fit_gaussians(features(2))])
    save_components(written, tmp_path / "components.safetensors")
    for before, after in zip(written, load_components(tmp_path / "components.safetensors"), strict=True):
        torch.testing.assert_close(after, before, atol=1e-6, rtol=0)


def test_bundled_components_are_small_and_of_the_documented_sizes() -> None:
    assert [each.shape[1] for each in load_components()] == list(COMPONENTS)
    assert BUNDLED_COMPONENTS.stat().st_size < 200_000


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.safetensors").write_bytes(b"no tensors")
    for name in ("other.safetensors", "missing.safetensors"):
        with pytest.raises(ModelError, match="--save-components"):
            load_components(tmp_path / name)
