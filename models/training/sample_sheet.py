"""The sheet of a training run: painted samples and the curves of the losses, in one PNG."""

from collections.abc import Mapping, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image, ImageDraw
from torch import Tensor

from models.network import StyleNetwork
from models.textures import at_texture
from models.training.data import to_tensor

Picture = NDArray[np.uint8]
"""(H, W, 3) uint8 RGB."""

CURVE_HEIGHT = 120
"""Pixels of one loss's curve."""

COLOURS = ("#c0392b", "#2471a3", "#1e8449", "#b9770e", "#6c3483", "#424949")
"""Of the curves, in turn."""


def draw_sheet(
    history: Mapping[str, Sequence[float]], rows: Sequence[Sequence[Picture]], title: str
) -> Image.Image:
    """Samples above, curves below.

    Args:
        history: each loss's values, oldest first.
        rows: pictures (side, side, 3) uint8 RGB, rows of the same length.
        title: written on top.
    """
    samples = Image.fromarray(np.concatenate([np.concatenate(row, axis=1) for row in rows], axis=0))
    sheet = Image.new("RGB", (samples.width, 20 + samples.height + CURVE_HEIGHT * len(history)), "white")
    sheet.paste(samples, (0, 20))
    pen = ImageDraw.Draw(sheet)
    pen.text((4, 4), title, fill="black")
    for index, (name, values) in enumerate(history.items()):
        top = 20 + samples.height + CURVE_HEIGHT * index
        _curve(pen, (0, top, sheet.width, top + CURVE_HEIGHT), name, values, COLOURS[index % len(COLOURS)])
    return sheet


def _curve(
    pen: ImageDraw.ImageDraw,
    box: tuple[int, int, int, int],
    name: str,
    values: Sequence[float],
    colour: str,
) -> None:
    """One curve in its box, from 0 to its largest value."""
    left, top, right, bottom = box
    known = [(i, value) for i, value in enumerate(values) if np.isfinite(value)]
    pen.line((left, bottom - 1, right, bottom - 1), fill="#cccccc")
    if not known:
        return
    largest = max(value for _, value in known) or 1.0
    across, up = (right - left - 1) / max(1, len(values) - 1), (bottom - top - 24)
    points = [(left + i * across, bottom - 2 - value / largest * up) for i, value in known]
    pen.line(points, fill=colour, width=2)
    pen.text((left + 4, top + 4), f"{name} {known[-1][1]:.4f} (largest {largest:.4f})", fill=colour)


@torch.inference_mode()
def sample_rows(
    network: StyleNetwork, contents: Sequence[Picture], styles: Sequence[Picture]
) -> list[list[Picture]]:
    """A grid: styles on top, contents on the left, rough results between. All have one square size."""
    device = next(network.parameters()).device
    blank = np.full_like(contents[0], 255)
    learned = (network.encode_style(to_tensor([style]).to(device)) for style in styles)
    statistics = [at_texture(each, 1.0, network.textures) for each in learned]
    rows = [[blank, *styles]]
    for content in contents:
        x = to_tensor([content]).to(device)
        rows.append([content, *(to_picture(network(x, each)) for each in statistics)])
    return rows


def to_picture(result: Tensor) -> Picture:
    """(1, 3, H, W) RGB 0..1 -> (H, W, 3) uint8."""
    picture: Picture = (result[0].float().clamp(0, 1) * 255 + 0.5).byte().permute(1, 2, 0).cpu().numpy()
    return picture
