"""DeviceSource: base of live sources whose driver blocks; it can be closed while another thread reads."""

from abc import abstractmethod
from threading import Event, Lock

from engine.errors import SourceError
from engine.frame import Frame
from engine.sources.base import Source
from engine.sources.capture_clock import CaptureClock


class DeviceSource(Source):
    """A live source whose driver blocks, and must not be let go of while a read is under way.

    `close` returns at once; when a read is under way, that read lets go of the device as it ends, and gives
    None. How long that takes is the driver's affair: a `SupervisedSource` never waits for it.
    """

    live = True

    def __init__(self) -> None:
        self._closed = Event()
        self._busy = Lock()
        self._released = False
        self._clock = CaptureClock()

    @abstractmethod
    def _grab(self) -> Frame | None:
        """The next frame from the driver; None at the end."""

    @abstractmethod
    def _release(self) -> None:
        """Release the device. Called once, never during `_grab`."""

    def read(self) -> Frame | None:
        frame = None
        with self._busy:
            try:
                frame = None if self._closed.is_set() else self._grab()
            except SourceError:
                if not self._closed.is_set():  # else it was the closing that made it fail
                    raise
        if self._closed.is_set():
            self._release_if_idle()
            return None
        return frame

    def close(self) -> None:
        self._closed.set()
        self._release_if_idle()

    def _release_if_idle(self) -> None:
        if not self._busy.acquire(blocking=False):
            return
        try:
            if not self._released:
                self._released = True
                self._release()
        finally:
            self._busy.release()
