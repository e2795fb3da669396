"""A studied style as a file holds it: safetensors, read only after every shape and value was looked at."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.errors import ModelError

FORMAT, VERSION = "impasto-study", "1"
"""Of the file; a version that is not known is refused."""

LARGEST_BYTES = 32 * 2**20
"""No studied style, with its picture, is larger; a larger file is not read."""

LARGEST_VALUE = 1e3
"""Neither statistics nor changes of weights come near it."""


@dataclass(frozen=True, eq=False, slots=True)
class Studied:
    """What a study made of a style."""

    statistics: NDArray[np.float16]
    """(textures * P,): what is added to the statistics as they were learned, calm first."""

    tuning: NDArray[np.float16]
    """(T,): what is added to the weights that paint."""

    network: str
    """Name and fingerprint of the network that was tuned; others cannot use it."""

    picture: str
    """SHA-256 of the style picture's file, in hexadecimal."""

    steps: int
    """So long it was studied."""

    @property
    def tensors(self) -> dict[str, NDArray[Any]]:
        """As a file holds them."""
        return {"statistics": self.statistics, "tuning": self.tuning}

    @property
    def metadata(self) -> dict[str, str]:
        """Beside the tensors."""
        return {
            "format": FORMAT,
            "version": VERSION,
            "network": self.network,
            "picture": self.picture,
            "steps": str(self.steps),
            "sha256": _digest(self.tensors),
        }

    @classmethod
    def of(cls, tensors: Mapping[str, NDArray[Any]], metadata: Mapping[str, str]) -> "Studied":
        """From what a file holds.

        Raises:
            ModelError: it is something else, of another version, damaged, or holds impossible values. The
                message goes after the file's name.
        """
        if metadata.get("format") != FORMAT:
            raise ModelError("is not a studied style.")
        if metadata.get("version") != VERSION:
            raise ModelError(f"is of version {metadata.get('version')!r}, and this Impasto knows {VERSION}.")
        statistics, tuning = (_vector(tensors.get(name)) for name in ("statistics", "tuning"))
        studied = cls(
            statistics, tuning, metadata.get("network", ""), metadata.get("picture", ""), _count(metadata)
        )
        if metadata.get("sha256") != _digest(studied.tensors):
            raise ModelError("is damaged: its numbers are not those that were written.")
        return studied

    def fits(self, statistics: int | None, tuning: int | None) -> bool:
        """Whether a network takes so many statistics and tuned weights; None: not known."""
        return tuning in (None, self.tuning.size) and statistics in (None, self.statistics.size)


def serialise(tensors: Mapping[str, NDArray[Any]], metadata: Mapping[str, str]) -> bytes:
    """A safetensors file."""
    from safetensors.numpy import save

    return save(dict(tensors), dict(metadata))


def parse(content: bytes) -> tuple[dict[str, NDArray[Any]], dict[str, str]]:
    """Tensors and metadata of a safetensors file.

    Raises:
        ModelError: it is no such file. The message goes after its name.
    """
    from safetensors import SafetensorError
    from safetensors.numpy import load

    try:
        tensors = load(content)
        length = int.from_bytes(content[:8], "little")
        metadata = json.loads(content[8 : 8 + length]).get("__metadata__", {})
    except (SafetensorError, ValueError, KeyError, AttributeError, RecursionError) as error:
        raise ModelError("is damaged, or not a studied style.") from error
    return tensors, metadata


def _vector(tensor: NDArray[Any] | None) -> NDArray[np.float16]:
    if tensor is None or tensor.dtype != np.float16 or tensor.ndim != 1 or not tensor.size:
        raise ModelError("does not hold a studied style's numbers in their shape.")
    if not (np.abs(tensor) < LARGEST_VALUE).all():  # also where one is not a number
        raise ModelError("holds values that cannot be: not numbers, or far too large.")
    return tensor


def _count(metadata: Mapping[str, str]) -> int:
    steps = metadata.get("steps", "")
    if not (steps.isdecimal() and len(steps) < 10):
        raise ModelError("does not say how long the style was studied.")
    return int(steps)


def _digest(tensors: Mapping[str, NDArray[Any]]) -> str:
    digest = hashlib.sha256()
    for name in sorted(tensors):
        digest.update(name.encode() + np.ascontiguousarray(tensors[name]).tobytes())
    return digest.hexdigest()
