"""Perceptual and picture losses: a scalar, or one value for each picture; feature maps may be bfloat16."""

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional as F

from models.adain import mean_std
from models.evaluation.texture import Edges, overshoot
from models.vgg import channel_statistics

TILE = 4
"""Pixels: side of the tiles that a small network may fill flat areas with."""

CELL = 8
"""Pixels: side of the squares whose mean colours are coarse colours."""

APART = ((0, 3), (3, 0), (2, 2), (2, -2), (0, 5), (5, 0), (4, 4), (4, -4))
"""Rows and columns, in cells, between two places that are compared: as far as a glow reaches."""

ALIKE = 0.06
"""Of 1: deviation of the difference of coarse colours at which two places still look alike."""

LEAST_CONTRAST = 0.1
"""Of 1: edges with less contrast count as much as those with this."""

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


def affinity_loss(result: Tensor, content: Tensor) -> Tensor:
    """Squared difference of coarse colours in the result between places that look alike in the content.

    Style losses reward many colours, and convolutions that see 30 pixels far put them where they can tell
    places apart: a glow around each object. Strokes are finer than a coarse colour. The weights are those of
    an affinity matrix (Levin et al. 2008, "A Closed-Form Solution to Natural Image Matting"; for style
    Luan et al. 2017, arXiv 1703.07511), the places a few cells apart.

    Args:
        result: (B, 3, H, W) RGB 0..1.
        content: what it was painted from, the same shape.
    """
    painted, seen = F.avg_pool2d(result, CELL), F.avg_pool2d(content, CELL)  # (B, 3, H / CELL, W / CELL)
    differences, weights = [], []
    height, width = seen.shape[2:]
    for down, across in ((y, x) for y, x in APART if y < height and abs(x) < width):
        weight = torch.exp(_squared_step(seen, down, across) / (-2 * ALIKE**2))
        differences.append((weight * _squared_step(painted, down, across)).sum((1, 2)))
        weights.append(weight.sum((1, 2)))
    return (torch.stack(differences).sum(0) / torch.stack(weights).sum(0).clamp_min(1)).mean()


def _squared_step(picture: Tensor, down: int, across: int) -> Tensor:
    """Squared difference of each place and the one so far away. (B, C, H, W) -> (B, H - …, W - …)."""
    height, width = picture.shape[2:]
    left, right = max(0, across), max(0, -across)
    here = picture[:, :, down:, left : width - right]
    there = picture[:, :, : height - down, right : width - left]
    return (here - there).square().sum(1)


@torch.compiler.disable  # type: ignore[untyped-decorator] # how many edges there are depends on the content
def halo_loss(result: Tensor, content: Tensor) -> Tensor:
    """How far colours overshoot, to either side, beside strong edges against plain ground: 0 is not at all.

    The metric `halo` of each channel, a share of the edges' contrast, without its sign.

    Args:
        result: (B, 3, H, W) RGB 0..1.
        content: what it was painted from, the same shape.
    """
    return overshoot_loss(result, edges_of(content))


def overshoot_loss(result: Tensor, edges: Sequence[Edges]) -> Tensor:
    """`halo_loss` where the edges of each content are known: (B, 3, H, W) RGB 0..1, and B of them."""
    with torch.autocast(result.device.type, enabled=False):
        pairs = zip(result.float(), edges, strict=True)
        return (
            torch.stack([overshoot(planes, each, least=LEAST_CONTRAST) for planes, each in pairs])
            .abs()
            .mean()
        )


@torch.no_grad()
def edges_of(content: Tensor) -> list[Edges]:
    """Of each picture, (B, 3, H, W) RGB 0..1."""
    with torch.autocast(content.device.type, enabled=False):
        return [Edges(photo.mean(0)) for photo in content.float()]


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
