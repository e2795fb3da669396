"""Copier: the painted picture on the clipboard, at once as it is shown and then at its full size."""

from typing import TYPE_CHECKING

from PyQt6.QtCore import QMimeData, QObject
from PyQt6.QtGui import QGuiApplication

from app.window.bridge import Background, LiveEngine
from app.window.look import Look
from app.window.messages import MessageBoard
from app.window.theme import qt_image

if TYPE_CHECKING:
    from engine import Frame, Image

NUMBER = "application/x-impasto-copy"
"""Kind of data: which copy it is, so that nothing else that was copied meanwhile is replaced."""


class Copier(QObject):
    """Copies the painted picture, to be pasted into any program, or here as a style."""

    def __init__(self, engine: LiveEngine, background: Background, messages: MessageBoard) -> None:
        super().__init__(background)
        self._engine = engine
        self._background = background
        self._messages = messages
        self._count = 0

    def copy(self, frame: "Frame | None", look: Look) -> None:
        """Put a frame on the clipboard; painted anew at full size, as a snapshot is, a moment later."""
        if frame is None:
            return
        self._count += 1
        number, session, size = self._count, self._engine.session, round(look["render_size"]) or None
        _put(frame.image, number)  # it may be pasted right away
        self._messages.say(self.tr("The picture is on the clipboard."))
        if session is not None and frame.content is not None:
            painted = session.paint_still(frame.content, size)
            self._background.follow(
                painted, lambda image: _replace(image, number), lambda error: None
            )  # without it, what was seen stays there


def _put(image: "Image", number: int) -> None:
    mime = QMimeData()
    mime.setImageData(qt_image(image).copy())
    mime.setData(NUMBER, str(number).encode())
    if (clipboard := QGuiApplication.clipboard()) is not None:
        clipboard.setMimeData(mime)


def _replace(image: "Image", number: int) -> None:
    clipboard = QGuiApplication.clipboard()
    mime = clipboard.mimeData() if clipboard is not None else None
    if mime is not None and mime.data(NUMBER).data() == str(number).encode():
        _put(image, number)
