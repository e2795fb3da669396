"""Widening: a larger network that paints what a smaller one does, to train on from there.

As in Net2Net (Chen, Goodfellow & Shlens 2016, arXiv 1511.05641), but for new channels: no old output sees
them at first. So both networks paint the same picture; and as new channels are drawn at random, the weights
that are to see them learn from the first step.
"""

import torch
from torch import Tensor

from models.small import SmallConfig, SmallNetwork

NEW_ROWS = 0.3
"""New embeddings of a style are drawn this much smaller than a layer's usual first weights."""


def widens(network: SmallNetwork, smaller: SmallNetwork) -> bool:
    """Whether one is wider or deeper than the other, and nowhere narrower."""
    large, small = network.config, smaller.config
    alike = (large.axes, large.noise, large.period) == (small.axes, small.noise, small.period)
    grown = [own - given for own, given in zip(_sizes(large), _sizes(small), strict=True)]
    return alike and min(grown) >= 0 and max(grown) > 0


def _sizes(config: SmallConfig) -> tuple[int, ...]:
    return config.quarter, config.eighth, config.half, config.blocks, config.embedding


@torch.no_grad()
def widen(network: SmallNetwork, smaller: SmallNetwork) -> None:
    """Make a network paint what a smaller one does; its feature extractor stays as it is.

    Args:
        network: freshly drawn; `widens(network, smaller)`.
        smaller: trained.
    """
    given = smaller.state_dict()
    rows = _output_rows(network.config, smaller.config)
    for name, own in network.state_dict().items():
        if name.startswith("style.feature_extractor") or name not in given:
            continue  # blocks that are new keep their first weights: they are silent, see below
        if name.startswith(("style.output_layer", "style.calm_layer")):
            _place_rows(own, given[name], rows)
        elif own.shape == given[name].shape:
            own.copy_(given[name])
        else:
            _place_corner(own, given[name], smaller_rows=name.startswith("style."))
    _silence_new_blocks(network, smaller.config.blocks)


def _place_rows(own: Tensor, given: Tensor, rows: Tensor) -> None:
    """An output layer: the old rows where the old AdaIN parameters now are, 0 elsewhere."""
    own.zero_()
    if own.dim() == 1:
        own[rows] = given
    else:
        own[rows, : given.shape[1]] = given


def _place_corner(own: Tensor, given: Tensor, *, smaller_rows: bool) -> None:
    """The old weights in the first rows and columns; old outputs see nothing of the new inputs."""
    count = len(given)
    if own.dim() > 1:
        own[:count] = 0
        if smaller_rows:
            own[count:] *= NEW_ROWS
    own[tuple(slice(0, size) for size in given.shape)] = given


def _output_rows(large: SmallConfig, small: SmallConfig) -> Tensor:
    """For each AdaIN parameter of the smaller network, its place among those of the larger."""
    old, new = small.adain_channels, large.adain_channels
    old_layers = 1 + 2 * small.blocks  # before the decoder; new blocks come after the old ones
    layers = [*range(old_layers), *range(len(new) - (len(old) - old_layers), len(new))]
    rows: list[int] = []
    for channels, layer in zip(old, layers, strict=True):
        start = 2 * sum(new[:layer])
        rows += [*range(start, start + channels)]  # scales
        rows += [*range(start + new[layer], start + new[layer] + channels)]  # shifts
    start = 2 * sum(new)
    for channels, room in zip(small.gain_channels, large.gain_channels, strict=True):
        rows += range(start, start + channels)
        start += room
    return torch.tensor(rows)


def _silence_new_blocks(network: SmallNetwork, blocks: int) -> None:
    """Their last AdaIN layers begin at scale 0 (scale - 1 is what the statistics hold)."""
    channels = network.config.adain_channels
    for block in range(blocks, network.config.blocks):
        layer = 2 + 2 * block
        start = 2 * sum(channels[:layer])
        network.style.output_layer.bias[start : start + channels[layer]] = -1
