"""Writing picture files: what each format holds of a Picture, and where it ends."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image as Pillow

from engine.errors import SinkError, UsageError, reason_of
from engine.files import PartFile
from engine.pictures import pixels
from engine.pictures.picture import Picture

EXIF_LIMIT: int = 65533
"""Bytes of EXIF that fit into a JPEG's segment."""


@dataclass(frozen=True, slots=True)
class Format:
    """What a picture format can hold."""

    name: str
    """Pillow's name of it."""

    longest: int
    """Pixels that a side may have."""

    alpha: bool = False
    """Holds transparency; elsewhere the picture is laid on white."""

    metadata: bool = True
    """Holds EXIF and ICC profile; elsewhere colours are converted to sRGB."""

    options: dict[str, Any] = field(default_factory=dict)
    """How Pillow shall write it."""


_JPEG = Format("JPEG", 65_500, options={"quality": 95, "subsampling": "4:4:4", "optimize": True})
_TIFF = Format("TIFF", 1_000_000, alpha=True)  # uncompressed: libtiff cannot compress beside EXIF

FORMATS: dict[str, Format] = {
    ".png": Format("PNG", 1_000_000, alpha=True),
    ".jpg": _JPEG,
    ".jpeg": _JPEG,
    ".webp": Format("WEBP", 16_383, alpha=True, options={"quality": 95}),
    ".tif": _TIFF,
    ".tiff": _TIFF,
    ".bmp": Format("BMP", 1_000_000, metadata=False),
}
"""Formats that are written, by file name suffix."""


def picture_format(path: Path) -> Format:
    """The format that a file name asks for.

    Raises:
        UsageError: no format has this suffix.
    """
    try:
        return FORMATS[path.suffix.lower()]
    except KeyError:
        known = ", ".join(FORMATS)
        raise UsageError(f'"{path.name}" does not end as a picture that can be written: {known}.') from None


def save_picture(path: Path | str, picture: Picture, *, inputs: Sequence[Path] = ()) -> None:
    """Write (or replace) a picture file in the format of its suffix, at high quality.

    EXIF, ICC profile and transparency are kept where the format holds them. The file has its name only when
    it is complete: until then an earlier one stays as it was.

    Args:
        path: where.
        picture: what.
        inputs: files that are read, which the picture may not replace.

    Raises:
        UsageError: the suffix is unknown, the picture is larger than the format can hold, or the file is an
            input or no file, or its folder is not there.
        SinkError: the file cannot be written.
    """
    path = Path(path)
    data = encode_picture(picture, picture_format(path))
    file = PartFile(path, overwrite=True, inputs=inputs)
    write_part(file, data)
    file.commit()


def write_part(file: PartFile, data: bytes) -> None:
    """Fill the part of a picture file, or remove it.

    Raises:
        SinkError: it cannot be written.
    """
    try:
        file.part.write_bytes(data)
    except OSError as error:
        file.discard()
        raise SinkError(f'"{file.path}" cannot be written: {reason_of(error)}.') from error


def encode_picture(picture: Picture, kind: Format) -> bytes:
    """The bytes of a picture file.

    Raises:
        UsageError: the picture is larger than the format can hold.
    """
    height, width = picture.image.shape[:2]
    if max(height, width) > kind.longest:
        raise UsageError(
            f"{kind.name} holds at most {kind.longest} pixels a side, this is {width}x{height}. Use .png."
        )
    buffer = io.BytesIO()
    _for_format(picture, kind).save(buffer, kind.name, **kind.options, **_metadata(picture, kind))
    return buffer.getvalue()


def _for_format(picture: Picture, kind: Format) -> Pillow.Image:
    image = Pillow.fromarray(picture.image)
    if picture.icc_profile and not kind.metadata:
        image = pixels.to_srgb(image, picture.icc_profile) or image
    if picture.alpha is None:
        return image
    alpha = Pillow.fromarray(picture.alpha)
    if not kind.alpha:
        return pixels.flattened(image, alpha)
    image.putalpha(alpha)
    return image


def _metadata(picture: Picture, kind: Format) -> dict[str, bytes]:
    found = {"exif": picture.exif, "icc_profile": picture.icc_profile}
    if kind.name == "JPEG" and len(picture.exif or b"") > EXIF_LIMIT:
        del found["exif"]
    return {name: block for name, block in found.items() if block and kind.metadata}
