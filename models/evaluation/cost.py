"""The computational cost of a network."""

import torch
from torch import Tensor, nn
from torch.utils.flop_counter import FlopCounterMode

from models.network import StyleNetwork

SIDE = 128
"""Pixels of the picture that is painted to count; any multiple of 16 gives the same."""


@torch.no_grad()
def multiply_adds(network: StyleNetwork) -> float:
    """Multiply-adds of all convolutions for each pixel of a frame, style statistics given."""
    device = next(network.parameters()).device
    content = torch.zeros(1, 3, SIDE, SIDE, device=device)
    statistics = torch.zeros(1, network.statistics_size, device=device)
    with FlopCounterMode(display=False) as counter:
        network(content, statistics)
    operations: int = counter.get_total_flops()
    return operations / 2 / SIDE**2  # a multiply-add is two


@torch.no_grad()
def layer_traffic(network: StyleNetwork) -> float:
    """Numbers that all convolutions together must read and write for each pixel of a frame.

    Each reads its input once and writes its output once, as if all between two of them were done on the way:
    what no implementation layer by layer can do with less of.
    """
    moved = 0

    def count(_: nn.Module, inputs: tuple[Tensor, ...], output: Tensor) -> None:
        nonlocal moved
        moved += inputs[0].numel() + output.numel()

    convolutions = [layer for layer in network.modules() if isinstance(layer, nn.Conv2d)]
    hooks = [layer.register_forward_hook(count) for layer in convolutions]
    try:
        parameters = next(network.parameters())
        content = torch.zeros(1, 3, SIDE, SIDE, dtype=parameters.dtype, device=parameters.device)
        network(content, torch.zeros(1, network.statistics_size, device=parameters.device))
    finally:
        for hook in hooks:
            hook.remove()
    return moved / SIDE**2
