"""Layers that `compact` and `small` share: a 3x3 convolution, and the two of a residual block."""

from collections.abc import Iterable
from typing import cast

from torch import nn


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
