"""MIDI input: what a controller sends, through mido, an extra."""

from collections import deque
from collections.abc import Callable
from typing import Protocol

from PyQt6.QtCore import QObject, QTimer, pyqtSignal

from app.window.bridge import Background
from app.window.messages import WindowError, is_for_people

POLL_MS: int = 15
"""Milliseconds between two looks at what came: a knob sends up to a thousand values a second."""

FIRST_NOTE: int = 36
"""MIDI's number of C2, the first pad of most controllers: the first style."""

MISSING = "MIDI needs mido and python-rtmidi. Install them: pip install 'impasto[midi]'."


class Message(Protocol):
    """The part of mido's messages that is used; each type has only the fields of its own."""

    type: str
    control: int
    value: int
    program: int
    note: int
    velocity: int


class Port(Protocol):
    """An open port."""

    def close(self) -> None: ...


Opener = Callable[[str, Callable[[Message], None]], Port]
"""Opens a port by its name; calls back with each message, in a thread of its own."""


class MidiInput(QObject):
    """Listens to one port.

    Signals:
        moved: number of a controller, 0..127, and its newest value, 0..1.
        chosen: number of the style that a pad or a program change asks for, 0 for the first.
        failed: why a port cannot be opened.
    """

    moved = pyqtSignal(int, float)
    chosen = pyqtSignal(int)
    failed = pyqtSignal(str)

    def __init__(self, background: Background, open_port: Opener | None = None) -> None:
        """Be ready; `open_port` None = mido's."""
        super().__init__(background)
        self._background = background
        self._open_port = open_port or _open_port
        self._port: Port | None = None
        self._name = ""
        self._values: dict[int, float] = {}
        self._chosen: deque[int] = deque()
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._poll)

    @property
    def listening(self) -> bool:
        """Whether a port is open."""
        return self._port is not None

    def listen(self, name: str) -> None:
        """Listen to the port of this name, and to no other; empty = to none."""
        self.close()
        self._name = name
        if name:
            self._background.run(
                lambda: self._open_port(name, self._receive),
                lambda port: self._on_opened(name, port),
                self._on_failed,
            )

    def close(self) -> None:
        """Listen no more."""
        self._name = ""
        self._timer.stop()
        if self._port is not None:
            self._port.close()
            self._port = None

    def _on_opened(self, name: str, port: Port) -> None:
        if name != self._name:  # another one is wanted meanwhile
            port.close()
            return
        self._port = port
        self._timer.start()

    def _on_failed(self, error: Exception) -> None:
        if not is_for_people(error) and not isinstance(error, OSError):
            raise error
        self.failed.emit(str(error))

    def _receive(self, message: Message) -> None:
        """Keep what came; called in the thread of the port."""
        if message.type == "control_change":
            self._values[message.control] = message.value / 127
        elif message.type == "program_change":
            self._chosen.append(message.program)
        elif message.type == "note_on" and message.velocity and message.note >= FIRST_NOTE:
            self._chosen.append(message.note - FIRST_NOTE)

    def _poll(self) -> None:
        for control in list(self._values):
            self.moved.emit(control, self._values.pop(control))
        while self._chosen:
            self.chosen.emit(self._chosen.popleft())


def find_midi_ports() -> tuple[str, ...]:
    """Names of the ports there are; none without mido. Slow."""
    try:
        import mido

        return tuple(mido.get_input_names())
    except (ImportError, OSError):
        return ()


def _open_port(name: str, receive: Callable[[Message], None]) -> Port:
    try:
        import mido

        port: Port = mido.open_input(name, callback=receive)
    except ImportError as error:
        raise WindowError(MISSING) from error
    except OSError as error:
        text = f'The MIDI port "{name}" does not open: {error}. Plug it in, or choose another.'
        raise WindowError(text) from error
    return port
