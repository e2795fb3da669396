"""Cameras: which there are, and their pictures."""

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, Final, Protocol

import cv2
import numpy as np

from engine.errors import SourceError
from engine.frame import Frame
from engine.sources.camera_options import CameraOptions
from engine.sources.device import DeviceSource
from engine.stream_info import CAPTURE_TICK, StreamInfo

FAILED_READS: Final = 10
"""So many reads in a row may fail before the camera counts as gone: a USB hiccup costs one or two."""

FAILED_READ_PAUSE_S: Final = 0.02
"""Seconds between two such reads; some drivers fail at once, without waiting."""

_BACKENDS: Final = {
    "linux": (cv2.CAP_V4L2,),
    "darwin": (cv2.CAP_AVFOUNDATION,),
    "win32": (cv2.CAP_DSHOW, cv2.CAP_MSMF),  # DirectShow opens at once, Media Foundation in 4 to 30 s
}

_LINKS: Final = Path("/dev/v4l/by-id")
"""Linux: names that stay when a camera is plugged in again, as links to /dev/videoN, which does not."""


@dataclass(frozen=True, slots=True)
class Camera:
    """A camera that is plugged in now."""

    id: str
    """Stays the same when the camera is plugged in again, or another one before it: remember this one."""

    name: str
    """What people call it."""

    index: int
    """OpenCV's number, valid now and only with `backend`: each backend counts in its own order."""

    backend: int
    """OpenCV's number of the system's way to cameras (V4L2, DirectShow, ...)."""


class Found(Protocol):
    """What `cv2_enumerate_cameras` tells of a camera."""

    index: int
    name: str
    path: str | None
    vid: int | None
    pid: int | None
    backend: int


class Capture(Protocol):
    """The part of `cv2.VideoCapture` that is used."""

    def isOpened(self) -> bool: ...  # noqa: N802
    def set(self, key: int, value: float) -> bool: ...
    def get(self, key: int) -> float: ...
    def read(self) -> tuple[bool, Any]: ...
    def release(self) -> None: ...


def list_cameras() -> tuple[Camera, ...]:
    """The cameras plugged in now. May take a second: not for the GUI thread."""
    try:
        from cv2_enumerate_cameras import enumerate_cameras, supported_backends
    except ImportError:
        return ()
    wanted = [backend for backend in _BACKENDS.get(sys.platform, ()) if backend in supported_backends]
    found: list[Found] = []
    for backend in wanted:
        names = {camera.name for camera in found}  # a camera shows up once in each backend
        found += [camera for camera in enumerate_cameras(backend) if camera.name not in names]
    return identify(found, _links())


def find_camera(camera_id: str) -> Camera:
    """The camera of this id, wherever it is plugged in now.

    Raises:
        SourceError: it is not there.
    """
    cameras = list_cameras()
    for camera in cameras:
        if camera.id == camera_id:
            return camera
    there = ", ".join(camera.name for camera in cameras) or "none"
    raise SourceError(f"The camera is not connected (connected: {there}). Plug it in, or choose another.")


def identify(found: Iterable[Found], links: dict[str, str]) -> tuple[Camera, ...]:
    """Give each camera an id that outlives its index.

    Args:
        found: as the system lists them.
        links: device path (/dev/video0) to a lasting name, where the system has such names.
    """
    seen: Counter[str] = Counter()
    cameras = []
    for camera in sorted(found, key=lambda one: one.index):
        name = _lasting_name(camera, links)
        seen[name] += 1
        unique = name if seen[name] == 1 else f"{name}#{seen[name]}"  # two of a kind without serial numbers
        cameras.append(Camera(unique, camera.name or "Camera", camera.index, camera.backend))
    return tuple(cameras)


def _lasting_name(camera: Found, links: dict[str, str]) -> str:
    if camera.path and not camera.path.startswith("/dev/video"):
        return camera.path  # Windows and macOS: the device's own, lasting path
    if camera.path in links:
        return links[camera.path]
    return f"{camera.vid or 0:04x}:{camera.pid or 0:04x}:{camera.name}"


def _links() -> dict[str, str]:
    if not _LINKS.is_dir():
        return {}
    return {str(link.resolve()): link.name for link in sorted(_LINKS.iterdir())}


def open_capture(camera: Camera, wishes: dict[int, float]) -> Capture:
    """OpenCV's camera, asked for a format: what it cannot do it leaves as it is."""
    if camera.backend == cv2.CAP_DSHOW:  # fixes its format when it opens
        flat = [int(number) for wish in wishes.items() for number in wish]
        capture = cv2.VideoCapture(camera.index, camera.backend, flat)
        return capture if capture.isOpened() else cv2.VideoCapture(camera.index, camera.backend)
    capture = cv2.VideoCapture(camera.index, camera.backend)
    for key, value in wishes.items():
        capture.set(key, value)
    return capture


class CameraSource(DeviceSource):
    """The pictures of a camera, as they come.

    Args:
        camera: one of `list_cameras`.
        options: what to ask it for, and which part of its picture to take; None = all of it.
        capture: opens the device.

    Raises:
        SourceError: the camera cannot be opened.
    """

    def __init__(
        self,
        camera: Camera,
        *,
        options: CameraOptions | None = None,
        capture: Callable[[Camera, dict[int, float]], Capture] = open_capture,
    ) -> None:
        super().__init__()
        self._camera = camera
        self._options = options or CameraOptions()
        self._capture = capture(camera, _wishes(self._options))
        if not self._capture.isOpened():
            self._capture.release()
            raise SourceError(
                f'The camera "{camera.name}" does not open. Close other programs that use it, and allow '
                "access to cameras in the system's privacy settings."
            )
        self._info = self._describe()

    @property
    def info(self) -> StreamInfo:
        """The size of what is taken; the rate is what was asked for, as drivers report wrong ones."""
        return self._info

    def _grab(self) -> Frame | None:
        for bgr in self._tries():
            if bgr is not None:
                captured_s = time.perf_counter()
                rgb = cv2.cvtColor(bgr, cv2.COLOR_GRAY2RGB if bgr.ndim == 2 else cv2.COLOR_BGR2RGB)
                image = self._options.applied(np.ascontiguousarray(rgb, dtype=np.uint8))
                return self._clock.frame(image, captured_s)
        if self._closed.is_set():
            return None
        raise SourceError(f'The camera "{self._camera.name}" gives no pictures any more. Is it unplugged?')

    def _tries(self) -> Iterator[Any]:
        """What each of a few reads gives, None where it failed; ends early when the source is closed."""
        for _ in range(FAILED_READS):
            if self._closed.is_set():
                return
            ok, bgr = self._capture.read()
            yield bgr if ok else None
            self._closed.wait(FAILED_READ_PAUSE_S)

    def _release(self) -> None:
        self._capture.release()

    def _describe(self) -> StreamInfo:
        width, height = (
            int(self._capture.get(key)) for key in (cv2.CAP_PROP_FRAME_WIDTH, cv2.CAP_PROP_FRAME_HEIGHT)
        )
        if min(width, height) > 0:  # some drivers do not say
            _, _, width, height = self._options.part(width, height)
        return StreamInfo(width, height, Fraction(self._options.rate), CAPTURE_TICK)


def _wishes(options: CameraOptions) -> dict[int, float]:
    """What to ask a camera for, in the order that works.

    MJPG comes first: uncompressed 1080p fits through USB 2 only 5 to 10 times a second.
    """
    return {
        cv2.CAP_PROP_FOURCC: cv2.VideoWriter.fourcc(*"MJPG"),
        cv2.CAP_PROP_FRAME_WIDTH: options.width,
        cv2.CAP_PROP_FRAME_HEIGHT: options.height,
        cv2.CAP_PROP_FPS: options.rate,
        cv2.CAP_PROP_BUFFERSIZE: 1,
    }
