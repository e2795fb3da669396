"""Colours on the device, as `engine.imaging` does them on the CPU."""

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.colour import LEVELS
from engine.runtimes.cuda.resampling import to_bytes


def luma(image: Tensor) -> Tensor:
    """BT.601 luma of (H, W, 3) RGB, (H, W, 1) float32 of 0..255."""
    wide = image.float()
    return 0.299 * wide[..., :1] + 0.587 * wide[..., 1:2] + 0.114 * wide[..., 2:]


def show_through(painted: Tensor, content: Tensor, share: Tensor) -> Tensor:
    """Fade to the content.

    Args:
        painted: (H, W, 3) uint8.
        content: (H, W, 3) uint8.
        share: () or (h, w) float32: 0..1, how much of the content is seen.

    Returns:
        (H, W, 3) uint8.
    """
    if share.dim():
        if share.shape != content.shape[:2]:
            share = F.interpolate(share[None, None], size=content.shape[:2], mode="bilinear")[0, 0]
        share = share[..., None].expand(content.shape)
    return to_bytes(torch.lerp(painted.float(), content.float(), share))


def keep_colors(painted: Tensor, content: Tensor, amount: Tensor) -> Tensor:
    """Luma of `painted`, chroma of `content`.

    Args:
        painted: (H, W, 3) uint8.
        content: (H, W, 3) uint8.
        amount: () float32: 0 = the painted colours, 1 = all of the content's.

    Returns:
        (H, W, 3) uint8.
    """
    kept = (content.float() + (luma(painted) - luma(content))).clamp(0, 255)
    return to_bytes(torch.lerp(painted.float(), kept, amount))


def changed(image: Tensor, change: Tensor) -> Tensor:
    """An affine change of RGB. (H, W, 3) uint8 and (3, 4) float32 -> (H, W, 3) uint8."""
    wide, (red, green, blue, offset) = image.float(), change.unbind(dim=1)
    result = torch.addcmul(offset, wide[..., :1], red)  # by hand: a product of matrices could be TF32
    result = torch.addcmul(result, wide[..., 1:2], green)
    return to_bytes(torch.addcmul(result, wide[..., 2:], blue))


def locked(image: Tensor, moves: Tensor) -> Tensor:
    """Colours held to a palette. (H, W, 3) uint8 and (LEVELS^3, 3) int16 -> (H, W, 3) uint8."""
    red, green, blue = (image // (256 // LEVELS)).int().unbind(dim=2)
    cell = (red * LEVELS + green) * LEVELS + blue
    moved = image.short() + moves.index_select(0, cell.flatten()).view(image.shape)
    return moved.clamp(0, 255).to(torch.uint8)
