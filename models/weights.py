"""Loads networks. A file is read once, and parsed only when its SHA-256 is right."""

import hashlib
import io
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import torch
from safetensors.torch import load as read_safetensors
from torch import Tensor

from models.compact import CompactNetwork
from models.errors import ModelError
from models.former.small_v1 import SmallV1Config, SmallV1Network
from models.network import StyleNetwork
from models.paper import UNUSED_LAYERS, PaperNetwork
from models.registry import (
    BASE,
    COMPACT,
    PAPER,
    SMALL,
    NetworkInfo,
    WeightsFile,
    current_key,
    find,
    installed,
    paths,
)
from models.small import SmallConfig, SmallNetwork

__all__ = ["installed", "load", "load_entry", "paths"]

State = dict[str, Tensor]

MAX_NAMED = 3
"""So many wrong keys of a file are named in a message; the rest are counted."""


def load(name: str, folder: Path | None = None) -> StyleNetwork:
    """Load a network by name.

    Args:
        name: as in the registry.
        folder: where its files lie; None = where they are installed.

    Returns:
        The network on the CPU: float32, evaluation mode, no gradients.

    Raises:
        UsageError: no network of this name.
        ModelError: a file is missing, damaged, or of another network.
    """
    return load_entry(find(name), folder)


def load_entry(entry: NetworkInfo, folder: Path | None = None) -> StyleNetwork:
    """Load the network of an entry; see `load`."""
    build, prefixes = _ARCHITECTURES[entry.name]
    state: State = {}
    for prefix, file, path in zip(prefixes, entry.files, paths(entry, folder), strict=True):
        tensors = _parse(path, _read(entry, file, path))
        state |= {current_key(prefix + key): tensor for key, tensor in tensors.items()}
    with torch.device("meta"):  # no time spent on random weights that are replaced at once
        network = build(state)
    _fill(network, state, f"The weights of '{entry.name}'")
    return network.eval().requires_grad_(False)


def _small(state: State) -> StyleNetwork:
    """As wide and deep as the weights are: `base` is the same network."""
    try:
        if "refine.weight" in state:
            return SmallV1Network(SmallV1Config.of(state))
        return SmallNetwork(SmallConfig.of(state))
    except KeyError:
        return SmallNetwork()  # they do not fit, which is said when they are filled in


_ARCHITECTURES: Mapping[str, tuple[Callable[[State], StyleNetwork], tuple[str, ...]]] = {
    SMALL.name: (_small, ("",)),
    BASE.name: (_small, ("",)),
    COMPACT.name: (lambda _: CompactNetwork(), ("",)),
    PAPER.name: (lambda _: PaperNetwork(), ("encoder.", "decoder.")),
}
"""For each network: what builds it for its weights, and what each of its files' keys begin with inside it."""

_IGNORED = frozenset(f"encoder.{layer}.{kind}" for layer in UNUSED_LAYERS for kind in ("weight", "bias"))
"""Keys that a public checkpoint has and no network of ours needs."""


def _read(entry: NetworkInfo, file: WeightsFile, path: Path) -> bytes:
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise ModelError(
            f"{file.name} of network '{entry.name}' is not in {path.parent}. {_remedy(entry)}"
        ) from error
    except OSError as error:
        raise ModelError(f"{path} cannot be read: {error.strerror}. {_remedy(entry)}") from error
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise ModelError(
            f"{path} is not the file it should be: its {len(content):,} bytes have another SHA-256. "
            f"{_remedy(entry)}"
        )
    return content


def _remedy(entry: NetworkInfo) -> str:
    if entry.bundled:
        return "Install Impasto again."
    return f"Get it with: impasto models get {entry.name} (or, without internet, add --from DIR)."


def _parse(path: Path, content: bytes) -> State:
    try:
        if path.suffix == ".safetensors":
            return read_safetensors(content)
        state = torch.load(io.BytesIO(content), map_location="cpu", weights_only=True)
    except Exception as error:  # whatever a parser raises, the file is to blame
        raise ModelError(f"{path} is damaged, or holds more than weights; it was not loaded.") from error
    if not isinstance(state, dict) or not all(isinstance(value, Tensor) for value in state.values()):
        raise ModelError(f"{path} does not hold a network's weights, but {type(state).__name__}.")
    return state


def _fill(network: StyleNetwork, state: State, what: str) -> None:
    """Strictly: every weight is there in its shape, and nothing else is."""
    expected = network.state_dict()
    given = {key: tensor for key, tensor in state.items() if key not in _IGNORED}
    missing, unexpected = expected.keys() - given.keys(), given.keys() - expected.keys()
    if missing or unexpected:
        raise ModelError(
            f"{what} are of another network: missing {_some(missing)}; unexpected {_some(unexpected)}."
        )
    misshapen = [
        f"{key} {tuple(given[key].shape)} instead of {tuple(expected[key].shape)}"
        for key in expected
        if given[key].shape != expected[key].shape
    ]
    if misshapen:
        raise ModelError(f"{what} are of another network: {_some(misshapen)}.")
    broken = [key for key in expected if not given[key].isfinite().all()]
    if broken:
        raise ModelError(
            f"{what} hold values that are not numbers: {_some(broken)}. "
            "A training that failed leaves such; take an earlier checkpoint."
        )
    network.load_state_dict({key: tensor.float() for key, tensor in given.items()}, assign=True)


def _some(names: Iterable[str]) -> str:
    ordered = sorted(names)
    more = f" and {len(ordered) - MAX_NAMED} more" if len(ordered) > MAX_NAMED else ""
    return (", ".join(ordered[:MAX_NAMED]) or "nothing") + more
