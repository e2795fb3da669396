"""The pyramid network: nothing runs above 1/4 size, and AdaIN acts at 1/16, 1/8 and 1/4.

AdaIN is Huang & Belongie 2017, equation 8; learning its parameters from a style picture is Ghiasi et al. 2017
(arXiv 1705.06830); folding 4x4 pixels into channels at both ends is Shi et al. 2016 (arXiv 1609.05158).
Most weights are at 1/16, where a channel costs little and a brush stroke is a few cells wide.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from models.adain import Affine, adain, blend, mean_std, split
from models.network import StyleNetwork

STYLE_LAYERS = ((32, 1), (64, 2), (64, 1), (128, 2), (128, 1), (256, 2), (256, 1))
"""Channels and stride of each convolution that looks at a style picture."""

MEASURED = (0, 2, 4, 6)
"""The style layers whose means and deviations describe the picture."""

HIDDEN = 512
"""Width of the first layer between these and the style statistics."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Widths and depths: one definition, several sizes."""

    quarter: int
    """Channels at 1/4 of the frame's size."""

    eighth: int
    """Channels at 1/8."""

    sixteenth: int
    """Channels at 1/16."""

    eighth_blocks: int
    """Residual blocks at 1/8."""

    sixteenth_blocks: int
    """Residual blocks at 1/16."""

    hidden: int
    """Width of the last layer before the style statistics."""

    @property
    def adain_channels(self) -> tuple[int, ...]:
        """C of each AdaIN layer, in order."""
        deep = (self.sixteenth,) * (1 + 2 * self.sixteenth_blocks)
        middle = (self.eighth,) * (1 + 2 * self.eighth_blocks)
        return (*deep, *middle, self.quarter, self.quarter)


SMALL = Shape(quarter=48, eighth=112, sixteenth=160, eighth_blocks=1, sixteenth_blocks=2, hidden=256)
"""13,018 multiply-adds a pixel; 1.5 million parameters to paint a frame, 2.4 million to learn a style."""

BASE = Shape(quarter=96, eighth=224, sixteenth=320, eighth_blocks=2, sixteenth_blocks=3, hidden=512)
"""68,200 multiply-adds a pixel, for a GPU."""


class PyramidNetwork(StyleNetwork):
    """Down to 1/16 and up again. Its statistics are, for each AdaIN layer, scale - 1 and then shift."""

    multiple = 16

    def __init__(self, shape: Shape = SMALL) -> None:
        super().__init__()
        quarter, eighth, sixteenth = shape.quarter, shape.eighth, shape.sixteenth
        self.adain_channels = shape.adain_channels
        self.statistics_size = 2 * sum(self.adain_channels)
        self.stem = _conv(48, quarter)
        self.down8 = _conv(quarter, eighth, stride=2)
        self.down16 = _conv(eighth, sixteenth, stride=2)
        self.res16 = nn.ModuleList(_Residual(sixteenth) for _ in range(shape.sixteenth_blocks))
        self.up16 = nn.Conv2d(sixteenth, 4 * eighth, 1)
        self.res8 = nn.ModuleList(_Residual(eighth) for _ in range(shape.eighth_blocks))
        self.up8 = nn.Conv2d(eighth, 4 * quarter, 1)
        self.merge = _conv(quarter, quarter)
        self.out = _conv(quarter, 48)
        self.style = _Style(shape.hidden, self.statistics_size)

    def encode_style(self, picture: Tensor) -> Tensor:
        """Learn a style picture: (1, 3, h, w) RGB 0..1 -> (1, P) float32."""
        statistics: Tensor = self.style(picture)
        return statistics

    def forward(self, content: Tensor, statistics: Tensor, weights: Tensor | None = None) -> Tensor:
        """Paint, as `StyleNetwork` says. In training, N pictures each with a row of statistics."""
        layers = iter(split(blend(statistics, weights), self.adain_channels))

        def styled(x: Tensor) -> Tensor:
            scale, shift = next(layers)
            affine: Affine = (1 + scale, shift)
            return adain(x, affine, weights)

        x4 = F.relu(self.stem(F.pixel_unshuffle(content - 0.5, 4)))  # (1, quarter, H/4, W/4)
        x8 = F.relu(self.down8(x4))  # (1, eighth, H/8, W/8)
        x = styled(F.relu(self.down16(x8)))  # (1, sixteenth, H/16, W/16)
        for block in _residuals(self.res16):
            x = x + styled(block.b(F.relu(styled(block.a(x)))))
        x = styled(x8) + F.pixel_shuffle(self.up16(x), 2)  # (1, eighth, H/8, W/8)
        for block in _residuals(self.res8):
            x = x + styled(block.b(F.relu(styled(block.a(x)))))
        x = styled(x4) + F.pixel_shuffle(self.up8(x), 2)  # (1, quarter, H/4, W/4)
        x = F.relu(styled(self.merge(x)))
        return torch.sigmoid(F.pixel_shuffle(self.out(x), 4))  # (1, 3, H, W)


class _Residual(nn.Module):
    """The two convolutions of a residual block; each is followed by AdaIN."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.a = _conv(channels, channels)
        self.b = _conv(channels, channels)


def _residuals(blocks: nn.ModuleList) -> Iterable[_Residual]:
    return cast(Iterable[_Residual], blocks)


class _Style(nn.Module):
    def __init__(self, hidden: int, statistics_size: int) -> None:
        super().__init__()
        widths = [12] + [width for width, _ in STYLE_LAYERS]
        strides = [stride for _, stride in STYLE_LAYERS]
        self.l = nn.ModuleList(map(_conv, widths, widths[1:], strides))
        measures = 2 * sum(STYLE_LAYERS[index][0] for index in MEASURED)
        self.mlp = nn.Sequential(
            nn.Linear(measures, HIDDEN),
            nn.ReLU(),
            nn.Linear(HIDDEN, hidden),
            nn.ReLU(),
            nn.Linear(hidden, statistics_size),
        )

    def forward(self, picture: Tensor) -> Tensor:
        height, width = picture.shape[2:]
        x = picture[:, :, : height // 2 * 2, : width // 2 * 2]  # even, to be folded
        x = F.pixel_unshuffle(x - 0.5, 2)  # (1, 12, h/2, w/2)
        measured: list[Tensor] = []
        for index, layer in enumerate(self.l):
            x = F.relu(layer(x))
            if index in MEASURED:
                measured.extend(value.flatten(1) for value in mean_std(x))
        description = torch.cat(measured, 1).to(next(self.mlp.parameters()).dtype)  # (1, 960)
        with torch.autocast(x.device.type, enabled=False):  # a small sum of large differences
            statistics: Tensor = self.mlp(description)
        return statistics.float()  # (1, P)


def _conv(inputs: int, outputs: int, stride: int = 1) -> nn.Conv2d:
    return nn.Conv2d(inputs, outputs, 3, stride, padding=1, padding_mode="reflect")
