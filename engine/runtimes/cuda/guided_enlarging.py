"""Guided enlarging on the device: the steps, numbers and rounding of `engine.imaging.enlarge_guided`."""

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.imaging import EDGE, LARGEST_GAIN, LEAST_GAIN, UNSURE
from engine.runtimes.cuda.colours import luma
from engine.runtimes.cuda.resampling import blurred, enlarge, shrink, to_bytes


def enlarge_guided(painted: Tensor, guide: Tensor) -> Tensor:
    """Enlarge a painting along the edges of the content it was painted from.

    Args:
        painted: (h, w, 3) uint8.
        guide: (H, W, 3) uint8; no side is shorter than that of `painted`.

    Returns:
        (H, W, 3) uint8.
    """
    small, full = painted.shape[:2], guide.shape[:2]
    light = _median(to_bytes(luma(guide)))  # (H, W, 1)
    small_light = shrink(light, *small)
    gain = _gain(small_light, to_bytes(luma(painted)))
    base = enlarge(_with_edges(painted, small_light, gain), *full)
    return _add_detail(base, light, enlarge(small_light, *full), _stretched(gain, *full))


def _gain(content: Tensor, painted: Tensor) -> Tensor:
    """How much the painting's luma changes where the content's does: (h, w, 1) float32 of 0..2, / 128."""
    height, width = content.shape[:2]
    size = max(1, height // 2), max(1, width // 2)
    x, y = (shrink(of, *size).float() for of in (content, painted))
    mean_x = blurred(x, 5)
    variance = (blurred(x * x, 5) - mean_x * mean_x).clamp(min=0)
    slope = blurred((blurred(x * y, 5) - mean_x * blurred(y, 5)) / (variance + UNSURE), 5)
    gain = (128 * slope.clamp(LEAST_GAIN, LARGEST_GAIN)).to(torch.uint8)
    return _stretched(gain.float() / 128, height, width)


def _with_edges(painted: Tensor, content: Tensor, gain: Tensor) -> Tensor:
    """The painting, (h, w, 3), with the content's edges in the place of its own."""
    smooth = to_bytes(blurred(content.float(), 3))
    edges = _add_detail(to_bytes(blurred(painted.float(), 3)), content, smooth, gain)
    apart = (content.short() - smooth.short()).abs().float()
    deviation = to_bytes(blurred(apart, 3)).float().square()
    share = torch.floor(128 * deviation / (deviation + EDGE**2)) / 128
    return to_bytes(torch.lerp(painted.float(), edges.float(), share.expand(painted.shape)))


def _add_detail(base: Tensor, light: Tensor, smooth: Tensor, gain: Tensor) -> Tensor:
    """`base` + gain * (light - smooth)."""
    return to_bytes(base.float() + ((light.short() - smooth.short()).float() * gain).round())


def _stretched(gain: Tensor, height: int, width: int) -> Tensor:
    """Linear, in steps of 1 / 128. (h, w, 1) float32 -> (height, width, 1)."""
    planes = gain.permute(2, 0, 1)[None]
    larger = F.interpolate(planes, size=(height, width), mode="bilinear", align_corners=False)
    return (larger[0].permute(1, 2, 0) * 128).round() / 128


def _median(light: Tensor) -> Tensor:
    """Of 3 x 3, edges repeated: from sorted columns. (H, W, 1) uint8 -> same."""
    rows = torch.cat([light[:1], light, light[-1:]])
    low, middle, high = _sorted(rows[:-2], rows[1:-1], rows[2:])
    (a, b, c), (d, e, f), (g, h, i) = (_beside(of) for of in (low, middle, high))
    largest_low = torch.maximum(torch.maximum(a, b), c)
    smallest_high = torch.minimum(torch.minimum(g, h), i)
    return _sorted(largest_low, _sorted(d, e, f)[1], smallest_high)[1]


def _beside(of: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    wide = torch.cat([of[:, :1], of, of[:, -1:]], dim=1)
    return wide[:, :-2], wide[:, 1:-1], wide[:, 2:]


def _sorted(a: Tensor, b: Tensor, c: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    a, b = torch.minimum(a, b), torch.maximum(a, b)
    b, c = torch.minimum(b, c), torch.maximum(b, c)
    return torch.minimum(a, b), torch.maximum(a, b), c
