"""Chips: a few named values of a control, side by side."""

from collections.abc import Sequence

from PyQt6.QtCore import QRectF, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PyQt6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from app.window.theme import faded

HEIGHT: int = 28
"""Pixels."""


class Chips(QWidget):
    """One button per value; the one that is in use is filled.

    Signals:
        chosen: the value of the chip that was pressed.
    """

    chosen = pyqtSignal(float)

    def __init__(self, choices: Sequence[tuple[str, float]]) -> None:
        """Lay out `choices`: the name of each value, for people, and the value."""
        super().__init__()
        self.buttons: dict[float, Chip] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for text, value in choices:
            chip = Chip(text)
            chip.clicked.connect(lambda _, value=value: self._on_clicked(value))
            row.addWidget(chip, chip.sizeHint().width())
            self.buttons[value] = chip

    def show_value(self, value: float) -> None:
        """Fill the chip of a value; none when no chip has it."""
        for each, chip in self.buttons.items():
            chip.setChecked(each == value)

    def _on_clicked(self, value: float) -> None:
        self.show_value(value)
        self.chosen.emit(value)


class Chip(QToolButton):
    """A small button with a text and round ends."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setText(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.MinimumExpanding)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 14, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent | None) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, on = self.palette(), self.isChecked()
        fill = palette.color(QPalette.ColorRole.Highlight if on else QPalette.ColorRole.Button)
        plate = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(
            QPen(palette.color(QPalette.ColorRole.WindowText), 1.5) if self.hasFocus() else faded(fill, 0)
        )
        painter.setBrush(fill.lighter(108) if self.underMouse() and not on else fill)
        painter.drawRoundedRect(plate, plate.height() / 2, plate.height() / 2)
        role = QPalette.ColorRole.HighlightedText if on else QPalette.ColorRole.ButtonText
        painter.setPen(palette.color(role))
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()
