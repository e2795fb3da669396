"""Perceptual and picture losses: a scalar, or one value for each picture; feature maps may be bfloat16."""

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional as F

from models.adain import mean_std
from models.vgg import channel_statistics

TILE = 4
"""Pixels: side of the tiles that a small network may fill flat areas with."""

BORDERS = (4, 4, 3, 2)
"""Elements at the border of each feature map that the style losses leave out: zero padding changes them."""


def normalise(features: Tensor) -> Tensor:
    """Each channel with mean 0 and deviation 1, in float32. (B, C, H, W) -> same."""
    mean, deviation = mean_std(features)
    return (features.float() - mean) / deviation


def content_loss(result: Tensor, content: Tensor) -> Tensor:
    """Mean squared error of instance-normalised features: structure, independent of colour and contrast.

    Johnson et al. 2016 (arXiv 1603.08155), normalised as in Huang et al. 2018 (arXiv 1804.04732, 5.1).
    """
    return F.mse_loss(normalise(result), normalise(content))


def style_loss(features: list[Tensor], target: Tensor) -> Tensor:
    """Squared error of means and of deviations, summed over the maps (Huang & Belongie 2017, equation 13).

    Args:
        features: maps (B, C, H, W) of the result.
        target: (B, S) `feature_statistics` of the style picture.
    """
    found = [part for each in features for part in channel_statistics(each)]
    parts = torch.split_with_sizes(target, [part.shape[1] for part in found], dim=1)
    return torch.stack([F.mse_loss(a, b) for a, b in zip(found, parts, strict=True)]).sum()


def grid_loss(result: Tensor) -> Tensor:
    """L1 of each of the 16 positions in a 4x4 tile to the mean of all, averaged over 8x8 tiles beforehand.

    Networks that upsample tend to fill flat areas with a pattern of such tiles, which lowers
    the style loss (cf. Odena et al. 2016, "Deconvolution and Checkerboard Artifacts"). In a natural picture
    the differences of 64 tiles cancel out. (B, 3, H, W) RGB 0..1.
    """
    positions = F.pixel_unshuffle(result, TILE)  # (B, 48, H/4, W/4)
    local = F.avg_pool2d(positions, 8, stride=4)  # (B, 48, …) means of 8x8 tiles
    colours = local.reshape(len(result), 3, TILE * TILE, -1)  # (B, 3, 16, …)
    return F.l1_loss(colours, colours.mean(2, keepdim=True).expand_as(colours))


def inner(features: Sequence[Tensor]) -> list[Tensor]:
    """Feature maps without their borders. Each (B, C, H, W) -> (B, C, H - 2 * border, W - 2 * border)."""
    return [each[:, :, b:-b, b:-b] for each, b in zip(features, BORDERS, strict=True)]


def covariance_loss(features: Sequence[Tensor], targets: Sequence[Tensor]) -> Tensor:
    """Relative squared error of covariances, summed over the maps: |C - T|^2 / (|C|^2 + |T|^2).

    So every style counts alike (Cheng et al. 2021, "Style-Aware Normalized Loss", arXiv 2104.10064); the
    result's own norm in the denominator is a constant, lest the loss falls by growing it.

    Args:
        features: maps (B, C, H, W) of the result.
        targets: covariance of each map of the style picture, (B, C, C) float32.

    Returns:
        (B,) float32.
    """
    return torch.stack([_relative_error(*pair) for pair in zip(features, targets, strict=True)]).sum(0)


def _relative_error(features: Tensor, target: Tensor) -> Tensor:
    """(B, C, H, W), (B, C, C) -> (B,)."""
    x = features.flatten(2)
    x = x - x.mean(2, keepdim=True)
    own = (x @ x.transpose(1, 2)).float() / x.shape[2]  # in the features' dtype: half the time of float32
    return relative_error(own, target)


def relative_error(own: Tensor, target: Tensor) -> Tensor:
    """|C - T|^2 / (|C|^2 + |T|^2), the own norm a constant. Two (B, C, C) -> (B,)."""
    norm = own.detach().square().sum((1, 2)) + target.square().sum((1, 2))
    return (own - target).square().sum((1, 2)) / norm


def variation_loss(result: Tensor) -> Tensor:
    """Mean absolute difference of neighbouring pixels (total variation; Johnson et al. 2016, 3.2)."""
    across = (result[..., :, 1:] - result[..., :, :-1]).abs().mean()
    down = (result[..., 1:, :] - result[..., :-1, :]).abs().mean()
    return across + down
