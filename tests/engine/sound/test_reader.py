from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from engine.errors import SourceError
from engine.sound import RATE, Samples
from engine.sound.reader import SoundReader
from engine.sources.video.file import VideoFileSource
from tests.clips import LATE_SOUND, damaged, write_clip
from tests.engine.sound.films import SECONDS, beeps_of, write_film

KINDS = {
    "a.mp4": ("aac", 48000, None),
    "b.mp4": ("aac", 44100, None),
    "c.mkv": ("libopus", 48000, "matroska"),
    "d.ts": ("aac", 48000, "mpegts"),
}


@pytest.fixture(scope="module", params=KINDS)
def film(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_film(tmp_path_factory.mktemp("films") / request.param, *KINDS[request.param])


@pytest.fixture
def reader(film: Path) -> Iterator[SoundReader]:
    opened = SoundReader(film)
    yield opened
    opened.close()


@pytest.fixture
def begin(film: Path) -> float:
    """Seconds of the film at which its first picture is."""
    with VideoFileSource(film) as source:
        frame = source.read()
    assert frame is not None
    return float(frame.time)


def rest(reader: SoundReader) -> Samples:
    blocks = []
    while (block := reader.read()) is not None:
        blocks.append(block)
    return np.concatenate(blocks)


def test_the_whole_sound_is_stereo_at_its_place(reader: SoundReader, begin: float) -> None:
    sound = rest(reader)
    assert sound.dtype == np.float32
    assert sound.shape == (pytest.approx(SECONDS * RATE, abs=0.05 * RATE), 2)
    assert np.subtract(beeps_of(sound), begin) == pytest.approx([0, 1, 2, 3], abs=0.015)
    assert reader.read() is None


@pytest.mark.parametrize("seconds", [0.0, 0.93, 2.5, 1.98])
def test_it_goes_on_at_the_very_moment_that_is_asked_for(
    reader: SoundReader, begin: float, seconds: float
) -> None:
    reader.read()
    reader.seek(begin + seconds)
    beep = next(one for one in beeps_of(rest(reader)) if one > 0 or seconds == 0)
    assert beep == pytest.approx(-seconds % 1, abs=0.015)


def test_behind_the_end_there_is_nothing(reader: SoundReader) -> None:
    reader.seek(60.0)
    assert reader.read() is None


def test_before_a_late_sound_there_is_silence(tmp_path: Path) -> None:
    reader = SoundReader(write_clip(tmp_path / "late.mp4", LATE_SOUND))
    assert beeps_of(rest(reader)) == pytest.approx([0.2], abs=0.02)
    reader.close()


def test_damaged_sound_is_left_out_and_the_rest_stays_in_its_place(tmp_path: Path) -> None:
    reader = SoundReader(damaged(write_film(tmp_path / "a.ts", container="mpegts"), 0.4, 4000))
    assert beeps_of(rest(reader))[-1] == pytest.approx(3, abs=0.03)
    reader.close()


def test_a_film_without_sound_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="has no sound"):
        SoundReader(write_clip(tmp_path / "still.mp4"))
