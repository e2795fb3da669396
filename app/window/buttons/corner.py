"""Picture corner: small buttons in the upper corner of the picture, for how it is looked at."""

from collections.abc import Sequence

from PyQt6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PyQt6.QtGui import QAction, QColor, QPainter, QPaintEvent, QPen
from PyQt6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from app.window.theme import draw_icon, faded

MARGIN: int = 12
"""Pixels between the buttons and the edges of the picture."""

BUTTON: int = 32
"""Pixels."""


class PictureCorner(QWidget):
    """Lies over a widget, at its upper outer corner.

    Args:
        over: what it lies over.
        actions: one button each, and the name of its icon.
    """

    def __init__(self, over: QWidget, actions: Sequence[tuple[QAction, str]]) -> None:
        super().__init__(over)
        self._over = over
        self.buttons = [CornerButton(*action) for action in actions]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for button in self.buttons:
            row.addWidget(button)
        over.installEventFilter(self)
        self._place()

    def _place(self) -> None:
        self.adjustSize()
        rightward = self.layoutDirection() == Qt.LayoutDirection.LeftToRight
        x = self._over.width() - self.width() - MARGIN if rightward else MARGIN
        self.move(x, MARGIN)
        self.raise_()

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        if event is not None and event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutDirectionChange):
            self._place()
        return False


class CornerButton(QToolButton):
    """A dark round plate with a light icon, to be seen on any picture."""

    def __init__(self, action: QAction, picture: str) -> None:
        super().__init__()
        self._picture = picture
        self.setDefaultAction(action)
        self.setFixedSize(QSize(BUTTON, BUTTON))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(action.text())

    def paintEvent(self, event: QPaintEvent | None) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plate = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        dark = 0.85 if self.underMouse() or self.isDown() else 0.6
        painter.setPen(QPen(QColor("white"), 1.5) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor("white") if self.isChecked() else faded(QColor("black"), dark))
        painter.drawRoundedRect(plate, 8, 8)
        room = QRectF(0, 0, 20, 20)
        room.moveCenter(plate.center())
        draw_icon(painter, self._picture, room, QColor("#1b1c1f" if self.isChecked() else "white"))
        painter.end()
