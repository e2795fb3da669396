"""The bar over the lower edge of a full screen: record, snapshot, split, and room for styles and playback."""

from PyQt6.QtCore import QEasingCurve, QPoint, QPropertyAnimation, QRectF, Qt
from PyQt6.QtGui import QAction, QPainter, QPaintEvent, QPalette
from PyQt6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from app.window.buttons import RecordButton

RISE_MS: int = 160
"""Milliseconds."""

MARGIN: int = 14
"""Pixels between the bar and the edges of the screen."""

BUTTONS: tuple[str, ...] = ("snapshot", "split", "full")
"""Commands in the bar, beside the record button."""


class Bar(QWidget):
    """Lies over the lower edge of the picture."""

    def __init__(self, over: QWidget, actions: dict[str, QAction]) -> None:
        super().__init__(over)
        self._over = over
        self.record = RecordButton(actions["record"])
        self.buttons = [_button(actions[key]) for key in BUTTONS]
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.record)
        for button in self.buttons[:-1]:
            row.addWidget(button)
        row.addStretch()
        row.addWidget(self.buttons[-1])
        self.column = QVBoxLayout(self)
        """Where styles and playback are while it is full screen."""
        self.column.setContentsMargins(14, 10, 14, 8)
        self.column.setSpacing(4)
        self.column.addLayout(row)
        # It rises: below an opacity effect the styles' viewport is not painted.
        self._rise = QPropertyAnimation(self, b"pos", self)
        self._rise.setDuration(RISE_MS)
        self._rise.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.setAccessibleName(self.tr("Full screen controls"))
        self.hide()

    def rise(self) -> None:
        """Show it, unless it is there."""
        if self.isVisible():
            return
        self.show()
        self.place()
        self._rise.setStartValue(QPoint(self.x(), self._over.height()))
        self._rise.setEndValue(self.pos())
        self._rise.start()

    def place(self) -> None:
        """Lie at the lower edge."""
        self._rise.stop()
        height = self.sizeHint().height()
        width = self._over.width() - 2 * MARGIN
        self.setGeometry(MARGIN, self._over.height() - height - MARGIN, width, height)
        self.raise_()

    def paintEvent(self, event: QPaintEvent | None) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
        painter.setBrush(self.palette().color(QPalette.ColorRole.Window))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 12, 12)
        painter.end()


def _button(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAccessibleName(action.text())
    return button
