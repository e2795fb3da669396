"""Masks as people write them: `person`, `left,at=0.3`, `circle,x=0.7,seconds=8`, `mask.png,invert=1`."""

import difflib
import os
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from engine.errors import UsageError
from engine.masks.mask import MASK_NAMES, OF_ALL_MASKS, AnyMask, Mask, PaintedMask

_VALUES: Final = ("at", "x", "y", "size", "edge", "seconds", *OF_ALL_MASKS)


def parse_mask(text: str) -> Mask:
    """Read a mask: a name of `MASK_NAMES`, or a picture's or video's file; then any number of `,field=value`.

    Raises:
        UsageError: there is no such mask or file, the mask has no such field, or its value is wrong.
    """
    name, values = _split(text)
    if name not in MASK_NAMES:
        if not os.path.isfile(name):
            raise UsageError(_unknown(name))
        return Mask("file", Path(name), **_read(values, OF_ALL_MASKS, name))
    return Mask(name, **_read(values, (*MASK_NAMES[name], *OF_ALL_MASKS), name))


def mask_of(mask: AnyMask | str | Path | NDArray[Any]) -> AnyMask:
    """The mask that is meant: itself, its text, its file, or an array (h, w), uint8 or float from 0 to 1.

    Raises:
        UsageError: as `parse_mask`; or the array is no mask.
    """
    if isinstance(mask, Mask | PaintedMask):
        return mask
    if isinstance(mask, str):
        return parse_mask(mask)
    if isinstance(mask, Path):
        return Mask("file", mask)
    scale = 255 if mask.dtype == np.uint8 else 1
    return PaintedMask(np.array(mask, np.float32) / np.float32(scale))


def _split(text: str) -> tuple[str, dict[str, str]]:
    """The name, which may hold commas, and the values behind it."""
    name, values = text, dict[str, str]()
    while True:
        rest, comma, last = name.rpartition(",")
        key, equals, value = last.partition("=")
        if not (comma and equals and key in _VALUES):
            return name, values
        name, values[key] = rest, value


def _read(values: dict[str, str], allowed: tuple[str, ...], name: str) -> dict[str, Any]:
    read: dict[str, Any] = {}
    for key, value in values.items():
        if key not in allowed:
            raise UsageError(f'The mask "{name}" has no `{key}`; it has {", ".join(allowed)}.')
        try:
            read[key] = float(value)
        except ValueError:
            raise UsageError(f'The `{key}` of the mask "{name}" must be a number, not "{value}".') from None
    for switch in read.keys() & {"invert", "cut"}:
        read[switch] = bool(read[switch])
    return read


def _unknown(name: str) -> str:
    known, comma, rest = name.partition(",")
    if comma and known in MASK_NAMES:
        fields = ", ".join((*MASK_NAMES[known], *OF_ALL_MASKS))
        return f'"{rest}" is no value of the mask "{known}"; it has {fields}, such as {known},invert=1.'
    close = difflib.get_close_matches(name.lower(), MASK_NAMES, n=1)
    guess = f' Did you mean "{close[0]}"?' if close else ""
    return f'"{name}" is neither a mask\'s file nor one of {", ".join(MASK_NAMES)}.{guess}'
