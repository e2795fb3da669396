"""Words of the command line, and the values they stand for."""

import argparse
import os
import re
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from engine import Address

T = TypeVar("T")


def read_fields(kind: Callable[..., T], args: argparse.Namespace) -> T:
    """A frozen value whose fields are the options of a command, each under its own name."""
    return kind(**{field.name: getattr(args, field.name) for field in fields(kind)})  # type: ignore[arg-type]


def file_or_address(text: str) -> "Path | Address":
    """A file, or `scheme:rest` where an installed package knows the scheme."""
    from engine import parse_address

    return parse_address(text) or file_name(text)


def file_name(text: str) -> Path:
    """A file; a web address and `-` are refused with what can be done instead.

    Raises:
        UsageError: it is one of the two.
    """
    from engine import UsageError

    if text == "-":
        raise UsageError(
            "Standard input and output (-) cannot be painted: sizes and times stand at a file's end as well "
            "as at its start. Name a file (one that is called so: ./-)."
        )
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+://", text) and not os.path.exists(text):
        raise UsageError(
            f"{text} is an address, and the commands paint files. Download it first; the window "
            "(impasto without a command) plays addresses of cameras and streams."
        )
    return Path(text)


def read_size(text: str) -> tuple[int, int]:
    """Width and height in pixels: `1280x720`, with an x of any kind.

    Raises:
        argparse.ArgumentTypeError: it is none.
    """
    found = re.fullmatch(r"(\d+)[xX×](\d+)", text)  # noqa: RUF001 - the sign that people paste
    if found is None or min(int(found[1]), int(found[2])) < 1:
        raise argparse.ArgumentTypeError(
            f"'{text}' is not a size; write WIDTHxHEIGHT in pixels, such as 640x360"
        )
    return int(found[1]), int(found[2])


def style_picture(name: str) -> Path:
    """A file of this name, else the bundled style: a folder does not hide it."""
    from engine import UsageError, bundled_styles, find_style

    if not name:
        raise UsageError(
            "--style names no picture. Give a file, or the name of a bundled style: see `styles`."
        )
    bundled = {style.name for style in bundled_styles()}
    if os.path.isfile(name) or (os.path.exists(name) and name not in bundled):
        return Path(name)
    return find_style(name)


def split_weight(text: str) -> tuple[str, float]:
    """`a.jpg:0.7` -> (`a.jpg`, 0.7); a file that is really called so, or no number: weight 1."""
    name, colon, number = text.rpartition(":")
    if not colon or os.path.exists(text):  # `Path.exists` raises for names that are too long
        return text, 1.0
    try:
        return name, float(number)
    except ValueError:  # the colon of a Windows drive
        return text, 1.0
