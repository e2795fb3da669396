"""Flat detail, halo and weave, on pictures with known answers."""

import pytest
import torch
from torch import Tensor
from torch.nn import functional as F

from models.evaluation.texture import Edges, detail, flat_areas, flat_detail, grey, halo, weave

SIDE = 256


def noise(deviation: float, seed: int = 1) -> Tensor:
    return 0.5 + deviation * torch.randn(SIDE, SIDE, generator=torch.Generator().manual_seed(seed))


def half_flat() -> Tensor:
    """Rough on the left, quiet on the right."""
    picture = noise(0.1)
    picture[:, SIDE // 2 :] = noise(0.01)[:, SIDE // 2 :]
    return picture


def disc(height: float = 0.0) -> Tensor:
    """A dark disc on bright ground; 10 pixels on either side of its edge, more contrast by so much."""
    y, x = torch.meshgrid(torch.arange(SIDE), torch.arange(SIDE), indexing="ij")
    outside = torch.hypot(x - 127.5, y - 127.5) - 60
    picture = torch.where(outside < 0, 0.2, 0.7)
    return picture + height * outside.sign() * (outside.abs() < 10)


def blurred(picture: Tensor) -> Tensor:
    return F.avg_pool2d(picture[None, None], 5, 1, 2, count_include_pad=False)[0, 0]


def grid(period: int, height: float) -> Tensor:
    """A dot in every cell of so many pixels."""
    pattern = torch.zeros(SIDE, SIDE)
    pattern[::period, ::period] = height
    return pattern


def test_grey_is_the_mean_of_the_channels() -> None:
    picture = torch.tensor([0.0, 0.3, 0.9]).view(1, 3, 1, 1).expand(1, 3, 4, 5)
    torch.testing.assert_close(grey(picture), torch.full((4, 5), 0.4))


def test_detail_of_a_dot_is_its_laplacian_and_of_a_ramp_nothing() -> None:
    dot = torch.zeros(5, 5)
    dot[2, 2] = 1
    assert detail(dot)[2, 2] == 4
    assert detail(dot)[2, 1] == 1
    assert detail(torch.arange(25.0).view(5, 5))[1:-1, 1:-1].abs().max() == 0


def test_flat_areas_are_three_tenths_and_lie_where_it_is_quiet() -> None:
    flat = flat_areas(half_flat())
    assert flat.float().mean() == pytest.approx(0.3, abs=0.01)
    assert flat[:, : SIDE // 2 - 16].sum() == 0


def test_blur_lowers_and_strokes_raise_flat_detail() -> None:
    photo = half_flat()
    flat = flat_areas(photo)
    own = flat_detail(photo, flat)
    assert flat_detail(blurred(photo), flat) < 0.5 * own
    assert flat_detail(photo + noise(0.05, 2) - 0.5, flat) > 3 * own


def test_a_picture_without_a_halo_has_none() -> None:
    assert halo(disc(), Edges(disc())) == pytest.approx(0, abs=0.02)


@pytest.mark.parametrize("height", [0.05, 0.1, 0.2])
def test_a_drawn_halo_is_its_share_of_the_contrast(height: float) -> None:
    assert halo(disc(height), Edges(disc())) == pytest.approx(height / (0.5 + height), abs=0.02)


def test_a_halo_counts_the_same_in_the_negative() -> None:
    assert halo(1 - disc(0.1), Edges(disc())) == pytest.approx(0.1 / 0.6, abs=0.02)


def test_a_rim_that_is_darker_is_a_negative_halo() -> None:
    assert halo(disc(-0.1), Edges(disc())) == pytest.approx(-0.1 / 0.4, abs=0.02)


def test_noise_is_no_weave() -> None:
    assert weave(noise(0.05), half_flat()) == pytest.approx(1, abs=0.35)


@pytest.mark.parametrize("period", [2, 4, 8])
def test_a_drawn_grid_is_a_weave(period: int) -> None:
    assert weave(noise(0.05) + grid(period, 0.2), half_flat()) > 4


@pytest.mark.parametrize("period", [3, 5, 7])
def test_a_grid_of_another_period_is_no_weave(period: int) -> None:
    assert weave(noise(0.05) + grid(period, 0.1), half_flat()) < 1.5


def test_a_grid_too_faint_to_be_seen_is_no_weave() -> None:
    assert weave(0.5 + grid(4, 0.001), half_flat()) < 1.5


def test_a_grid_outside_the_flat_areas_is_not_counted() -> None:
    photo = half_flat()
    woven = noise(0.05)
    woven[:, : SIDE // 4] += grid(4, 0.3)[:, : SIDE // 4]
    assert weave(woven, photo) == pytest.approx(1, abs=0.35)
