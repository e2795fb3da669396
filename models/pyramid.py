"""The pyramid network: nothing runs above quarter size, and AdaIN acts at 1/16, 1/8 and 1/4.

AdaIN is Huang & Belongie 2017, equation 8; predicting its parameters from a style picture is Ghiasi et al. 2017
(arXiv 1705.06830); folding 4x4 pixels into channels at both ends is Shi et al. 2016 (arXiv 1609.05158).
Most of the work is at 1/16 and 1/8, where a channel is cheap and a brush stroke is a few cells wide.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from models.network import StyleNetwork

STYLE_WIDTHS = (32, 64, 64, 128, 128, 256, 256)
MEASURED = (0, 2, 4, 6)
"""The layers of the style encoder whose mean and deviation are taken."""


@dataclass(frozen=True)
class Shape:
    """Widths and depths: one definition, several sizes."""

    quarter: int
    """Channels at 1/4 size."""

    eighth: int
    """Channels at 1/8 size."""

    sixteenth: int
    """Channels at 1/16 size."""

    eighth_blocks: int
    """Residual blocks at 1/8 size."""

    sixteenth_blocks: int
    """Residual blocks at 1/16 size."""

    hidden: int
    """Width of the last hidden layer that predicts the style statistics."""

    @property
    def widths(self) -> tuple[int, ...]:
        """Channels of each AdaIN layer, in the order they act."""
        deep = (self.sixteenth,) * (1 + 2 * self.sixteenth_blocks)
        middle = (self.eighth,) * (1 + 2 * self.eighth_blocks)
        return (*deep, *middle, self.quarter, self.quarter)


SMALL = Shape(quarter=48, eighth=112, sixteenth=160, eighth_blocks=1, sixteenth_blocks=2, hidden=256)
BASE = Shape(quarter=96, eighth=192, sixteenth=288, eighth_blocks=2, sixteenth_blocks=3, hidden=512)


def conv(inputs: int, outputs: int, size: int = 3, stride: int = 1) -> nn.Conv2d:
    """A convolution with reflection padding (none where there is nothing to pad)."""
    if size == 1:
        return nn.Conv2d(inputs, outputs, 1)
    return nn.Conv2d(inputs, outputs, size, stride, size // 2, padding_mode="reflect")


class Residual(nn.Module):
    """Two convolutions, each followed by AdaIN; the input is added at the end."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.a = conv(width, width)
        self.b = conv(width, width)

    def forward(self, x: Tensor, style: "Modulations") -> Tensor:
        """(B, C, H, W) -> the same."""
        y = F.relu(style.adain(self.a(x)))
        return x + style.adain(self.b(y))


class Modulations:
    """Hands each AdaIN layer its scale and shift, in order."""

    def __init__(self, statistics: Tensor, widths: tuple[int, ...]) -> None:
        self._parts: Iterator[Tensor] = iter(statistics.split([2 * width for width in widths], dim=1))

    def adain(self, x: Tensor) -> Tensor:
        """IN(x) * (1 + scale) + shift, with the instance statistics in float32. (B, C, H, W) -> same."""
        scale, shift = next(self._parts)[:, :, None, None].chunk(2, dim=1)
        wide = x.float()
        variance, mean = torch.var_mean(wide, (2, 3), keepdim=True, correction=0)
        gain = (1 + scale) * torch.rsqrt(variance + 1e-5)
        return (wide * gain + (shift - mean * gain)).to(x.dtype)


class StyleEncoder(nn.Module):
    """Seven convolutions; means and deviations of four of them go through a small MLP."""

    def __init__(self, hidden: int, outputs: int) -> None:
        super().__init__()
        inputs = (12, *STYLE_WIDTHS)
        self.l = nn.ModuleList(
            conv(inputs[i], width, stride=1 + i % 2) for i, width in enumerate(STYLE_WIDTHS)
        )
        measured = 2 * sum(STYLE_WIDTHS[i] for i in MEASURED)
        self.mlp = nn.Sequential(
            nn.Linear(measured, 512), nn.ReLU(), nn.Linear(512, hidden), nn.ReLU(), nn.Linear(hidden, outputs)
        )

    def forward(self, picture: Tensor) -> Tensor:
        """(B, 3, h, w) RGB 0..1, h and w even -> (B, P) float32."""
        x = F.pixel_unshuffle(picture - 0.5, 2)  # (B, 12, h/2, w/2)
        measured = []
        for i, layer in enumerate(self.l):
            x = F.relu(layer(x))
            if i in MEASURED:
                variance, mean = torch.var_mean(x.float(), (2, 3), correction=0)
                measured += [mean, (variance + 1e-5).sqrt()]
        with torch.autocast(x.device.type, enabled=False):
            return self.mlp(torch.cat(measured, dim=1))


class Pyramid(StyleNetwork):
    """Content path down to 1/16 and up again; every AdaIN layer is fed by the style statistics."""

    multiple = 16

    def __init__(self, shape: Shape = SMALL) -> None:
        super().__init__()
        q, e, s = shape.quarter, shape.eighth, shape.sixteenth
        self.widths = shape.widths
        self.statistics_size = 2 * sum(shape.widths)
        self.stem = conv(48, q)
        self.down8 = conv(q, e, stride=2)
        self.down16 = conv(e, s, stride=2)
        self.res16 = nn.ModuleList(Residual(s) for _ in range(shape.sixteenth_blocks))
        self.up16 = conv(s, 4 * e, size=1)
        self.res8 = nn.ModuleList(Residual(e) for _ in range(shape.eighth_blocks))
        self.up8 = conv(e, 4 * q, size=1)
        self.merge = conv(q, q)
        self.out = conv(q, 48)
        self.style = StyleEncoder(shape.hidden, self.statistics_size)

    def encode_style(self, picture: Tensor) -> Tensor:
        """See StyleNetwork."""
        height, width = picture.shape[-2:]
        return self.style(picture[..., : height // 2 * 2, : width // 2 * 2])

    def forward(self, content: Tensor, statistics: Tensor, weights: Tensor | None = None) -> Tensor:
        """See StyleNetwork; without weights, statistics may also be (B, P): one style for each picture."""
        style = Modulations(statistics, self.widths)
        x4 = F.relu(self.stem(F.pixel_unshuffle(content - 0.5, 4)))  # (B, q, H/4, W/4)
        x8 = F.relu(self.down8(x4))  # (B, e, H/8, W/8)
        x16 = style.adain(F.relu(self.down16(x8)))  # (B, s, H/16, W/16)
        for block in self.res16:
            x16 = block(x16, style)
        x8 = style.adain(x8) + F.pixel_shuffle(self.up16(x16), 2)
        for block in self.res8:
            x8 = block(x8, style)
        x4 = style.adain(x4) + F.pixel_shuffle(self.up8(x8), 2)
        x4 = F.relu(style.adain(self.merge(x4)))
        return torch.sigmoid(F.pixel_shuffle(self.out(x4), 4))
