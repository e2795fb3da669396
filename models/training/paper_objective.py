"""The objective of the paper's network."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from models.network import StyleNetwork
from models.paper import PaperNetwork
from models.training import losses
from models.training.data import Batch, StyleTargets
from models.training.objective import Losses, Objective
from models.training.recipe import LossWeights
from models.vgg import feature_statistics

FEATURE_LAYERS = (3, 10, 17, 30)
"""Indices of relu1_1, relu2_1, relu3_1, relu4_1 in the encoder."""


class PaperObjective(Objective):
    """The paper's own losses (Huang & Belongie 2017, section 5.2), with the network's frozen encoder."""

    def __init__(self, network: PaperNetwork) -> None:
        self._encoder: nn.Sequential = network.encoder.requires_grad_(False)
        self._decoder: nn.Sequential = network.decoder

    @torch.no_grad()
    def measure(self, picture: Tensor) -> StyleTargets:
        """See Objective: VGG-19 feature statistics."""
        features = feature_statistics(self._features(picture))
        return StyleTargets(features, features, (), features[:, :0])

    def losses(self, network: StyleNetwork, batch: Batch, weights: LossWeights) -> Losses:
        """See Objective. The result is not clamped, as published: that would stop gradients."""
        style = batch.targets.moments
        target = self._adain(batch.content, style[:, -PaperNetwork.statistics_size :])
        features = self._features(self._decoder(target))
        return {
            "content": F.mse_loss(features[-1], target),
            "style": losses.style_loss(features, style),
        }

    @torch.no_grad()
    def _adain(self, content: Tensor, style: Tensor) -> Tensor:
        """The t of equation 12. (B, 3, H, W), (B, 1024) -> (B, 512, H/8, W/8)."""
        mean, deviation = style[:, :, None, None].chunk(2, dim=1)
        return losses.normalise(self._features(content)[-1]) * deviation + mean

    def _features(self, x: Tensor) -> list[Tensor]:
        """(B, 3, H, W) RGB 0..1 -> four maps at 1, 1/2, 1/4 and 1/8 of the size."""
        found = []
        for index, layer in enumerate(self._encoder):
            x = layer(x)
            if index in FEATURE_LAYERS:
                found.append(x)
        return found
