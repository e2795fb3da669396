"""Picture: a still picture with what a photo carries beside its pixels; loading and saving files of it."""

import hashlib
import io
import os
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import ExifTags, Image as Pillow, ImageOps, UnidentifiedImageError
from PIL.ImageFile import ImageFile

from engine.errors import PictureError, reason_of
from engine.frame import Image, read_only
from engine.pictures import pixels

STYLE_SIDE: int = 1024
"""Pixels: a huge JPEG given as a style may be decoded smaller, down to this; networks look at less."""

# fmt: off
STRUCTURE_TAGS: frozenset[int] = frozenset((
    254, 256, 257, 258, 259, 262, 266, 273, 274, 277, 278, 279, 284, 317, 320, 322, 323, 324, 325, 330,
    338, 339, 347, 529, 530, 531, 532, 700, 33723, 34377, 34675,
))
# fmt: on
"""TIFF tags of a file's own layout, wrong in any other file; with them 274, the orientation."""

SIZE_TAGS: tuple[int, int] = (ExifTags.Base.ExifImageWidth, ExifTags.Base.ExifImageHeight)
"""The EXIF tags that a turned picture swaps."""

HEIF_BRANDS: frozenset[bytes] = frozenset([b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"])
"""What follows `ftyp` at the start of a HEIC file."""


PAGED: frozenset[str] = frozenset(["GIF", "PNG", "WEBP", "TIFF", "AVIF"])
"""Pillow's names of formats in which people keep several pictures."""


@dataclass(frozen=True, eq=False, slots=True)
class Picture:
    """A still picture, the right way up. `dataclasses.replace(picture, image=...)` gives a painted one."""

    image: Image
    """(H, W, 3) uint8 RGB, C-contiguous, read-only."""

    alpha: NDArray[np.uint8] | None = None
    """(H, W) uint8, 255 = opaque; None when all of it is opaque."""

    exif: bytes | None = None
    """EXIF block, without orientation (the pixels are turned instead) and without thumbnail."""

    icc_profile: bytes | None = None
    """ICC profile that the RGB values are meant in; None means sRGB."""

    further: int = 0
    """Pages or frames of its file beyond this one."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "image", read_only(self.image))  # frozen: the one way to set a field


def load_picture(source: Path | str | bytes, *, for_style: bool = False) -> Picture:
    """Read a picture file: JPEG, PNG, WebP, BMP, TIFF, GIF (first frame), AVIF, HEIC with its plugin.

    Args:
        source: A file, or the bytes of one.
        for_style: Colours go to sRGB, transparent parts become white, a huge JPEG is decoded smaller, and
            nothing but pixels is kept. Otherwise RGB values and their profile stay as they are.

    Raises:
        PictureError: no such file, not a picture, damaged, cut short, or of more pixels than Pillow's limit.
    """
    source = Path(source) if isinstance(source, str) else source
    name = f'"{source}"' if isinstance(source, Path) else "What was given"
    with _open(source) as file:
        start = file.read(64)
        file.seek(0)
        if not start:
            raise PictureError(f"{name} is empty (0 bytes). Give a picture such as a JPEG or PNG.")
        with _clear_errors(name, start), Pillow.open(file) as image:
            return _style_picture(image) if for_style else _photo(image)


def content_hash(source: Path | bytes) -> str:
    """SHA-256 of a file's bytes, in hexadecimal.

    Raises:
        PictureError: the file cannot be opened.
    """
    with _open(source) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _photo(image: ImageFile) -> Picture:
    upright = ImageOps.exif_transpose(image)
    rgb, alpha = pixels.rgb_and_alpha(upright)
    profile = image.info.get("icc_profile") if image.mode in pixels.RGB_MODES else None
    transparency = None if alpha is None else np.array(alpha)
    exif = _exif_block(image, rgb.size)
    return Picture(np.array(rgb), transparency, exif, profile or None, _further(image))


def _style_picture(image: ImageFile) -> Picture:
    image.draft(None, (STYLE_SIDE, STYLE_SIDE))
    rgb, alpha = pixels.rgb_and_alpha(ImageOps.exif_transpose(image))
    profile = image.info.get("icc_profile")
    if profile and image.mode in pixels.RGB_MODES:
        rgb = pixels.to_srgb(rgb, profile) or rgb
    return Picture(np.array(pixels.flattened(rgb, alpha)))


def _further(image: ImageFile) -> int:
    """Pages or frames after the first; what cameras hide behind a photo (MPO, HEIC) is none."""
    try:
        return int(getattr(image, "n_frames", 1)) - 1 if image.format in PAGED else 0
    except Exception:  # a file cut off behind its first page is whole as far as it is painted
        return 0


def _exif_block(image: ImageFile, size: tuple[int, int]) -> bytes | None:
    """What the EXIF of a photo says of how it came about, or None: nothing there, or damaged."""
    try:
        exif = image.getexif()
        for tag in STRUCTURE_TAGS & exif.keys():
            del exif[tag]
        details = exif.get_ifd(ExifTags.IFD.Exif)
        details.update({tag: side for tag, side in zip(SIZE_TAGS, size, strict=True) if tag in details})
        return exif.tobytes() if len(exif) or details else None
    except Exception:  # a camera's broken EXIF (struct.error, KeyError, ...) is no reason to refuse a photo
        return None


def _open(source: Path | bytes) -> io.BufferedReader | io.BytesIO:
    if isinstance(source, bytes):
        return io.BytesIO(source)
    try:
        if os.path.exists(source) and not os.path.isfile(source) and not os.path.isdir(source):
            raise PictureError(
                f'"{source}" is a pipe or a device, not a file. Save the picture to a file first.'
            )
        return source.open("rb")
    except FileNotFoundError:
        raise PictureError(f'"{source}" does not exist. Check its name.') from None
    except ValueError:
        raise PictureError(f"{str(source)!r} cannot be the name of a file. Check its name.") from None
    except OSError as error:
        if os.path.isdir(source):  # Path.is_dir raises for names that are too long
            raise PictureError(f'"{source}" is a folder. Give a picture file.') from None
        raise PictureError(f'"{source}" cannot be read: {reason_of(error)}.') from error


@contextmanager
def _clear_errors(name: str, start: bytes) -> Iterator[None]:
    """Turn whatever Pillow and its plugins raise into one clear line."""
    if start[4:8] == b"ftyp":
        _register_heif()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Pillow.DecompressionBombWarning)
            yield
    except (Pillow.DecompressionBombError, Pillow.DecompressionBombWarning) as error:
        raise PictureError(f"{name} is refused: {_too_large(str(error))}. Make it smaller first.") from None
    except UnidentifiedImageError:
        raise PictureError(f"{name} is not a picture that can be read: {_looks_like(start)}.") from None
    except MemoryError:
        raise PictureError(f"{name} does not fit into memory. Make it smaller first.") from None
    except Exception as error:  # damaged files make decoders raise nearly anything: struct.error, IndexError
        said = " ".join(str(error).split()) or type(error).__name__
        raise PictureError(f"{name} is damaged or cut short ({said}). Use a whole copy of it.") from error


def _too_large(pillow_says: str) -> str:
    found = re.search(r"\d+", pillow_says)
    limit = Pillow.MAX_IMAGE_PIXELS or 0
    return f"it has {int(found[0]) if found else 0:,} pixels, the limit is {limit:,}"


def _looks_like(start: bytes) -> str:
    """What a file may be that is no picture, and what to do."""
    if start[4:8] == b"ftyp" and start[8:12] in HEIF_BRANDS:
        return "HEIC needs a plugin, run: pip install 'pillow-heif'"
    if b"\0" not in start:
        return "it looks like text. Give a JPEG, PNG, WebP, TIFF or BMP"
    return "its format is unknown. Give a JPEG, PNG, WebP, TIFF or BMP"


@cache
def _register_heif() -> None:
    """Teach Pillow HEIC where the plugin is installed; it costs 50 ms, so only when such a file comes."""
    with suppress(ImportError):
        import pillow_heif

        pillow_heif.register_heif_opener()
