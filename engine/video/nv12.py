"""NV12 from and to RGB on any device, as swscale does it on the CPU: what decoders in hardware give."""

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


def rgb_of(luma: Tensor, chroma: Tensor, colour: ColourTags, *, left: bool = False) -> Tensor:
    """RGB full range, of the primaries that the video has.

    Args:
        luma: (H, W) uint8.
        chroma: (H / 2, W / 2, 2) uint8: blue and red difference.
        colour: what the numbers mean.
        left: the chroma lies at the left two of its four pixels, as in H.264; else in their middle.

    Returns:
        (H, W, 3) uint8.
    """
    of_red, of_blue = _weights(colour)
    blue, red = _enlarged(chroma, *luma.shape, left=left).sub_(128)
    light = luma.float()
    if not colour.full_range:
        light, blue, red = light.sub_(16).mul_(255 / 219), blue.mul_(255 / 224), red.mul_(255 / 224)
    r, b = red.mul_(2 * (1 - of_red)).add_(light), blue.mul_(2 * (1 - of_blue)).add_(light)
    g = light.sub_(r, alpha=of_red).sub_(b, alpha=of_blue).div_(1 - of_red - of_blue)
    picture = torch.empty((*luma.shape, 3), dtype=torch.uint8, device=luma.device)
    for place, channel in enumerate((r, g, b)):  # in place, and one by one: of 4K, a plane is 33 MB
        picture[..., place] = channel.round_().clamp_(0, 255)
    return picture


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


def _enlarged(chroma: Tensor, height: int, width: int, *, left: bool) -> Tensor:
    """Bilinear. (H / 2, W / 2, 2) uint8 -> (2, H, W) float32."""
    planes = chroma.permute(2, 0, 1)[None].float()
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
