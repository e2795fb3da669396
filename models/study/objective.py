"""The losses of a study: how far a painted crop is from the artwork, and from the crop itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F

from models.adain import EPSILON
from models.evaluation.preference import (
    WEIGHTS,
    Components,
    kl_divergence,
    load_components,
    on_components,
)
from models.small import SmallNetwork
from models.study.contents import MeasuredCrop
from models.training import losses
from models.training.data import Batch, StyleTargets
from models.training.objective import Losses, by_texture, next_frames, noise_of_frames, stability_loss
from models.vgg import Vgg

SMALLEST_VARIANCE = 1e-6
"""Added to each variance beside the ridge: a crop of one colour has none at all."""

SMALLEST_DIVERGENCE = 1e-2
"""Nats: what is nearer than this is near enough."""


@dataclass(frozen=True)
class Distribution:
    """Features of one layer over the places of each picture of a batch, as Gaussians."""

    mean: Tensor
    """(B, C)."""

    covariance: Tensor
    """(B, C, C), biased."""

    @classmethod
    def of(cls, features: Tensor) -> "Distribution":
        """(B, C, H, W) -> its distribution in float32, whatever the dtype of the features."""
        x = features.permute(0, 2, 3, 1).flatten(1, 2).float()  # (B, H * W, C)
        mean = x.mean(1, keepdim=True)
        # As what is left of x has mean 0, no gradient of the covariance reaches it through the mean.
        return cls(mean[:, 0], _MeanProduct.apply(x - mean.detach()))  # type: ignore[no-untyped-call]

    @property
    def deviation(self) -> Tensor:
        """(B, C)."""
        return (self.covariance.diagonal(dim1=1, dim2=2) + EPSILON).sqrt()

    def project(self, components: Tensor) -> "Distribution":
        """Of the features' principal components, in float64, the ridge of E added. C -> K."""
        mean, covariance = self.mean.double(), self.covariance.double()
        basis = components.to(mean.device)
        return Distribution(*on_components(mean, covariance, basis, SMALLEST_VARIANCE))


class _MeanProduct(torch.autograd.Function):
    """Mean outer product, (B, N, C) -> (B, C, C). One product of matrices on the way back, not two."""

    @staticmethod
    def forward(ctx: Any, x: Tensor) -> Tensor:  # noqa: ANN401 - of torch
        ctx.save_for_backward(x)
        product: Tensor = x.transpose(1, 2) @ x
        return product / x.shape[1]

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> Tensor:  # noqa: ANN401
        (x,), (gradient,) = ctx.saved_tensors, gradients
        back: Tensor = x @ ((gradient + gradient.transpose(1, 2)) / x.shape[1])
        return back


class StudyObjective:
    """Computes the losses of a network on crops, against one artwork."""

    def __init__(self, vgg: Vgg, picture: Tensor, dtype: torch.dtype) -> None:
        """Measure the artwork.

        Args:
            vgg: features, on their device, in `dtype`.
            picture: (1, 3, h, w) RGB 0..1, on that device.
            dtype: of the network's convolutions.
        """
        self._vgg, self._dtype = vgg, dtype
        with torch.no_grad():
            self._wanted = [Distribution.of(each) for each in losses.inner(vgg(picture))]
        self._components = _components(self._wanted)
        pairs = zip(self._wanted, self._components, strict=False)
        self._goals = [each.project(basis) for each, basis in pairs]
        self.targets = StyleTargets(*(picture.new_zeros(1, 0),) * 2, (), picture.new_zeros(1, 0))
        """Nothing: the artwork is known here. For the batches."""

    def losses(
        self, network: SmallNetwork, statistics: Tensor, batch: Batch, measured: Sequence[MeasuredCrop]
    ) -> Losses:
        """Paint a batch twice, the second time moved, noisy and re-lit, and compare.

        Args:
            network: its weights learn.
            statistics: (2, P): calm and rough, which learn too.
            batch: crops.
            measured: of each crop.
        """
        device = batch.content.device.type
        with torch.autocast(device, self._dtype, enabled=self._dtype != torch.float32):
            rows = torch.lerp(statistics[:1], statistics[1:], batch.texture)  # (B, P)
            pictures = torch.cat([batch.content, next_frames(batch)])  # (2 * B, 3, H, W)
            noise = noise_of_frames(network, batch)
            results = network(pictures, torch.cat([rows, rows]), noise=noise).float()
            painted, again = results.chunk(2)
            features = self._vgg(painted)
        found = [Distribution.of(each) for each in losses.inner(features)]
        content_features = torch.cat([each.features for each in measured])
        return {
            "content": F.mse_loss(losses.normalise(features[-1]), content_features),
            "style": self._style_loss(found),
            **by_texture("covariance", self._covariance_loss(found), batch),
            **by_texture("divergence", self._divergence_loss(found), batch),
            "variation": losses.variation_loss(painted),
            "grid": losses.grid_loss(results),
            "halo": losses.overshoot_loss(painted, [each.edges for each in measured]),
            "affinity": losses.affinity_loss(painted, batch.content),
            **by_texture("stability", stability_loss(painted, again, batch), batch),
        }

    def _style_loss(self, found: Sequence[Distribution]) -> Tensor:
        """Squared error of means and of deviations, summed over the layers."""
        parts = [
            F.mse_loss(own, wanted.expand_as(own))
            for a, b in zip(found, self._wanted, strict=True)
            for own, wanted in ((a.mean, b.mean), (a.deviation, b.deviation))
        ]
        return torch.stack(parts).sum()

    def _covariance_loss(self, found: Sequence[Distribution]) -> Tensor:
        """Relative squared error of covariances, summed over the layers. (B,)."""
        pairs = zip(found, self._wanted, strict=True)
        return torch.stack([losses.relative_error(a.covariance, b.covariance) for a, b in pairs]).sum(0)

    def _divergence_loss(self, found: Sequence[Distribution]) -> Tensor:
        """Minus E of each crop: the weighted sum of log KL(result || style) over the first layers. (B,)."""
        parts = [
            weight * divergence(each.project(basis), goal).clamp_min(SMALLEST_DIVERGENCE).log()
            for each, goal, basis, weight in zip(found, self._goals, self._components, WEIGHTS, strict=False)
        ]
        return torch.stack(parts).sum(0).float()


def _components(wanted: Sequence[Distribution]) -> Components:
    """Those of photographs, or every channel where a feature extractor has others than VGG-16."""
    bundled = load_components()
    if all(basis.shape[0] == each.mean.shape[1] for basis, each in zip(bundled, wanted, strict=False)):
        return bundled
    return tuple(torch.eye(each.mean.shape[1], dtype=torch.float64) for each in wanted[: len(bundled)])


def divergence(first: Distribution, second: Distribution) -> Tensor:
    """Kullback-Leibler divergence KL(first || second) of Gaussians, in nats. B of them, and one -> (B,)."""
    return kl_divergence(first.mean, first.covariance, second.mean, second.covariance)
