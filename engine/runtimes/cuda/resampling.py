"""Resizing on the device, as OpenCV does it on the CPU: by area when smaller, cubic when larger."""

from functools import cache
from math import ceil

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.imaging import ENOUGH


def resize(image: Tensor, height: int, width: int) -> Tensor:
    """As `engine.imaging.resize`: by area when smaller, cubic when larger; the image itself if it fits."""
    shrinks = height < image.shape[0] or width < image.shape[1]
    return shrink(image, height, width) if shrinks else enlarge(image, height, width)


def shrink(image: Tensor, height: int, width: int) -> Tensor:
    """Shrink by area: each pixel is the mean of all it covers (OpenCV's INTER_AREA).

    Args:
        image: (H, W, C) uint8.
        height: at most H.
        width: at most W.

    Returns:
        (height, width, C) uint8; the image itself when it has the size.
    """
    while _can_be_halved(image.shape[0], height) and _can_be_halved(image.shape[1], width):
        image = shrink(image, image.shape[0] // 2, image.shape[1] // 2)  # in the order of the CPU
    high, wide, channels = image.shape
    if (high, wide) == (height, width):
        return image
    if high % height == 0 and wide % width == 0:
        rows, columns = high // height, wide // width
        area = rows * columns
        sums = image.reshape(height, rows, width, columns, channels).sum((1, 3), dtype=torch.int32)
        return ((sums + area // 2) // area).to(torch.uint8)
    narrow = _averaged(image.float(), 1, width) if wide != width else image.float()
    return to_bytes(_averaged(narrow, 0, height) if high != height else narrow)


def enlarge(image: Tensor, height: int, width: int) -> Tensor:
    """Enlarge by cubic interpolation (OpenCV's INTER_CUBIC). (H, W, C) uint8 -> (height, width, C)."""
    if image.shape[:2] == (height, width):
        return image
    planes = image.permute(2, 0, 1)[None].float()  # (1, C, H, W)
    larger = F.interpolate(planes, size=(height, width), mode="bicubic", align_corners=False)
    return to_bytes(larger[0].permute(1, 2, 0))


def pad(image: Tensor, height: int, width: int) -> Tensor:
    """Continue a picture at the bottom and the right by its mirror image, without repeating the edge.

    Args:
        image: (H, W, 3).
        height: less than 2 H.
        width: less than 2 W.

    Returns:
        (height, width, 3), C-contiguous.
    """
    high, wide = image.shape[:2]
    if height > high:
        image = torch.cat([image, image[2 * high - height - 1 : high - 1].flip(0)])
    if width > wide:
        image = torch.cat([image, image[:, 2 * wide - width - 1 : wide - 1].flip(1)], dim=1)
    return image.contiguous()


def blurred(image: Tensor, side: int) -> Tensor:
    """Means of side x side, reflected at the edges. (H, W, C) float32 -> same."""
    edge = side // 2
    padded = F.pad(image.permute(2, 0, 1)[None], (edge, edge, edge, edge), mode="reflect")
    return F.avg_pool2d(padded, side, stride=1)[0].permute(1, 2, 0)


def to_bytes(values: Tensor) -> Tensor:
    """Round values of 0..255 (and a little beyond) to uint8."""
    return values.round().clamp(0, 255).to(torch.uint8)


def _can_be_halved(side: int, wanted: int) -> bool:
    return side % 2 == 0 and side != 2 * wanted and side // 2 >= ENOUGH * wanted


def _averaged(image: Tensor, dim: int, size: int) -> Tensor:
    """Weighted means along one axis. (H, W, C) float32 -> the same with `size` in that axis."""
    indices, weights = _coverage(image.shape[dim], size, image.device)
    result: Tensor | None = None
    for index, weight in zip(indices, weights, strict=True):
        part = image.index_select(dim, index)
        share = weight.reshape([-1 if axis == dim else 1 for axis in range(3)])
        result = part * share if result is None else torch.addcmul(result, part, share)
    assert result is not None
    return result


@cache
def _coverage(given: int, wanted: int, device: torch.device) -> tuple[Tensor, Tensor]:
    """Which samples each result covers, and how much of it they are: both (K, wanted).

    On the device, and kept for good: while a graph is captured nothing may be brought there, and afterwards
    it reads them where they are. Those of a 4K frame take 150 KB.
    """
    scale = given / wanted
    start = torch.arange(wanted, dtype=torch.float64) * scale
    first = start.floor()
    most = ceil(scale) + 1
    samples = first + torch.arange(most)[:, None]  # (K, wanted)
    covered = torch.minimum(start + scale, samples + 1) - torch.maximum(start, samples)
    weights = (covered.clamp(min=0) / scale).float()
    return samples.long().clamp(max=given - 1).to(device), weights.to(device)
