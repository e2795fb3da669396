"""Virtual camera switch: the painted picture as a camera of other programs, whatever session paints it."""

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject, QTimer, pyqtSignal

from app.window.bridge import Background, LiveEngine
from app.window.messages import is_for_people

if TYPE_CHECKING:
    from engine import JoinedSink, LiveSession, StreamInfo, VirtualCameraSink

    Opener = Callable[[StreamInfo], VirtualCameraSink]
    """Opens the camera for a source."""

POLL_MS: int = 500
"""Milliseconds between two checks whether the camera still takes pictures."""

RATE = Fraction(30)
"""Pictures per second, whatever the source gives."""


class VirtualCamera(QObject):
    """On or off; the camera stays the same when another source or network follows.

    Signals:
        changed: True when it has begun, False when it has ended or cannot begin.
        failed: an error that a person can act on; its message.
        broken: any other exception, a defect.
    """

    changed = pyqtSignal(bool)
    failed = pyqtSignal(str)
    broken = pyqtSignal(object)

    def __init__(
        self, engine: LiveEngine, background: Background, open_camera: "Opener | None" = None
    ) -> None:
        super().__init__(background)
        self._engine = engine
        self._background = background
        self.open_camera = open_camera or _open
        self._wanted = False
        self._sink: VirtualCameraSink | None = None
        self._joined: JoinedSink | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._poll)
        engine.joining.append(self._join)

    @property
    def device(self) -> str:
        """What other programs call it; empty while it is off."""
        return self._sink.device if self._sink is not None else ""

    def switch(self, on: bool) -> None:
        """Begin or end."""
        if on == self._wanted:
            return
        self._wanted = on
        if on:
            begun = self._engine.with_session(self._begin)
            self._background.follow(begun, lambda _: self._on_begun(), self._on_failed)
        else:
            self._end()

    def close(self) -> None:
        """End it; the window closes."""
        self._timer.stop()
        joined, self._joined = self._joined, None
        if joined is not None:
            joined.stop()
        sink, self._sink = self._sink, None
        if sink is not None:
            sink.abort()

    def _begin(self, session: "LiveSession | None") -> None:
        """In the thread that touches the session."""
        from engine import SinkError

        if session is None or session.preview.latest() is None:
            raise SinkError("There is no picture for the virtual camera yet. Wait for the first one.")
        self._sink = self.open_camera(session.source.info)
        self._join(session)

    def _join(self, session: "LiveSession") -> None:
        """In the thread that touches the session: it feeds the camera from now on."""
        from engine import LentSink

        if self._sink is not None:
            self._joined = session.add_sink(LentSink(self._sink))

    def _on_begun(self) -> None:
        if not self._wanted:  # switched off again meanwhile
            return self._end()
        self._timer.start(POLL_MS)
        self.changed.emit(True)
        return None

    def _end(self) -> None:
        self._wanted = False
        self.close()
        self.changed.emit(False)

    def _poll(self) -> None:
        if self._sink is not None and self._sink.error is not None:
            error = self._sink.error
            self._end()
            self.failed.emit(str(error))

    def _on_failed(self, error: Exception) -> None:
        self._wanted = False
        self.changed.emit(False)
        if is_for_people(error):
            self.failed.emit(str(error))
        else:
            self.broken.emit(error)


def _open(info: "StreamInfo") -> "VirtualCameraSink":
    from engine import VirtualCameraSink

    return VirtualCameraSink(info, rate=RATE)
