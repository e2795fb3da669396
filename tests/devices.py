"""Hand-written fakes of devices: a camera, a desktop, a microphone, a virtual camera."""

import sys
import threading
import time
from collections.abc import Callable
from types import ModuleType, SimpleNamespace
from typing import Any, Self

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from engine.errors import SourceError
from engine.sound import RATE, Microphone, Samples
from engine.sources.camera import Camera


class FakeCapture:
    """A camera that shows blue, and does as told."""

    def __init__(self, opens: bool = True) -> None:
        self.opens = opens
        self.failures = 0
        self.asked: list[tuple[int, float]] = []
        self.released = 0
        self.reading = threading.Event()
        self.held = threading.Event()
        self.held.set()

    def __call__(self, camera: Camera, wishes: dict[int, float]) -> "FakeCapture":
        self.asked = list(wishes.items())
        return self

    def isOpened(self) -> bool:  # noqa: N802
        return self.opens

    def set(self, key: int, value: float) -> bool:
        return False

    def get(self, key: int) -> float:
        return {cv2.CAP_PROP_FRAME_WIDTH: 64.0, cv2.CAP_PROP_FRAME_HEIGHT: 48.0}.get(key, 0.0)

    def read(self) -> tuple[bool, Any]:
        self.reading.set()
        self.held.wait(10)
        assert not self.released, "the device was read after it was let go of"
        if self.failures:
            self.failures -= 1
            return False, None
        return True, np.full((48, 64, 3), (255, 0, 0), np.uint8)  # BGR

    def release(self) -> None:
        self.released += 1


class FakeDesktop:
    """An orange screen with two pixels to the point."""

    monitors: tuple[dict[str, int], ...] = ({}, {"left": -32, "top": 0, "width": 32, "height": 24})
    opened = 0

    def __init__(self) -> None:
        FakeDesktop.opened += 1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def grab(self, region: dict[str, int]) -> SimpleNamespace:
        width, height = 2 * region["width"], 2 * region["height"]
        return SimpleNamespace(width=width, height=height, bgra=bytes((0, 128, 255, 0)) * width * height)

    def close(self) -> None:
        FakeDesktop.opened -= 1


def install_fake_desktop(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the fake where the engine looks for the package `mss`."""
    package = ModuleType("mss")
    package.MSS = FakeDesktop  # type: ignore[attr-defined]
    package.ScreenShotError = OSError  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "mss", package)


class FakeMicrophone(Microphone):
    """Gives sound when it is told to."""

    def __init__(self, channels: int = 1, fails: bool = False) -> None:
        self.channels = channels
        self.listening = False
        self._fails = fails
        self._take: Callable[[Samples, float], None] = lambda samples, at_s: None

    def start(self, take: Callable[[Samples, float], None]) -> None:
        if self._fails:
            raise SourceError("The microphone cannot be opened.")
        self.listening = True
        self._take = take

    def stop(self) -> None:
        self.listening = False

    def say(self, start_s: float, seconds: float, loudness: float = 0.5) -> None:
        """A tone in blocks of 10 ms."""
        for block in range(round(seconds * 100)):
            at = start_s + block / 100
            wave = loudness * np.sin(2 * np.pi * 440 * (at + np.arange(480) / RATE))
            self._take(np.repeat(wave[:, None], self.channels, axis=1).astype(np.float32), at)


class FakeVirtualDevice:
    """Keeps what it is sent, with the time, as `pyvirtualcam.Camera` would take it; may be unplugged."""

    def __init__(self) -> None:
        self.size = (0, 0)
        self.asked: tuple[float, str | None] = (0.0, None)
        self.pictures: list[NDArray[np.uint8]] = []
        self.times_s: list[float] = []
        self.closed = 0
        self.unplugged = False

    def __call__(self, width: int, height: int, rate: float, device: str | None) -> "FakeVirtualDevice":
        self.size, self.asked = (width, height), (rate, device)
        return self

    @property
    def device(self) -> str:
        return self.asked[1] or "Fake camera"

    def send(self, frame: NDArray[np.uint8]) -> None:
        assert not self.closed, "the device was used after it was let go of"
        if self.unplugged:
            raise RuntimeError("No such device.")
        assert frame.dtype == np.uint8 and frame.shape == (self.size[1], self.size[0], 3)
        self.pictures.append(frame.copy())
        self.times_s.append(time.perf_counter())

    def close(self) -> None:
        self.closed += 1
