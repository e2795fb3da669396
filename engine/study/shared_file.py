"""A style as one file that people share, `.impasto`: its picture, what was studied of it, a licence line.

It is a safetensors file: numbers and text with their lengths, nothing that is executed, unpacked or named
like a path. The picture is the bytes of its file, and is read as any other picture is.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from engine.errors import ModelError, PictureError, SinkError, reason_of
from engine.files import PartFile
from engine.study.studied import LARGEST_BYTES, Studied, parse, serialise

ENDING = ".impasto"
"""Of the files."""

LONGEST_TEXT = 200
"""Characters of a name and of a licence line; what is longer is cut."""


@dataclass(frozen=True, eq=False, slots=True)
class SharedStyle:
    """What a person gives to another."""

    name: str
    """Of the style."""

    licence: str
    """One line: whose picture it is, and what others may do with it."""

    picture: bytes
    """The picture's file."""

    studied: Studied
    """What was studied of it."""


def is_shared(path: Path) -> bool:
    """Whether a file is called like one."""
    return path.suffix.lower() == ENDING


def write_shared(style: SharedStyle, path: Path, *, overwrite: bool = False) -> None:
    """Write a style for others; complete or not at all.

    Raises:
        UsageError: the file is there already, or its folder is not.
        SinkError: it cannot be written.
    """
    tensors = style.studied.tensors | {"picture": np.frombuffer(style.picture, np.uint8)}
    metadata = style.studied.metadata | {"name": _line(style.name), "licence": _line(style.licence)}
    file = PartFile(path, overwrite=overwrite)
    try:
        file.part.write_bytes(serialise(tensors, metadata))
        file.commit()
    except OSError as error:
        raise SinkError(f'"{path}" cannot be written: {reason_of(error)}. Choose another place.') from error
    finally:
        file.discard()


def read_shared(path: Path) -> SharedStyle:
    """Read such a file, from anybody.

    Raises:
        PictureError: it is not there, too large, damaged, or something else.
    """
    tensors, metadata = _parsed(path)
    picture = tensors.pop("picture", None)
    if picture is None or picture.dtype != np.uint8 or picture.ndim != 1:
        raise PictureError(f'"{path}" holds no picture. Ask for the file again.')
    try:
        studied = Studied.of(tensors, metadata)
    except ModelError as error:
        raise PictureError(f'"{path}" {error} Ask for the file again.') from error
    content = picture.tobytes()
    if hashlib.sha256(content).hexdigest() != studied.picture:
        raise PictureError(f'"{path}" holds another picture than the studied one. Ask for the file again.')
    name = _line(metadata.get("name", "").replace("/", " ").replace("\\", " ")) or path.stem
    return SharedStyle(name, _line(metadata.get("licence", "")), content, studied)


def _parsed(
    path: Path,
) -> "tuple[dict[str, np.ndarray[tuple[int, ...], np.dtype[np.uint8]]], dict[str, str]]":
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise PictureError(f'"{path}" is too large for a style ({path.stat().st_size:,} bytes).')
        return parse(path.read_bytes())
    except OSError as error:
        raise PictureError(f'"{path}" cannot be read: {reason_of(error)}.') from error
    except ModelError as error:
        raise PictureError(f'"{path}" {error} Ask for the file again.') from error


def _line(text: str) -> str:
    """One line of printable characters: what is shown in a terminal does nothing there."""
    return "".join(each if each.isprintable() else " " for each in text)[:LONGEST_TEXT].strip()
