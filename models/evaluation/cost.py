"""The computational cost of a network."""

import torch
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
