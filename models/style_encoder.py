"""The small network's style encoder: VGG-16 feature statistics of a picture -> AdaIN parameters.

Predicting the parameters of AdaIN from a short embedding of the style is from Ghiasi et al. 2017 (arXiv
1705.06830), whose embedding has 100 numbers. A convolutional encoder trained from scratch on a few thousand
artworks did not separate unseen ones well; the statistics that the style loss compares do.
"""

from collections.abc import Iterable
from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from models.vgg import FEATURE_LAYERS, Vgg, feature_statistics

RESIDUAL_LAYERS = 2
"""Residual linear layers between the embedding and the output layer."""

NEGATIVE_SLOPE = 0.2
"""Of their leaky ReLU."""


class StyleEncoder(nn.Module):
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
