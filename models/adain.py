"""Adaptive instance normalisation (Huang & Belongie 2017, section 5): the arithmetic all networks share.

Every layer takes a scale and a shift for each channel: `AdaIN(x) = scale * (x - mean(x)) / std(x) + shift`.
The paper's network uses the style's deviation and mean as they are; the compact one learns both from them.
"""

import torch
import torch.nn.functional as F
from torch import Tensor

EPSILON = 1e-5
"""Added to a variance before its root is taken, as published."""

Affine = tuple[Tensor, Tensor]
"""Scale and shift of one layer, each (K, C) float32: one row a style, or one a picture of a batch."""


def mean_std(x: Tensor, *, correction: int = 0) -> tuple[Tensor, Tensor]:
    """Mean and deviation of each channel of each picture.

    Args:
        x: (N, C, H, W), any floating dtype.
        correction: 0 divides by n, 1 by n - 1 (the unbiased variance).

    Returns:
        Two (N, C, 1, 1) float32: sums of squares over 64x64 pixels do not fit float16.
    """
    wide = x.float()
    mean = wide.mean((2, 3), keepdim=True)
    squares = (wide - mean).square().sum((2, 3), keepdim=True)  # much faster than `torch.var` on a CPU
    count = x.shape[2] * x.shape[3] - correction
    return mean, (squares / count + EPSILON).sqrt()


def split(statistics: Tensor, channels: tuple[int, ...]) -> list[tuple[Tensor, Tensor]]:
    """Cut flat statistics into each layer's pair.

    Args:
        statistics: (K, P), P = 2 * sum(channels): the first half of a pair, then the second, layer by layer.
        channels: C of each layer.

    Returns:
        For each layer two tensors (K, C).
    """
    sizes = [size for size in channels for _ in range(2)]
    parts = torch.split_with_sizes(statistics, sizes, dim=1)
    return list(zip(parts[::2], parts[1::2], strict=True))


def blend(statistics: Tensor, weights: Tensor | None) -> Tensor:
    """Sum of the styles, where one sum serves the whole picture.

    Args:
        statistics: (K, P).
        weights: None, (K,), or maps (K, H', W'), which `adain` sums pixel by pixel.

    Returns:
        (1, P) for (K,); otherwise the statistics as they are.
    """
    if weights is None or weights.dim() > 1:
        return statistics
    return weights.to(statistics.dtype)[None] @ statistics  # (1, P)


def adain(x: Tensor, affine: Affine, weights: Tensor | None = None) -> Tensor:
    """Normalise each channel, then scale and shift it; biased variance.

    Args:
        x: (N, C, H, W).
        affine: scale and shift, each (K, C). K is 1, or N: a row for each picture.
        weights: maps (K, H', W') that sum to 1 at each pixel; None or (K,): already blended.

    Returns:
        (N, C, H, W) in the dtype of x.
    """
    scale, shift = affine
    if x.device.type == "mps":  # nothing promises that Metal sums float16 in float32; CPU and CUDA do
        return _adain(x.float(), scale, shift, weights).to(x.dtype)
    return _adain(x, scale, shift, weights)


def adain_layer(
    x: Tensor,
    affine: Affine,
    weights: Tensor | None = None,
    *,
    kept: Tensor | None = None,
    added: Tensor | None = None,
    relu: bool = False,
) -> Tensor:
    """AdaIN(x) + kept * x + added, and ReLU of it.

    Args:
        x: (N, C, H, W).
        affine: as to `adain`.
        weights: as to `adain`.
        kept: (K, 1), the share of x that is added; None = 0.
        added: (N, C, H, W) that is added too; None = 0.
        relu: whether negative results become 0.

    Returns:
        (N, C, H, W) in the dtype of x.
    """
    found = adain(x, affine, weights)
    if kept is not None:
        found = torch.addcmul(found, x, spread(kept, weights, x))
    if added is not None:
        found = added + found
    return F.relu(found) if relu else found


def spread(parameter: Tensor, weights: Tensor | None, like: Tensor) -> Tensor:
    """Shape a layer's scale or shift for broadcasting over its pixels.

    Args:
        parameter: (K, C).
        weights: maps (K, H', W'), resized to the layer; None or (K,): nothing to blend.
        like: (N, C, H, W), the layer.

    Returns:
        (K, C, 1, 1), or (1, C, H, W) with maps; in the layer's dtype.
    """
    if weights is None or weights.dim() == 1:
        return parameter.to(like.dtype)[:, :, None, None]  # (K, C, 1, 1)
    maps = resize_maps(weights, like)
    # The sum over styles as a 1x1 convolution: half the time of `einsum` in OpenVINO.
    return F.conv2d(maps, parameter.t()[:, :, None, None]).to(like.dtype)  # (1, C, H, W)


def resize_maps(maps: Tensor, like: Tensor) -> Tensor:
    """Maps (K, H', W') at the size of a layer (N, C, H, W): (1, K, H, W) float32."""
    return F.interpolate(maps.float()[None], size=like.shape[2:], mode="area")


def in_regions(x: Tensor, affine: Affine, maps: Tensor, *, correction: int = 0) -> Tensor:
    """AdaIN in each region by itself: sums over a layer are weighted by the region's map.

    So is spatial control in the paper (section 7.3) and in its published code. With sums over the whole layer
    instead, each style would change what all others look like.

    Args:
        x: (1, C, H, W).
        affine: scale and shift, each (K, C).
        maps: (K, H', W') that sum to 1 at each pixel.
        correction: as to `mean_std`.

    Returns:
        (1, C, H, W) in the dtype of x.
    """
    scale, shift = affine
    regions = resize_maps(maps, x)[0].flatten(1)  # (K, HW)
    count = regions.sum(1, keepdim=True).clamp(min=1 + correction)  # (K, 1) pixels
    pixels = x.float()[0].flatten(1).t()  # (HW, C)
    mean = regions @ pixels / count  # (K, C)
    variance = (regions @ pixels.square() - count * mean.square()).clamp(min=0) / (count - correction)
    factor = scale / (variance + EPSILON).sqrt()
    factors, offsets = (spread(part, maps, x) for part in (factor, shift - factor * mean))
    return torch.addcmul(offsets, x, factors)


def _adain(x: Tensor, scale: Tensor, shift: Tensor, weights: Tensor | None) -> Tensor:
    if weights is None or weights.dim() == 1:
        return _normalised(x, scale, shift)
    return in_regions(x, (scale, shift), weights)


def _normalised(x: Tensor, scale: Tensor | None = None, shift: Tensor | None = None) -> Tensor:
    """Instance normalisation, with sums in float32 whatever the dtype of x; both ways compute the same."""
    # OpenVINO converts `instance_norm` into one operation, three times as fast as its parts.
    if torch.jit.is_tracing():  # type: ignore[attr-defined, no-untyped-call]
        return torch.instance_norm(x, _flat(scale), _flat(shift), None, None, True, 0.0, EPSILON, False)
    pictures, channels = x.shape[:2]
    # As one picture of N * C channels: unlike `instance_norm` this keeps channels_last, and takes N styles.
    stacked = x.reshape(1, pictures * channels, *x.shape[2:])
    scale, shift = (_rows(parameter, pictures) for parameter in (scale, shift))
    return F.batch_norm(stacked, None, None, scale, shift, training=True, eps=EPSILON).reshape(x.shape)


def _flat(parameter: Tensor | None) -> Tensor | None:
    return None if parameter is None else parameter.reshape(-1)  # (1, C) -> (C,)


def _rows(parameter: Tensor | None, pictures: int) -> Tensor | None:
    return None if parameter is None else parameter.expand(pictures, -1).reshape(-1)  # (N * C,)
