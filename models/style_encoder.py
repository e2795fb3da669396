"""How the small network learns a style: what VGG-16 sees of the picture, told in few numbers.

Predicting the parameters of AdaIN from a short embedding of the style is from Ghiasi et al. 2017 (arXiv
1705.06830), who also use some hundred numbers. A convolutional encoder learned from a few thousand artworks
did not tell new ones apart well; the statistics that the style loss compares do.
"""

from collections.abc import Iterable
from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from models.vgg import TAPPED, Vgg, describe

DEPTH = 2
"""Residual layers between the embedding and the style statistics."""

SLOPE = 0.2
"""Of their leaky ReLU."""


class StyleEncoder(nn.Module):
    """From a style picture to style statistics. It runs once per style, so it may be large."""

    usual: Tensor

    def __init__(self, statistics_size: int, embedding: int, widths: tuple[int, ...]) -> None:
        super().__init__()
        measured = [widths[index] for index in TAPPED for _ in range(2)]
        self.eye = Vgg(widths)
        """Frozen: its weights are the published ones."""
        self.register_buffer("usual", torch.zeros(sum(measured)))
        self._measured = measured
        self.embed = nn.Linear(sum(measured), embedding)
        self.between = nn.ModuleList(nn.Linear(embedding, embedding) for _ in range(DEPTH))
        self.speak = nn.Linear(embedding, statistics_size - 1)

    def forward(self, picture: Tensor) -> Tensor:
        """(1, 3, h, w) RGB 0..1 -> (1, P) float32."""
        return self.translate(describe(self.eye(picture)))

    def translate(self, description: Tensor) -> Tensor:
        """What `describe` found -> style statistics, the last of them 1. (B, S) float32 -> (B, P) float32."""
        # In float32 even while the rest is trained in less.
        with torch.autocast(description.device.type, enabled=False):
            x: Tensor = self.embed(self._unusual(description).to(self.embed.weight.dtype))  # (B, embedding)
            for layer in cast(Iterable[nn.Linear], self.between):
                x = x + F.leaky_relu(layer(x), SLOPE)
            statistics: Tensor = self.speak(x)
        return F.pad(statistics.float(), (0, 1), value=1.0)  # (B, P)

    def _unusual(self, description: Tensor) -> Tensor:
        """Roots, for a few artworks have very strong features; less the usual."""
        return description.clamp_min(0).sqrt() - self.usual

    @torch.no_grad()
    def begin(self, descriptions: Tensor) -> None:
        """Before training: let the embedding be the principal components of many artworks. (N, S) float32.

        As in the style loss each layer counts alike, however many channels it has. A component is divided by
        the root of its deviation: their order stays, but the weak are heard as well.
        """
        self.usual.copy_(descriptions.clamp_min(0).sqrt().mean(0))
        importance = torch.cat([torch.full((width,), width**-0.5) for width in self._measured]).to(self.usual)
        weighed = (self._unusual(descriptions.to(self.usual)) * importance).double()
        variances, axes = torch.linalg.eigh(weighed.T @ weighed / len(weighed))
        count = self.embed.out_features
        deviations = variances.flip(0)[:count].clamp_min(1e-12).sqrt()  # the largest first
        deviations = deviations.clamp_min(0.01 * deviations[0].item())  # few artworks show few components
        scale = (deviations * deviations.mean()).rsqrt()
        self.embed.weight.copy_((axes.flip(1)[:, :count] * scale).T * importance)
        self.embed.bias.zero_()
        nn.init.normal_(self.speak.weight, std=0.02)  # every style begins near plain normalisation
        nn.init.zeros_(self.speak.bias)
