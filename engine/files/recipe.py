"""Short hashes of all that decides a result: a run that was cut off is gone on with only by the same one."""

import hashlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import numpy as np

LENGTH: Final = 16
"""Hexadecimal digits of a recipe."""

SAMPLES: Final = 16
"""Pieces of a file that are looked at, evenly spread: all of a film would take as long as copying it."""

SAMPLE_BYTES: Final = 65_536


def recipe_of(*parts: object) -> str:
    """The hash of values: the same for equal ones, in every process and on every machine.

    Args:
        *parts: None, numbers, texts, bytes, paths (a file counts by what it holds), numpy arrays, frozen
            dataclasses, tuples, lists, and mappings of these.

    Raises:
        TypeError: what decides a value of another kind is not known.
    """
    return _Recipe().of(parts).hex()[:LENGTH]


class _Recipe:
    """Hashes values by their parts; what occurs often, as a style in many keyframes, is hashed once."""

    def __init__(self) -> None:
        self._known: dict[int, bytes] = {}

    def of(self, value: Any) -> bytes:  # noqa: ANN401 - a value of many kinds
        if not (is_dataclass(value) or isinstance(value, np.ndarray)):
            return _hash(type(value).__name__.encode(), *self._plain(value))
        if id(value) not in self._known:
            self._known[id(value)] = _hash(type(value).__name__.encode(), *self._large(value))
        return self._known[id(value)]

    def _large(self, value: Any) -> list[bytes]:  # noqa: ANN401
        if isinstance(value, np.ndarray):
            return [str((value.dtype.str, value.shape)).encode(), np.ascontiguousarray(value).tobytes()]
        return [
            part for field in fields(value) for part in (field.name.encode(), self._field(value, field.name))
        ]

    def _field(self, value: object, name: str) -> bytes:
        return self.of(getattr(value, name))

    def _plain(self, value: Any) -> list[bytes]:  # noqa: ANN401
        if isinstance(value, Enum):
            return [self.of(value.value)]
        if value is None or isinstance(value, bool | int | float | str | Fraction):
            return [repr(value).encode("utf-8", "surrogatepass")]
        if isinstance(value, np.generic):
            return [self.of(value.item())]
        if isinstance(value, bytes):
            return [value]
        if isinstance(value, Path):
            return _contents(value)
        if isinstance(value, Mapping):
            return sorted(_hash(self.of(key), self.of(one)) for key, one in value.items())
        if isinstance(value, tuple | list):
            return [self.of(one) for one in value]
        raise TypeError(f"What a {type(value).__name__} decides of a picture is not known: {value!r}")


def _hash(*parts: bytes) -> bytes:
    """Of parts with their lengths, so that what ends one cannot begin the next."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big") + part)
    return whole.digest()


def _contents(path: Path) -> list[bytes]:
    """What tells a file from one that was changed: its size, its time, and samples of it."""
    try:
        about = path.stat()
        if not path.is_file():
            return [str(path).encode("utf-8", "surrogateescape")]
        with path.open("rb") as file:
            return [f"{about.st_size} {about.st_mtime_ns}".encode(), *_samples(file, about.st_size)]
    except OSError:  # it is said where it is opened
        return [str(path).encode("utf-8", "surrogateescape")]


def _samples(file: Any, size: int) -> list[bytes]:  # noqa: ANN401 - an open file
    samples = []
    for number in range(SAMPLES):
        file.seek(max(0, size - SAMPLE_BYTES) * number // (SAMPLES - 1))
        samples.append(file.read(SAMPLE_BYTES))
    return samples
