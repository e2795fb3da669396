"""Studio: the engine at work for the window. No Qt; what is slow is called from background threads."""

from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from app.window.places import PATTERN, Place

if TYPE_CHECKING:
    from engine import Choice, Frame, LiveSession, Recording, Settings, Stylizer


class Studio:
    """Owns the live session: it is None until `start` is done, and again after `close`.

    Args:
        load: makes the stylizer; called once, in a background thread.
    """

    def __init__(self, load: "Callable[[], Stylizer] | None" = None) -> None:
        self.session: LiveSession | None = None
        self.device: Choice | None = None
        """Where the network runs, and why; None until it is loaded."""
        self._load = load or load_stylizer
        self._lock = Lock()
        self._closed = False

    def latest(self) -> "Frame | None":
        """The newest painted frame, at once."""
        session = self.session
        return session.preview.latest() if session is not None else None

    def start(self, place: Place, settings: "Settings") -> "LiveSession":
        """Load the network and paint. Slow.

        Raises:
            ImpastoError: the network cannot be loaded.
        """
        from engine import LiveSession, SourceChoice

        stylizer = self._load()
        self.device = stylizer.choice
        with self._lock:
            session = LiveSession(stylizer, SourceChoice(place.kind, place.where, place.name), settings)
            if self._closed:  # while it was loading
                session.stop()
            else:
                self.session = session
            return session

    def show(self, place: Place) -> None:
        """Paint something else from now on. May wait for a driver to let go of what was painted before."""
        from engine import SourceChoice

        with self._lock:
            if self.session is not None:
                self.session.show(SourceChoice(place.kind, place.where, place.name))

    def record(self, folder: Path | None, *, side_by_side: bool) -> "Recording":
        """Begin a recording; None = the person's own folder of videos. Touches the disk.

        Raises:
            SinkError: the file cannot be made.
        """
        from engine import SinkError, default_recording_path

        with self._lock:
            if self.session is None:
                raise SinkError("There is nothing to record yet. Wait for the first picture.")
            return self.session.record(default_recording_path(folder), side_by_side=side_by_side)

    def close(self) -> None:
        """Stop. Waits, though not for ever."""
        from engine import ImpastoError

        with self._lock:
            self._closed = True
            session, self.session = self.session, None
        if session is None:
            return
        try:
            session.stop()
        except ImpastoError:
            return  # it had ended before, and whoever watched it was told why


def find_default_place() -> Place:
    """The first camera, or the test pattern. Slow."""
    cameras = find_cameras()
    return cameras[0] if cameras else PATTERN


def find_cameras() -> tuple[Place, ...]:
    """The cameras that are plugged in now. Slow."""
    from engine import list_cameras

    return tuple(Place("camera", camera.id, camera.name) for camera in list_cameras())


def find_screens() -> tuple[Place, ...]:
    """The screens; none where they cannot be looked at. Slow."""
    from engine import SourceError, list_screens

    try:
        return tuple(Place("screen", screen.id, screen.name) for screen in list_screens())
    except SourceError:
        return ()


def load_stylizer() -> "Stylizer":
    """The default network on the best device. Slow."""
    from engine import Stylizer

    return Stylizer()
