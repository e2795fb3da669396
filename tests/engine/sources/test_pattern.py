import threading
import time
from collections.abc import Iterator
from fractions import Fraction

import numpy as np
import pytest

from engine.errors import UsageError
from engine.frame import Frame
from engine.sources.pattern import PatternSource


def some(source: PatternSource, count: int) -> list[Frame]:
    frames = [source.read() for _ in range(count)]
    return [frame for frame in frames if frame is not None]


class FakeClock:
    """Says what it was told to, in order."""

    def __init__(self, *seconds: float) -> None:
        self._seconds: Iterator[float] = iter(seconds)

    def __call__(self) -> float:
        return next(self._seconds)


def test_same_frame_always_looks_the_same() -> None:
    once, again = (some(PatternSource(96, 54), 3) for _ in range(2))
    for one, other in zip(once, again, strict=True):
        assert np.array_equal(one.image, other.image)


def test_scene_moves_from_frame_to_frame() -> None:
    first, second = some(PatternSource(96, 54), 2)
    assert (first.image != second.image).any(axis=2).mean() > 0.05


def test_scene_has_colours_and_edges() -> None:
    (only,) = some(PatternSource(), 1)
    assert only.image.reshape(-1, 3).std(axis=0).min() > 35
    assert np.abs(np.diff(only.image.astype(int), axis=1)).mean() > 3


def test_times_are_exact_at_a_broadcast_rate() -> None:
    frames = some(PatternSource(32, 18, Fraction(30000, 1001)), 4)
    assert [frame.time for frame in frames] == [Fraction(1001 * n, 30000) for n in range(4)]
    assert [frame.index for frame in frames] == [0, 1, 2, 3]
    assert frames[0].duration == Fraction(1001, 30000)


def test_counted_pattern_ends_and_stays_ended() -> None:
    source = PatternSource(32, 18, frames=2)
    assert source.info.frames == 2
    assert len(some(source, 5)) == 2


def test_pattern_without_count_has_no_end() -> None:
    source = PatternSource(32, 18)
    assert source.info.frames is None
    assert len(some(source, 60)) == 60


def test_closed_pattern_gives_nothing() -> None:
    source = PatternSource(32, 18)
    source.close()
    source.close()
    assert source.read() is None


@pytest.mark.parametrize(("width", "height"), [(1, 1), (65, 49), (4096, 16), (16, 400)])
def test_any_size_is_drawn(width: int, height: int) -> None:
    (only,) = some(PatternSource(width, height), 1)
    assert only.image.shape == (height, width, 3)


@pytest.mark.parametrize(("width", "rate"), [(0, Fraction(25)), (64, Fraction(0)), (-3, Fraction(25))])
def test_impossible_pattern_is_refused(width: int, rate: Fraction) -> None:
    with pytest.raises(UsageError, match="cannot be"):
        PatternSource(width, 36, rate)


def test_slow_reader_of_a_live_pattern_gets_what_is_due() -> None:
    source = PatternSource(32, 18, live=True, clock=FakeClock(100.0, 100.5, 102.0))
    frames = some(source, 3)
    assert [frame.time for frame in frames] == [0, Fraction(12, 25), 2]
    assert [frame.index for frame in frames] == [0, 1, 2]


def test_live_pattern_waits_until_the_next_frame_is_due() -> None:
    source = PatternSource(32, 18, Fraction(20), live=True)
    started = time.monotonic()
    assert len(some(source, 4)) == 4
    assert time.monotonic() - started >= 0.145


def test_counted_live_pattern_ends_by_time() -> None:
    source = PatternSource(32, 18, frames=10, live=True, clock=FakeClock(0.0, 1.0))
    assert len(some(source, 2)) == 1


def test_close_wakes_a_reader_that_waits() -> None:
    source = PatternSource(32, 18, Fraction(1, 3600), live=True)
    source.read()
    result: list[Frame | None] = []
    reader = threading.Thread(target=lambda: result.append(source.read()))
    reader.start()
    source.close()
    reader.join(timeout=5)
    assert result == [None]
