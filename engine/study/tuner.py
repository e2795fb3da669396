"""Tunes a runtime's weights to the styles that are painted with, where those were studied."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from engine.settings import Part
from models.study import Tuning


class Tunable(Protocol):
    """A runtime."""

    def tune(self, tuning: Tuning | None) -> None:
        """Add a tuning to the weights as they were trained; None: nothing."""


class Tuner:
    """Keeps the weights of a runtime as the newest frame needs them. Used by one thread."""

    def __init__(self, runtime: Tunable) -> None:
        self._runtime = runtime
        self._tunings: list[tuple[Tuning, float]] = []

    def follow(self, parts: Sequence[Part]) -> None:
        """Tune the weights for a frame of these parts, where they differ from those of the last frame.

        Raises:
            UsageError: a style was studied with another network.
        """
        tunings = tunings_of(parts)
        if not _same(tunings, self._tunings):
            self._runtime.tune(sum_of(tunings))
            self._tunings = tunings


def tunings_of(parts: Sequence[Part]) -> list[tuple[Tuning, float]]:
    """What the studies of the styles add to the weights, each with its share.

    Networks tuned from one start can be blended by their weights (DNI, Wang et al. 2019, arXiv 1811.10515):
    it is the weighted mean of a blend's styles, times the strength; a style that was not studied adds
    nothing. All parts of a picture share the weights: the mean of what the painted ones need.
    """
    painted = [part for part in parts if part.strength > 0.0]
    found = []
    for part in painted:
        largest = max(weight for _, weight in part.styles)  # first: the sum of huge ones would be infinite
        total = sum(weight / largest for _, weight in part.styles) * len(painted)
        shares = ((style, weight / largest / total * part.strength) for style, weight in part.styles)
        found += [(style.tuning, share) for style, share in shares if style.tuning is not None]
    return found


def sum_of(tunings: Sequence[tuple[Tuning, float]]) -> Tuning | None:
    """(T,) float32; None where there are none."""
    if not tunings:
        return None
    parts = [tuning.astype(np.float32) * np.float32(share) for tuning, share in tunings]
    return np.asarray(np.sum(parts, axis=0), np.float32)


def _same(first: Sequence[tuple[Tuning, float]], second: Sequence[tuple[Tuning, float]]) -> bool:
    """Whether these are the same arrays in the same shares; what is in them does not change."""
    if len(first) != len(second):
        return False
    return all(a is b and x == y for (a, x), (b, y) in zip(first, second, strict=True))
