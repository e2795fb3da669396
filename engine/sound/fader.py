"""Changes of sound that are not heard as a click."""

from collections.abc import Iterable
from typing import Final

import numpy as np

from engine.sound.samples import RATE, STEREO, Samples

FADE: Final = RATE // 100
"""Samples in which the level goes from 0 to 1 (10 ms)."""

JOIN: Final = RATE // 200
"""Samples in which the sound before a jump runs out (5 ms)."""


class Fader:
    """Blocks one after the other at a level that moves smoothly, with the ends at jumps joined.

    Args:
        level: at first.
    """

    def __init__(self, level: float) -> None:
        self._level = level
        self._last = np.zeros(STEREO, np.float32)

    def fade(self, samples: Samples, level: float, jumps: Iterable[int] = ()) -> Samples:
        """The next block as it is to be heard.

        Args:
            samples: (n, 2); not changed.
            level: to go to.
            jumps: indexes at which the sound does not go on from the sample before.
        """
        count = len(samples)
        reach = count / FADE
        to = self._level + float(np.clip(level - self._level, -reach, reach))
        faded = samples * np.linspace(self._level, to, count, dtype=np.float32)[:, None]  # (n, 2)
        self._level = to
        for jump in jumps:
            self._join(faded, jump)
        if count:
            self._last = faded[-1].copy()
        return faded

    def _join(self, faded: Samples, jump: int) -> None:
        """Begin where the sound before ended, and let the difference run out."""
        before = faded[jump - 1] if jump else self._last
        length = min(JOIN, len(faded) - jump)
        if length > 0:
            out = np.linspace(1, 0, length, dtype=np.float32)[:, None]
            faded[jump : jump + length] += (before - faded[jump]) * out
