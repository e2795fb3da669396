"""Short hashes of code: a cache's key has them, so what other code made is never taken for one's own."""

import hashlib
import inspect
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent

SOURCES: Final = (
    "models/*.py",
    "models/person/*.py",
    "engine/runtimes/*.py",
    "engine/runtimes/openvino/*.py",
    "engine/imaging/*.py",
    "engine/pictures/*.py",
    "engine/style_cache.py",
)
"""What decides a converted network and style statistics, beside the weights."""

PAINTING: Final = ("models/*.py", "models/person/*.py", "engine/**/*.py")
"""What decides how a film is painted and coded, beside the weights."""

LIBRARIES: Final = ("torch", "openvino", "numpy", "pillow")
"""Whose versions decide them too."""

LENGTH: Final = 8
"""Hexadecimal digits of a hash."""


@cache
def code_fingerprint() -> str:
    """The hash of the sources and libraries that make what caches hold. Imports none of them."""
    return _hash_of(ROOT)


@cache
def painting_fingerprint() -> str:
    """The hash of all that decides how a film is painted and coded: only the same code goes on with it."""
    return _hash_of(ROOT, PAINTING)


def class_fingerprint(kind: type) -> str:
    """The hash of a class that was given to us: its full name, and its source where that is known."""
    try:
        source = inspect.getsource(kind)
    except (OSError, TypeError):
        source = ""
    return _short(f"{kind.__module__}.{kind.__qualname__} {source}".encode())


def _hash_of(root: Path, patterns: tuple[str, ...] = SOURCES) -> str:
    files = sorted({file for pattern in patterns for file in root.glob(pattern)})
    parts = [file.relative_to(root).as_posix().encode() + file.read_bytes() for file in files]
    return _short(b"\0".join([*parts, *(_version(name).encode() for name in LIBRARIES)]))


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "none"


def _short(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:LENGTH]
