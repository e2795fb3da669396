"""How well beats and onsets are found in music made by chance: `python -m tests.measurements.beats [PIECES]`.

Each is found where the true one is at most 50 ms away. At any level: beats count at half and at twice the
tempo, too, as a listener may count them.
"""

import itertools
import sys
from collections.abc import Sequence

import numpy as np

from engine.sound import RATE, Samples, beats_of
from engine.sound.onsets import HOP, WINDOW, Curve, onset_curve
from tests.engine.sound.music import KINDS, Music, make_music, speech

TEMPI = (66, 92, 118, 144, 172, 78, 105, 131)

THRESHOLD = 4.0
"""Of onsets: above the mean around them, in medians of the curve."""


def main(pieces: int = 8) -> None:
    """Print a table."""
    print("| music | beats: precision | recall | F | F at any level | onsets: precision | recall |")
    print("|---|---|---|---|---|---|---|")
    for kind in KINDS:
        music = [make_music(1000 + n, kind, TEMPI[n % len(TEMPI)], 24) for n in range(pieces)]
        _print_row(f"{kind}, {min(TEMPI)}..{max(TEMPI)} a minute", music)
    for start, end in ((90, 130), (150, 100)):
        _print_row(
            f"rock, {start}, then {end}", [make_music(n, "rock", start, 30, later=end) for n in range(3)]
        )
    for loudness, name in (
        (0.01, "rock, at -40 dB"),
        (np.linspace(0, 1, 24 * RATE)[:, None] ** 2, "fading in"),
    ):
        _print_row(name, [_louder(make_music(n, "rock", 110, 24), loudness) for n in range(3)])
    found = [len(beats_of([speech(n, 24)]).times) for n in range(pieces)]
    noise = np.random.default_rng(1).normal(0, 0.1, (24 * RATE, 2)).astype(np.float32)
    print(f"\nin speech: {found} beats; in noise: {len(beats_of([noise]).times)}")


def _print_row(name: str, music: Sequence[Music]) -> None:
    rows = []
    for piece in music:
        beats = [float(time) for time in beats_of([piece.sound]).times]
        level = max(_f(*found_of(beats, true)) for true in _levels(piece.beats))
        alike = found_of(beats, piece.beats)
        rows.append((*alike, _f(*alike), level, *found_of(onsets_of(piece.sound), piece.onsets)))
    print(f"| {name} | " + " | ".join(f"{mean:.2f}" for mean in np.mean(rows, axis=0)) + " |")


def found_of(found: Sequence[float], true: Sequence[float], within_s: float = 0.05) -> tuple[float, float]:
    """Precision and recall, each moment used once."""
    rest, hits = list(true), 0
    for time in found:
        near = [each for each in rest if abs(each - time) <= within_s]
        if near:
            rest.remove(near[0])
            hits += 1
    return hits / max(1, len(found)), hits / max(1, len(true))


def onsets_of(sound: Samples) -> list[float]:
    """Peaks of the onset curve (Böck, Krebs and Schedl 2012), in seconds."""
    curve: Curve = onset_curve([sound])
    curve = curve / np.median(curve[curve > 0])
    found: list[int] = []
    for hop in range(len(curve)):
        highest = curve[hop] == curve[max(0, hop - 3) : hop + 4].max()
        above = curve[hop] >= curve[max(0, hop - 10) : hop + 8].mean() + THRESHOLD
        if highest and above and (not found or hop - found[-1] > 3):
            found.append(hop)
    return [(hop * HOP + WINDOW / 2) / RATE for hop in found]


def _levels(beats: Sequence[float]) -> list[list[float]]:
    between = [(one + next_) / 2 for one, next_ in itertools.pairwise(beats)]
    return [list(beats), list(beats[::2]), list(beats[1::2]), sorted([*beats, *between])]


def _f(precision: float, recall: float) -> float:
    return 2 * precision * recall / max(precision + recall, 1e-9)


def _louder(music: Music, by: float | Curve) -> Music:
    return Music(np.asarray(music.sound * by, np.float32), music.beats, music.onsets)


if __name__ == "__main__":
    main(*(int(number) for number in sys.argv[1:]))
