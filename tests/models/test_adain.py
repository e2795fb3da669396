"""The arithmetic all networks share."""

import pytest
import torch
from torch import Tensor, nn

from models.adain import adain, blend, mean_std, split, spread


def picture(*shape: int, seed: int = 0) -> Tensor:
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed)) * 3 + 1


def straight(x: Tensor, scale: Tensor, shift: Tensor) -> Tensor:
    """AdaIN as the paper writes it, in float64."""
    x = x.double()
    variance = x.var((2, 3), correction=0, keepdim=True)
    normalised = (x - x.mean((2, 3), keepdim=True)) / (variance + 1e-5).sqrt()
    return normalised * scale.double()[:, :, None, None] + shift.double()[:, :, None, None]


def test_adain_gives_each_channel_the_mean_and_deviation_asked_for() -> None:
    painted = adain(picture(1, 4, 9, 7), (torch.tensor([[1.0, 2, 3, 4]]), torch.tensor([[5.0, 6, 7, 8]])))
    mean, std = mean_std(painted)
    torch.testing.assert_close(mean.flatten(), torch.tensor([5.0, 6, 7, 8]))
    torch.testing.assert_close(std.flatten(), torch.tensor([1.0, 2, 3, 4]), rtol=1e-4, atol=0)


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16, torch.float16])
@pytest.mark.parametrize("layout", [torch.contiguous_format, torch.channels_last])
def test_adain_is_the_same_in_every_precision_and_layout(
    dtype: torch.dtype, layout: torch.memory_format
) -> None:
    x = picture(1, 8, 16, 12).to(dtype).to(memory_format=layout)
    scale, shift = picture(1, 8, seed=1), picture(1, 8, seed=2)
    painted = adain(x, (scale, shift))
    assert painted.dtype == dtype
    error = (painted.double() - straight(x, scale, shift)).abs().max()
    assert error < {torch.float32: 1e-4, torch.float16: 2e-2, torch.bfloat16: 2e-1}[dtype]


def test_adain_survives_values_whose_squares_do_not_fit_float16() -> None:
    x = (picture(1, 2, 64, 64) * 1000).half()
    painted = adain(x, (torch.ones(1, 2), torch.zeros(1, 2)))
    mean, std = mean_std(x)
    assert torch.isfinite(painted).all()
    assert torch.isfinite(std).all() and std.dtype == mean.dtype == torch.float32


def test_pictures_of_a_batch_take_their_own_row() -> None:
    x, scale, shift = picture(3, 4, 8, 8), picture(3, 4, seed=1), picture(3, 4, seed=2)
    painted = adain(x, (scale, shift))
    for row in range(3):
        alone = adain(x[row : row + 1], (scale[row : row + 1], shift[row : row + 1]))
        torch.testing.assert_close(painted[row : row + 1], alone)


def test_maps_of_one_style_alone_are_that_style() -> None:
    x, scale, shift = picture(1, 4, 8, 8), picture(2, 4, seed=1), picture(2, 4, seed=2)
    maps = torch.stack([torch.ones(20, 20), torch.zeros(20, 20)])
    torch.testing.assert_close(adain(x, (scale, shift), maps), adain(x, (scale[:1], shift[:1])))


def test_maps_paint_each_side_as_if_it_were_alone() -> None:
    x, scale, shift = picture(1, 4, 8, 8), picture(2, 4, seed=1), picture(2, 4, seed=2)
    left = torch.cat([torch.ones(8, 4), torch.zeros(8, 4)], 1)
    painted = adain(x, (scale, shift), torch.stack([left, 1 - left]))
    torch.testing.assert_close(painted[..., :4], adain(x[..., :4], (scale[:1], shift[:1])))
    torch.testing.assert_close(painted[..., 4:], adain(x[..., 4:], (scale[1:], shift[1:])))


def test_even_maps_are_a_blend() -> None:
    x, statistics = picture(1, 4, 8, 8), picture(2, 8, seed=1)
    weights = torch.tensor([0.3, 0.7])
    (blended,), (separate,) = split(blend(statistics, weights), (4,)), split(statistics, (4,))
    maps = weights[:, None, None].expand(2, 5, 5)
    torch.testing.assert_close(adain(x, separate, maps), adain(x, blended, weights), rtol=1e-4, atol=1e-5)


def test_maps_shrink_by_area_so_that_thin_lines_do_not_flicker() -> None:
    line = torch.zeros(1, 64, 64)
    line[..., 13] = 1  # one pixel wide
    spread_out = spread(torch.ones(1, 1), line, torch.zeros(1, 1, 8, 8))
    torch.testing.assert_close(spread_out.sum() / 8, torch.tensor(1 / 8), rtol=0.05, atol=0)


def test_split_cuts_pairs_layer_by_layer() -> None:
    (first, second), (third, fourth) = split(torch.arange(10.0)[None], (2, 3))
    assert [part.flatten().tolist() for part in (first, second)] == [[0, 1], [2, 3]]
    assert [part.flatten().tolist() for part in (third, fourth)] == [[4, 5, 6], [7, 8, 9]]


def test_deviation_divides_by_n_or_by_n_minus_one() -> None:
    x = picture(2, 3, 4, 5)
    for correction in (0, 1):
        _, std = mean_std(x, correction=correction)
        expected = (x.var((2, 3), correction=correction, keepdim=True) + 1e-5).sqrt()
        torch.testing.assert_close(std, expected)


@pytest.mark.filterwarnings("ignore:`torch.jit:DeprecationWarning")
def test_a_traced_layer_does_the_same_at_another_size() -> None:
    class Layer(nn.Module):
        def forward(self, x: Tensor, scale: Tensor, shift: Tensor) -> Tensor:
            return adain(x, (scale, shift))

    scale, shift = picture(1, 4, seed=1), picture(1, 4, seed=2)
    traced = torch.jit.trace(Layer(), (picture(1, 4, 8, 8), scale, shift))  # type: ignore[no-untyped-call]
    x = picture(1, 4, 24, 10)
    torch.testing.assert_close(traced(x, scale, shift), adain(x, (scale, shift)))
