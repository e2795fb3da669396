"""What a painted picture is judged by. Every function returns a scalar; feature maps may be bfloat16."""

import torch
from torch import Tensor
from torch.nn import functional as F

from models.adain import mean_std
from models.vgg import measure

TILE = 4
"""Side of the tiles that the small network folds into channels, pixels."""


def normalise(features: Tensor) -> Tensor:
    """Each channel with mean 0 and deviation 1, in float32. (B, C, H, W) -> same."""
    mean, deviation = mean_std(features)
    return (features.float() - mean) / deviation


def content_loss(result: Tensor, content: Tensor) -> Tensor:
    """Mean squared error of instance-normalised features: where things are, whatever their colours.

    Johnson et al. 2016 (arXiv 1603.08155), normalised as in Huang et al. 2018 (arXiv 1804.04732, 5.1).
    """
    return F.mse_loss(normalise(result), normalise(content))


def style_loss(features: list[Tensor], wanted: Tensor) -> Tensor:
    """Squared error of means and of deviations, summed over the maps (Huang & Belongie 2017, equation 13).

    Args:
        features: maps of the result.
        wanted: `describe` of the style picture.
    """
    found = [part for each in features for part in measure(each)]
    parts = torch.split_with_sizes(wanted, [part.shape[1] for part in found], dim=1)
    return torch.stack([F.mse_loss(a, b) for a, b in zip(found, parts, strict=True)]).sum()


def grid_loss(result: Tensor) -> Tensor:
    """How far the pixels of one place in their tile of 4x4 differ from those of another, nearby on average.

    Networks that fold pixels into channels like to paint flat areas with a pattern of such tiles, and VGG
    does not mind: it is the cheapest texture there is (cf. Odena et al. 2016, "Deconvolution and Checkerboard
    Artifacts"). In a natural picture the differences of 64 tiles cancel out.
    """
    places = F.pixel_unshuffle(result, TILE)  # (B, 48, H/4, W/4)
    nearby = F.avg_pool2d(places, 8, stride=4)  # of 8x8 tiles
    colours = nearby.reshape(len(result), 3, TILE * TILE, -1)
    return F.l1_loss(colours, colours.mean(2, keepdim=True).expand_as(colours))


def variation_loss(result: Tensor) -> Tensor:
    """Mean absolute difference of neighbouring pixels (total variation; Johnson et al. 2016, 3.2)."""
    across = (result[..., :, 1:] - result[..., :, :-1]).abs().mean()
    down = (result[..., 1:, :] - result[..., :-1, :]).abs().mean()
    return across + down
