"""Music made by chance from a seed, with the moments of its beats and of all its notes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from engine.sound import RATE, Samples

Wave = NDArray[np.float64]
"""(n,): sound of one channel."""

CHORDS: Final = ((0, 4, 7), (-3, 0, 4), (-7, -3, 0), (-5, -1, 2))
"""Half tones above the key; each lasts four beats."""

KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "rock": ("drums", "bass", "piano"),
    "swing": ("ride", "bass", "piano"),
    "house": ("four", "bass", "strings"),
    "soft": ("pad", "bass"),
    "strings": ("strings", "plucked"),
    "drums": ("drums",),
    "piano": ("piano", "strings"),
}
"""What plays in each kind of music."""


@dataclass(frozen=True, slots=True)
class Music:
    """A piece of music, and what is to be found in it."""

    sound: Samples
    """(n, 2), at `RATE`."""

    beats: tuple[float, ...]
    """Seconds."""

    onsets: tuple[float, ...]
    """Seconds at which a note begins to be heard; those nearer than 30 ms to each other are one."""


def make_music(seed: int, kind: str, tempo: float, seconds: float, *, later: float | None = None) -> Music:
    """Play a kind of music.

    Args:
        seed: of all chance.
        kind: a key of `KINDS`.
        tempo: beats a minute.
        seconds: its length.
        later: beats a minute in its second half, if it changes.
    """
    band = _Band(np.random.default_rng(seed), seconds)
    beats = _beat_times(band.random, tempo, later or tempo, seconds)
    swing = band.random.uniform(0.58, 0.67) if kind == "swing" else band.random.choice([0.5, 0.5, 0.56])
    for number, (start, end) in enumerate(pairwise(beats)):
        for part in KINDS[kind]:
            _PARTS[part](band, number, start, end - start, float(swing))
    return band.music(tuple(beats[:-1]))


def speech(seed: int, seconds: float) -> Samples:
    """Noise and buzz in syllables of uneven length, with pauses, as a voice has."""
    random, time = np.random.default_rng(seed), 0.3
    wave = np.zeros(int(seconds * RATE))
    while time < seconds - 0.6:
        length = random.uniform(0.08, 0.3)
        count, begin = int(length * RATE), int(time * RATE)
        steps = np.arange(count) / RATE
        pitch = random.uniform(90, 180) * (1 + 0.1 * np.sin(random.uniform(4, 12) * steps))
        phase = 2 * np.pi * np.cumsum(pitch) / RATE
        formants = random.uniform(300, 2500, 3)
        buzz = sum(
            np.sin(n * phase) * np.exp(-((n * 130 - formants).min() ** 2) / 2e5) / n**0.5
            for n in range(1, 25)
        )
        hiss = np.diff(random.normal(0, 1, count + 1)) * (random.random() < 0.3)
        wave[begin : begin + count] += np.sin(np.pi * steps / length) ** 0.7 * (buzz + 0.4 * hiss)
        time += length * random.uniform(0.8, 1.3) + (random.uniform(0.2, 0.9) if random.random() < 0.2 else 0)
    return _stereo(0.1 * wave / wave.std())


class _Band:
    """Collects notes."""

    def __init__(self, random: np.random.Generator, seconds: float) -> None:
        self.random = random
        self.key = random.uniform(-4, 5)
        self._wave = np.zeros(int(seconds * RATE))
        self._onsets: list[float] = []

    def play(self, time: float, note: Wave, loudness: float, *, heard_s: float = 0.0) -> None:
        """Add a note, early or late by some milliseconds, as people play."""
        time = max(0.0, time + self.random.normal(0, 0.005))
        begin = int(time * RATE)
        part = note[: max(0, len(self._wave) - begin)]
        self._wave[begin : begin + len(part)] += part * loudness * self.random.uniform(0.75, 1.1)
        if len(part) > RATE // 50:
            self._onsets.append(time + heard_s)

    def music(self, beats: tuple[float, ...]) -> Music:
        """All of it, in a room."""
        room = self.random.normal(0, 1, RATE // 3) * np.exp(-np.arange(RATE // 3) / (0.06 * RATE))
        room *= 0.25 / np.sqrt((room**2).sum())
        size = len(self._wave) + len(room)
        echo = np.fft.irfft(np.fft.rfft(self._wave, size) * np.fft.rfft(room, size), size)
        wave = self._wave + echo[: len(self._wave)]
        wave = np.tanh(0.5 * wave / np.sqrt((wave**2).mean() + 1e-12) / 3) * 0.8
        onsets: list[float] = []
        for time in sorted(self._onsets):
            if not onsets or time - onsets[-1] > 0.03:
                onsets.append(time)
        return Music(_stereo(wave), beats, tuple(onsets))


def _beat_times(random: np.random.Generator, tempo: float, later: float, seconds: float) -> list[float]:
    times = [float(random.uniform(0.2, 1.0))]
    while times[-1] < seconds - 0.05:
        now = tempo if times[-1] < seconds / 2 else later
        times.append(times[-1] + 60 / now * (1 + float(random.normal(0, 0.004))))
    return times


def _drums(band: _Band, number: int, start: float, length: float, swing: float) -> None:
    strong = number % 4 in (0, 2)
    band.play(start, _kick() if strong else _snare(band.random), 1.0 if strong else 0.8)
    if band.random.random() < 0.25:
        band.play(start + swing * length, _kick(), 0.8)
    for place in (0.0, swing):
        band.play(start + place * length, _hat(band.random), 0.25)


def _four(band: _Band, number: int, start: float, length: float, swing: float) -> None:
    band.play(start, _kick(), 1.0)
    band.play(start + 0.5 * length, _hat(band.random), 0.4)
    if number % 2:
        band.play(start, _snare(band.random), 0.5)


def _ride(band: _Band, number: int, start: float, length: float, swing: float) -> None:
    band.play(start, _hat(band.random, 0.12), 0.4)
    if number % 2:
        band.play(start + swing * length, _hat(band.random, 0.12), 0.3)
        band.play(start, _hat(band.random, 0.03), 0.5)


def _bass(band: _Band, number: int, start: float, length: float, swing: float) -> None:
    half_tones = band.random.choice(CHORDS[number // 4 % 4])
    band.play(start, _tone(_pitch(band, half_tones - 24), length, attack_s=0.008, fall_s=0.4), 0.5)


def _piano(band: _Band, number: int, start: float, length: float, swing: float) -> None:
    place = band.random.choice([0.0, 0.0, swing])
    for half_tones in CHORDS[number // 4 % 4]:
        note = _tone(_pitch(band, half_tones), 1.5 * length, attack_s=0.006, fall_s=0.5)
        band.play(start + place * length, note, 0.2)


def _plucked(band: _Band, number: int, start: float, length: float, swing: float) -> None:
    for place in (0.0, swing):
        half_tones = band.random.choice(CHORDS[number // 4 % 4]) + 12
        note = _tone(_pitch(band, half_tones), length, attack_s=0.01, fall_s=0.15)
        band.play(start + place * length, note, 0.3 if place else 0.45)


def _pad(band: _Band, number: int, start: float, length: float, swing: float) -> None:
    attack_s = band.random.uniform(0.03, 0.06)
    for half_tones in CHORDS[number // 4 % 4][:2]:
        note = _tone(_pitch(band, half_tones), length, attack_s=attack_s, fall_s=0.6)
        band.play(start, note, 0.3, heard_s=attack_s / 3)


def _strings(band: _Band, number: int, start: float, length: float, swing: float) -> None:
    if number % 4:
        return
    for half_tones in CHORDS[number // 4 % 4]:
        depth = band.random.uniform(0.005, 0.02)
        note = _tone(_pitch(band, half_tones), 4 * length, attack_s=0.12, fall_s=9.0, vibrato=depth)
        band.play(start, note, 0.35, heard_s=0.04)


_PARTS: Final[Mapping[str, Callable[[_Band, int, float, float, float], None]]] = {
    "drums": _drums, "four": _four, "ride": _ride, "bass": _bass, "piano": _piano,
    "plucked": _plucked, "pad": _pad, "strings": _strings,
}  # fmt: skip


def _pitch(band: _Band, half_tones: float) -> float:
    return float(262 * 2 ** ((half_tones + band.key) / 12))


def _tone(pitch: float, length: float, *, attack_s: float, fall_s: float, vibrato: float = 0.0) -> Wave:
    """Eight harmonics; the higher ones die sooner."""
    steps = np.arange(int((length + 0.05) * RATE)) / RATE
    depth = vibrato * np.minimum(1, steps / 0.3)
    phase = 2 * np.pi * np.cumsum(pitch * (1 + depth * np.sin(2 * np.pi * 5.7 * steps))) / RATE
    shape = np.minimum(1, steps / attack_s) * np.minimum(1, (length + 0.05 - steps) / 0.05)
    harmonics = (np.sin(n * phase) * np.exp(-steps * n**0.5 / fall_s) / n for n in range(1, 9))
    return np.asarray(shape * sum(harmonics))


def _kick() -> Wave:
    steps = np.arange(int(0.25 * RATE)) / RATE
    phase = 2 * np.pi * np.cumsum(50 + 110 * np.exp(-steps / 0.02)) / RATE
    return np.asarray(1.5 * np.sin(phase) * np.exp(-steps / 0.08))


def _snare(random: np.random.Generator) -> Wave:
    steps = np.arange(int(0.2 * RATE)) / RATE
    noise = random.normal(0, 0.5, len(steps))
    return np.asarray((noise + 0.5 * np.sin(2 * np.pi * 190 * steps)) * np.exp(-steps / 0.05))


def _hat(random: np.random.Generator, fall_s: float = 0.03) -> Wave:
    steps = np.arange(int(5 * fall_s * RATE)) / RATE
    return np.asarray(np.diff(random.normal(0, 0.7, len(steps) + 1)) * np.exp(-steps / fall_s))


def _stereo(wave: Wave) -> Samples:
    return np.repeat(np.asarray(wave, np.float32)[:, None], 2, axis=1)
