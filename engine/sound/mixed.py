"""Several sounds in one, for recordings: what a film plays, and what is said to it."""

from collections.abc import Callable, Sequence
from functools import partial
from threading import Lock
from typing import Final

import numpy as np

from engine.sound.microphone import Microphone
from engine.sound.samples import RATE, STEREO, Samples, silence

WAIT: Final = RATE // 2
"""Samples that one sound may come later than the others (0.5 s)."""

TOLERANCE: Final = RATE // 10
"""Samples by which a sound may be off by its own count before it is moved, as in a recording's track."""


class MixedSound(Microphone):
    """The sum of sounds by their times, as one stereo sound.

    Args:
        sounds: with 48000 samples per second.
    """

    channels = STEREO

    def __init__(self, sounds: Sequence[Microphone]) -> None:
        self._sounds = tuple(sounds)
        self._take: Callable[[Samples, float], None] = _drop
        self._lock = Lock()
        self._next: dict[int, int] = {}
        self._begin: int | None = None
        self._mixed = silence(0)

    def start(self, take: Callable[[Samples, float], None]) -> None:
        self._take = take
        for number, sound in enumerate(self._sounds):
            sound.start(partial(self._add, number))

    def stop(self) -> None:
        for sound in self._sounds:
            sound.stop()
        with self._lock:
            self._give(len(self._mixed))

    def _add(self, number: int, samples: Samples, at_s: float) -> None:
        """Add a block (n, 1 or 2) of one of the sounds; give what all others must have given."""
        at = round(at_s * RATE)
        with self._lock:
            due = self._next.get(number)
            if due is not None and abs(at - due) <= TOLERANCE:
                at = due
            self._next[number] = at + len(samples)
            if self._begin is None:
                self._begin = at
            samples = samples[max(0, self._begin - at) :]  # what was given already cannot be added to
            at = max(0, at - self._begin)
            missing = at + len(samples) - len(self._mixed)
            if missing > 0:
                self._mixed = np.concatenate([self._mixed, silence(missing)])
            self._mixed[at : at + len(samples)] += samples
            self._give(len(self._mixed) - WAIT)

    def _give(self, count: int) -> None:
        if count > 0 and self._begin is not None:
            given, self._mixed = self._mixed[:count], self._mixed[count:]
            self._take(np.clip(given, -1, 1), self._begin / RATE)
            self._begin += count


def _drop(samples: Samples, at_s: float) -> None:
    """Before the start nobody listens."""
