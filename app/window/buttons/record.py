"""Record button: a red pill; while it records, it shows for how long."""

from PyQt6.QtCore import QElapsedTimer, QPointF, QRectF, QSize, Qt, QTimer
from PyQt6.QtGui import QAction, QColor, QPainter, QPaintEvent, QPen
from PyQt6.QtWidgets import QToolButton

from app.window.theme import RECORD, clock_text

HEIGHT: int = 32
"""Pixels."""

MARK: float = 10.0
"""Pixels: side of the round or square mark before the text."""

TICK_MS: int = 250
"""Milliseconds between two updates of the clock."""


class RecordButton(QToolButton):
    """Follows a checkable action.

    Args:
        action: begins a recording when it is checked and ends it when it is not.
    """

    def __init__(self, action: QAction) -> None:
        super().__init__()
        self._since = QElapsedTimer()
        self._clock = QTimer(self)
        self._clock.setInterval(TICK_MS)
        self._clock.timeout.connect(self._on_tick)
        self.setDefaultAction(action)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(action.text())

    @property
    def label(self) -> str:
        """What it says: the command, or the time since the recording began."""
        return clock_text(self._since.elapsed() / 1000) if self._clock.isActive() else self.text()

    def show_recording(self, on: bool) -> None:
        """Count the seconds from now on, or stop counting."""
        if on == self._clock.isActive():
            return
        self._since.start()
        self._clock.start() if on else self._clock.stop()
        self._on_tick()
        self.updateGeometry()

    def _on_tick(self) -> None:
        self.setAccessibleDescription(self.label if self._clock.isActive() else "")
        self.update()

    def sizeHint(self) -> QSize:
        texts = (self.text(), "0:00:00" if self._since.isValid() and self.label.count(":") > 1 else "00:00")
        width = max(self.fontMetrics().horizontalAdvance(text) for text in texts)
        return QSize(width + 44, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent | None) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pill = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        red = QColor(RECORD)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(red.darker(118) if self.isDown() else red.darker(108) if self.underMouse() else red)
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        self._paint_content(painter, pill)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor("white"), 1.5))
            painter.drawRoundedRect(pill.adjusted(2.5, 2.5, -2.5, -2.5), pill.height() / 2, pill.height() / 2)
        painter.end()

    def _paint_content(self, painter: QPainter, pill: QRectF) -> None:
        mark = QRectF(0, 0, MARK, MARK)
        rightward = self.layoutDirection() == Qt.LayoutDirection.LeftToRight
        mark.moveCenter(QPointF(pill.left() + 18 if rightward else pill.right() - 18, pill.center().y()))
        painter.setBrush(QColor("white"))
        if self._clock.isActive():
            painter.drawRoundedRect(mark, 2, 2)
        else:
            painter.drawEllipse(mark)
        painter.setPen(QColor("white"))
        room = pill.adjusted(*((30, 0, -14, 0) if rightward else (14, 0, -30, 0)))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self.label)
