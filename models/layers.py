"""Layers of our networks: convolutions, residual blocks, noise, and what keeps their layout on a GPU.

On CUDA some of torch's layers copy a picture from channels_last to the usual layout, and the next convolution
copies it back: more work than the layer itself. Those are written here from slices and views, which keep it.
"""

from collections.abc import Iterable
from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn


def conv(inputs: int, outputs: int, stride: int = 1) -> nn.Conv2d:
    """A 3x3 convolution, reflection padding. (1, inputs, H, W) -> (1, outputs, H / stride, W / stride)."""
    return _ReflectedConv2d(inputs, outputs, 3, stride, padding=1, padding_mode="reflect")


class ReflectionPad(nn.Module):
    """One sample more on each side, the mirror image of those beside the edge."""

    def forward(self, x: Tensor) -> Tensor:
        """(N, C, H, W) -> (N, C, H + 2, W + 2)."""
        return reflection_pad(x)


def reflection_pad(x: Tensor) -> Tensor:
    """As `F.pad` with `reflect`, one sample on each side; on CUDA in the layout of x. For inference there."""
    if not x.is_cuda or x.requires_grad or torch.compiler.is_compiling():
        return F.pad(x, (1, 1, 1, 1), mode="reflect")
    return pad_in_layout(x)


def pad_in_layout(x: Tensor) -> Tensor:
    """`reflection_pad` by copies of slices. (N, C, H, W) -> (N, C, H + 2, W + 2), channels_last."""
    pictures, channels, height, width = x.shape
    shape = (pictures, channels, height + 2, width + 2)
    padded = torch.empty(shape, dtype=x.dtype, device=x.device, memory_format=torch.channels_last)
    padded[:, :, 1:-1, 1:-1] = x
    padded[:, :, 1:-1, 0] = x[:, :, :, 1]
    padded[:, :, 1:-1, -1] = x[:, :, :, -2]
    padded[:, :, 0] = padded[:, :, 2]
    padded[:, :, -1] = padded[:, :, -3]
    return padded


def pixel_unshuffle(x: Tensor, factor: int) -> Tensor:
    """As `F.pixel_unshuffle`; on CUDA it stays channels_last. (N, C, H, W) -> (N, C f f, H / f, W / f)."""
    return unshuffle_in_layout(x, factor) if x.is_cuda else F.pixel_unshuffle(x, factor)


def pixel_shuffle(x: Tensor, factor: int) -> Tensor:
    """As `F.pixel_shuffle`; on CUDA it stays channels_last. (N, C f f, H, W) -> (N, C, f H, f W)."""
    return shuffle_in_layout(x, factor) if x.is_cuda else F.pixel_shuffle(x, factor)


def unshuffle_in_layout(x: Tensor, factor: int) -> Tensor:
    """`pixel_unshuffle` with one copy."""
    pictures, channels, height, width = x.shape
    rows, columns = height // factor, width // factor
    blocks = x.permute(0, 2, 3, 1).reshape(pictures, rows, factor, columns, factor, channels)
    folded = blocks.permute(0, 1, 3, 5, 2, 4).reshape(pictures, rows, columns, channels * factor**2)
    return folded.permute(0, 3, 1, 2)


def shuffle_in_layout(x: Tensor, factor: int) -> Tensor:
    """`pixel_shuffle` with one copy."""
    pictures, channels, height, width = x.shape
    blocks = x.permute(0, 2, 3, 1).reshape(pictures, height, width, channels // factor**2, factor, factor)
    unfolded = blocks.permute(0, 1, 4, 2, 5, 3).reshape(pictures, height * factor, width * factor, -1)
    return unfolded.permute(0, 3, 1, 2)


class Pair(nn.Module):
    """The two convolutions of a residual block; normalisation, activation and sum are the network's."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.a = conv(channels, channels)
        self.b = conv(channels, channels)


def pairs(blocks: nn.ModuleList) -> Iterable[Pair]:
    """The blocks of a list of `Pair`, with their type."""
    return cast(Iterable[Pair], blocks)


class CanvasNoise(nn.Module):
    """Fixed noise that lies on the canvas: strokes in flat areas hang on it, and stay where they are.

    A convolution alone can fill a flat area only by amplifying the noise of a camera, which boils. Noise as
    an input is from Ulyanov et al. 2016 (Texture Networks, arXiv 1603.03417). Here it is a few periodic
    channels, mixed to as many as a layer has.
    """

    field: Tensor

    def __init__(self, channels: int, outputs: int, period: int, seed: int) -> None:
        """Draw the noise.

        Args:
            channels: of noise.
            outputs: channels of the layer.
            period: samples after which the noise repeats, in both directions.
            seed: of the noise.
        """
        super().__init__()
        random = torch.Generator().manual_seed(seed)
        noise = torch.randn(1, channels, period, period, generator=random, device="cpu")
        self.register_buffer("field", noise)
        self.mix = nn.Conv2d(channels, outputs, 1, bias=False)

    def field_of(self, height: int, width: int, offset: Tensor | None = None) -> Tensor:
        """The noise of an area of the canvas that begins at its corner, or at an offset.

        Args:
            height: in samples.
            width: in samples.
            offset: (2,) int64, samples down and right; None = 0.

        Returns:
            (1, channels, height, width).
        """
        down, right = (0, 0) if offset is None else offset
        period, device = self.field.shape[2], self.field.device
        # Indices by modulo and not `repeat`: so the size of a converted graph can change.
        rows = (torch.arange(height, device=device) + down) % period
        columns = (torch.arange(width, device=device) + right) % period
        return self.field[:, :, rows][:, :, :, columns]

    def forward(self, noise: Tensor, dtype: torch.dtype) -> Tensor:
        """Mix. (N, channels, h, w) -> (N, outputs, h, w)."""
        mixed: Tensor = self.mix(noise.to(dtype))
        return mixed


class _ReflectedConv2d(nn.Conv2d):
    def _conv_forward(self, x: Tensor, weight: Tensor, bias: Tensor | None) -> Tensor:
        return F.conv2d(reflection_pad(x), weight, bias, self.stride)
