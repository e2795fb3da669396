"""Subjects: the networks that the bench of a GPU paints with; random weights where none are installed."""

from dataclasses import dataclass

import torch

from engine.networks import NetworkInfo, find_network
from models.network import StyleNetwork
from models.paper import PaperNetwork
from models.weights import load_entry

GPU_NETWORKS = ("small", "base", "paper")
"""What is measured unless others are named."""

SEED: int = 1
"""Of random weights."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A network to measure."""

    entry: NetworkInfo
    """What is known of it."""

    installed: bool
    """Its weights are its own."""

    def load(self) -> StyleNetwork:
        """The network anew, float32 on the CPU."""
        if self.installed:
            return load_entry(self.entry)
        torch.manual_seed(SEED)
        return PaperNetwork().eval().requires_grad_(False)  # all others come with Impasto


def find_subject(name: str) -> Subject:
    """The network of a name.

    Raises:
        UsageError: there is none.
    """
    entry = find_network(name)
    return Subject(entry, entry.installed)
