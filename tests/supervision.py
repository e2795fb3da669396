"""A world with a camera in it that fails in every way, and one who watches it."""

import threading
import time
from collections.abc import Callable
from fractions import Fraction

import numpy as np

from engine.errors import SourceError
from engine.frame import Frame, Image
from engine.sources.base import Source
from engine.sources.supervised.source import SupervisedSource
from engine.sources.supervised.status import State, Timeouts
from engine.stream_info import StreamInfo
from tests.fakes import solid

QUICK = Timeouts(
    open_s=0.5,
    first_frame_s=0.5,
    stale_s=0.4,
    black_s=0.15,
    frozen_s=0.3,
    retry_s=0.02,
    longest_retry_s=0.1,
    settled_s=0.2,
    stop_s=0.2,
)


class World:
    """Where a fake camera is plugged in; what is set here holds for its next read."""

    def __init__(self) -> None:
        self.mode = "play"
        self.opened = 0
        self.open_now = 0
        self.released = threading.Event()
        """Lets go of reads and openings that block."""

    def open(self) -> Source:
        self.opened += 1
        if self.mode == "unplugged":
            raise SourceError("The camera is not connected.")
        if self.mode == "stuck":
            self.released.wait(10)
        if self.mode == "buggy":
            raise ZeroDivisionError("division by zero")
        return FakeCamera(self)


class FakeCamera(Source):
    """Gives a noisy picture every 5 ms, unless its world says otherwise."""

    live = True

    def __init__(self, world: World) -> None:
        self._world = world
        self._index = 0
        self._closed = False
        self._noise = np.random.default_rng(world.opened)
        world.open_now += 1

    @property
    def info(self) -> StreamInfo:
        return StreamInfo(64, 48, Fraction(30), Fraction(1, 90_000))

    def read(self) -> Frame | None:
        self._world.released.wait(10 if self._world.mode == "blocked" else 0.005)
        if self._world.mode == "unplugged":
            raise SourceError("The camera gives no pictures any more.")
        if self._closed or self._world.mode == "ends":
            return None
        self._index += 1
        return Frame(self._picture(), Fraction(self._index, 200), self._index, captured_s=time.perf_counter())

    def close(self) -> None:
        if not self._closed:
            self._closed = True
            self._world.open_now -= 1

    def _picture(self) -> Image:
        if self._world.mode == "black":
            return solid(1, 64, 48)
        if self._world.mode == "frozen":
            return solid(90, 64, 48)
        return self._noise.integers(60, 200, (48, 64, 3), np.uint8)


class Watcher:
    """Reads a watched source as a pipeline does."""

    def __init__(self, source: SupervisedSource) -> None:
        self.source = source
        self.frames: list[Frame] = []
        self.seen: list[State] = []
        self._thread = threading.Thread(target=self._read, name="impasto-test-reader")
        self._thread.start()

    def wait_for(self, state: State, seconds: float = 5) -> None:
        wait_until(lambda: self.source.status().state == state, seconds, f"{state}: {self.source.status()}")

    def wait_for_frames(self, count: int = 3) -> None:
        target = len(self.frames) + count
        wait_until(lambda: len(self.frames) >= target, 5, f"{count} frames: {self.source.status()}")

    def stop(self) -> None:
        self.source.close()
        self._thread.join(3)
        assert not self._thread.is_alive(), "read did not return"

    def _read(self) -> None:
        while (frame := self.source.read()) is not None:
            self.frames.append(frame)
            self.seen.append(self.source.status().state)


def wait_until(happened: Callable[[], bool], seconds: float, what: str) -> None:
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.005)


class Slideshow(Source):
    """Each picture is shown for half the time that would count as frozen."""

    live = True

    def __init__(self, slides: list[Image]) -> None:
        self._slides = slides
        self._start = time.monotonic()
        self._closed = threading.Event()

    @property
    def info(self) -> StreamInfo:
        return StreamInfo(64, 48, Fraction(30), Fraction(1, 90_000))

    def read(self) -> Frame | None:
        if self._closed.wait(0.005):
            return None
        number = int((time.monotonic() - self._start) / 0.1)
        return Frame(self._slides[number % len(self._slides)], Fraction(number), number)

    def close(self) -> None:
        self._closed.set()
