"""VGG-16 up to relu4_1 (Simonyan & Zisserman 2014, arXiv 1409.1556), and what it says about a style.

The style loss compares means and deviations of its features (Huang & Belongie 2017, equation 13); the very
same numbers describe a style picture to the small network, as they do in the paper.
"""

from collections.abc import Iterable

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from models.adain import mean_std

WIDTHS = (64, 64, 128, 128, 256, 256, 256, 512)
POOLED = (2, 4, 7)
"""The convolutions that are preceded by 2x2 max pooling."""
TAPPED = (0, 2, 4, 7)
"""The convolutions whose ReLU is looked at: relu1_1, relu2_1, relu3_1, relu4_1."""
MEAN = (123.68 / 255, 116.779 / 255, 103.939 / 255)
"""RGB mean of the pictures VGG was trained on."""


class Vgg(nn.Module):
    """Features of relu1_1, relu2_1, relu3_1 and relu4_1; zero padding, max pooling, frozen."""

    def __init__(self, widths: tuple[int, ...] = WIDTHS) -> None:
        super().__init__()
        self.convs = nn.ModuleList(map(_conv, (3, *widths[:-1]), widths))
        self.requires_grad_(False)

    def forward(self, x: Tensor) -> list[Tensor]:
        """(B, 3, H, W) RGB 0..1 -> four maps at 1, 1/2, 1/4 and 1/8 of the size, in the weights' dtype."""
        return [x for i, x in enumerate(self.layers(x)) if i in TAPPED]

    def layers(self, x: Tensor) -> Iterable[Tensor]:
        """The same, map by map, of every convolution."""
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


def measure(features: Tensor) -> tuple[Tensor, Tensor]:
    """Mean and deviation of each channel in float32. (B, C, H, W) -> (B, C), (B, C); biased variance."""
    mean, deviation = mean_std(features)
    return mean.flatten(1), deviation.flatten(1)


def describe(features: list[Tensor]) -> Tensor:
    """The means and deviations of all maps, one after the other. (B, 2 * sum of C)."""
    return torch.cat([part for each in features for part in measure(each)], dim=1)
