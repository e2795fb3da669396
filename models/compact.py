"""The compact network: few channels above 1/4 size, two residual blocks at 1/8, seven AdaIN layers.

24,704 multiply-adds a pixel; 1.1 million parameters to paint a frame, 2.7 million to learn a style.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from models.adain import Affine, adain, blend, mean_std, split
from models.layers import Pair, conv, pairs, pixel_shuffle, pixel_unshuffle
from models.network import StyleNetwork

HALF, QUARTER, EIGHTH = 24, 64, 128
"""Channels of a frame at 1/2, 1/4 and 1/8 of its size."""

ADAIN_CHANNELS = (EIGHTH,) * 5 + (QUARTER, HALF)
"""C of each AdaIN layer, in order."""

STYLE_LAYERS = ((32, 1), (64, 2), (64, 1), (128, 2), (128, 1), (256, 2), (256, 1))
"""Channels and stride of each convolution of the style encoder."""

STATISTICS_LAYERS = (0, 2, 4, 6)
"""Indices of those whose channel means and deviations are the input of the linear layers."""

HIDDEN = 512
"""Width of the hidden linear layers."""


class CompactNetwork(StyleNetwork):
    """A small network for live use. Its statistics are, for each AdaIN layer, scale - 1 and then shift."""

    statistics_size = 2 * sum(ADAIN_CHANNELS)
    multiple = 8

    def __init__(self) -> None:
        super().__init__()
        self.content = _Content()
        self.dec = nn.ModuleList(Pair(EIGHTH) for _ in range(2))
        self.up1 = nn.Conv2d(EIGHTH, 4 * QUARTER, 1)
        self.m1 = conv(QUARTER, QUARTER)
        self.up2 = conv(QUARTER, 4 * HALF)
        self.m2 = conv(HALF, HALF)
        self.out = conv(HALF, 12)
        self.style = _StyleEncoder(self.statistics_size)

    def encode_style(self, picture: Tensor) -> Tensor:
        """Learn a style picture: (1, 3, h, w) RGB 0..1 -> (1, 1456) float32."""
        statistics: Tensor = self.style(picture)
        return statistics

    def forward(self, content: Tensor, statistics: Tensor, weights: Tensor | None = None) -> Tensor:
        """Paint, as `StyleNetwork` says. In training, N pictures each with a row of statistics."""
        layers = split(blend(statistics, weights), ADAIN_CHANNELS)
        affines: list[Affine] = [(1 + scale, shift) for scale, shift in layers]
        x = adain(self.content(content), affines[0], weights)  # (1, 128, H/8, W/8)
        for index, block in enumerate(pairs(self.dec)):
            first, second = affines[2 * index + 1 : 2 * index + 3]
            inner = F.relu(adain(block.a(x), first, weights))
            x = x + adain(block.b(inner), second, weights)
        x = pixel_shuffle(self.up1(x), 2)  # (1, 64, H/4, W/4)
        x = F.relu(adain(self.m1(x), affines[5], weights))
        x = pixel_shuffle(self.up2(x), 2)  # (1, 24, H/2, W/2)
        x = F.relu(adain(self.m2(x), affines[6], weights))
        return torch.sigmoid(pixel_shuffle(self.out(x), 2))  # (1, 3, H, W)


class _Content(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.stem = conv(12, HALF)
        self.d1 = conv(HALF, QUARTER, stride=2)
        self.d2 = conv(QUARTER, EIGHTH, stride=2)
        self.res = nn.ModuleList([Pair(EIGHTH)])

    def forward(self, content: Tensor) -> Tensor:
        x = F.relu(self.stem(pixel_unshuffle(content - 0.5, 2)))  # (1, 24, H/2, W/2)
        x = F.relu(self.d1(x))  # (1, 64, H/4, W/4)
        x = F.relu(self.d2(x))  # (1, 128, H/8, W/8)
        for block in pairs(self.res):
            x = x + block.b(F.relu(block.a(x)))
        return x


class _StyleEncoder(nn.Module):
    """From a style picture to style statistics. It runs once per style, so it may be large."""

    def __init__(self, statistics_size: int) -> None:
        super().__init__()
        widths = [12] + [width for width, _ in STYLE_LAYERS]
        strides = [stride for _, stride in STYLE_LAYERS]
        self.l = nn.ModuleList(map(conv, widths, widths[1:], strides))
        inputs = 2 * sum(STYLE_LAYERS[index][0] for index in STATISTICS_LAYERS)
        self.mlp = nn.Sequential(
            nn.Linear(inputs, HIDDEN),
            nn.ReLU(),
            nn.Linear(HIDDEN, HIDDEN),
            nn.ReLU(),
            nn.Linear(HIDDEN, statistics_size),
        )

    def forward(self, picture: Tensor) -> Tensor:
        """(1, 3, h, w) RGB 0..1 -> (1, P) float32."""
        height, width = picture.shape[2:]
        x = picture[:, :, : height // 2 * 2, : width // 2 * 2]  # even, for pixel_unshuffle
        x = pixel_unshuffle(x - 0.5, 2)  # (1, 12, h/2, w/2)
        found: list[Tensor] = []
        for index, layer in enumerate(self.l):
            x = F.relu(layer(x))
            if index in STATISTICS_LAYERS:
                found.extend(value.flatten(1) for value in mean_std(x))
        features = torch.cat(found, 1).to(next(self.mlp.parameters()).dtype)  # (1, 960)
        with torch.autocast(x.device.type, enabled=False):  # in float32 also under autocast in training
            statistics: Tensor = self.mlp(features)
        return statistics.float()  # (1, P)
