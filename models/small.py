"""The small network: the residual blocks of the compact one between an encoder and a decoder at 1/4 size.

Folding 4x4 pixels into channels at both ends is Shi et al. 2016 (arXiv 1609.05158).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from models.adain import adain, blend, split, spread
from models.compact import EIGHTH
from models.layers import Pair, conv, pairs
from models.network import StyleNetwork
from models.style_encoder import StyleEncoder
from models.vgg import WIDTHS


@dataclass(frozen=True, slots=True)
class SmallConfig:
    """Widths and depth of a `SmallNetwork`."""

    quarter: int
    """Channels at 1/4 of the frame's size."""

    eighth: int
    """Channels at 1/8."""

    blocks: int
    """Residual blocks at 1/8."""

    embedding: int
    """Length of the style embedding."""

    feature_widths: tuple[int, ...] = WIDTHS
    """Channels of each VGG-16 convolution of the style encoder's feature extractor."""

    @classmethod
    def of(cls, weights: Mapping[str, Tensor]) -> "SmallConfig":
        """The configuration of the network that has these weights.

        Raises:
            KeyError: they are not of a `SmallNetwork`.
        """
        extractor = "style.feature_extractor.convs"
        return cls(
            quarter=len(weights["stem.bias"]),
            eighth=len(weights["down.bias"]),
            blocks=sum(name.startswith("dec.") and name.endswith(".a.bias") for name in weights),
            embedding=len(weights["style.embed.bias"]),
            feature_widths=tuple(len(weights[f"{extractor}.{i}.bias"]) for i in range(len(WIDTHS))),
        )

    @property
    def bottleneck_layers(self) -> int:
        """Number of AdaIN layers at 1/8: one before the residual blocks, two in each. They come first."""
        return 1 + 2 * self.blocks

    @property
    def adain_channels(self) -> tuple[int, ...]:
        """C of each AdaIN layer, in order."""
        return (*(self.eighth,) * self.bottleneck_layers, *(self.quarter,) * 3)


SMALL_CONFIG = SmallConfig(quarter=32, eighth=EIGHTH, blocks=2, embedding=104)
"""12,928 multiply-adds a pixel; 0.7 million parameters to paint a frame, 3.3 million to learn a style."""

BASE_CONFIG = SmallConfig(quarter=96, eighth=256, blocks=4, embedding=256)
"""For a GPU: 94,272 multiply-adds a pixel."""


class AdainParameters:
    """Scale and shift of every AdaIN layer for one forward pass: each call uses the next layer's, in order.

    Statistics that are all 0 make every layer the identity, so scaling them by a strength 0..1 interpolates
    between content and style at every layer (the alpha of Huang & Belongie 2017, equation 14).
    """

    def __init__(self, statistics: Tensor, channels: tuple[int, ...], weights: Tensor | None) -> None:
        """One pass over the layers.

        Args:
            statistics: (K, P): scale - 1 and shift of each layer, and last the strength.
            channels: C of each layer.
            weights: as to `adain`.
        """
        self._layers = iter(split(statistics[:, :-1], channels))
        self._strength = statistics[:, -1:]  # (K, 1)
        self._weights = weights

    def apply(self, x: Tensor) -> Tensor:
        """(1 - strength) * x + AdaIN(x) at this strength. (N, C, H, W) -> same."""
        return torch.addcmul(self.apply_to_residual(x), x, spread(1 - self._strength, self._weights, x))

    def apply_to_residual(self, x: Tensor) -> Tensor:
        """AdaIN(x), which is 0 at strength 0: for a branch that is added to another. (N, C, H, W) -> same."""
        scale, shift = next(self._layers)
        return adain(x, (self._strength + scale, shift), self._weights)

    def apply_at_full_strength(self, x: Tensor) -> Tensor:
        """AdaIN(x) at strength 1: inside a branch that `apply_to_residual` ends. (N, C, H, W) -> same."""
        scale, shift = next(self._layers)
        return adain(x, (1 + scale, shift), self._weights)


class SmallNetwork(StyleNetwork):
    """Encoder, residual blocks with AdaIN at 1/8, decoder.

    Its statistics are, for each AdaIN layer, scale - 1 and then shift, and last 1, the strength.
    Statistics that are all 0 give back the content.
    """

    multiple = 8

    def __init__(self, config: SmallConfig = SMALL_CONFIG) -> None:
        super().__init__()
        quarter, eighth = config.quarter, config.eighth
        self.config = config
        self.statistics_size = 2 * sum(config.adain_channels) + 1
        self.stem = conv(48, quarter)
        self.down = conv(quarter, eighth, stride=2)
        self.dec = nn.ModuleList(Pair(eighth) for _ in range(config.blocks))
        self.up = nn.Conv2d(eighth, 4 * quarter, 1)
        self.merge = conv(quarter, quarter)
        self.refine = conv(quarter, quarter)
        self.out = conv(quarter, 48)
        self.style = StyleEncoder(self.statistics_size, config.embedding, config.feature_widths)

    def encode_style(self, picture: Tensor) -> Tensor:
        """Learn a style picture: (1, 3, h, w) RGB 0..1 -> (1, P) float32."""
        statistics: Tensor = self.style(picture)
        return statistics

    def forward(self, content: Tensor, statistics: Tensor, weights: Tensor | None = None) -> Tensor:
        """Paint, as `StyleNetwork` says. In training, N pictures each with a row of statistics."""
        parameters = self.adain_parameters(blend(statistics, weights), weights)
        fine, coarse = self.encode(content)
        return self.decode(self.transform(coarse, parameters), fine, parameters)

    def adain_parameters(self, statistics: Tensor, weights: Tensor | None = None) -> AdainParameters:
        """For one `transform` and then one `decode`. (K, P), weights as to `adain`."""
        return AdainParameters(statistics, self.config.adain_channels, weights)

    def encode(self, content: Tensor) -> tuple[Tensor, Tensor]:
        """(1, 3, H, W) RGB 0..1 -> features (1, quarter, H/4, W/4) and (1, eighth, H/8, W/8)."""
        fine = F.relu(self.stem(F.pixel_unshuffle(content - 0.5, 4)))  # (1, quarter, H/4, W/4)
        return fine, F.relu(self.down(fine))  # (1, eighth, H/8, W/8)

    def transform(self, coarse: Tensor, parameters: AdainParameters) -> Tensor:
        """AdaIN and the residual blocks. (1, eighth, H/8, W/8) -> same."""
        x = parameters.apply(coarse)
        for block in pairs(self.dec):
            inner = F.relu(parameters.apply_at_full_strength(block.a(x)))
            x = x + parameters.apply_to_residual(block.b(inner))
        return x

    def decode(self, coarse: Tensor, fine: Tensor, parameters: AdainParameters) -> Tensor:
        """(1, eighth, H/8, W/8) and (1, quarter, H/4, W/4) -> (1, 3, H, W) RGB 0..1."""
        x = parameters.apply(fine) + F.pixel_shuffle(self.up(coarse), 2)  # (1, quarter, H/4, W/4)
        x = F.relu(parameters.apply(self.merge(x)))
        x = F.relu(parameters.apply(self.refine(x)))
        return torch.sigmoid(F.pixel_shuffle(self.out(x), 4))  # (1, 3, H, W)
