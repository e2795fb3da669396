"""Beats of a film's music: its onsets, its tempo, and the beats that fit both.

Onsets are where the spectrum grows (spectral flux: Dixon 2006, Onset Detection Revisited); beats are the even
row of onsets with the most of it (dynamic programming: Ellis 2007, Beat Tracking by Dynamic Programming).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from engine.sound.reader import SoundReader
from engine.sound.samples import RATE, Samples

HOP: Final = RATE // 100
"""Samples between two looks at the spectrum: 10 ms."""

HOPS_A_MINUTE: Final = 60 * RATE // HOP

WINDOW: Final = 1024
"""Samples of each: 21 ms."""

LOUDEST: Final = 1e-3
"""Of full scale: where no spectrum has a line above it, there is silence."""

FAINTEST: Final = 10.0
"""Growth of the spectrum, summed up, below which nothing begins."""

SLOWEST, USUAL, FASTEST = 60, 120, 180
"""Beats a minute: the tempo lies within, preferably near the middle one."""

EVENNESS: Final = 100.0
"""How much an even distance weighs against strong onsets (Ellis uses 100 to 400)."""

Curve = NDArray[np.float64]
"""(n,): a value for each hop."""


@dataclass(frozen=True, slots=True)
class Beats:
    """The beats of one film."""

    times: tuple[Fraction, ...]
    """Seconds since its start, ascending, each a multiple of 10 ms; empty: there are none."""

    tempo: float
    """Beats a minute, on average; 0 where there are not two."""


def find_beats(path: Path) -> Beats:
    """Find the beats in a film's sound. Reads all of it: some seconds for an hour.

    Raises:
        SourceError: the film cannot be read, has no sound, or none that can be decoded.
    """
    reader = SoundReader(path)
    try:
        return beats_of(_blocks(reader))
    finally:
        reader.close()


def beats_of(blocks: Iterable[Samples]) -> Beats:
    """The beats of blocks (n, 2) of sound, at `RATE` samples a second."""
    onsets = np.array(list(_flux(blocks)))
    if len(onsets) < 2 * HOPS_A_MINUTE // SLOWEST or onsets.max() < FAINTEST:
        return Beats((), 0.0)
    onsets = onsets / onsets.std()
    distance = _distance(onsets)
    middle = Fraction(WINDOW, 2 * RATE)
    times = tuple(Fraction(int(hop) * HOP, RATE) + middle for hop in _chain(onsets, distance))
    between = float(times[-1] - times[0]) / (len(times) - 1) if len(times) > 1 else 0.0
    return Beats(times, 60 / between if between else 0.0)


def _blocks(reader: SoundReader) -> Iterator[Samples]:
    while (block := reader.read()) is not None:
        yield block


def _flux(blocks: Iterable[Samples]) -> Iterator[float]:
    """How much the spectrum grows, for each hop."""
    window, rest = np.hanning(WINDOW), np.zeros(0)
    before: Curve | None = None
    for block in blocks:
        rest = np.concatenate([rest, block.mean(axis=1)])
        while len(rest) >= WINDOW:
            lines = np.abs(np.fft.rfft(rest[:WINDOW] * window)) / (WINDOW / 4)
            lines = np.log1p(np.where(lines > LOUDEST, lines, 0) / LOUDEST)
            yield 0.0 if before is None else float(np.maximum(lines - before, 0).sum())
            before, rest = lines, rest[HOP:]


def _distance(onsets: Curve) -> int:
    """Hops between two beats: where the onsets repeat themselves, preferably at the usual tempo."""
    lags = np.arange(HOPS_A_MINUTE // FASTEST, HOPS_A_MINUTE // SLOWEST + 1)
    centred = np.convolve(onsets - onsets.mean(), np.hanning(7)[1:-1], "same")  # a beat lies between hops
    likeness = np.array([float(centred[lag:] @ centred[:-lag]) / (len(centred) - lag) for lag in lags])
    octaves = np.log2(lags * USUAL / HOPS_A_MINUTE)
    liking = np.exp(-0.5 * np.square(octaves))  # one octave is one deviation, as Ellis has it
    return int(lags[int(np.argmax(likeness * liking))])


def _chain(onsets: Curve, distance: int) -> list[int]:
    """Hops of the beats: the row with the most onset, its distances near to the given one."""
    back = np.arange(-2 * distance, -(distance // 2))
    uneven = -EVENNESS * np.square(np.log(-back / distance))
    score, came_from = onsets.copy(), np.full(len(onsets), -1)
    for hop in range(2 * distance, len(onsets)):
        ways = score[hop + back] + uneven
        best = int(np.argmax(ways))
        score[hop] += ways[best]
        came_from[hop] = hop + back[best]
    chain = [len(score) - distance + int(np.argmax(score[-distance:]))]
    while came_from[chain[-1]] >= 0:
        chain.append(int(came_from[chain[-1]]))
    loud = onsets > 0.1 * onsets.max()  # music may begin late and pause
    return [hop for hop in reversed(chain) if loud[max(0, hop - 3) : hop + 4].any()]
