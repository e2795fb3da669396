"""Output window: the painted picture and nothing else, for a second screen or for a capture by OBS."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PyQt6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, QTimer, pyqtSignal
from PyQt6.QtGui import QCloseEvent, QColor, QGuiApplication, QKeyEvent, QMouseEvent, QPainter, QScreen
from PyQt6.QtWidgets import QVBoxLayout, QWidget

from app.window.preview import draw_picture, fitted, make_surface

if TYPE_CHECKING:
    from engine import Frame

POLL_MS: int = 8
"""Milliseconds between two polls of the slot."""

SIZE = QSize(960, 540)
"""Pixels, where there is no second screen to fill."""


class OutputWindow(QWidget):
    """Shows the newest painted frame, as large as it fits, on black; never mirrored by the view.

    On a second screen it is full screen; F or a double click changes that, Esc closes it.

    Signals:
        closed: a person closed it.
    """

    closed = pyqtSignal()

    def __init__(self, latest: "Callable[[], Frame | None]") -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setWindowTitle(self.tr("Impasto: output"))
        self.setAccessibleName(self.tr("Painted picture"))
        self._latest = latest
        self._frame: Frame | None = None
        self.surface = make_surface(self, self.paint)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.surface)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._poll)

    def open_beside(self, window: QWidget) -> None:
        """Show it, on another screen than a window's where there is one."""
        self._timer.start(POLL_MS)
        screen = _other_screen(window)
        if screen is None:
            self.resize(SIZE)
            self.show()
        else:
            self.setGeometry(screen.geometry())
            self._set_full_screen(True)

    def paint(self, painter: QPainter, size: QSizeF) -> None:
        """Draw everything onto a surface of this size."""
        painter.fillRect(QRectF(QPointF(0, 0), size), QColor("black"))
        if self._frame is not None:
            height, width = self._frame.image.shape[:2]
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            draw_picture(painter, self._frame.image, fitted(QSizeF(width, height), size))

    def _poll(self) -> None:
        frame = self._latest()
        if frame is not None and frame is not self._frame:
            self._frame = frame
            self.surface.update()

    def _set_full_screen(self, on: bool) -> None:
        self.setCursor(Qt.CursorShape.BlankCursor if on else Qt.CursorShape.ArrowCursor)
        if on:
            self.showFullScreen()
        else:
            self.showNormal()

    def mouseDoubleClickEvent(self, event: QMouseEvent | None) -> None:
        self._set_full_screen(not self.isFullScreen())

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        if event is None:
            return
        if event.key() in (Qt.Key.Key_F, Qt.Key.Key_F11):
            self._set_full_screen(not self.isFullScreen())
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_W):
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent | None) -> None:
        self._timer.stop()
        self.closed.emit()
        super().closeEvent(event)


def _other_screen(window: QWidget) -> QScreen | None:
    return next((screen for screen in QGuiApplication.screens() if screen is not window.screen()), None)
