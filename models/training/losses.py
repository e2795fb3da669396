"""What a painted picture is judged by. Every function returns a scalar; feature maps may be bfloat16."""

import torch
from torch import Tensor
from torch.nn import functional as F

from models.adain import mean_std


def measure(features: Tensor) -> tuple[Tensor, Tensor]:
    """Mean and deviation of each channel in float32. (B, C, H, W) -> (B, C), (B, C); biased variance."""
    mean, deviation = mean_std(features)
    return mean.flatten(1), deviation.flatten(1)


def normalise(features: Tensor) -> Tensor:
    """Each channel with mean 0 and deviation 1, in float32. (B, C, H, W) -> same."""
    mean, deviation = mean_std(features)
    return (features.float() - mean) / deviation


def content_loss(result: Tensor, content: Tensor) -> Tensor:
    """Mean squared error of instance-normalised features: where things are, whatever their colours.

    Johnson et al. 2016 (arXiv 1603.08155), normalised as in Huang et al. 2018 (arXiv 1804.04732, 5.1).
    """
    return F.mse_loss(normalise(result), normalise(content))


def style_statistics(features: list[Tensor]) -> Tensor:
    """The means and deviations of all maps, one after the other. (B, 2 * sum of C)."""
    return torch.cat([part for each in features for part in measure(each)], dim=1)


def style_loss(features: list[Tensor], wanted: Tensor) -> Tensor:
    """Squared error of means and of deviations, summed over the maps (Huang & Belongie 2017, equation 13).

    Args:
        features: maps of the result.
        wanted: `style_statistics` of the style picture.
    """
    found = [part for each in features for part in measure(each)]
    parts = torch.split_with_sizes(wanted, [part.shape[1] for part in found], dim=1)
    return torch.stack([F.mse_loss(a, b) for a, b in zip(found, parts, strict=True)]).sum()


def variation_loss(result: Tensor) -> Tensor:
    """Mean absolute difference of neighbouring pixels (total variation; Johnson et al. 2016, 3.2)."""
    across = (result[..., :, 1:] - result[..., :, :-1]).abs().mean()
    down = (result[..., 1:, :] - result[..., :-1, :]).abs().mean()
    return across + down
