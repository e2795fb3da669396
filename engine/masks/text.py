"""Masks as people write them: `person`, `left,at=0.3`, `circle,x=0.7,seconds=8`, `mask.png,invert=1`."""

import difflib
import os
from pathlib import Path
from typing import Any, Final

from engine.errors import UsageError
from engine.masks.mask import MASK_NAMES, OF_ALL_MASKS, Mask

_VALUES: Final = {field for fields in MASK_NAMES.values() for field in fields} | {*OF_ALL_MASKS}


def parse_mask(text: str) -> Mask:
    """Read a mask: a name of `MASK_NAMES`, or a picture's or video's file; then any number of `,field=value`.

    Raises:
        UsageError: there is no such mask or file, the mask has no such field, or its value is wrong.
    """
    name, values = split_mask(text)
    if name not in MASK_NAMES:
        if not os.path.isfile(name):
            raise UsageError(_unknown(name))
        return Mask("file", Path(name), **_read(values, OF_ALL_MASKS, name))
    return Mask(name, **_read(values, (*MASK_NAMES[name], *OF_ALL_MASKS), name))


def split_mask(text: str) -> tuple[str, dict[str, str]]:
    """Take a mask's text apart, whatever its values are, and whether or not its file is there.

    Returns:
        Its name, or its file, which may hold commas; and what is written behind it, field -> value, in order.
    """
    name, values = text, dict[str, str]()
    while True:
        rest, comma, last = name.rpartition(",")
        key, equals, value = last.partition("=")
        if not (comma and equals and key in _VALUES):
            return name, dict(reversed(values.items()))
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
