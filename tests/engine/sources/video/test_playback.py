import threading
import time
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest

from engine.errors import SourceError
from engine.frame import Frame
from engine.sources.video.playback import PlaybackSource
from tests.clips import GIF, LATE_START, VARIABLE_RATE, Clip, write_clip

SECONDS = 2
LONG = Clip(ticks=tuple(range(0, SECONDS * 12800, 512)))
"""50 frames at 25 per second; frame n is brighter by 5 * (n % 10)."""


class FakeTime:
    """A clock that runs many times as fast as ours, so that a film is played quickly."""

    def __init__(self, speed: float) -> None:
        self._speed = speed

    def __call__(self) -> float:
        return time.perf_counter() * self._speed


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_clip(tmp_path_factory.mktemp("clips") / "long.mp4", LONG)


@pytest.fixture
def source(clip: Path) -> Iterator[PlaybackSource]:
    with PlaybackSource(clip, clock=FakeTime(20)) as playback:
        yield playback


def read(source: PlaybackSource, count: int) -> list[Frame]:
    return [frame for _ in range(count) if (frame := source.read())]


def test_frames_come_when_they_are_due(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "clip.mp4", VARIABLE_RATE)  # at 0, 33, 67, 167, 200, 400 and 401 ms
    with PlaybackSource(path) as playback:
        frames = read(playback, 6)
    gaps = [float(b.time - a.time) for a, b in pairwise(frames)]
    assert gaps == [pytest.approx(gap, abs=0.03) for gap in (0.033, 0.034, 0.1, 0.033, 0.2)]
    assert all(frame.captured_s is not None for frame in frames)


def test_duration_and_position_are_those_of_the_file(source: PlaybackSource) -> None:
    assert source.duration_s == pytest.approx(SECONDS)
    read(source, 11)
    assert source.position_s == pytest.approx(0.4)
    assert (source.info.width, source.info.height) == (64, 48)


def test_it_starts_again_at_the_end_and_times_still_increase(source: PlaybackSource) -> None:
    frames = read(source, 120)
    assert all(a.time < b.time for a, b in pairwise(frames))
    assert source.position_s == pytest.approx((120 - 1) % 50 / 25)


def test_the_last_frame_is_shown_as_long_as_the_others_before_it_starts_again(tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "clip.mp4", Clip(ticks=(0, 1536, 3072), rate=Fraction(25, 3)))
    with PlaybackSource(clip) as playback:
        times = [float(frame.time) for frame in read(playback, 5)]
    assert times[3] - times[2] > 0.08  # 0.12 s, less what the frame before may have been late
    assert times[4] >= 4 * 0.12 - 0.01


def test_a_clip_of_one_frame_is_played_at_its_rate(tmp_path: Path) -> None:
    with PlaybackSource(write_clip(tmp_path / "clip.mp4", Clip(ticks=(0,)))) as playback:
        times = [float(frame.time) for frame in read(playback, 6)]
    assert times[-1] >= 5 / 25 - 0.01


def test_without_loop_it_waits_at_the_end_for_a_seek(source: PlaybackSource) -> None:
    source.loop = False
    read(source, 50)
    threading.Timer(0.1, lambda: source.seek(1.0)).start()
    start = time.monotonic()
    assert source.read() is not None
    assert time.monotonic() - start > 0.05
    assert source.position_s == pytest.approx(1.0)


@pytest.mark.parametrize("seconds", [0.0, 0.52, 1.0, 1.96])
def test_seek_goes_to_the_very_frame(source: PlaybackSource, seconds: float) -> None:
    read(source, 3)
    source.seek(seconds)
    (frame,) = read(source, 1)
    assert source.position_s == pytest.approx(seconds)
    brightness = 5 * (round(seconds * 25) % 10)
    assert abs(int(frame.image[40, 50, 2]) - (200 + brightness)) <= 6


@pytest.mark.parametrize(
    ("name", "clip"),
    [("late.mp4", LATE_START), ("a.gif", GIF), ("a.ts", Clip(container="mpegts"))],
)
def test_seek_works_in_files_that_start_late_or_have_no_index(tmp_path: Path, name: str, clip: Clip) -> None:
    with PlaybackSource(write_clip(tmp_path / name, clip), clock=FakeTime(20)) as playback:
        read(playback, 20)
        playback.pause()
        for seconds in (0.16, 0.0):
            playback.seek(seconds)
            read(playback, 1)
            assert playback.position_s == pytest.approx(seconds, abs=0.05)


@pytest.mark.parametrize("seconds", [-5.0, 1e9])
def test_seek_beyond_the_ends_stops_at_them(source: PlaybackSource, seconds: float) -> None:
    read(source, 3)
    source.pause()
    source.seek(seconds)
    read(source, 1)
    assert source.position_s == pytest.approx(0.0 if seconds < 0 else SECONDS - 1 / 25)


def test_a_paused_film_stands_still_until_resumed(source: PlaybackSource) -> None:
    read(source, 3)
    source.pause()
    assert source.paused
    position = source.position_s
    threading.Timer(0.2, source.resume).start()
    start = time.monotonic()
    read(source, 1)
    assert time.monotonic() - start > 0.15
    assert source.position_s == pytest.approx(position + 1 / 25)


def test_a_seek_while_paused_shows_one_frame(source: PlaybackSource) -> None:
    read(source, 3)
    source.pause()
    source.seek(1.0)
    read(source, 1)
    assert source.position_s == pytest.approx(1.0)
    threading.Timer(0.2, source.close).start()
    assert source.read() is None


def test_after_a_sleep_of_an_hour_it_plays_on_from_where_it_was(clip: Path) -> None:
    slept_s = [0.0]
    with PlaybackSource(clip, clock=lambda: time.perf_counter() + slept_s[0]) as playback:
        read(playback, 5)
        slept_s[0] = 3600.0
        start = time.monotonic()
        read(playback, 11)
        assert playback.position_s == pytest.approx(15 / 25)
    assert 0.3 < time.monotonic() - start < 5.0


def test_after_a_pause_it_plays_on_at_its_own_speed(clip: Path) -> None:
    with PlaybackSource(clip) as playback:
        read(playback, 2)
        playback.pause()
        threading.Timer(0.3, playback.resume).start()
        read(playback, 1)
        start = time.monotonic()
        read(playback, 10)
    assert 0.3 < time.monotonic() - start < 1.0


def test_close_lets_a_waiting_read_return_at_once(source: PlaybackSource) -> None:
    source.pause()
    threading.Timer(0.05, source.close).start()
    start = time.monotonic()
    assert source.read() is None
    assert source.read() is None
    assert time.monotonic() - start < 1


def test_a_file_that_is_no_video_is_refused(tmp_path: Path) -> None:
    (tmp_path / "song.mp4").write_text("la la la")
    with pytest.raises(SourceError, match="not a video"):
        PlaybackSource(tmp_path / "song.mp4")


def test_steering_from_another_thread_while_reading_is_safe(source: PlaybackSource) -> None:
    stop = threading.Event()

    def steer() -> None:
        while not stop.wait(0.002):
            source.seek(time.monotonic() % SECONDS)
            source.pause()
            source.resume()

    driver = threading.Thread(target=steer, name="impasto-test-driver")
    driver.start()
    frames = read(source, 100)
    stop.set()
    driver.join(5)
    assert len(frames) == 100
