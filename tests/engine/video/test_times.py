"""Times and sizes, whatever they are: what is written is read again with the same ones."""

import tempfile
from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings, strategies as st

from engine.errors import SinkError
from engine.frame import Frame
from engine.sinks import VideoFileSink
from engine.sources import VideoFileSource
from engine.stream_info import StreamInfo
from tests.clips import Clip, frame_times, write_clip

bounded = settings(
    max_examples=150,
    derandomize=True,  # the same examples in every run
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)

RATES = st.builds(Fraction, st.integers(1, 240_000), st.integers(1, 1001)).filter(
    lambda rate: Fraction(1, 10) <= rate <= 240
)
"""Frames per second."""

TIME_BASES = st.one_of(
    st.sampled_from((Fraction(1, 1000), Fraction(1, 12800), Fraction(1, 90000), Fraction(1001, 30000))),
    st.builds(Fraction, st.just(1), st.integers(1, 90_000)),
)
"""Seconds in a tick."""

GAPS = st.lists(st.integers(1, 1_000_000), min_size=0, max_size=12)
"""Ticks between two frames."""

LONGEST_GAP_S = 3_600
"""Seconds: mp4 counts a frame's duration in 31 bits of ticks, which FFmpeg makes 1/10000 s or finer."""

SIZES = st.tuples(st.integers(1, 200), st.integers(1, 200))
"""Width and height in pixels."""

STARTS = st.integers(0, 1_000_000)
"""Seconds."""


def ticks_of(start_s: int, gaps: Sequence[int], time_base: Fraction) -> list[int]:
    longest = int(LONGEST_GAP_S / time_base)
    return list(accumulate((min(gap, longest) for gap in gaps), initial=int(start_s / time_base)))


def write(path: Path, info: StreamInfo, times: Sequence[Fraction]) -> None:
    with VideoFileSink(path, info) as sink:
        for index, time in enumerate(times):
            sink.write(Frame(np.full((info.height, info.width, 3), 20 * index, np.uint8), time, index))


def read(path: Path) -> tuple[StreamInfo, list[Fraction]]:
    with VideoFileSource(path) as source:
        return source.info, [frame.time for frame in source]


@bounded
@given(rate=RATES, time_base=TIME_BASES, start_s=STARTS, gaps=GAPS, size=SIZES)
@example(Fraction(30000, 1001), Fraction(1001, 30000), 0, [1] * 12, (1, 1))
@example(Fraction(25), Fraction(1, 90000), 36_000, [1, 89_999, 1], (200, 1))
def test_any_times_and_any_size_are_written_and_read_again(
    rate: Fraction, time_base: Fraction, start_s: int, gaps: list[int], size: tuple[int, int]
) -> None:
    times = [tick * time_base for tick in ticks_of(start_s, gaps, time_base)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.mp4"
        write(path, StreamInfo(*size, rate, time_base), times)
        info, found = read(path)
    assert found == times
    assert (info.width, info.height) == tuple(side + side % 2 for side in size)  # 4:2:0 has even sizes only


@pytest.mark.parametrize("time_base", [Fraction(1), Fraction(1, 90_000)])
def test_a_gap_that_mp4_cannot_hold_is_refused_and_not_written_wrong(
    time_base: Fraction, tmp_path: Path
) -> None:
    info, beyond_s = StreamInfo(16, 16, Fraction(25), time_base), 131_072
    with pytest.raises(SinkError, match=r"can hold .* Use \"\.mkv\""):
        write(tmp_path / "a.mp4", info, [Fraction(0), Fraction(beyond_s)])
    assert not list(tmp_path.iterdir())
    write(tmp_path / "a.mkv", info, [Fraction(0), Fraction(beyond_s)])
    assert read(tmp_path / "a.mkv")[1] == [0, beyond_s]


def test_a_frame_before_the_start_is_refused_and_not_lost(tmp_path: Path) -> None:
    info = StreamInfo(16, 16, Fraction(25), Fraction(1, 12800))
    with pytest.raises(SinkError, match="before 0"):
        write(tmp_path / "a.mp4", info, [Fraction(-1, 25), Fraction(0)])
    assert not list(tmp_path.iterdir())


@bounded
@given(time_base=TIME_BASES, start_s=STARTS, gaps=GAPS)
def test_times_in_matroska_are_right_to_the_millisecond_that_it_counts_in(
    time_base: Fraction, start_s: int, gaps: list[int]
) -> None:
    apart = [max(gap, int(Fraction(2, 1000) / time_base) + 1) for gap in gaps]
    times = [tick * time_base for tick in ticks_of(start_s, apart, time_base)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.mkv"
        write(path, StreamInfo(16, 16, Fraction(25), time_base), times)
        found = frame_times(
            path
        )  # not `read`: it counts from the first frame, as is usual for a Matroska file
    assert len(found) == len(times)
    assert max(abs(one - other) for one, other in zip(found, times, strict=True)) <= Fraction(1, 1000)


@bounded
@given(time_base=TIME_BASES, start_s=STARTS, gaps=GAPS, size=SIZES)
def test_a_file_of_any_times_and_any_size_is_painted_with_the_same_ones(
    time_base: Fraction, start_s: int, gaps: list[int], size: tuple[int, int]
) -> None:
    clip = Clip(
        size=size,
        ticks=ticks_of(start_s, gaps, time_base),
        time_base=time_base,
        pixel_format="yuv444p",
        options=(("preset", "ultrafast"),),
    )
    with tempfile.TemporaryDirectory() as folder:
        original, copy = write_clip(Path(folder) / "a.mp4", clip), Path(folder) / "b.mp4"
        with (
            VideoFileSource(original) as source,
            VideoFileSink(copy, source.info, original=original) as sink,
        ):
            times = []
            for frame in source:
                times.append(frame.time)
                sink.write(frame)
        assert read(copy)[1] == times
        assert len(times) == len(clip.ticks)
