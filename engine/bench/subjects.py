"""Subjects: the networks that the bench of a GPU paints with; random weights where there are none."""

from dataclasses import dataclass

import torch

from engine.errors import UsageError
from engine.networks import NetworkInfo, find_network
from models.compact import CompactNetwork
from models.network import StyleNetwork
from models.paper import PaperNetwork
from models.small import BASE_CONFIG, SMALL_CONFIG, SmallNetwork
from models.weights import load_entry

GPU_NETWORKS = ("small", "base", "paper")
"""What is measured unless others are named."""

SEED: int = 1
"""Of random weights."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A network to measure."""

    name: str
    """As people type it."""

    entry: NetworkInfo
    """Its entry; that of `small` where it has none yet."""

    installed: bool
    """Its weights are its own."""

    def load(self) -> StyleNetwork:
        """The network anew, float32 on the CPU."""
        if self.installed:
            return load_entry(self.entry)
        torch.manual_seed(SEED)
        return _build(self.name).eval().requires_grad_(False)


def find_subject(name: str) -> Subject:
    """The network of a name.

    Raises:
        UsageError: there is none.
    """
    try:
        entry = find_network(name)
    except UsageError:
        if name not in GPU_NETWORKS:
            raise
        return Subject(name, find_network("small"), installed=False)
    return Subject(name, entry, entry.installed)


def _build(name: str) -> StyleNetwork:
    if name == "paper":
        return PaperNetwork()
    if name == "compact":
        return CompactNetwork()
    return SmallNetwork(BASE_CONFIG if name == "base" else SMALL_CONFIG)
