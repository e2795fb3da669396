"""The paper's network: VGG-19 to relu4_1, one AdaIN, and a decoder that mirrors it.

Huang & Belongie, Arbitrary Style Transfer in Real-time with Adaptive Instance Normalization, ICCV 2017,
section 6; layer by layer as github.com/naoto0804/pytorch-AdaIN publishes it: its checkpoints load unchanged.
"""

from collections.abc import Iterable

import torch
from torch import Tensor, nn

from models.adain import blend, in_regions, mean_std, split, spread
from models.layers import ReflectionPad
from models.network import StyleNetwork

CHANNELS = 512
"""Channels at relu4_1."""

UNUSED_LAYERS = (32, 35, 38, 42, 45, 48, 51)
"""Convolutions beyond relu4_1 (at 30) in the 53 modules of `vgg_normalised.pth`."""


class PaperNetwork(StyleNetwork):
    """The network of the paper. Its statistics are the 512 means of relu4_1, then the 512 deviations."""

    statistics_size = 2 * CHANNELS
    multiple = 8
    external_weights = ("encoder.",)

    def __init__(self) -> None:
        super().__init__()
        self.encoder = _encoder()
        self.decoder = _decoder()

    def encode_style(self, picture: Tensor) -> Tensor:
        """Learn a style picture: (1, 3, h, w) RGB 0..1 -> (1, 1024) float32."""
        mean, std = _mean_std(self.encoder(picture))
        return torch.cat([mean, std], dim=1).flatten(1)  # (1, 1024)

    def forward(self, content: Tensor, statistics: Tensor, weights: Tensor | None = None) -> Tensor:
        """Paint, as `StyleNetwork` says."""
        features = self.encoder(content)  # (1, 512, H/8, W/8)
        ((style_mean, style_std),) = split(blend(statistics, weights), (CHANNELS,))
        if weights is not None and weights.dim() == 3:
            target = in_regions(features, (style_std, style_mean), weights, correction=1)
        else:
            mean, std = _mean_std(features)
            normalised = ((features - mean) / std).to(features.dtype)
            scale, shift = (spread(parameter, None, features) for parameter in (style_std, style_mean))
            target = torch.addcmul(shift, normalised, scale)
        painted: Tensor = self.decoder(target)  # (1, 3, H, W)
        return painted.clamp(0, 1)  # the published program clamps when it writes the picture


def _mean_std(features: Tensor) -> tuple[Tensor, Tensor]:
    """The published code's convention, and the decoder's: the variance divides by n - 1."""
    return mean_std(features, correction=1)


def _encoder() -> nn.Sequential:
    """VGG-19 to relu4_1 after a 1x1 layer that takes RGB 0..1 to what VGG was trained on."""
    return nn.Sequential(
        nn.Conv2d(3, 3, 1),
        *_conv(3, 64),  # relu1_1
        *_conv(64, 64),
        _pool(),
        *_conv(64, 128),  # relu2_1
        *_conv(128, 128),
        _pool(),
        *_conv(128, 256),  # relu3_1
        *_conv(256, 256),
        *_conv(256, 256),
        *_conv(256, 256),
        _pool(),
        *_conv(256, CHANNELS),  # relu4_1
    )


def _decoder() -> nn.Sequential:
    return nn.Sequential(
        *_conv(CHANNELS, 256),
        _double(),
        *_conv(256, 256),
        *_conv(256, 256),
        *_conv(256, 256),
        *_conv(256, 128),
        _double(),
        *_conv(128, 128),
        *_conv(128, 64),
        _double(),
        *_conv(64, 64),
        *list(_conv(64, 3))[:-1],  # colours, so no ReLU
    )


def _conv(inputs: int, outputs: int) -> Iterable[nn.Module]:
    # Three modules, padding apart, because the checkpoints count them so.
    return ReflectionPad(), nn.Conv2d(inputs, outputs, 3), nn.ReLU()


def _pool() -> nn.Module:
    return nn.MaxPool2d(2, 2, ceil_mode=True)


def _double() -> nn.Module:
    return nn.Upsample(scale_factor=2, mode="nearest")
