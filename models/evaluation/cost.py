"""How much work a network is."""

import torch
from torch import Tensor, nn

from models.network import StyleNetwork

SIDE = 128
"""Pixels of the picture that is painted to count; any multiple of 16 gives the same."""


@torch.inference_mode()
def multiply_adds(network: StyleNetwork) -> float:
    """Multiply-adds of all convolutions for each pixel of a frame, style statistics given."""
    counted = 0

    def count(layer: nn.Module, inputs: tuple[Tensor, ...], output: Tensor) -> None:
        nonlocal counted
        assert isinstance(layer, nn.Conv2d)
        counted += output.numel() * layer.weight[0].numel()

    hooks = [m.register_forward_hook(count) for m in network.modules() if isinstance(m, nn.Conv2d)]
    try:
        network(torch.zeros(1, 3, SIDE, SIDE), torch.zeros(1, network.statistics_size))
    finally:
        for hook in hooks:
            hook.remove()
    return counted / SIDE**2
