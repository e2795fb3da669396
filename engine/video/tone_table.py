"""HDR and wide gamut to BT.709 on any device: the table of `hdr`, interpolated as FFmpeg does it."""

from functools import cache
from typing import Final

import torch
from torch import Tensor

from engine.stream_info import ColourTags
from engine.video.hdr import GRID, table
from engine.video.nv12 import channels_of

STEPS: Final = (1, GRID, GRID**2)
"""Rows of the table from one point to the next: of red, green, blue."""

AT_ONCE: Final = 2**21
"""Pixels: what lies between takes some 150 bytes of each."""


def mapped_of(luma: Tensor, chroma: Tensor, colour: ColourTags) -> Tensor:
    """RGB full range of BT.709, as `ToneMapper` makes it: of chroma in the middle of its pixels.

    Args:
        luma: (H, W), as of `rgb_of`.
        chroma: (H / 2, W / 2, 2), as of `rgb_of`.
        colour: what the numbers mean.

    Returns:
        (H, W, 3) uint8.
    """
    colour = ColourTags(9 if colour.matrix in (9, 10) else 1, 9, colour.transfer, colour.full_range)
    channels = torch.stack(channels_of(luma, chroma, colour)).flatten(1)  # (3, H * W)
    values = _table(colour.transfer, luma.device)
    parts = [_looked_up(part, values) for part in torch.split(channels, AT_ONCE, dim=1)]
    return torch.cat(parts).view(*luma.shape, 3)


def _looked_up(signal: Tensor, values: Tensor) -> Tensor:
    """Tetrahedral interpolation. (3, N) float32 of 0..255 and a little beyond -> (N, 3) uint8."""
    place = signal.clamp(0, 255).mul_((GRID - 1) / 255)
    corner = place.floor().clamp_(max=GRID - 2)
    place.sub_(corner)  # within a cube of eight points, 0..1
    steps = _steps(signal.device)
    first = (corner.long() * steps[:, None]).sum(0)
    last = first + sum(STEPS)
    # The way from the first corner to the last: along the longest part first, along the shortest at the end.
    second, third = first + steps[place.argmax(0)], last - steps[place.argmin(0)]
    most, least = place.amax(0), place.amin(0)
    middle = place.sum(0) - most - least
    shares = (1 - most, most - middle, middle - least, least)
    found = torch.zeros(len(first), 3, device=signal.device)
    for share, point in zip(shares, (first, second, third, last), strict=True):
        found.addcmul_(values.index_select(0, point), share[:, None])
    return found.mul_(255).round_().clamp_(0, 255).to(torch.uint8)


@cache
def _table(transfer: int, device: torch.device) -> Tensor:
    """(GRID^3, 3) float32: red runs fastest."""
    return torch.from_numpy(table(transfer)).float().view(-1, 3).to(device)


@cache
def _steps(device: torch.device) -> Tensor:
    return torch.tensor(STEPS, device=device)
