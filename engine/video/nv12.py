"""NV12, and P010 of 10 bits, from and to RGB on any device, as swscale does it on the CPU.

That is what decoders in hardware give.
"""

from typing import Final

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.stream_info import ColourTags

_WEIGHTS: Final = {
    1: (0.2126, 0.0722),
    4: (0.30, 0.11),
    5: (0.299, 0.114),
    6: (0.299, 0.114),
    7: (0.212, 0.087),
    9: (0.2627, 0.0593),
    10: (0.2627, 0.0593),
}
"""H.273 matrix coefficients to the weights of red and blue in the luma."""

NEUTRAL: Final = {torch.uint8: 128, torch.uint16: 512 << 6}
"""The number of no colour."""


def rgb_of(luma: Tensor, chroma: Tensor, colour: ColourTags, *, left: bool = False) -> Tensor:
    """RGB full range, of the primaries that the video has.

    Args:
        luma: (H, W) uint8, or uint16 with 10 bits, the highest.
        chroma: (H / 2, W / 2, 2) of the same: blue and red difference.
        colour: what the numbers mean.
        left: the chroma lies at the left two of its four pixels, as in H.264; else in their middle.

    Returns:
        (H, W, 3) uint8.
    """
    picture = torch.empty((*luma.shape, 3), dtype=torch.uint8, device=luma.device)
    # In place, and one by one: of 4K, a plane is 33 MB.
    for place, channel in enumerate(channels_of(luma, chroma, colour, left=left)):
        picture[..., place] = channel.round_().clamp_(0, 255)
    return picture


def channels_of(
    luma: Tensor, chroma: Tensor, colour: ColourTags, *, left: bool = False
) -> tuple[Tensor, Tensor, Tensor]:
    """What `rgb_of` rounds: red, green and blue, each (H, W) float32 of 0..255 and a little beyond."""
    of_red, of_blue = _weights(colour)
    unit = _unit(luma, colour)
    blue, red = _enlarged(chroma, *luma.shape, left=left).sub_(NEUTRAL[chroma.dtype]).mul_(unit)
    light = _codes(luma).mul_(unit)
    if not colour.full_range:
        light, blue, red = light.sub_(16).mul_(255 / 219), blue.mul_(255 / 224), red.mul_(255 / 224)
    r, b = red.mul_(2 * (1 - of_red)).add_(light), blue.mul_(2 * (1 - of_blue)).add_(light)
    g = light.sub_(r, alpha=of_red).sub_(b, alpha=of_blue).div_(1 - of_red - of_blue)
    return r, g, b


def nv12_of(image: Tensor, colour: ColourTags, planes: Tensor | None = None) -> tuple[Tensor, Tensor]:
    """The planes of a picture of even sides; the colour of four pixels is their mean.

    Args:
        image: (H, W, 3) uint8 RGB full range.
        colour: what the numbers are to mean.
        planes: (3 H / 2, W) uint8, memory for both; None = new memory.

    Returns:
        Luma (H, W) and chroma (H / 2, W / 2, 2), uint8, one behind the other in memory, where NVENC looks.
    """
    of_red, of_blue = _weights(colour)
    r, g, b = image.float().unbind(dim=2)
    light = of_red * r + (1 - of_red - of_blue) * g + of_blue * b
    full = torch.stack([(b - light) / (2 * (1 - of_blue)), (r - light) / (2 * (1 - of_red))])
    chroma = F.avg_pool2d(full[None], 2)[0].permute(1, 2, 0)  # (H / 2, W / 2, 2)
    if not colour.full_range:
        light, chroma = light * (219 / 255) + 16, chroma * (224 / 255)
    height, width = light.shape
    if planes is None:
        planes = torch.empty((height * 3 // 2, width), dtype=torch.uint8, device=image.device)
    planes[:height] = _to_bytes(light)
    planes[height:].view(chroma.shape).copy_(_to_bytes(chroma + 128))
    return planes[:height], planes[height:].view(chroma.shape)


def _codes(plane: Tensor) -> Tensor:
    """The numbers as they are, float32 in new memory."""
    if plane.dtype == torch.uint8:
        return plane.float()
    return (plane.view(torch.int16).int() & 0xFFFF).float()  # torch knows little of uint16


def _unit(plane: Tensor, colour: ColourTags) -> float:
    """What one of the numbers is, in those of 8 bits: the largest of 10 bits, 1023, is 255 in full range."""
    if plane.dtype == torch.uint8:
        return 1.0
    return 255 / (1023 << 6) if colour.full_range else 1 / 256


def _enlarged(chroma: Tensor, height: int, width: int, *, left: bool) -> Tensor:
    """Bilinear. (H / 2, W / 2, 2) of numbers -> (2, H, W) float32, in new memory."""
    planes = _codes(chroma).permute(2, 0, 1)[None]
    size = (height, width // 2 if left else width)
    high = F.interpolate(planes, size=size, mode="bilinear", align_corners=False)[0]
    if not left:
        return high
    right = torch.cat([high[..., 1:], high[..., -1:]], dim=2)
    return torch.stack([high, (high + right) / 2], dim=3).flatten(2)


def _weights(colour: ColourTags) -> tuple[float, float]:
    return _WEIGHTS.get(colour.matrix, _WEIGHTS[1])


def _to_bytes(values: Tensor) -> Tensor:
    return values.round().clamp(0, 255).to(torch.uint8)
