"""Layers of our own networks: a 3x3 convolution, the two of a residual block, noise on the canvas."""

from collections.abc import Iterable
from typing import cast

import torch
from torch import Tensor, nn


def conv(inputs: int, outputs: int, stride: int = 1) -> nn.Conv2d:
    """A 3x3 convolution, reflection padding. (1, inputs, H, W) -> (1, outputs, H / stride, W / stride)."""
    return nn.Conv2d(inputs, outputs, 3, stride, padding=1, padding_mode="reflect")


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
