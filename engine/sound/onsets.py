"""Onsets: how much begins at each moment of a sound, whatever its loudness.

SuperFlux (Böck and Widmer 2013, Maximum Filter Vibrato Suppression for Onset Detection, DAFx): growth of the
spectrum in bands of a quarter tone, each compared with the loudest of itself and its neighbours 10 ms before,
so that a pitch that wavers begins nothing. Three things differ from the paper: levels are relative to the
loudest of the last half minute, all octaves count alike (a kick drum as much as a cymbal, for the beats), and
there are 100 looks a second, not 200.
"""

from collections.abc import Iterable, Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from engine.sound.samples import RATE, Samples

HOP: Final = RATE // 100
"""Samples between two looks at the spectrum: 10 ms."""

HOPS_A_SECOND: Final = RATE // HOP

WINDOW: Final = 2048
"""Samples of each: 43 ms, in whose middle an onset is seen."""

LOWEST_HZ, HIGHEST_HZ = 27.5, 16_000.0

BANDS_AN_OCTAVE: Final = 24

SILENCE: Final = 1e-3
"""Of full scale: nothing is compared with less than this."""

FORGETTING: Final = 5e-4
"""Share of the loudest level that is forgotten with each hop: half of it in 14 s."""

COMPRESSION: Final = 100.0
"""Of levels, 0..1, before their logarithm."""

Curve = NDArray[np.float64]
"""(n,): a value for each hop."""

_Levels = NDArray[np.float32]
"""(n, bands): of each hop and band."""


def onset_curve(blocks: Iterable[Samples]) -> Curve:
    """How much begins at each hop, in the middle of its window.

    Args:
        blocks: (n, 2) of sound, at `RATE` samples a second.

    Returns:
        (hops,), 0 where nothing begins, some units where much does.
    """
    counts = _counts()
    before: _Levels | None = None
    peak, curves = SILENCE, [np.zeros(0)]
    for frames in _frames(blocks):
        levels, peak = _relative(_in_bands(_spectra(frames)), peak)
        lines = np.log1p(COMPRESSION * levels)
        shifted = np.concatenate([lines[:1] if before is None else before, lines[:-1]])
        curves.append(np.maximum(lines - _widened(shifted), 0) @ counts)
        before = lines[-1:]
    return np.concatenate(curves)


def _frames(blocks: Iterable[Samples]) -> Iterator[NDArray[np.float32]]:
    """Windows (n, WINDOW) of sound, one channel."""
    rest = np.zeros(0, np.float32)
    for block in blocks:
        for begin in range(0, len(block), RATE):  # a second at once: a block may be a whole film
            rest = np.concatenate([rest, block[begin : begin + RATE].mean(axis=1)])
            if len(rest) >= WINDOW:
                windows = np.lib.stride_tricks.sliding_window_view(rest, WINDOW)[::HOP]
                yield windows
                rest = rest[len(windows) * HOP :]


def _spectra(frames: NDArray[np.float32]) -> _Levels:
    window = np.hanning(WINDOW).astype(np.float32)
    return np.asarray(np.abs(np.fft.rfft(frames * window)) / (WINDOW / 4), np.float32)


def _relative(levels: _Levels, peak: float) -> tuple[_Levels, float]:
    """Levels as shares of the loudest lately, and that one at the end."""
    fading = FORGETTING * np.arange(1, len(levels) + 1)
    logs = np.log(np.maximum(levels.max(axis=1), SILENCE)) + fading
    peaks = np.exp(np.maximum(np.maximum.accumulate(logs), np.log(peak)) - fading)
    peaks = np.maximum(peaks, SILENCE)
    return (levels / peaks[:, None]).astype(np.float32), float(peaks[-1])


def _widened(levels: _Levels) -> _Levels:
    """The loudest of each band and its two neighbours."""
    wide = levels.copy()
    np.maximum(wide[:, 1:], levels[:, :-1], out=wide[:, 1:])
    np.maximum(wide[:, :-1], levels[:, 1:], out=wide[:, :-1])
    return wide


def _in_bands(spectra: _Levels) -> _Levels:
    """Means of overlapping triangles: each reaches from the band before to the one after it."""
    inside, rising = spectra[:, _EDGES[0] : _EDGES[-1]], np.float32(_RISING)
    edges = _EDGES[:-1] - _EDGES[0]
    up, down = (np.add.reduceat(inside * share, edges, axis=1) for share in (rising, 1 - rising))
    return np.asarray((up[:, :-1] + down[:, 1:]) / _WIDTHS, np.float32)


def _edges() -> NDArray[np.intp]:
    """Lines of the spectrum, a quarter tone apart where there are so many."""
    octaves = np.log2(HIGHEST_HZ / LOWEST_HZ)
    pitches = LOWEST_HZ * 2 ** (np.arange(int(octaves * BANDS_AN_OCTAVE) + 1) / BANDS_AN_OCTAVE)
    return np.unique(np.maximum(1, np.rint(pitches * WINDOW / RATE))).astype(np.intp)


def _counts() -> Curve:
    """(bands,): how much each counts, so that every octave counts alike."""
    octave = np.log2(_EDGES[1:-1] * (RATE / WINDOW) / LOWEST_HZ).astype(int)
    return np.asarray(1 / np.bincount(octave)[octave])


_EDGES: Final = _edges()

_WIDTHS: Final = np.float32((_EDGES[2:] - _EDGES[:-2]) / 2)

_RISING: Final = np.concatenate([np.arange(n) / n for n in np.diff(_EDGES)])
"""Of each line between the outer edges: its share in the band above it; the band below has the rest."""
