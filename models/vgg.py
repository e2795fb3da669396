"""VGG-16 up to relu4_1 (Simonyan & Zisserman 2014, arXiv 1409.1556), and statistics of its features.

The style losses compare means, standard deviations and covariances of these features; the same statistics of
a style picture are the input of the small network's style encoder.
"""

from collections.abc import Iterable

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from models.adain import mean_std

WIDTHS = (64, 64, 128, 128, 256, 256, 256, 512)
"""Output channels of each convolution."""

POOLED = (2, 4, 7)
"""Indices of the convolutions that follow a 2x2 max pooling."""

FEATURE_LAYERS = (0, 2, 4, 7)
"""Indices of the convolutions whose ReLU is a feature map: relu1_1, relu2_1, relu3_1, relu4_1."""

MEAN = (123.68 / 255, 116.779 / 255, 103.939 / 255)
"""RGB mean of the pictures VGG was trained on, 0..1."""


class Vgg(nn.Module):
    """Features of relu1_1, relu2_1, relu3_1 and relu4_1; zero padding, max pooling, frozen."""

    def __init__(self, widths: tuple[int, ...] = WIDTHS) -> None:
        super().__init__()
        self.convs = nn.ModuleList(map(_conv, (3, *widths[:-1]), widths))
        self.requires_grad_(False)

    def forward(self, x: Tensor) -> list[Tensor]:
        """(B, 3, H, W) RGB 0..1 -> four maps at 1, 1/2, 1/4 and 1/8 of the size, in the weights' dtype."""
        return [x for i, x in enumerate(self.activations(x)) if i in FEATURE_LAYERS]

    def activations(self, x: Tensor) -> Iterable[Tensor]:
        """(B, 3, H, W) RGB 0..1 -> the ReLU of every convolution, in order."""
        x = torch.cat([x[:, i : i + 1].float() - mean for i, mean in enumerate(MEAN)], dim=1)
        x = x.to(next(self.parameters()).dtype)
        x = x.contiguous(memory_format=torch.channels_last)
        for i, layer in enumerate(self.convs):
            if i in POOLED:
                x = F.max_pool2d(x, 2)
            x = F.relu(layer(x))
            yield x


def _conv(inputs: int, outputs: int) -> nn.Conv2d:
    return nn.Conv2d(inputs, outputs, 3, padding=1)


def channel_statistics(features: Tensor) -> tuple[Tensor, Tensor]:
    """Mean and standard deviation (biased variance) of each channel. (B, C, H, W) -> two (B, C) float32."""
    mean, deviation = mean_std(features)
    return mean.flatten(1), deviation.flatten(1)


def covariance(features: Tensor) -> Tensor:
    """Covariance of the channels over all pixels. (B, C, H, W) -> (B, C, C) float32."""
    x = features.flatten(2).float()  # (B, C, H * W)
    x = x - x.mean(2, keepdim=True)
    return x @ x.transpose(1, 2) / x.shape[2]


def feature_statistics(features: list[Tensor]) -> Tensor:
    """Channel statistics of several maps, concatenated: mean, deviation, map by map.

    Args:
        features: maps (B, C, H, W).

    Returns:
        (B, S) float32, S = 2 * sum of C.
    """
    return torch.cat([part for each in features for part in channel_statistics(each)], dim=1)
