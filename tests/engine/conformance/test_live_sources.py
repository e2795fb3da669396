"""What every live source does. A new kind of live source is one line in SOURCES."""

import threading
import time
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import pytest

from engine.frame import Frame
from engine.sources.base import Source
from engine.sources.camera import Camera, CameraSource
from engine.sources.network_stream import NetworkStreamSource
from engine.sources.pattern import PatternSource
from engine.sources.screen import ScreenSource
from engine.sources.supervised.source import SupervisedSource
from engine.sources.video.playback import PlaybackSource
from tests import clips
from tests.devices import FakeCapture, install_fake_desktop
from tests.mjpeg_server import MjpegServer

WEBCAM = Camera("webcam", "Webcam", 0, cv2.CAP_ANY)


def _pattern() -> Source:
    return PatternSource(64, 48, Fraction(100), live=True)


SOURCES: dict[str, Callable[[Path, MjpegServer], Source]] = {
    "camera": lambda folder, server: CameraSource(WEBCAM, capture=FakeCapture()),
    "network camera": lambda folder, server: NetworkStreamSource(server.address, read_s=0.5),
    "screen": lambda folder, server: ScreenSource(rate=Fraction(100)),
    "video played": lambda folder, server: PlaybackSource(clips.make_clip(folder, "variable rate")),
    "test pattern": lambda folder, server: _pattern(),
    "watched": lambda folder, server: SupervisedSource(_pattern),
}


@pytest.fixture(scope="module")
def server() -> Iterator[MjpegServer]:
    with MjpegServer([clips.scene((64, 48), step) for step in range(5)]) as camera:
        yield camera


@pytest.fixture(params=list(SOURCES))
def source(
    request: pytest.FixtureRequest, tmp_path: Path, server: MjpegServer, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Source]:
    install_fake_desktop(monkeypatch)
    source = SOURCES[request.param](tmp_path, server)
    yield source
    source.close()


def _some(source: Source, count: int = 5) -> list[Frame]:
    return [frame for _ in range(count) if (frame := source.read())]


def test_a_live_source_says_so(source: Source) -> None:
    assert source.live


def test_frames_have_the_size_that_info_says(source: Source) -> None:
    for frame in _some(source):
        assert frame.image.shape == (source.info.height, source.info.width, 3)


def test_pictures_are_contiguous_and_read_only(source: Source) -> None:
    for frame in _some(source):
        assert frame.image.dtype == np.uint8
        assert frame.image.flags.c_contiguous and not frame.image.flags.writeable


def test_frames_are_counted_from_zero(source: Source) -> None:
    assert [frame.index for frame in _some(source)] == [0, 1, 2, 3, 4]


def test_times_increase_and_are_whole_ticks(source: Source) -> None:
    times = [frame.time for frame in _some(source)]
    assert all(earlier < later for earlier, later in pairwise(times))
    assert all((time / source.info.time_base).denominator == 1 for time in times)


def test_frames_know_when_they_were_captured(source: Source) -> None:
    before = time.perf_counter()
    captured = [frame.captured_s or 0.0 for frame in _some(source)]
    assert all(before - 5 < moment <= time.perf_counter() for moment in captured)


def test_rate_and_time_base_are_positive_fractions(source: Source) -> None:
    assert type(source.info.rate) is Fraction and source.info.rate > 0
    assert type(source.info.time_base) is Fraction and source.info.time_base > 0
    assert source.info.frames is None


def test_frames_already_given_never_change(source: Source) -> None:
    (first,) = _some(source, 1)
    before = first.image.copy()
    _some(source, 10)
    assert np.array_equal(first.image, before)


def test_close_may_come_twice_and_read_then_gives_none(source: Source) -> None:
    _some(source, 1)
    source.close()
    source.close()
    assert source.read() is None and source.read() is None


def test_close_from_another_thread_ends_the_reading(source: Source) -> None:
    threading.Timer(0.05, source.close).start()
    start = time.monotonic()
    while source.read() is not None:
        assert time.monotonic() - start < 3


def test_opened_in_one_thread_and_read_in_another(source: Source) -> None:
    found: list[Frame] = []
    reader = threading.Thread(target=lambda: found.extend(_some(source)))
    reader.start()
    reader.join(10)
    assert len(found) == 5
