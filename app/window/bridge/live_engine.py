"""Live engine: the engine's live session for the window. No Qt; slow calls come from background threads."""

from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from app.report import HISTORY, note
from engine import DEFAULT_NETWORK, SourceChoice

if TYPE_CHECKING:
    from engine import Choice, Frame, LiveSession, Recording, Settings, Stylizer


PATTERN = SourceChoice("pattern")
"""The test pattern: always there."""


class LiveEngine:
    """Owns the live session: None until `start` is done, and after `close`.

    Args:
        load: makes the stylizer of a network; called in a background thread.
    """

    def __init__(self, load: "Callable[[str], Stylizer] | None" = None) -> None:
        self.session: LiveSession | None = None
        self.network = DEFAULT_NETWORK
        """Name of the network that paints, or will."""
        self.device: Choice | None = None
        """Where it runs, and why; None until it is loaded."""
        self.load = load or load_stylizer
        self._choice = PATTERN
        self._lock = Lock()
        self._closed = False

    def latest(self) -> "Frame | None":
        """The newest painted frame, at once."""
        session = self.session
        return session.preview.latest() if session is not None else None

    def start(self, choice: SourceChoice, network: str, settings: "Settings") -> "LiveSession":
        """Load the network and paint. Slow.

        Raises:
            ImpastoError: the network cannot be loaded.
        """
        from engine import ImpastoError

        self._choice = choice
        try:
            return self.change_network(network, settings)
        except ImpastoError:
            if network == DEFAULT_NETWORK:
                raise
            return self.change_network(DEFAULT_NETWORK, settings)  # the other one was removed meanwhile

    def change_network(self, network: str, settings: "Settings") -> "LiveSession":
        """Paint the same source with another network; the old one goes on until the new one is loaded. Slow.

        Raises:
            ImpastoError: the network cannot be loaded; the old one goes on.
        """
        stylizer = self.load(network)
        with self._lock:
            self._stop()
            session = _open(stylizer, self._choice, settings)
            self.device, self.network = stylizer.choice, network
            note("network", network)
            note("device", stylizer.choice)
            _note_source(self._choice)
            if self._closed:  # while it was loading
                session.stop()
            else:
                self.session = session
            return session

    def show(self, choice: SourceChoice) -> None:
        """Switch to another source. May wait until a driver has released the one before."""
        with self._lock:
            self._choice = choice
            _note_source(choice)
            if self.session is not None:
                self.session.show(choice)

    def record(self, folder: Path | None, *, side_by_side: bool, sound: bool) -> "Recording":
        """Begin a recording; None = the person's own folder of videos. Touches the disk.

        Raises:
            SinkError: the file cannot be made.
        """
        from engine import SinkError, SystemMicrophone, default_recording_path

        microphone = SystemMicrophone() if sound else None
        with self._lock:
            if self.session is None:
                raise SinkError("There is nothing to record yet. Wait for the first picture.")
            path = default_recording_path(folder)
            return self.session.record(path, side_by_side=side_by_side, microphone=microphone)

    def close(self) -> None:
        """Stop. Waits, though not for ever."""
        with self._lock:
            self._closed = True
            self._stop()

    def _stop(self) -> None:
        from engine import ImpastoError

        session, self.session = self.session, None
        if session is None:
            return
        try:
            session.stop()
        except ImpastoError:
            return  # it had ended before; the controller has reported why


def find_default_source() -> SourceChoice:
    """The first camera, or the test pattern. Slow."""
    cameras = find_cameras()
    return cameras[0] if cameras else PATTERN


def find_cameras() -> tuple[SourceChoice, ...]:
    """The cameras that are plugged in now. Slow."""
    from engine import list_cameras

    return tuple(SourceChoice("camera", camera.id, camera.name) for camera in list_cameras())


def find_screens() -> tuple[SourceChoice, ...]:
    """The screens; none where they cannot be looked at. Slow."""
    from engine import SourceError, list_screens

    try:
        return tuple(SourceChoice("screen", screen.id, screen.name) for screen in list_screens())
    except SourceError:
        return ()


def find_encoders() -> tuple[str, ...]:
    """The video encoders that work here. Slow."""
    from engine import available_encoders

    return tuple(encoder.name for encoder in available_encoders() if encoder.works)


def load_stylizer(network: str) -> "Stylizer":
    """A network on the best device. Slow."""
    from engine import Stylizer

    return Stylizer(network)


def _note_source(choice: SourceChoice) -> None:
    HISTORY.names.hide(choice.where)
    note("source", f"{choice.kind} {choice.where}")


def _open(stylizer: "Stylizer", choice: SourceChoice, settings: "Settings") -> "LiveSession":
    from engine import LiveSession

    return LiveSession(stylizer, choice, settings)
