"""A screen, or a part of it, as a live source."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from engine.errors import SourceError
from engine.frame import Frame, Image
from engine.sources.device import DeviceSource
from engine.stream_info import CAPTURE_TICK, StreamInfo

if TYPE_CHECKING:
    from mss import MSS


@dataclass(frozen=True, slots=True)
class ScreenRegion:
    """A rectangle of the desktop that all screens make up."""

    left: int
    """Pixels; may be negative: left of the main screen."""

    top: int
    """Pixels; may be negative: above the main screen."""

    width: int
    """Pixels."""

    height: int
    """Pixels."""


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen that is connected now."""

    id: str
    """`1` for the first."""

    name: str
    """What people call it."""

    region: ScreenRegion
    """Where it lies."""


def list_screens() -> tuple[Screen, ...]:
    """The connected screens.

    Raises:
        SourceError: `mss` is not installed, or there is no screen that may be looked at.
    """
    with _open() as desktop, _asking():
        monitors = desktop.monitors[1:]  # the first is all of them together
    return tuple(
        Screen(str(number), f"Screen {number} ({one['width']} x {one['height']})", _region(one))
        for number, one in enumerate(monitors, 1)
    )


class ScreenSource(DeviceSource):
    """What a part of the desktop shows, a number of times per second.

    Args:
        region: what to capture; None = the first screen.
        rate: pictures per second, at most.

    Raises:
        SourceError: `mss` is not installed, there is no screen, or the region is not on it.
    """

    def __init__(self, region: ScreenRegion | None = None, *, rate: Fraction = Fraction(30)) -> None:
        super().__init__()
        self._region = region or list_screens()[0].region
        self._rate = rate
        self._due_s = time.perf_counter()
        self._desktop = _open()
        try:
            height, width = self._picture().shape[:2]  # what cannot work is said now
        except BaseException:
            self._desktop.close()
            raise
        self._info = StreamInfo(width, height, rate, CAPTURE_TICK)

    @property
    def info(self) -> StreamInfo:
        """The size in pixels; on a high-resolution screen larger than the region, which counts in points."""
        return self._info

    def _grab(self) -> Frame | None:
        self._closed.wait(max(0.0, self._due_s - time.perf_counter()))
        captured_s = time.perf_counter()
        self._due_s = max(self._due_s + float(1 / self._rate), captured_s)
        return self._clock.frame(self._picture(), captured_s)

    def _release(self) -> None:
        self._desktop.close()

    def _picture(self) -> Image:
        """(H, W, 3) uint8 RGB."""
        with _asking():
            shot = self._desktop.grab(asdict(self._region))
        bgra = np.frombuffer(shot.bgra, np.uint8).reshape(shot.height, shot.width, 4)
        return cv2.cvtColor(bgra, cv2.COLOR_BGRA2RGB).astype(np.uint8, copy=False)


def _open() -> "MSS":
    try:
        from mss import MSS
    except ImportError:
        raise SourceError("Screens need the package mss. Install it: pip install mss") from None
    with _asking():
        return MSS()


@contextmanager
def _asking() -> Iterator[None]:
    """Turn what `mss` raises into one clear line."""
    from mss import ScreenShotError

    try:
        yield
    except ScreenShotError as error:
        raise SourceError(
            f"The screen cannot be looked at ({str(error).rstrip('.')}). Check that the program runs on a "
            "desktop (X11, not Wayland), that the system allows screen recording, and where the region lies."
        ) from error


def _region(monitor: dict[str, Any]) -> ScreenRegion:
    return ScreenRegion(monitor["left"], monitor["top"], monitor["width"], monitor["height"])
