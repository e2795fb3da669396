"""What a study changes, as two tensors: the style statistics, and the weights that paint."""

from collections.abc import Mapping

import torch
from torch import Tensor

from models.small import SmallNetwork
from models.study.tuned import in_order


def tuned_weights(network: SmallNetwork) -> dict[str, Tensor]:
    """The weights that a study changes, in the order in which a tuning holds them."""
    known = dict(network.named_parameters())
    return {name: known[name] for name in in_order(known)}


def flat(weights: Mapping[str, Tensor]) -> Tensor:
    """All of them one after the other. (T,) float32."""
    return torch.cat([each.detach().float().flatten() for each in weights.values()])


@torch.no_grad()
def set_weights(weights: Mapping[str, Tensor], values: Tensor) -> None:
    """Write (T,) into the weights, in place."""
    parts = torch.split(values, [each.numel() for each in weights.values()])
    for own, part in zip(weights.values(), parts, strict=True):
        own.copy_(part.view_as(own))
