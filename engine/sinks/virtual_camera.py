"""A virtual camera: painted frames for every program that takes a camera, such as Zoom, Teams and OBS."""

import importlib
import time
from collections.abc import Callable
from fractions import Fraction
from threading import Event, Thread
from typing import Final, Protocol

import numpy as np

from engine.errors import SinkError, UsageError
from engine.frame import Frame, Image
from engine.imaging import fit_into, mirrored
from engine.sinks.base import Sink
from engine.sinks.video_track import even
from engine.sinks.virtual_camera_setup import virtual_camera_setup
from engine.stream_info import StreamInfo

LARGEST: Final = (1920, 1080)
"""Pixels: programs for meetings take no more."""

STOP_S: Final = 2.0
"""Seconds that `close` waits for the device."""

LATE_S: Final = 0.2
"""Seconds behind at which pictures are left out: a device that was busy is not flooded afterwards."""


class VirtualDevice(Protocol):
    """The part of `pyvirtualcam.Camera` that is used."""

    @property
    def device(self) -> str:
        """What other programs call it."""

    def send(self, frame: Image) -> None:
        """Show a picture (H, W, 3) uint8 RGB of the camera's size."""

    def close(self) -> None:
        """Release it."""


DeviceOpener = Callable[[int, int, float, str | None], VirtualDevice]
"""Opens a device: width and height in pixels, pictures per second, its name or None for any."""


class VirtualCameraSink(Sink):
    """Gives the newest frame to a virtual camera, a steady number of times per second.

    It sends from the moment it is made, black before the first frame: a program that looks for cameras then
    finds it. While no frames come (the source is paused or lost), the last one is sent again. Frames of
    another size are fitted in, and mirrored frames are turned back: programs for meetings mirror what they
    show to oneself, and others must be able to read.

    A device that fails while it is used does not make `write` raise, which would end the live view: `error`
    tells, and `close` raises it.

    Args:
        info: of the source; the camera has its size, even, and at most 1920 x 1080.
        size: width and height in pixels instead.
        rate: pictures per second.
        device: name of the device (Linux: `/dev/video10`); None = the first that is there.
        open_device: opens it.

    Raises:
        UsageError: a size or rate that cannot be.
        SinkError: there is no virtual camera, or it is in use; the message says what sets one up.
    """

    def __init__(
        self,
        info: StreamInfo,
        *,
        size: tuple[int, int] | None = None,
        rate: Fraction = Fraction(30),
        device: str | None = None,
        open_device: DeviceOpener | None = None,
    ) -> None:
        self.size: tuple[int, int] = _checked(size or _size_of(info), rate)
        """Width and height in pixels of what the camera gives."""
        self.rate: Fraction = rate
        """Pictures per second."""
        self.error: SinkError | None = None
        """Why it ended early; None while all is well."""
        self._device = (open_device or _open_device)(*self.size, float(rate), device)
        self.device: str = self._device.device
        """What other programs call it."""
        self._latest: Frame | None = None
        self._shown: Frame | None = None
        self._picture: Image = np.zeros((self.size[1], self.size[0], 3), np.uint8)
        self._closed = Event()
        self._thread = Thread(target=self._run, name="impasto-virtual-camera", daemon=True)
        self._thread.start()

    def write(self, frame: Frame) -> None:
        """Show this one from now on. Returns at once."""
        self._latest = frame  # one assignment is atomic: no lock

    def close(self) -> None:
        """Release the camera.

        Raises:
            SinkError: it had failed before.
        """
        self.abort()
        if self.error is not None:
            raise self.error

    def abort(self) -> None:
        """Release the camera."""
        self._closed.set()
        self._thread.join(STOP_S)

    def _run(self) -> None:
        due_s = time.perf_counter()
        try:
            while not self._closed.wait(max(0.0, due_s - time.perf_counter())):
                self._device.send(self._current())
                due_s += float(1 / self.rate)
                if time.perf_counter() - due_s > LATE_S:
                    due_s = time.perf_counter()
        except Exception as error:  # whatever a driver raises
            reason = str(error).rstrip(".") or type(error).__name__
            self.error = SinkError(
                f'The virtual camera "{self.device}" takes no more pictures ({reason}). Switch it on again.'
            )
        finally:
            self._device.close()

    def _current(self) -> Image:
        """(height, width, 3) uint8 RGB of the camera's size."""
        latest = self._latest
        if latest is not None and latest is not self._shown:
            image = mirrored(latest.image) if latest.mirrored else latest.image
            self._picture, self._shown = fit_into(image, *self.size), latest
        return self._picture


def _size_of(info: StreamInfo) -> tuple[int, int]:
    scale = min(1.0, LARGEST[0] / info.width, LARGEST[1] / info.height)
    return even(round(info.width * scale)), even(round(info.height * scale))


def _checked(size: tuple[int, int], rate: Fraction) -> tuple[int, int]:
    width, height = size
    if min(width, height) < 2 or width % 2 or height % 2 or rate <= 0:
        raise UsageError(
            f"A virtual camera of {width} x {height} pixels at {float(rate):g} pictures per second cannot "
            "be. Use even sizes, and a rate above 0."
        )
    return width, height


def _open_device(width: int, height: int, rate: float, device: str | None) -> VirtualDevice:
    try:
        library = importlib.import_module("pyvirtualcam")
    except ImportError:
        raise SinkError("The virtual camera needs a package. Install it: pip install pyvirtualcam") from None
    try:
        camera: VirtualDevice = library.Camera(width, height, rate, device=device)
    except RuntimeError as error:  # of every way there is, one line each
        reason = str(error).splitlines()[0].partition(": ")[2] if str(error) else ""
        raise SinkError(_missing(reason)) from error
    return camera


def _missing(reason: str) -> str:
    if not reason or "No v4l2 loopback device" in reason:
        return f"There is no virtual camera yet. {virtual_camera_setup().text}"
    reason = reason.partition(" See also ")[0].rstrip(". ")
    return f"No virtual camera can be used ({reason}). {virtual_camera_setup().text}"
