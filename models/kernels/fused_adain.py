"""AdaIN and what follows it as three Triton kernels for CUDA: two reads of a layer and one write.

`models.adain.adain_layer` reads and writes once more for each of its steps. Triton (Tillet et al. 2019)
compiles a kernel at its first call, for each number of channels. Types of kernels' arguments are in quotation
marks because Triton resolves all names in a kernel, and takes constants only.
"""

import torch
import triton
import triton.language as tl
from torch import Tensor

from models.adain import EPSILON, Affine

TILE = 4096
"""Numbers that a program reads at once."""

MOST_PARTS = 512
"""Parts of a layer that are summed by a program each."""

COLUMNS = 16
"""Channels whose parts a program adds up."""


def fused_adain(
    x: Tensor, affine: Affine, *, kept: Tensor | None = None, added: Tensor | None = None, relu: bool = False
) -> Tensor:
    """As `adain_layer` for one picture and one style; sums and all that is computed are float32.

    Args:
        x: (1, C, H, W) on CUDA, C a multiple of 4; fastest in channels_last.
        affine: scale and shift, each (1, C) float32.
        kept: (1, 1) float32, share of x that is added; None = 0.
        added: (1, C, H, W) that is added too; None = 0.
        relu: whether negative results become 0.

    Returns:
        (1, C, H, W) in the dtype of x, channels_last.
    """
    x = x.contiguous(memory_format=torch.channels_last)
    channels, places = x.shape[1], x.shape[2] * x.shape[3]
    width = min(64, channels & -channels)  # a power of 2 that divides the channels
    rows = TILE // width
    # Compiled anew for each number of steps: powers of 2, so that there are few.
    steps = triton.next_power_of_2(triton.cdiv(triton.cdiv(places, rows), MOST_PARTS))
    span = steps * rows  # places of a part
    parts, blocks = triton.cdiv(places, span), channels // width
    scale, shift = (each.contiguous() for each in affine)
    result = torch.empty_like(x)
    partial = torch.empty(parts, 2, channels, device=x.device)
    factors = torch.empty(2, channels, device=x.device)
    with torch.cuda.device_of(x):  # type: ignore[no-untyped-call] # Triton launches on the current one
        _sum[(parts, blocks)](x, partial, places, channels, STEPS=steps, ROWS=rows, WIDTH=width)
        _solve[(triton.cdiv(channels, COLUMNS),)](
            *(partial, factors, scale, shift, scale if kept is None else kept),
            *(places, channels, span, parts),
            EPSILON=EPSILON,
            KEPT=kept is not None,
            PARTS=triton.next_power_of_2(parts),
            WIDTH=COLUMNS,
        )
        _apply[(triton.cdiv(places, rows), blocks)](
            *(x, x if added is None else _in_layout(added), result, factors, places, channels),
            ADDED=added is not None,
            RELU=relu,
            ROWS=rows,
            WIDTH=width,
        )
    return result


def _in_layout(x: Tensor) -> Tensor:
    return x.contiguous(memory_format=torch.channels_last)


@triton.jit  # type: ignore[untyped-decorator]
def _sum(
    x: "Tensor",
    partial: "Tensor",
    places: int,
    channels: int,
    STEPS: tl.constexpr,
    ROWS: tl.constexpr,
    WIDTH: tl.constexpr,
) -> None:
    """Mean and squared deviations of each channel in a part. (places, channels) -> (parts, 2, channels).

    Sums are of differences from the part's first place: plain sums of squares would cancel.
    """
    part = tl.program_id(0)
    columns = tl.program_id(1) * WIDTH + tl.arange(0, WIDTH)
    first = part * STEPS * ROWS
    pivot = tl.load(x + first * channels + columns).to(tl.float32)
    sums = tl.zeros((ROWS, WIDTH), tl.float32)
    squares = tl.zeros((ROWS, WIDTH), tl.float32)
    for step in range(STEPS):
        rows = first + step * ROWS + tl.arange(0, ROWS)
        inside = (rows < places)[:, None]
        values = tl.load(x + rows[:, None] * channels + columns[None, :], mask=inside, other=0.0)
        centred = tl.where(inside, values.to(tl.float32) - pivot[None, :], 0.0)
        sums += centred
        squares += centred * centred
    count = tl.minimum(places - first, STEPS * ROWS).to(tl.float32)
    total = tl.sum(sums, 0)
    mean = total / count
    tl.store(partial + part * 2 * channels + columns, pivot + mean)
    tl.store(partial + (part * 2 + 1) * channels + columns, tl.sum(squares, 0) - total * mean)


@triton.jit  # type: ignore[untyped-decorator]
def _solve(
    partial: "Tensor",
    factors: "Tensor",
    scale: "Tensor",
    shift: "Tensor",
    kept: "Tensor",
    places: int,
    channels: int,
    span: int,
    parts: int,
    EPSILON: tl.constexpr,
    KEPT: tl.constexpr,
    PARTS: tl.constexpr,
    WIDTH: tl.constexpr,
) -> None:
    """Factor and offset of each channel. (parts, 2, channels) -> (2, channels).

    The parts' sums are put together as by Chan, Golub & LeVeque 1979.
    """
    columns = tl.program_id(0) * WIDTH + tl.arange(0, WIDTH)
    known = columns < channels
    part = tl.arange(0, PARTS)
    counts = tl.where(part < parts, tl.minimum(places - part * span, span), 0).to(tl.float32)[:, None]
    inside = (part < parts)[:, None] & known[None, :]
    means = tl.load(partial + part[:, None] * 2 * channels + columns[None, :], mask=inside, other=0.0)
    squares = tl.load(partial + (part[:, None] * 2 + 1) * channels + columns[None, :], mask=inside, other=0.0)
    mean = tl.sum(counts * means, 0) / places
    between = means - mean[None, :]
    variance = (tl.sum(squares, 0) + tl.sum(counts * between * between, 0)) / places
    factor = tl.load(scale + columns, mask=known, other=0.0) / tl.sqrt(variance + EPSILON)
    offset = tl.load(shift + columns, mask=known, other=0.0) - factor * mean
    if KEPT:
        factor += tl.load(kept)
    tl.store(factors + columns, factor, mask=known)
    tl.store(factors + channels + columns, offset, mask=known)


@triton.jit  # type: ignore[untyped-decorator]
def _apply(
    x: "Tensor",
    added: "Tensor",
    result: "Tensor",
    factors: "Tensor",
    places: int,
    channels: int,
    ADDED: tl.constexpr,
    RELU: tl.constexpr,
    ROWS: tl.constexpr,
    WIDTH: tl.constexpr,
) -> None:
    """Factor * x + offset, and what follows. (places, channels) -> same."""
    columns = tl.program_id(1) * WIDTH + tl.arange(0, WIDTH)
    rows = tl.program_id(0) * ROWS + tl.arange(0, ROWS)
    inside = (rows < places)[:, None]
    at = rows[:, None] * channels + columns[None, :]
    factor = tl.load(factors + columns)[None, :]
    offset = tl.load(factors + channels + columns)[None, :]
    values = tl.load(x + at, mask=inside, other=0.0).to(tl.float32) * factor + offset
    if ADDED:
        values += tl.load(added + at, mask=inside, other=0.0).to(tl.float32)
    if RELU:
        values = tl.maximum(values, 0.0)
    tl.store(result + at, values, mask=inside)
