"""The divergence loss: how far a result's features are from the style picture's, as distributions."""

from collections.abc import Sequence

import torch
from torch import Tensor

from models.evaluation.preference import WEIGHTS, kl_divergence

RIDGE = 4e-3
"""Share of the mean variance that is added to each variance: measurements of artworks are kept as float16."""

FLOOR = 1e-4
"""Added to each variance too: artworks of a single colour have none. Mean activations are 1."""

SMALLEST = 1e-3
"""Nats: a divergence below it counts as this one, as its logarithm goes to minus infinity."""


def divergence_loss(
    features: Sequence[Tensor], moments: Tensor, covariances: Sequence[Tensor], axes: Sequence[Tensor]
) -> Tensor:
    """-E of Yeh et al. (WACV 2020, arXiv 1910.09447): weighted log KL(result | style) of Gaussians.

    The statistic that was fitted to people's preference (`models.evaluation.preference`). The relative
    covariance loss sees the directions in which features vary most; this one sees all of them alike.

    Args:
        features: maps (B, C, H, W) of the results at relu1_1, relu2_1, relu3_1; more are left alone.
        moments: (B, S) `feature_statistics` of the style pictures.
        covariances: of each map of the style pictures, (B, C, C) float32.
        axes: principal axes of each of the maps that are compared, (K, C) float32.

    Returns:
        (B,) float32.
    """
    total = moments.new_zeros(len(moments))
    column = 0
    with torch.autocast(moments.device.type, enabled=False):  # Cholesky factors need float32
        for each, covariance, basis, weight in zip(features, covariances, axes, WEIGHTS, strict=False):
            channels = each.shape[1]
            mean = moments[:, column : column + channels]
            column += 2 * channels  # the deviations lie between
            divergence = _divergence(each, mean @ basis.T, basis @ covariance @ basis.T, basis)
            total = total + weight * divergence.clamp_min(SMALLEST).log()
    return total


def _divergence(features: Tensor, mean: Tensor, covariance: Tensor, basis: Tensor) -> Tensor:
    """KL divergence, in nats. (B, C, H, W), (B, K), (B, K, K), (K, C) -> (B,)."""
    x = torch.einsum("kc,bcn->bkn", basis, features.flatten(2).float())  # (B, K, H * W)
    own_mean = x.mean(2)
    x = x - own_mean[:, :, None]
    own = x @ x.transpose(1, 2) / x.shape[2]
    variance = covariance.diagonal(dim1=1, dim2=2).mean(1)[:, None, None]
    ridge = (RIDGE * variance + FLOOR) * torch.eye(len(basis), device=own.device)
    return kl_divergence(own_mean, own + ridge, mean, covariance + ridge)
