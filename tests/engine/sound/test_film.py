"""Films that are played with their sound, against a device that asks when it is told to."""

import threading
import time
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from engine.errors import SourceError
from engine.sinks import RecordingSink
from engine.sound import HeardSound, Loudspeaker, film as film_module
from engine.sources.video.playback import PlaybackSource
from engine.stream_info import StreamInfo
from tests.clips import write_clip
from tests.engine.sound.films import FakeOutput, beeps_of, write_film
from tests.engine.sound.recorded import flashes_of, sound_of
from tests.fakes import FakeClock


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_film(tmp_path_factory.mktemp("films") / "film.mp4")


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def output(clock: FakeClock) -> FakeOutput:
    return FakeOutput(clock)


@pytest.fixture
def source(film: Path, clock: FakeClock, output: FakeOutput) -> Iterator[PlaybackSource]:
    with PlaybackSource(film, clock=clock, loudspeaker=Loudspeaker(lambda: output)) as playback:
        playback.read()
        decoded(playback)
        yield playback


def decoded(source: PlaybackSource) -> None:
    """Wait until a second, or all that is left, of the sound is there."""
    sound = source._sound
    assert sound is not None
    wait_for(lambda: sound._ready and sound.playhead.buffered_s >= 0.9)


def wait_for(ready: Callable[[], bool]) -> None:
    end_s = time.monotonic() + 10
    while not ready():
        assert time.monotonic() < end_s
        time.sleep(0.002)


def follow(source: PlaybackSource, output: FakeOutput, seconds: float) -> list[tuple[float, float]]:
    """Play, and read what is due: (second of the film that is heard, that of the picture)."""
    seen = []
    for _ in range(round(seconds / 0.04)):
        output.play(0.04)
        decoded(source)
        with source._changed:
            due = source._next is not None and source._delay() <= 0
        while due:
            source.read()
            assert source._sound is not None
            seen.append((source._sound.position_s() or 0.0, source.position_s))
            due = source._next is not None and source._delay() <= 0
    return seen


def test_the_picture_follows_the_sound_to_the_end(source: PlaybackSource, output: FakeOutput) -> None:
    output._speed = 1.05  # the device is slower than the clock of the machine
    seen = follow(source, output, 3.9)
    assert len(seen) > 90
    assert max(abs(heard - shown) for heard, shown in seen) <= 0.06  # 20 ms, and a step of the device


def test_pictures_come_before_their_sound_by_the_time_that_painting_takes(
    source: PlaybackSource, output: FakeOutput
) -> None:
    source.lead_s = 0.2
    seen = follow(source, output, 1.0)
    assert seen[-1][1] - seen[-1][0] == pytest.approx(0.2, abs=0.05)


def test_after_a_seek_the_sound_of_that_moment_is_heard(source: PlaybackSource, output: FakeOutput) -> None:
    source.seek(1.8)
    source.read()
    decoded(source)
    assert beeps_of(output.play(0.5)) == pytest.approx([0.2], abs=0.02)


def test_at_the_end_it_begins_again_with_its_sound(source: PlaybackSource, output: FakeOutput) -> None:
    source.seek(3.7)
    source.read()
    decoded(source)
    output.play(0.5)
    while source.position_s > 1:
        source.read()
    decoded(source)
    assert beeps_of(output.play(0.3)) == pytest.approx([0.0], abs=0.02)


def test_a_machine_too_slow_for_all_frames_leaves_some_out(
    source: PlaybackSource, output: FakeOutput
) -> None:
    output.play(0.9)
    decoded(source)
    output.play(0.9)
    source.read()
    assert source.position_s == pytest.approx(1.8 - output.latency_s, abs=0.05)


def test_when_the_device_is_lost_the_film_goes_on_and_says_so(
    source: PlaybackSource, output: FakeOutput, clock: FakeClock
) -> None:
    output.play(0.5)
    output.lose()
    wait_for(lambda: not output.running)
    wait_for(lambda: "lost" in source.sound_problem)
    for _ in range(10):
        clock.now += 0.05
        time.sleep(0.05)
    while source.position_s < 0.85:
        assert source.read() is not None


def test_a_lost_device_that_cannot_even_be_closed_does_not_hold_the_film_up(
    source: PlaybackSource, output: FakeOutput, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = threading.Event()
    monkeypatch.setattr(output, "stop", lambda: answers.wait(10))
    output.play(0.2)
    output.lose()
    wait_for(lambda: "lost" in source.sound_problem)
    assert source.read() is not None
    position = source._sound.playhead.position_s() if source._sound else 0.0
    assert np.abs(output.play(0.2)).max() == 0  # it comes back to life, and is heard no more
    assert source._sound is not None and source._sound.playhead.position_s() < position + 0.3
    answers.set()


def test_a_device_that_asks_for_nothing_any_more_is_lost(film: Path) -> None:
    clock = FakeClock()
    output = FakeOutput(clock)
    with PlaybackSource(film, clock=clock, loudspeaker=Loudspeaker(lambda: output)) as playback:
        decoded(playback)
        for _ in range(30):
            clock.now += 0.1
            time.sleep(0.03)
        wait_for(lambda: "lost" in playback.sound_problem)


def test_after_a_sleep_of_an_hour_the_device_is_not_lost(
    source: PlaybackSource, output: FakeOutput, clock: FakeClock
) -> None:
    clock.now += 3600
    time.sleep(0.1)
    output.play(0.2)
    assert output.running
    assert source.sound_problem == ""


def test_without_a_device_the_film_plays_and_says_why_it_is_silent(film: Path) -> None:
    broken = Loudspeaker(lambda: FakeOutput(FakeClock(), fails=True))
    start = time.perf_counter()
    with PlaybackSource(film, loudspeaker=broken) as playback:
        while playback.position_s < 0.5:
            playback.read()
        assert "Connect one" in playback.sound_problem
    assert 0.4 < time.perf_counter() - start < 3.0


def test_a_film_without_sound_opens_no_device(tmp_path: Path) -> None:
    opened: list[FakeOutput] = []

    def open_output() -> FakeOutput:
        opened.append(FakeOutput(FakeClock()))
        return opened[-1]

    with PlaybackSource(write_clip(tmp_path / "a.mp4"), loudspeaker=Loudspeaker(open_output)) as playback:
        playback.read()
        assert not playback.has_sound
    assert not opened


def test_close_lets_go_of_the_device(film: Path, clock: FakeClock, output: FakeOutput) -> None:
    playback = PlaybackSource(film, clock=clock, loudspeaker=Loudspeaker(lambda: output))
    decoded(playback)
    assert output.running
    playback.close()
    assert not output.running


def test_the_next_film_opens_the_device_when_the_one_before_has_let_go_of_it(
    film: Path, clock: FakeClock
) -> None:
    opened: list[FakeOutput] = []

    def open_output() -> FakeOutput:
        assert not any(one.running for one in opened)
        opened.append(FakeOutput(clock))
        return opened[-1]

    loudspeaker = Loudspeaker(open_output)
    first = PlaybackSource(film, clock=clock, loudspeaker=loudspeaker)
    decoded(first)
    with PlaybackSource(film, clock=clock, loudspeaker=loudspeaker) as second:
        first.close()
        decoded(second)
        assert [one.running for one in opened] == [False, True]
        assert second.sound_problem == ""


def test_a_film_whose_sound_cannot_be_decoded_plays_by_the_clock_and_says_so(
    film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> None:
        raise SourceError("The sound is of a kind that cannot be decoded.")

    monkeypatch.setattr(film_module, "SoundReader", refuse)
    with PlaybackSource(
        film, clock=lambda: 8 * time.perf_counter(), loudspeaker=Loudspeaker(None)
    ) as playback:
        while playback.position_s < 0.5:
            assert playback.read() is not None
        assert "cannot be decoded" in playback.sound_problem


def test_a_recording_has_each_sound_with_its_picture(film: Path, tmp_path: Path) -> None:
    loudspeaker = Loudspeaker(None)
    info = StreamInfo(64, 48, Fraction(25), Fraction(1, 90_000))
    target = tmp_path / "recorded.mp4"
    with (
        PlaybackSource(film, loudspeaker=loudspeaker) as playback,
        RecordingSink(target, info, microphone=HeardSound(loudspeaker)) as sink,
    ):
        playback.lead_s = 0.15
        playback.seek(0.8)
        while playback.position_s < 2.4:
            frame = playback.read()
            assert frame is not None
            sink.write(frame)
    assert np.subtract(beeps_of(sound_of(target)), flashes_of(target)) == pytest.approx([0, 0], abs=0.045)
