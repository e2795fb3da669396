"""What our own networks share: their convolution, the pair of a residual block, and the style encoder.

Learning the parameters of AdaIN (Huang & Belongie 2017, equation 8) from a style picture is from Ghiasi et
al. 2017 (arXiv 1705.06830).
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from models.adain import mean_std

STYLE_LAYERS = ((32, 1), (64, 2), (64, 1), (128, 2), (128, 1), (256, 2), (256, 1))
"""Channels and stride of each convolution that looks at a style picture."""

MEASURED = (0, 2, 4, 6)
"""The style layers whose means and deviations describe the picture."""

HIDDEN = 512
"""Width of the layers between these and the style statistics."""


def conv(inputs: int, outputs: int, stride: int = 1) -> nn.Conv2d:
    """A 3x3 convolution that sees no border: (1, inputs, H, W) -> (1, outputs, H / stride, W / stride)."""
    return nn.Conv2d(inputs, outputs, 3, stride, padding=1, padding_mode="reflect")


class Pair(nn.Module):
    """The two convolutions of a residual block; what happens between them is the network's to say."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.a = conv(channels, channels)
        self.b = conv(channels, channels)


class StyleEncoder(nn.Module):
    """From a style picture to style statistics. It runs once per style, so it may be large."""

    def __init__(self, statistics_size: int) -> None:
        super().__init__()
        widths = [12] + [width for width, _ in STYLE_LAYERS]
        strides = [stride for _, stride in STYLE_LAYERS]
        self.l = nn.ModuleList(map(conv, widths, widths[1:], strides))
        measures = 2 * sum(STYLE_LAYERS[index][0] for index in MEASURED)
        self.mlp = nn.Sequential(
            nn.Linear(measures, HIDDEN),
            nn.ReLU(),
            nn.Linear(HIDDEN, HIDDEN),
            nn.ReLU(),
            nn.Linear(HIDDEN, statistics_size),
        )

    def forward(self, picture: Tensor) -> Tensor:
        """(1, 3, h, w) RGB 0..1 -> (1, P) float32."""
        height, width = picture.shape[2:]
        x = picture[:, :, : height // 2 * 2, : width // 2 * 2]  # even, to be folded
        x = F.pixel_unshuffle(x - 0.5, 2)  # (1, 12, h/2, w/2)
        measured: list[Tensor] = []
        for index, layer in enumerate(self.l):
            x = F.relu(layer(x))
            if index in MEASURED:
                measured.extend(value.flatten(1) for value in mean_std(x))
        description = torch.cat(measured, 1).to(next(self.mlp.parameters()).dtype)  # (1, 960)
        with torch.autocast(x.device.type, enabled=False):  # in float32 even while it is trained in less
            statistics: Tensor = self.mlp(description)
        return statistics.float()  # (1, P)
