"""Training pictures: found in folders, read once into squares on disk, then cropped at random."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image, ImageOps
from torch import Tensor
from torch.nn import functional as F

from models.errors import UsageError

Squares = NDArray[np.uint8]
"""(N, side, side, 3) uint8 RGB, read from disk as needed."""

SUFFIXES = frozenset(
    {".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff", ".gif", ".avif", ".heic", ".heif"}
)
"""Lower-case endings of the files that are read."""


def list_pictures(folder: Path, option: str) -> list[Path]:
    """The picture files of a folder and of the folders in it, in order; `option` is named in errors.

    Raises:
        UsageError: no such folder, or no picture in it.
    """
    if not folder.is_dir():
        raise UsageError(f"{option} must be a folder of pictures; there is no folder {folder}.")
    found = sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES)
    if not found:
        raise UsageError(f"{option}: there is no picture in {folder}.")
    return found


def kind(picture: Path, folder: Path) -> str:
    """The folder right below `folder` that a picture lies in; "" for those that lie in `folder` itself."""
    inner = picture.relative_to(folder).parts
    return inner[0] if len(inner) > 1 else ""


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


class SquareWriter:
    """Writes the squares of pictures as one .npy (N, side, side, 3), however many can be read."""

    def __init__(self, out: Path, side: int, seed: int) -> None:
        self.count = 0
        """Squares written."""
        self._out, self._side = out, side
        self._raw = out.with_suffix(".part")
        self._raw.unlink(missing_ok=True)
        self._rng = np.random.default_rng(seed)

    def add(self, path: Path) -> str | None:
        """Append a picture's square. Returns why it cannot be read, or None."""
        try:
            square = read_square(path, self._side, self._rng)
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
            return str(error)
        with self._raw.open("ab") as file:
            file.write(square.tobytes())
        self.count += 1
        return None

    def commit(self) -> None:
        """Make the .npy of what was written."""
        shape = (self.count, self._side, self._side, 3)
        part = self._out.with_suffix(".part.npy")
        squares = np.memmap(self._raw, np.uint8, "r", shape=shape)
        np.save(part, squares)
        del squares  # Windows does not delete an open file
        self._raw.unlink()
        part.replace(self._out)


def to_tensor(images: Iterable[NDArray[np.uint8]]) -> Tensor:
    """Pictures of one size -> (B, 3, H, W) float32 0..1."""
    stacked = torch.from_numpy(np.stack(list(images)))
    return stacked.permute(0, 3, 1, 2).float() / 255


def content_crop(square: NDArray[np.uint8], side: int, rng: np.random.Generator) -> NDArray[np.uint8]:
    """A random crop, flipped half of the time. (side, side, 3)."""
    top, left = rng.integers(square.shape[0] - side + 1, size=2)
    crop = square[top : top + side, left : left + side]
    return crop[:, ::-1] if rng.random() < 0.5 else crop


def style_crop(squares: Squares, index: int, crop: int, size: int, scales: tuple[float, float]) -> Tensor:
    """The `crop`-th crop of a style picture: always the same one, so that its features are computed once.

    Even crops have the square's own scale; odd ones cover any part of the side in `scales`.
    (1, 3, size, size) RGB 0..1.
    """
    rng = np.random.default_rng((index, crop))
    full = squares.shape[1]
    side = min(size, full) if crop % 2 == 0 else round(full * rng.uniform(*scales))
    picture = to_tensor([content_crop(squares[index], side, rng)])
    if side == size:
        return picture
    resized = F.interpolate(picture, (size, size), mode="bicubic", antialias=True, align_corners=False)
    return resized.clamp(0, 1)
