"""One iteration's loss: what is painted, what it is compared with, and how much each comparison counts."""

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional as F

from models.network import StyleNetwork
from models.training import losses
from models.training.features import Vgg

MARGIN = 16
"""Pixels at the border that the stability loss leaves out: what moved in there was never seen."""


@dataclass(frozen=True)
class Batch:
    """Everything random about an iteration."""

    content: Tensor
    """(B, 3, H, W) RGB 0..1."""

    style: Tensor
    """(B, 3, h, w) RGB 0..1."""

    wanted: Tensor
    """(B, S) style statistics of the style pictures' VGG features."""

    grid: Tensor
    """(M, H, W, 2) where each pixel of the moved content comes from, for the first M pictures."""

    disturbance: Tensor
    """(M, 3, H, W) added to the moved content: noise and light."""


def stability(network: StyleNetwork, batch: Batch, statistics: Tensor, painted: Tensor) -> Tensor:
    """The moved, noisy, re-lit content must give the moved result (compound regularisation, Wang et al. 2020).

    "Consistent Video Style Transfer via Relaxation and Regularization", IEEE TIP 2020, section IV-C.
    """
    count = batch.grid.shape[0]
    moved = move(batch.content[:count], batch.grid)
    again = network((moved + batch.disturbance).clamp(0, 1), statistics[:count]).float()
    expected = move(painted[:count], batch.grid)
    inside = slice(MARGIN, -MARGIN)
    return F.l1_loss(again[..., inside, inside], expected[..., inside, inside])


def move(picture: Tensor, grid: Tensor) -> Tensor:
    """Resample. (M, 3, H, W), (M, H, W, 2) -> (M, 3, H, W)."""
    return F.grid_sample(picture, grid, mode="bilinear", padding_mode="reflection", align_corners=False)


def painting(network: StyleNetwork, vgg: Vgg, batch: Batch, dtype: torch.dtype) -> dict[str, Tensor]:
    """Paint, and measure everything but the teacher: content, style, variation, identity, stability."""
    content = batch.content
    with torch.autocast(content.device.type, dtype, enabled=dtype != torch.float32):
        own = network.encode_style(content[-1:])
        statistics = torch.cat([network.encode_style(batch.style), own])
        result = network(torch.cat([content, content[-1:]]), statistics).float()
        painted, same = result[:-1], result[-1:]
        steady = stability(network, batch, statistics, painted)
    with torch.no_grad():
        target = vgg(content)
    seen = vgg(painted)
    return {
        "content": losses.content_loss(seen[-1], target[-1]),
        "style": losses.style_loss(seen, batch.wanted),
        "variation": losses.variation_loss(painted),
        "identity": F.l1_loss(same, content[-1:]),
        "stability": steady,
    }


def copying(network: StyleNetwork, batch: Batch, taught: Tensor, dtype: torch.dtype) -> dict[str, Tensor]:
    """Paint what the teacher painted: the quick way out of noise."""
    content = batch.content
    with torch.autocast(content.device.type, dtype, enabled=dtype != torch.float32):
        own = network.encode_style(content[-1:])
        statistics = torch.cat([network.encode_style(batch.style), own])
        result = network(torch.cat([content, content[-1:]]), statistics).float()
    return {"teacher": F.l1_loss(result[:-1], taught), "identity": F.l1_loss(result[-1:], content[-1:])}
