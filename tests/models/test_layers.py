"""Layers written so that a GPU keeps channels_last: to the bit what torch's own give."""

import pytest
import torch
import torch.nn.functional as F

from models.layers import (
    conv,
    pad_in_layout,
    pixel_shuffle,
    pixel_unshuffle,
    reflection_pad,
    shuffle_in_layout,
    unshuffle_in_layout,
)

LAYOUTS = [torch.contiguous_format, torch.channels_last]


def noise(*shape: int, layout: torch.memory_format = torch.channels_last) -> torch.Tensor:
    return torch.rand(shape).to(memory_format=layout)


@pytest.mark.parametrize("layout", LAYOUTS, ids=str)
@pytest.mark.parametrize("size", [(2, 2), (5, 9), (16, 3)])
def test_padding_is_torchs_and_channels_last(layout: torch.memory_format, size: tuple[int, int]) -> None:
    x = noise(2, 7, *size, layout=layout)
    padded = pad_in_layout(x)
    torch.testing.assert_close(padded, F.pad(x, (1, 1, 1, 1), mode="reflect"), rtol=0, atol=0)
    assert padded.is_contiguous(memory_format=torch.channels_last)


@pytest.mark.parametrize("layout", LAYOUTS, ids=str)
@pytest.mark.parametrize("factor", [2, 4])
def test_folding_pixels_into_channels_is_torchs_and_channels_last(
    layout: torch.memory_format, factor: int
) -> None:
    x = noise(2, 3, 8, 12, layout=layout)
    folded = unshuffle_in_layout(x, factor)
    torch.testing.assert_close(folded, F.pixel_unshuffle(x, factor), rtol=0, atol=0)
    assert folded.is_contiguous(memory_format=torch.channels_last)
    unfolded = shuffle_in_layout(folded, factor)
    torch.testing.assert_close(unfolded, x, rtol=0, atol=0)
    assert unfolded.is_contiguous(memory_format=torch.channels_last)


@pytest.mark.parametrize("stride", [1, 2])
def test_a_convolution_has_the_weights_and_results_of_torchs(stride: int) -> None:
    ours, theirs = conv(5, 6, stride), torch.nn.Conv2d(5, 6, 3, stride, padding=1, padding_mode="reflect")
    theirs.load_state_dict(ours.state_dict())
    x = noise(1, 5, 8, 10)
    torch.testing.assert_close(ours(x), theirs(x), rtol=0, atol=0)


@pytest.mark.gpu
def test_on_cuda_channels_last_stays_through_every_layer() -> None:
    x = noise(1, 48, 20, 24).cuda().half()
    for y in (reflection_pad(x), pixel_unshuffle(x, 4), pixel_shuffle(x, 4), conv(48, 8).cuda().half()(x)):
        assert y.is_contiguous(memory_format=torch.channels_last)
    torch.testing.assert_close(reflection_pad(x), F.pad(x, (1, 1, 1, 1), mode="reflect"), rtol=0, atol=0)
