"""Live engine: the engine's live session for the window. No Qt; nothing but `close` makes the caller wait.

Wishes come quickly one after the other, and the last one of each kind wins. Networks load in one thread, what
touches the session runs in another, each in the order of the wishes; an overtaken wish is dropped.
"""

from collections.abc import Callable
from concurrent.futures import CancelledError, Future, wait
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from app.report import HISTORY, note
from app.window.bridge.worker_pool import WorkerPool
from engine import DEFAULT_NETWORK, RECORDING_QUALITY, CameraOptions, Loudspeaker, SourceChoice

if TYPE_CHECKING:
    from engine import Choice, Frame, LiveSession, Recording, Settings, Stylizer

    Loaded = tuple[str, Stylizer]
    """A network's name and its stylizer."""

    Prepare = Callable[[Stylizer], Settings]
    """How to paint first, with the styles learned; slow."""


T = TypeVar("T")

PATTERN = SourceChoice("pattern")
"""The demo scene: always there."""

CLOSE_S: float = 2.0
"""Seconds that `close` waits, at most."""


@dataclass(frozen=True, slots=True)
class RecordingPlan:
    """A recording before it is begun."""

    folder: Path | None = None
    """None = the person's own folder of videos."""

    name: str = ""
    """Without its ending; empty = date and time."""

    suffix: str = ".mp4"
    """Says which container."""

    quality: int = RECORDING_QUALITY
    """0 (smallest) to 100."""

    side_by_side: bool = False
    """The content to the left of the painted picture."""

    sound: bool = False
    """With the microphone's."""


class LiveEngine:
    """Owns the live session: None until `start` is done, and after `close`. Used by one thread.

    The futures are cancelled, or hold a CancelledError, when a newer wish has overtaken theirs.

    Args:
        load: makes the stylizer of a network; called in a background thread.
    """

    def __init__(self, load: "Callable[[str], Stylizer] | None" = None) -> None:
        self.session: LiveSession | None = None
        self.network = DEFAULT_NETWORK
        """Name of the network that paints."""
        self.wanted_network = DEFAULT_NETWORK
        """Name of the network that will paint as soon as it is loaded."""
        self.load = load or (lambda name: load_stylizer(name, self.wanted_device))
        self.joining: list[Callable[[LiveSession], object]] = []
        """Called with each new session, in the thread that touches it."""
        self.wanted_device = "auto"
        """What the next network is loaded onto."""
        self.camera = CameraOptions()
        """How the next camera is opened."""
        self.loudspeaker = Loudspeaker()
        """Where films are heard, and how loud."""
        self._choice = PATTERN
        self._lock = Lock()
        self._network_wish = 0
        self._source_wish = 0
        self._source_shown = 0
        self._closed = False
        self._loading = WorkerPool("impasto-load")
        self._session_work = WorkerPool("impasto-session")
        if load is None:
            self._loading.submit(load_libraries)  # while the window is built

    @property
    def device(self) -> "Choice | None":
        """Where the network runs, and why; None until it is loaded."""
        session = self.session
        return None if session is None else session.recovery.stylizer.choice

    def latest(self) -> "Frame | None":
        """The newest painted frame, at once."""
        session = self.session
        return session.preview.latest() if session is not None else None

    def start(
        self, find_source: Callable[[], SourceChoice], network: str, prepare: "Prepare"
    ) -> "Future[LiveSession]":
        """Find a source, unless one is chosen meanwhile, load the network, learn the styles and paint.

        The future holds an ImpastoError when neither this network nor the default one can be loaded.
        """
        wish = self._source_wish

        def load() -> "Loaded":
            choice = find_source()
            if wish == self._source_wish:
                self._choice = self._with_options(choice)
            return self._load_or_default(network)

        return self._open(network, load, prepare)

    def change_network(self, network: str, prepare: "Prepare") -> "Future[LiveSession]":
        """Paint the same source with another network; the old one goes on until the new one is prepared.

        After a session has failed, this begins anew. The future holds an ImpastoError when the network cannot
        be loaded; the old one goes on.
        """
        return self._open(network, lambda: (network, self.load(network)), prepare)

    def show(self, choice: SourceChoice) -> "Future[None]":
        """Switch to another source."""
        choice = self._choice = self._with_options(choice)
        _note_source(choice)
        self._source_wish += 1
        wish = self._source_wish

        def show() -> None:
            if self._closed or wish != self._source_wish:
                raise CancelledError
            if self.session is not None and self._source_shown != wish:
                self._source_shown = wish
                self.session.show(choice)

        return self._session_work.submit(show)

    def record(self, plan: RecordingPlan) -> "Future[Recording]":
        """Begin a recording.

        The future holds a SinkError when the file cannot be made.
        """
        return self.with_session(lambda session: _record(session, plan))

    def with_session(self, work: "Callable[[LiveSession | None], T]") -> "Future[T]":
        """Do something with the session of that moment, in the thread that touches it."""

        def do() -> "T":
            if self._closed:
                raise CancelledError
            return work(self.session)

        return self._session_work.submit(do)

    def close(self) -> None:
        """Stop. Waits `CLOSE_S` at most."""
        self._closed = True
        self._loading.close()
        wait([self._session_work.submit(self._stop)], CLOSE_S)
        self._session_work.close()

    def join(self, timeout_s: float) -> bool:
        """After `close`: wait for what is still under way; False at the time-out."""
        return self._loading.join(timeout_s) and self._session_work.join(timeout_s)

    def _open(self, network: str, load: "Callable[[], Loaded]", prepare: "Prepare") -> "Future[LiveSession]":
        with self._lock:
            self._network_wish += 1
            wish = self._network_wish
            self.wanted_network = network

        def open_it() -> "LiveSession":
            self._check(wish)
            try:
                loaded = load()
                settings = prepare(loaded[1])
            except Exception:
                self._check(wish)
                self._settle(wish)
                raise
            return self._session_work.submit(lambda: self._replace(loaded, wish, settings)).result()

        return self._loading.submit(open_it)

    def _load_or_default(self, network: str) -> "Loaded":
        from engine import ImpastoError

        try:
            return network, self.load(network)
        except ImpastoError:
            if network == DEFAULT_NETWORK:
                raise
        return DEFAULT_NETWORK, self.load(DEFAULT_NETWORK)  # the other one was removed meanwhile

    def _with_options(self, choice: SourceChoice) -> SourceChoice:
        return replace(choice, camera=self.camera) if choice.kind == "camera" else choice

    def _settle(self, wish: int) -> None:
        """What paints is what is wanted, unless another network was wished meanwhile."""
        with self._lock:
            if wish == self._network_wish:
                self.wanted_network = self.network

    def _check(self, wish: int) -> None:
        if self._closed or wish != self._network_wish:
            raise CancelledError

    def _replace(self, loaded: "Loaded", wish: int, settings: "Settings") -> "LiveSession":
        from engine import LiveSession

        self._check(wish)
        self._stop()
        self.network, stylizer = loaded
        self._settle(wish)
        self._source_shown = self._source_wish  # before the choice is read: then a later one is shown again
        self.session = LiveSession(stylizer, self._choice, settings, loudspeaker=self.loudspeaker)
        note("network", self.network)
        note("device", stylizer.choice)
        _note_source(self._choice)
        for join in self.joining:
            join(self.session)
        return self.session

    def _stop(self) -> None:
        from engine import ImpastoError

        session, self.session = self.session, None
        if session is None:
            return
        try:
            session.stop()
        except ImpastoError:
            return  # it had ended before; the controller has reported why


def load_libraries() -> None:
    """Import what painting needs, a good part of a second; what is missing is said when it is used."""
    with suppress(Exception):
        from engine import LiveSession, Stylizer, choose  # noqa: F401 - a name that is used loads its module

        choose()


def load_stylizer(network: str, device: str = "auto") -> "Stylizer":
    """A network on the best device that can take it; its choice says what is wrong with a better one. Slow.

    Raises:
        DeviceError: no device can.
        ModelError: the weights are missing or damaged.
    """
    from engine import DeviceError, Stylizer

    try:
        return Stylizer(network, device=device)
    except DeviceError as error:  # a GPU whose memory another program holds
        try:
            stylizer = Stylizer(network, device="cpu")
        except DeviceError:
            stylizer = Stylizer(network, device="cpu", runtime="torch")
        stylizer.choice = replace(stylizer.choice, reason=f"{error} {stylizer.choice.reason}")
        return stylizer


def _note_source(choice: SourceChoice) -> None:
    HISTORY.names.hide(choice.where)
    note("source", f"{choice.kind} {choice.where}")


def _record(session: "LiveSession | None", plan: RecordingPlan) -> "Recording":
    from engine import SinkError, SystemMicrophone, default_recording_path

    if session is None:
        raise SinkError("There is nothing to record yet. Wait for the first picture.")
    microphone = SystemMicrophone() if plan.sound else None
    path = default_recording_path(plan.folder, name=plan.name, suffix=plan.suffix)
    return session.record(path, side_by_side=plan.side_by_side, microphone=microphone, quality=plan.quality)
