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

UNREADABLE = (OSError, ValueError, SyntaxError, Image.DecompressionBombError)
"""What reading a picture may raise."""

LONGEST = 1.6
"""Longer artworks are cut to so many times their short side."""


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


def read_picture(path: Path) -> Image.Image:
    """A picture in RGB, as it is meant to stand.

    Raises:
        Exception: one of `UNREADABLE`: it cannot be read.
    """
    with Image.open(path) as image:
        return ImageOps.exif_transpose(image).convert("RGB")


def read_square(path: Path, side: int, rng: np.random.Generator) -> NDArray[np.uint8]:
    """The picture with its short side scaled down to `side`, and a random square of it. (side, side, 3)."""
    return _random_square(_scaled(read_picture(path), side), side, rng)


def is_sharp(picture: Image.Image, side: int) -> bool:
    """True for a picture that need not be enlarged to this short side."""
    return min(picture.size) >= side


def artwork_views(
    picture: Image.Image, sides: tuple[int, int], crop: tuple[float, float], seed: int
) -> list[Tensor]:
    """What is measured of an artwork: the whole, and a crop too where it is sharp, for larger strokes.

    Args:
        picture: RGB.
        sides: short side of what is measured, pixels: at most the second, and at least the first.
        crop: smallest and largest part of the short side that the crop covers.
        seed: of the crop.

    Returns:
        Each (1, 3, h, w) RGB 0..1.
    """
    picture = _shortened(picture)
    smallest, largest = sides
    whole = _scaled(picture, min(max(min(picture.size), smallest), largest))
    views = [whole]
    if is_sharp(picture, largest):
        rng = np.random.default_rng(seed)
        part = round(min(picture.size) * rng.uniform(*crop))
        square = Image.fromarray(_random_square(picture, part, rng))
        views.append(square.resize((largest, largest), Image.Resampling.LANCZOS))
    return [to_tensor([np.asarray(view)]) for view in views]


def _scaled(picture: Image.Image, side: int) -> Image.Image:
    """With this short side."""
    scale = side / min(picture.size)
    width, height = (max(side, round(length * scale)) for length in picture.size)
    if (width, height) == picture.size:
        return picture
    return picture.resize((width, height), Image.Resampling.LANCZOS)


def _shortened(picture: Image.Image) -> Image.Image:
    """The middle of a very long picture: beyond `LONGEST` times its short side nothing is looked at."""
    width, height = (min(length, round(LONGEST * min(picture.size))) for length in picture.size)
    left, top = (picture.width - width) // 2, (picture.height - height) // 2
    return picture.crop((left, top, left + width, top + height))


def _random_square(picture: Image.Image, side: int, rng: np.random.Generator) -> NDArray[np.uint8]:
    left, top = (int(rng.integers(length - side + 1)) for length in picture.size)
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
        except UNREADABLE as error:
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


def content_crop(
    square: NDArray[np.uint8], side: int, scales: tuple[float, float], soft: float, rng: np.random.Generator
) -> Tensor:
    """A random crop, flipped half of the time.

    Args:
        square: (full, full, 3) RGB.
        side: of the result, pixels.
        scales: smallest and largest part of the square's side that it covers.
        soft: probability that it is blurred, as much of a video is.
        rng: what chance is drawn from.

    Returns:
        (1, 3, side, side) RGB 0..1.
    """
    covered = round(square.shape[0] * rng.uniform(*scales))
    top, left = rng.integers(square.shape[0] - covered + 1, size=2)
    crop = square[top : top + covered, left : left + covered]
    picture = to_tensor([crop[:, ::-1] if rng.random() < 0.5 else crop])
    if covered != side:
        picture = F.interpolate(picture, (side, side), mode="bicubic", antialias=True, align_corners=False)
    if rng.random() < soft:
        reach = int(rng.choice([2, 4]))
        picture = F.avg_pool2d(F.pad(picture, (reach,) * 4, mode="reflect"), 2 * reach + 1, 1)
    return picture.clamp(0, 1)
