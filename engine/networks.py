"""The networks there are, and how to get those that do not come with Impasto. Imports no torch."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from models.registry import NETWORKS, NetworkEntry, downloads_folder, find, installed, paths

Progress = Callable[[str, int, int | None], None]
"""Called with a file's name, the bytes done, and the bytes in all (None: unknown)."""


@dataclass(frozen=True, slots=True)
class NetworkInfo:
    """What a person wants to know about a network."""

    name: str
    """What people type."""

    title: str
    """One line about it."""

    size_bytes: int | None
    """Bytes of its files; None: unknown until it is installed."""

    licence: str
    """Licence of its weights."""

    source: str
    """Where its weights come from."""

    installed: bool
    """True when it can be used at once."""

    note: str
    """What to know before choosing it."""


def list_networks() -> tuple[NetworkInfo, ...]:
    """All networks, the default first."""
    return tuple(_info(entry) for entry in NETWORKS)


def get_network(name: str, folder: Path | None = None, progress: Progress | None = None) -> tuple[Path, ...]:
    """Install a network, and return its files; nothing is fetched that is there already.

    Args:
        name: from `list_networks`.
        folder: a folder that holds the network's files; None = download them.
        progress: called often, in this thread.

    Raises:
        UsageError: no network of this name, or no such folder.
        ModelError: a file cannot be had, is not the right one, or cannot be written.
    """
    entry = find(name)
    if entry.bundled:
        return paths(entry)
    from models.download import get  # its HTTP client is not needed to list networks

    return get(entry, downloads_folder(), source=folder, progress=progress or _silent)


def _info(entry: NetworkEntry) -> NetworkInfo:
    there = installed(entry)
    return NetworkInfo(
        entry.name, entry.title, _size(entry, there), entry.licence, entry.source, there, entry.note
    )


def _size(entry: NetworkEntry, there: bool) -> int | None:
    if there:
        return sum(path.stat().st_size for path in paths(entry))
    sizes = [file.size_bytes for file in entry.files]
    return None if None in sizes else sum(size for size in sizes if size is not None)


def _silent(name: str, done: int, total: int | None) -> None:
    """Nobody wants to know."""
