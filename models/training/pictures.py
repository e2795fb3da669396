"""Training pictures: read once into squares on disk, then cropped at random."""

from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image, ImageOps
from torch import Tensor
from torch.nn import functional as F

Squares = NDArray[np.uint8]
"""(N, side, side, 3) uint8 RGB, read from disk as needed."""


def read_square(path: Path, side: int, rng: np.random.Generator) -> NDArray[np.uint8]:
    """The picture with its short side scaled down to `side`, and a random square of it. (side, side, 3)."""
    with Image.open(path) as image:
        picture = ImageOps.exif_transpose(image).convert("RGB")
    scale = side / min(picture.size)
    width, height = (max(side, round(length * scale)) for length in picture.size)
    if (width, height) != picture.size:
        picture = picture.resize((width, height), Image.Resampling.LANCZOS)
    left, top = (int(rng.integers(length - side + 1)) for length in (width, height))
    return np.asarray(picture.crop((left, top, left + side, top + side)))


def write_squares(
    paths: list[Path], out: Path, side: int, seed: int, tick: Callable[[], None]
) -> dict[Path, str]:
    """Write the squares of all readable pictures as one .npy. Returns those that could not be read, and why."""
    rng = np.random.default_rng(seed)
    squares, bad = [], {}
    for path in paths:
        try:
            squares.append(read_square(path, side, rng))
        except (OSError, ValueError, Image.DecompressionBombError) as error:
            bad[path] = str(error)
        tick()
    part = out.with_suffix(".part.npy")
    np.save(part, np.stack(squares) if squares else np.zeros((0, side, side, 3), np.uint8))
    part.replace(out)
    return bad


def tensor(images: Iterable[NDArray[np.uint8]]) -> Tensor:
    """Pictures of one size -> (B, 3, H, W) float32 0..1."""
    stacked = torch.from_numpy(np.stack(list(images)))
    return stacked.permute(0, 3, 1, 2).float() / 255


def content_crop(square: NDArray[np.uint8], side: int, rng: np.random.Generator) -> NDArray[np.uint8]:
    """A random crop, flipped half of the time. (side, side, 3)."""
    top, left = rng.integers(square.shape[0] - side + 1, size=2)
    crop = square[top : top + side, left : left + side]
    return crop[:, ::-1] if rng.random() < 0.5 else crop


def style_crop(square: Squares, crop: int, size: int, scales: tuple[float, float]) -> Tensor:
    """The `crop`-th crop of a style picture: always the same one, so that its features are computed once.

    Crop 0 has the picture's own scale; the others cover between `scales` of the side. (1, 3, size, size) 0..1.
    """
    rng = np.random.default_rng((crop, int(square[0, 0, 0]), int(square[-1, -1, 1])))
    full = square.shape[0]
    side = min(size, full) if crop == 0 else round(full * rng.uniform(*scales))
    picture = tensor([content_crop(square, side, rng)])
    if side == size:
        return picture
    resized = F.interpolate(picture, (size, size), mode="bicubic", antialias=True, align_corners=False)
    return resized.clamp(0, 1)
