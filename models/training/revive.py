"""Gives a style encoder's dead channels new weights without changing what it says.

A channel behind a ReLU that is zero for every picture gets no gradient, so it never comes back. In the first
compact network, whose encoder others start from, two of the four measured layers are dead altogether, and
most of a third.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from models.adain import EPSILON
from models.layers import MEASURED, STYLE_LAYERS
from models.small import SmallNetwork


@torch.no_grad()
def revive(network: SmallNetwork, pictures: Tensor) -> int:
    """Draw new weights for dead channels; nothing listens to them yet, but what follows can learn to.

    Args:
        network: changed in place; its style statistics stay the same.
        pictures: (B, 3, h, w) RGB 0..1, some dozens of artworks; a channel is dead that is zero for all.

    Returns:
        How many channels were dead.
    """
    layers = [layer for layer in network.style.l if isinstance(layer, nn.Conv2d)]
    listener = next(layer for layer in network.style.mlp if isinstance(layer, nn.Linear))
    dead = _dead(layers, pictures)
    for index, (layer, gone) in enumerate(zip(layers, dead, strict=True)):
        weight = layer.weight.cpu()
        if index:  # what lives must not hear the channels that are about to speak
            living = (~gone).nonzero()
            weight[living, dead[index - 1].nonzero()[:, 0]] = 0
        fresh = nn.init.kaiming_normal_(torch.empty_like(weight))
        layer.weight.copy_(torch.where(gone[:, None, None, None], fresh, weight))
        _bias(layer).masked_fill_(gone.to(layer.weight.device), 0)
    _deafen(listener, dead)
    return int(sum(gone.sum() for gone in dead))


def _dead(layers: list[nn.Conv2d], pictures: Tensor) -> list[Tensor]:
    """For each layer, (C,) True where a channel is zero for all pictures."""
    found = []
    x = F.pixel_unshuffle(pictures - 0.5, 2)
    for layer in layers:
        x = F.relu(layer(x))
        found.append((x.amax((0, 2, 3)) <= 0).cpu())
    return found


def _deafen(listener: nn.Linear, dead: list[Tensor]) -> None:
    """Let the first layer of the MLP ignore dead channels; what their constants gave goes into its bias."""
    weight, bias = listener.weight, _bias(listener)
    start = 0
    for index in MEASURED:
        channels = STYLE_LAYERS[index][0]
        gone = dead[index].nonzero()[:, 0].to(weight.device)
        means, deviations = start + gone, start + channels + gone
        bias += weight[:, deviations].sum(1) * EPSILON**0.5
        weight[:, means] = 0
        weight[:, deviations] = 0
        start += 2 * channels


def _bias(layer: nn.Conv2d | nn.Linear) -> Tensor:
    assert layer.bias is not None
    return layer.bias
