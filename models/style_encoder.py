"""The small network's style encoder: VGG-16 feature statistics -> AdaIN parameters of two textures.

Predicting the parameters of AdaIN from a short embedding of the style is from Ghiasi et al. 2017 (arXiv
1705.06830), whose embedding has 100 numbers. A convolutional encoder trained from scratch on a few thousand
artworks did not separate unseen ones well; the statistics that the style losses compare do.
"""

from collections.abc import Iterable, Sequence
from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from models.vgg import FEATURE_LAYERS, Vgg, covariance, feature_statistics

RESIDUAL_LAYERS = 2
"""Residual linear layers between the embedding and the output layers."""

NEGATIVE_SLOPE = 0.2
"""Of their leaky ReLU."""

SMALLEST_VARIANCE = 1e-6
"""Variances below it count as this much: their logarithm is taken."""


class StyleEncoder(nn.Module):
    """From a style picture to the statistics of both textures. It runs once per style, so it may be large."""

    feature_mean: Tensor

    def __init__(
        self, statistics_size: int, embedding: int, widths: tuple[int, ...], axes: tuple[int, ...]
    ) -> None:
        """Untrained; `models.training.initialisation` sets the buffers and the embedding.

        Args:
            statistics_size: P, length of one texture's output.
            embedding: length of the embedding.
            widths: output channels of each VGG-16 convolution.
            axes: number of principal axes of each of the first feature maps.
        """
        super().__init__()
        self.feature_extractor = Vgg(widths)
        """Frozen: its weights are the published ones."""
        self.feature_channels = tuple(widths[index] for index in FEATURE_LAYERS)
        """C of each feature map."""
        features = 2 * sum(self.feature_channels)  # S
        self.register_buffer("feature_mean", torch.zeros(features))
        self.embed = nn.Linear(features, embedding)
        self.correlations = CorrelationFeatures(axes, self.feature_channels)
        self.embed_correlations = nn.Linear(self.correlations.size, embedding)
        self.residual_layers = nn.ModuleList(nn.Linear(embedding, embedding) for _ in range(RESIDUAL_LAYERS))
        self.output_layer = nn.Linear(embedding, statistics_size - 1)
        """Of the rough texture."""
        self.calm_layer = nn.Linear(embedding, statistics_size - 1)
        """What the calm texture adds to the rough one."""

    def forward(self, picture: Tensor) -> Tensor:
        """(1, 3, h, w) RGB 0..1 -> (1, 2, P) float32: calm, rough."""
        features = self.feature_extractor(picture)
        covariances = [covariance(each) for each in features[: self.correlations.maps]]
        return self.predict(feature_statistics(features), covariances)

    def predict(self, features: Tensor, covariances: Sequence[Tensor]) -> Tensor:
        """Style statistics from feature statistics.

        Args:
            features: (B, S) float32, as `feature_statistics` returns them.
            covariances: of the first feature maps, each (B, C, C) float32; further ones are not looked at.

        Returns:
            (B, 2, P) float32: calm, rough. The last of each P, the strength, is 1.
        """
        # In float32 also where the rest of the network runs under autocast.
        with torch.autocast(features.device.type, enabled=False):
            dtype = self.embed.weight.dtype
            x: Tensor = self.embed(self.centred(features).to(dtype))  # (B, embedding)
            x = x + self.embed_correlations(self.correlations(covariances).to(dtype))
            for layer in cast(Iterable[nn.Linear], self.residual_layers):
                x = x + F.leaky_relu(layer(x), NEGATIVE_SLOPE)
            rough: Tensor = self.output_layer(x)  # (B, P - 1)
            statistics = torch.stack([rough + self.calm_layer(x), rough], dim=1)  # (B, 2, P - 1)
        return F.pad(statistics.float(), (0, 1), value=1.0)  # (B, 2, P)

    def centred(self, features: Tensor) -> Tensor:
        """Square roots of feature statistics, less their mean over the artworks. (B, S) -> (B, S).

        The root bounds the few artworks with very strong features.
        """
        return features.clamp_min(0).sqrt() - self.feature_mean


class CorrelationFeatures(nn.Module):
    """Which features occur together, in few numbers: log variances and correlations on principal axes."""

    mean: Tensor
    deviation: Tensor

    def __init__(self, axes: tuple[int, ...], channels: tuple[int, ...]) -> None:
        """Untrained.

        Args:
            axes: number of principal axes of each map.
            channels: C of each map; there may be more maps than have axes.
        """
        super().__init__()
        self.maps = len(axes)
        """Feature maps that are looked at."""
        self.size = sum(count * (count + 1) // 2 for count in axes)
        """D, length of the output."""
        for index, count in enumerate(axes):
            self.register_buffer(f"axes{index}", torch.zeros(count, channels[index]))
        self.register_buffer("mean", torch.zeros(self.size))
        self.register_buffer("deviation", torch.ones(self.size))

    def forward(self, covariances: Sequence[Tensor]) -> Tensor:
        """Whitened over the artworks. Each (B, C, C) -> (B, D)."""
        return (self.raw(covariances) - self.mean) / self.deviation

    def raw(self, covariances: Sequence[Tensor]) -> Tensor:
        """Log variances, then correlations, map by map. Each (B, C, C) -> (B, D) float32."""
        found: list[Tensor] = []
        for axes, each in zip(self.axes, covariances, strict=False):
            projected = axes @ each.to(axes.dtype) @ axes.T  # (B, count, count)
            found.extend(_variances_and_correlations(projected))
        return torch.cat(found, 1)

    @property
    def axes(self) -> list[Tensor]:
        """Principal axes of each map, (count, C), the longest first."""
        return [self.get_buffer(f"axes{index}") for index in range(self.maps)]


def _variances_and_correlations(covariances: Tensor) -> tuple[Tensor, Tensor]:
    """(B, n, n) -> log variances (B, n) and the correlations of all pairs (B, n * (n - 1) / 2)."""
    count = covariances.shape[1]
    flat = covariances.flatten(1)  # (B, n * n)
    # The places are lists and not tensors: so they become constants of a converted graph.
    pairs = [(row, column) for row in range(count) for column in range(row + 1, count)]
    variances = flat[:, [index * (count + 1) for index in range(count)]].clamp_min(SMALLEST_VARIANCE)
    products = variances[:, [row for row, _ in pairs]] * variances[:, [column for _, column in pairs]]
    return variances.log(), flat[:, [row * count + column for row, column in pairs]] / products.sqrt()
