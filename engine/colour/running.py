"""Running colours: those of a stream, steady enough that a style is not learned anew for every frame."""

from dataclasses import replace
from typing import Final

import numpy as np

from engine.colour.statistics import ColourStatistics, Matrix, colours_of
from engine.frame import Pixels
from engine.settings import Settings

EVERY: Final = 5
"""Frames between two looks."""

SHARE: Final = 0.1
"""Of a new look in the running mean: at 25 frames a second it follows within some two seconds."""

CHANGED: Final = 0.05
"""Of 1: where mean or deviation have moved by so much, the style is matched anew."""

ANOTHER: Final = 0.15
"""Of 1: so far from the running mean, it is another picture (a cut), which is followed at once."""


class RunningColours:
    """Colours of one stream. What it gives changes in steps, and seldom."""

    def __init__(self) -> None:
        self._running: ColourStatistics | None = None
        self._given: ColourStatistics | None = None
        self._frames = 0

    def settings_for(self, content: Pixels, settings: Settings) -> Settings:
        """The settings for the next frame, (H, W, 3) uint8 RGB, with the colours to match, if any are."""
        if settings.match_colors is not True or not settings.keep_colors:
            return settings
        return replace(settings, match_colors=self.follow(content))

    def follow(self, content: Pixels) -> ColourStatistics:
        """The colours to match for the next frame, (H, W, 3) uint8 RGB."""
        self._frames += 1
        if self._given is not None and self._frames % EVERY:
            return self._given
        seen = colours_of(content)
        if self._running is None or _distance(seen, self._running) > ANOTHER:
            self._running = self._given = seen
            return seen
        self._running = ColourStatistics(
            _towards(self._running.mean, seen.mean), _towards(self._running.covariance, seen.covariance)
        )
        if self._given is None or _distance(self._running, self._given) > CHANGED:
            self._given = self._running
        return self._given


def _towards(before: Matrix, now: Matrix) -> Matrix:
    return (1 - SHARE) * before + SHARE * now


def _distance(a: ColourStatistics, b: ColourStatistics) -> float:
    spread = np.sqrt(np.diag(a.covariance)) - np.sqrt(np.diag(b.covariance))
    return float(max(np.abs(a.mean - b.mean).max(), np.abs(spread).max()))
