"""Tuning: what studying an artwork adds to the weights that paint, as one flat vector. Imports no torch."""

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Tuning = NDArray[np.floating[Any]]
"""(T,) float16 or float32: what a study adds to a network's painting weights; T belongs to the network."""


def is_tuned(name: str) -> bool:
    """Whether a study changes the weight of this name: the convolutions that paint, not their biases.

    Nearly every convolution is followed by instance normalisation, which takes its bias away again.
    """
    return name.endswith(".weight") and not name.startswith("style.")


def in_order(names: Iterable[str]) -> list[str]:
    """The names of tuned weights in the order in which a tuning holds them."""
    return sorted(filter(is_tuned, names))
