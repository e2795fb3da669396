"""The small network of version 0.1; it paints with one texture.

Folding 4x4 pixels into channels at both ends is Shi et al. 2016 (arXiv 1609.05158).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from models.adain import blend
from models.layers import Pair, conv, pairs
from models.network import StyleNetwork
from models.small import AdainParameters
from models.style_encoder import NEGATIVE_SLOPE, RESIDUAL_LAYERS
from models.vgg import FEATURE_LAYERS, WIDTHS, Vgg, feature_statistics


@dataclass(frozen=True, slots=True)
class SmallV1Config:
    """Widths and depth of a `SmallV1Network`."""

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
    def of(cls, weights: Mapping[str, Tensor]) -> "SmallV1Config":
        """The configuration of the network that has these weights.

        Raises:
            KeyError: they are not of a `SmallV1Network`.
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


SMALL_V1_CONFIG = SmallV1Config(quarter=32, eighth=128, blocks=2, embedding=104)
"""12,928 multiply-adds a pixel; 0.7 million parameters to paint a frame, 3.3 million to learn a style."""


class SmallV1Network(StyleNetwork):
    """Encoder, residual blocks with AdaIN at 1/8, decoder.

    Its statistics are, for each AdaIN layer, scale - 1 and then shift, and last 1, the strength.
    Statistics that are all 0 give back the content.
    """

    multiple = 8
    textures = 2

    def __init__(self, config: SmallV1Config = SMALL_V1_CONFIG) -> None:
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
        self.style = _StyleEncoder(self.statistics_size, config.embedding, config.feature_widths)

    def encode_style(self, picture: Tensor) -> Tensor:
        """Learn a style picture: (1, 3, h, w) RGB 0..1 -> (1, 2 * P) float32, the same for both textures."""
        statistics: Tensor = self.style(picture)
        return statistics.repeat(1, self.textures)

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
            inner = parameters.apply_at_full_strength(block.a(x))
            x = parameters.add(x, block.b(inner))
        return x

    def decode(self, coarse: Tensor, fine: Tensor, parameters: AdainParameters) -> Tensor:
        """(1, eighth, H/8, W/8) and (1, quarter, H/4, W/4) -> (1, 3, H, W) RGB 0..1."""
        x = parameters.apply(fine) + F.pixel_shuffle(self.up(coarse), 2)  # (1, quarter, H/4, W/4)
        x = parameters.apply(self.merge(x), relu=True)
        x = parameters.apply(self.refine(x), relu=True)
        return torch.sigmoid(F.pixel_shuffle(self.out(x), 4))  # (1, 3, H, W)


class _StyleEncoder(nn.Module):
    """From a style picture to style statistics. It runs once per style, so it may be large."""

    feature_mean: Tensor

    def __init__(self, statistics_size: int, embedding: int, widths: tuple[int, ...]) -> None:
        """Untrained; `models.training.initialisation` sets the embedding and the feature mean.

        Args:
            statistics_size: P, length of the output.
            embedding: length of the embedding.
            widths: output channels of each VGG-16 convolution.
        """
        super().__init__()
        self.feature_extractor = Vgg(widths)
        """Frozen: its weights are the published ones."""
        self.feature_channels = tuple(widths[index] for index in FEATURE_LAYERS)
        """C of each feature map."""
        features = 2 * sum(self.feature_channels)  # S
        self.register_buffer("feature_mean", torch.zeros(features))
        self.embed = nn.Linear(features, embedding)
        self.residual_layers = nn.ModuleList(nn.Linear(embedding, embedding) for _ in range(RESIDUAL_LAYERS))
        self.output_layer = nn.Linear(embedding, statistics_size - 1)

    def forward(self, picture: Tensor) -> Tensor:
        """(1, 3, h, w) RGB 0..1 -> (1, P) float32."""
        return self.predict(feature_statistics(self.feature_extractor(picture)))

    def predict(self, features: Tensor) -> Tensor:
        """Style statistics from feature statistics.

        Args:
            features: (B, S) float32, as `feature_statistics` returns them.

        Returns:
            (B, P) float32; the last of them, the strength, is 1.
        """
        # In float32 also where the rest of the network runs under autocast.
        with torch.autocast(features.device.type, enabled=False):
            x: Tensor = self.embed(self.centred(features).to(self.embed.weight.dtype))  # (B, embedding)
            for layer in cast(Iterable[nn.Linear], self.residual_layers):
                x = x + F.leaky_relu(layer(x), NEGATIVE_SLOPE)
            statistics: Tensor = self.output_layer(x)  # (B, P - 1)
        return F.pad(statistics.float(), (0, 1), value=1.0)  # (B, P)

    def centred(self, features: Tensor) -> Tensor:
        """Square roots of feature statistics, less their mean over the artworks. (B, S) -> (B, S).

        The root bounds the few artworks with very strong features.
        """
        return features.clamp_min(0).sqrt() - self.feature_mean
