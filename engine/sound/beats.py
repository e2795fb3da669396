"""Beats of a film's music: its onsets, its tempo from second to second, and the beats that fit both.

The tempo is the path through the autocorrelations of short pieces that has the most of them and leaps least
(Peeters 2007, Template-Based Estimation of Time-Varying Tempo); beats are the row of onsets, as even as that
tempo, that has the most of them (dynamic programming: Ellis 2007, Beat Tracking by Dynamic Programming).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from engine.sound.onsets import HOP, HOPS_A_SECOND, WINDOW, Curve, onset_curve
from engine.sound.reader import SoundReader
from engine.sound.samples import RATE, Samples

FAINTEST: Final = 0.1
"""Of the onset curve: where it is nowhere above, nothing begins."""

SLOWEST, USUAL, FASTEST = 60, 120, 180
"""Beats a minute: the tempo lies within, preferably near the middle one."""

PIECE: Final = 8 * HOPS_A_SECOND
"""Hops in which the tempo is looked for; once a second."""

LEAP, LARGEST_LEAP = 3.0, 0.9
"""What it costs to change the tempo within a second, by a factor of e and at most, in units of likeness."""

LEAST_LIKENESS: Final = 0.25
"""To itself one beat later, of a piece that has a beat: drums have 0.6 to 0.9, most speech less than 0.2."""

EVENNESS: Final = 100.0
"""How much an even distance weighs against strong onsets (Ellis uses 100 to 400)."""

_LAGS: Final = np.arange(60 * HOPS_A_SECOND // FASTEST, 60 * HOPS_A_SECOND // SLOWEST + 1)
"""Hops from one beat to the next, for every tempo."""


@dataclass(frozen=True, slots=True)
class Beats:
    """The beats of one film."""

    times: tuple[Fraction, ...]
    """Seconds since its start, ascending, whole numbers of 10 ms apart; empty: there are none."""

    tempo: float
    """Beats a minute, in the middle of all distances; 0 where there are not two."""


def find_beats(path: Path) -> Beats:
    """Find the beats in a film's sound. Reads all of it: some seconds for a song, about 20 s for an hour.

    Raises:
        SourceError: the film cannot be read, has no sound, or none that can be decoded.
    """
    reader = SoundReader(path)
    try:
        return beats_of(_blocks(reader))
    finally:
        reader.close()


def beats_of(blocks: Iterable[Samples]) -> Beats:
    """The beats of blocks (n, 2) of sound, at `RATE` samples a second. Speech and noise have none."""
    onsets = onset_curve(blocks)
    if len(onsets) < 2 * _LAGS[-1] or onsets.max() < FAINTEST:
        return Beats((), 0.0)
    even = _evened(onsets)
    distances, sure = _tempo(even)
    loud = onsets > 0.1 * np.quantile(onsets, 0.995)  # music may begin late and pause
    hops = [hop for hop in _chain(even, distances) if sure[hop] and loud[max(0, hop - 3) : hop + 4].any()]
    middle = Fraction(WINDOW, 2 * RATE)
    between = float(np.median(np.diff(hops))) / HOPS_A_SECOND if len(hops) > 1 else 0.0
    return Beats(tuple(Fraction(hop * HOP, RATE) + middle for hop in hops), 60 / between if between else 0.0)


def _blocks(reader: SoundReader) -> Iterator[Samples]:
    while (block := reader.read()) is not None:
        yield block


def _evened(onsets: Curve) -> Curve:
    """The onsets, as strong in quiet parts as in loud ones: over their root mean square within 5 s."""
    power = _mean_around(onsets**2, 5 * HOPS_A_SECOND)
    return np.asarray(onsets / np.sqrt(np.maximum(power, 0.01 * power.max())))


def _tempo(onsets: Curve) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """For each hop: how many there are from beat to beat, and whether there is a beat."""
    likeness = _likeness(onsets)
    octaves = np.log2(_LAGS * USUAL / (60 * HOPS_A_SECOND))
    liking = np.exp(-0.5 * np.square(octaves))  # one octave is one deviation, as Ellis has it
    path = _steadiest(np.maximum(likeness, 0) * liking)
    found = likeness[np.arange(len(path)), path]
    near = PIECE // HOPS_A_SECOND  # a bar without drums is no end
    sure = [found[max(0, at - near) : at + near + 1].max() >= LEAST_LIKENESS for at in range(len(found))]
    second = np.minimum((np.arange(len(onsets)) + HOPS_A_SECOND // 2) // HOPS_A_SECOND, len(path) - 1)
    return _LAGS[path][second], np.array(sure)[second]


def _likeness(onsets: Curve) -> Curve:
    """(seconds, lags), -1..1: of the onsets around each second to themselves, one beat later."""
    smooth = np.convolve(onsets, np.hanning(7)[1:-1], "same")  # a beat lies between hops
    centred = smooth - _mean_around(smooth, HOPS_A_SECOND)
    rows = []
    for middle in range(0, len(onsets), HOPS_A_SECOND):
        begin = max(0, min(middle - PIECE // 2, len(centred) - PIECE))
        piece = centred[begin : begin + PIECE]
        power = np.abs(np.fft.rfft(piece, 2 * len(piece))) ** 2
        products = np.fft.irfft(power)[: len(piece)] / np.arange(len(piece), 0, -1)
        rows.append(products[_LAGS] / (products[0] + 1e-9))
    return np.array(rows)


def _steadiest(worth: Curve) -> list[int]:
    """Of (seconds, lags), the lag of each second: the path with the most worth and the fewest leaps."""
    logs = np.log(_LAGS)
    leaps = np.minimum(LEAP * np.abs(logs[:, None] - logs), LARGEST_LEAP)
    total, back = worth[0], []
    for row in worth[1:]:
        ways = total - leaps
        back.append(ways.argmax(axis=1))
        total = ways.max(axis=1) + row
    path = [int(total.argmax())]
    for came_from in reversed(back):
        path.append(int(came_from[path[-1]]))
    return path[::-1]


def _chain(onsets: Curve, distances: NDArray[np.intp]) -> list[int]:
    """Hops of the beats: the row with the most onset, its distances near to the given ones."""
    before = 2 * int(_LAGS[-1])  # silence, so that the first beats have something to follow
    ways_back = {int(distance): _ways_back(int(distance)) for distance in np.unique(distances)}
    score = np.concatenate([np.zeros(before), onsets])
    came_from = np.full(len(score), -1)
    for hop, distance in enumerate(distances.tolist(), before):
        back, uneven = ways_back[distance]
        ways = score[hop + back] + uneven
        best = int(np.argmax(ways))
        score[hop] += ways[best]
        came_from[hop] = hop + back[best]
    last = int(distances[-1])
    chain = [len(score) - last + int(np.argmax(score[-last:]))]
    while came_from[chain[-1]] >= 0:
        chain.append(int(came_from[chain[-1]]))
    return [hop - before for hop in reversed(chain) if hop >= before]


def _ways_back(distance: int) -> tuple[NDArray[np.intp], Curve]:
    """Hops to where the beat before may be, and how uneven each is."""
    back = np.arange(-2 * distance, -(distance // 2))
    return back, -EVENNESS * np.square(np.log(-back / distance))


def _mean_around(curve: Curve, hops: int) -> Curve:
    """At each hop the mean of so many around it, fewer at both ends."""
    sums = np.concatenate([[0.0], np.cumsum(curve)])
    at = np.arange(len(curve))
    begin, end = np.maximum(0, at - hops // 2), np.minimum(len(curve), at + hops - hops // 2)
    return np.asarray((sums[end] - sums[begin]) / (end - begin))
