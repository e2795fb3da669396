"""The networks there are, and how to get those that do not come with Impasto. Imports no torch."""

import hashlib
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from engine.errors import UsageError, reason_of
from models.registry import NETWORKS, NetworkInfo, WeightsFile, downloads_folder, find, paths

__all__ = ["DEFAULT_NETWORK", "NetworkInfo", "find_network", "get_network", "list_networks"]

DEFAULT_NETWORK: str = NETWORKS[0].name
"""Name of the network that is used where none is chosen."""

Progress = Callable[[str, int, int | None], None]
"""Called with a file's name, the bytes done, and the bytes in all (None: unknown)."""


def list_networks() -> tuple[NetworkInfo, ...]:
    """All networks, the default first."""
    return NETWORKS


def find_network(name: str, weights: Path | None = None) -> NetworkInfo:
    """The entry of a network, with a file of other weights where one is given: that of what can be trained.

    Raises:
        UsageError: no network of this name, or the file cannot be read.
    """
    entry = find(name)
    if weights is None:
        return entry
    if os.path.exists(weights) and not os.path.isfile(weights):  # opening a pipe may wait for ever
        raise UsageError(f"--weights {weights} is not a file. Give a file, as a training leaves it.")
    try:
        content = weights.read_bytes()
    except OSError as error:
        raise UsageError(f"--weights {weights} cannot be read: {reason_of(error)}.") from error
    file = WeightsFile(str(weights.resolve()), hashlib.sha256(content).hexdigest(), len(content))
    return replace(entry, files=(*entry.files[:-1], file))


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


def _silent(name: str, done: int, total: int | None) -> None:
    """The default: reports nothing."""
