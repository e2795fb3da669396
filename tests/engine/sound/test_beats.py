"""Beats of music: clicks that are there, at their time; none where there are none."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from engine.errors import SourceError, UsageError
from engine.settings import Settings
from engine.sound import RATE, Beats, Samples, beats_of, find_beats
from engine.timeline import on_beat
from tests.clips import PLAIN, Sound, write_clip
from tests.engine.sound.music import make_music, speech
from tests.fakes import style_of
from tests.measurements.beats import found_of


def clicks(tempo: float, seconds: float, first_s: float = 0.37) -> Samples:
    """Short bursts of noise, the last of four louder, over a quiet chord."""
    random, count = np.random.default_rng(1), int(seconds * RATE)
    chord = [np.sin(np.arange(count) * pitch / RATE * 6.28) for pitch in (220, 277, 330)]
    sound = 0.05 * np.sum(chord, axis=0)
    for number, time in enumerate(np.arange(first_s, seconds - 0.1, 60 / tempo)):
        begin, length = round(time * RATE), RATE // 30
        burst = random.normal(0, 0.2 if number % 4 else 0.4, length) * np.linspace(1, 0, length)
        sound[begin : begin + length] += burst
    return np.repeat(np.asarray(sound, np.float32)[:, None], 2, axis=1)


def seconds(beats: Beats) -> list[float]:
    return [float(time) for time in beats.times]


def blocks(sound: Samples) -> Iterator[Samples]:
    yield from np.array_split(sound, 37)


@pytest.mark.parametrize("tempo", [75, 97.3, 128, 160])
def test_beats_of_a_click_track_are_within_30_ms(tempo: float) -> None:
    beats = beats_of(blocks(clicks(tempo, 12)))
    there = np.arange(0.37, 11.9, 60 / tempo)
    found = np.array([float(time) for time in beats.times])
    assert beats.tempo == pytest.approx(tempo, rel=0.03)
    assert np.abs(found[:, None] - there).min(axis=1).max() < 0.03  # each is one
    assert np.abs(found[:, None] - there[1:-1]).min(axis=0).max() < 0.03  # none is missing inside


def test_silence_has_no_beat_and_neither_has_a_steady_tone() -> None:
    tone = 0.3 * np.sin(np.arange(8 * RATE) * 0.06).astype(np.float32)
    assert beats_of([np.zeros((8 * RATE, 2), np.float32)]).times == ()
    assert len(beats_of([np.stack([tone, tone], axis=1)]).times) <= 1  # its beginning is one
    assert beats_of([]).times == ()


@pytest.mark.parametrize(
    ("kind", "tempo"), [("rock", 104), ("swing", 131), ("house", 124), ("soft", 92), ("strings", 112)]
)
@pytest.mark.parametrize("seed", [1, 2])
def test_beats_of_music_are_found_within_50_ms(kind: str, tempo: float, seed: int) -> None:
    """Cymbals between the beats, notes that begin softly, strings with vibrato, players who are not exact."""
    music = make_music(seed, kind, tempo, 12)
    precision, recall = found_of(seconds(beats_of(blocks(music.sound))), music.beats)
    assert precision >= 0.9 and recall >= 0.9


def test_a_change_of_tempo_is_followed() -> None:
    music = make_music(3, "rock", 92, 24, later=128)
    precision, recall = found_of(seconds(beats_of(blocks(music.sound))), music.beats)
    assert precision >= 0.9 and recall >= 0.9


def test_loudness_does_not_matter_and_music_may_fade_in_after_silence() -> None:
    music = make_music(4, "house", 120, 12)
    faint = np.concatenate([np.zeros((3 * RATE, 2), np.float32), music.sound * np.float32(0.01)])
    faint[3 * RATE :] *= np.linspace(0, 1, len(music.sound), dtype=np.float32)[:, None]
    found = seconds(beats_of(blocks(faint)))
    later = [time + 3 for time in music.beats]
    assert found_of(found, later)[0] >= 0.9 and found_of(found, later[4:])[1] >= 0.9


@pytest.mark.parametrize("seed", [1, 2])
def test_speech_and_noise_have_no_beat(seed: int) -> None:
    noise = np.random.default_rng(seed).normal(0, 0.1, (12 * RATE, 2)).astype(np.float32)
    assert beats_of([noise]).times == ()
    assert beats_of(blocks(speech(seed, 12))).times == ()


def test_the_beats_of_a_film_are_at_the_films_time(tmp_path: Path) -> None:
    music = Sound(wave=clicks(120, 5)[:, 0].astype(np.float64))
    beats = find_beats(write_clip(tmp_path / "film.mp4", replace(PLAIN, sounds=(music,))))
    there = np.arange(0.37, 4.9, 0.5)
    assert len(beats.times) >= 8
    assert all(np.abs(there - float(time)).min() < 0.03 for time in beats.times)


def test_a_film_without_sound_says_so(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r'"silent\.mp4" has no sound'):
        find_beats(write_clip(tmp_path / "silent.mp4", PLAIN))


def test_styles_take_turns_on_the_beat() -> None:
    styles = tuple((style_of(level), 1.0) for level in (10, 20, 30))
    times = [Fraction(n, 2) for n in range(1, 6)]
    looks = on_beat(times, Settings(styles), every=2)
    shown = [float(looks.at(Fraction(n, 4)).styles[0][0].statistics[0]) for n in range(12)]
    assert shown == [10, 10, 20, 20, 20, 20, 30, 30, 30, 30, 10, 10]


def test_without_beats_or_styles_nothing_changes_on_the_beat() -> None:
    one = Settings(((style_of(10), 1.0),))
    with pytest.raises(UsageError, match="No beat was found in the sound"):
        on_beat([], one)
    with pytest.raises(UsageError, match="at least two styles"):
        on_beat([Fraction(1)], one)
