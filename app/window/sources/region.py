"""Region: choosing a part of a screen with the mouse."""

import sys

from PyQt6.QtCore import QPoint, QRect, QRectF, Qt, pyqtSignal
from PyQt6.QtGui import (
    QCloseEvent,
    QColor,
    QCursor,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PyQt6.QtWidgets import QWidget

from app.window.preview import draw_caption
from app.window.theme import faded

SMALLEST: int = 32
"""Pixels: a smaller part was a slip of the mouse."""


class RegionPicker(QWidget):
    """Darkens a screen until a part of it is drawn, or Esc is pressed.

    Signals:
        picked: `left,top,width,height` in the pixels that screen capture counts in.
        closed: it is over.
    """

    picked = pyqtSignal(str)
    closed = pyqtSignal()

    def __init__(self) -> None:
        super().__init__(None, Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self._start: QPoint | None = None
        self._end = QPoint()
        screen = QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()
        if screen is not None:
            self.setGeometry(screen.geometry())

    def region(self) -> QRect:
        """What is drawn so far, in this widget's pixels."""
        return QRect() if self._start is None else QRect(self._start, self._end).normalized()

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        if event is not None:
            self._start = self._end = event.pos()

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        if event is not None:
            self._end = event.pos()
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent | None) -> None:
        drawn = self.region()
        if min(drawn.width(), drawn.height()) >= SMALLEST:
            self.picked.emit(native_region(drawn, self.geometry().topLeft(), self.devicePixelRatioF()))
        self.close()

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        if event is not None and event.key() == Qt.Key.Key_Escape:
            self.close()

    def closeEvent(self, event: QCloseEvent | None) -> None:
        self.closed.emit()
        super().closeEvent(event)

    def paintEvent(self, event: QPaintEvent | None) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), faded(QColor("black"), 0.45))
        drawn = self.region()
        if not drawn.isEmpty():
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
            painter.fillRect(drawn, QColor(0, 0, 0, 0))
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            painter.setPen(QPen(self.palette().highlight().color(), 2))
            painter.drawRect(drawn)
        draw_caption(
            painter, QRectF(self.rect()), self.tr("Draw around what is to be painted. Esc: never mind.")
        )
        painter.end()


def native_region(drawn: QRect, origin: QPoint, ratio: float) -> str:
    """`left,top,width,height` in a screen's own pixels; macOS counts in points.

    Args:
        drawn: within the screen, in Qt's pixels.
        origin: the screen's corner, which Qt gives in the desktop's own pixels.
        ratio: the screen's pixels per one of Qt's.
    """
    scale = 1.0 if sys.platform == "darwin" else ratio
    numbers = (
        origin.x() + drawn.x() * scale,
        origin.y() + drawn.y() * scale,
        drawn.width() * scale,
        drawn.height() * scale,
    )
    return ",".join(str(round(number)) for number in numbers)
