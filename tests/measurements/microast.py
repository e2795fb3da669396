"""How much faster the default network paints than MicroAST's, in the same run.

    python -m tests.measurements.microast [WIDTH HEIGHT]

MicroAST (Wang et al. 2023, arXiv 2211.15313) is timed in PyTorch, where its authors run it, with the style
encoded beforehand, once as published and once in channels_last; ours as `run.py bench` does. Both in float32,
taking turns. Its weights are random: what they are does not change the time.
"""

import sys
from collections.abc import Callable
from statistics import median

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.utils.flop_counter import FlopCounterMode

from engine import Stylizer, bench_network
from engine.bench.record import clock_ms
from models.adain import EPSILON

ROUNDS = 7
"""Times that the networks take turns."""

FRAMES = 8
"""Frames of each in a round; the first of a round is not counted."""

CHANNELS = 64
"""At 1/4 of the frame's size, where MicroAST's residual blocks are."""


def conv(inputs: int, outputs: int, kernel: int = 3, stride: int = 1, groups: int = 1) -> nn.Conv2d:
    """A convolution with reflection padding, as all of MicroAST's."""
    return nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, groups=groups, padding_mode="reflect")


class ModulatedBlock(nn.Module):
    """A residual block of the decoder, whose convolutions' outputs are scaled by the style (section 3.3)."""

    def __init__(self) -> None:
        super().__init__()
        self.first = conv(CHANNELS, CHANNELS)
        self.second = conv(CHANNELS, CHANNELS)

    def forward(self, x: Tensor, scale: Tensor, share: Tensor) -> Tensor:
        """(1, 64, H, W) and two (1, 64, 1, 1) -> (1, 64, H, W)."""
        inner = torch.relu(scale * self.first(x) + share * x)
        painted: Tensor = x + scale * self.second(inner) + share * inner
        return painted


class ResidualBlock(nn.Module):
    """A residual block of the encoder."""

    def __init__(self) -> None:
        super().__init__()
        self.first = conv(CHANNELS, CHANNELS)
        self.second = conv(CHANNELS, CHANNELS)

    def forward(self, x: Tensor) -> Tensor:
        """(1, 64, H, W) -> same."""
        refined: Tensor = x + self.second(torch.relu(self.first(x)))
        return refined


class MicroAst(nn.Module):
    """Content encoder and decoder of MicroAST; of the style it takes what its other half learned once."""

    def __init__(self) -> None:
        super().__init__()
        layers = [conv(3, 16, 9), conv(16, 32, stride=2, groups=16), conv(32, 32, 1)]
        layers += [conv(32, 64, stride=2, groups=32), conv(64, 64, 1)]
        self.shrink = nn.Sequential(*(each for layer in layers for each in (layer, nn.ReLU(inplace=True))))
        self.blocks = nn.ModuleList((ResidualBlock(), ResidualBlock()))
        self.modulated = nn.ModuleList((ModulatedBlock(), ModulatedBlock()))
        self.to_half = nn.Sequential(conv(64, 32, groups=32), nn.ReLU(), conv(32, 32, 1), nn.ReLU())
        self.to_full = nn.Sequential(
            conv(32, 16, groups=16), nn.ReLU(), conv(16, 16, 1), nn.ReLU(), conv(16, 3, 9)
        )

    def forward(self, content: Tensor, style: list[Tensor]) -> Tensor:
        """(1, 3, H, W) -> same.

        Args:
            content: RGB.
            style: deviation, mean, scale and share of either block, each (1, 64, 1, 1).
        """
        x = self.blocks[1](self.blocks[0](self.shrink(content)))  # (1, 64, H / 4, W / 4)
        for block, (deviation, mean, scale, share) in zip(
            self.modulated, (style[:4], style[4:]), strict=True
        ):
            x = block((x - x.mean((2, 3), keepdim=True)) / _deviation(x) * deviation + mean, scale, share)
        x = self.to_half(F.interpolate(x, scale_factor=2.0, mode="bilinear"))  # (1, 32, H / 2, W / 2)
        painted: Tensor = self.to_full(F.interpolate(x, scale_factor=2.0, mode="bilinear"))
        return painted


def _deviation(x: Tensor) -> Tensor:
    """As in its program. (1, 64, H, W) -> (1, 64, 1, 1)."""
    variance = x.flatten(2).var(2)
    return (variance + EPSILON).sqrt()[:, :, None, None]


@torch.no_grad()
def main(width: int = 640, height: int = 360) -> None:
    """Measure and print."""
    torch.manual_seed(0)
    style = [torch.rand(1, CHANNELS, 1, 1) for _ in range(8)]
    content = torch.rand(1, 3, height, width)
    stylizer = Stylizer(device="cpu", precision="float32")
    print(f"{width}x{height}, float32, {torch.get_num_threads()} threads")
    turns = [(*_peer_ms(content, style), _own_ms(stylizer, width, height)) for _ in range(ROUNDS)]
    published, channels_last, own = (median(times) for times in zip(*turns, strict=True))
    cost = _multiply_adds(content, style)
    print(f"MicroAST, {cost:,.0f} multiply-adds a pixel, PyTorch: {published:.1f} ms")
    print(f"the same in channels_last: {channels_last:.1f} ms")
    print(f"Impasto, {stylizer.choice.runtime}: {own:.1f} ms")
    print(f"{published / own:.1f} times as fast as the first, {channels_last / own:.1f} as the second")


def _multiply_adds(content: Tensor, style: list[Tensor]) -> float:
    with FlopCounterMode(display=False) as counter:
        MicroAst()(content, style)
    operations: int = counter.get_total_flops()
    return operations / 2 / (content.shape[2] * content.shape[3])


def _peer_ms(content: Tensor, style: list[Tensor]) -> tuple[float, float]:
    """Median milliseconds of a frame, as published and in channels_last."""
    network = MicroAst()
    published = _frame_ms(lambda: network(content, style))
    nn.Module.to(network, memory_format=torch.channels_last)  # type: ignore[call-overload]
    content = content.contiguous(memory_format=torch.channels_last)
    return published, _frame_ms(lambda: network(content, style))


def _frame_ms(paint: Callable[[], object]) -> float:
    return median([clock_ms(paint) for _ in range(FRAMES)][1:])


def _own_ms(stylizer: Stylizer, width: int, height: int) -> float:
    records = bench_network(stylizer, (width, height), FRAMES)
    return next(record.p50_ms for record in records if record.stage == "network")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
