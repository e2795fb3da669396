"""Rows of the region box: a name and a slider; some may be left at what holds for the whole picture."""

from collections.abc import Sequence

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QMouseEvent, QPalette
from PyQt6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QSlider, QToolButton, QWidget

from app.window.theme import icon


class ValueRow(QWidget):
    """A value that a slider moves.

    Signals:
        moved: a person has moved it.
    """

    moved = pyqtSignal()

    def __init__(self, name: str, least: float, most: float, *, unit: float = 0.01) -> None:
        """A slider.

        Args:
            name: for people.
            least: smallest value.
            most: largest value.
            unit: between two places of the slider.
        """
        super().__init__()
        self._unit = unit
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(round(least / unit), round(most / unit))
        self.slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.slider.setAccessibleName(name)
        self.slider.valueChanged.connect(lambda _: self._on_moved())
        self.row = _row(self, name, self.slider)

    def rename(self, name: str) -> None:
        """Call it otherwise."""
        self.slider.setAccessibleName(name)
        label = self.findChild(QLabel)
        assert label is not None
        label.setText(name)

    def explain(self, text: str) -> None:
        """Say what it does, in a sentence."""
        _explain(self, self.slider, text)

    @property
    def value(self) -> float:
        """What the slider shows."""
        return round(self.slider.value() * self._unit, 6)

    def set_value(self, value: float) -> None:
        """Show a value without a signal."""
        self.slider.blockSignals(True)
        least, most = self.slider.minimum(), self.slider.maximum()
        self.slider.setValue(round(min(most, max(least, value / self._unit))))
        self.slider.blockSignals(False)

    def _on_moved(self) -> None:
        self.moved.emit()


class OptionalRow(ValueRow):
    """A value that is that of the whole picture until it is moved; a small arrow makes it so again."""

    def __init__(self, name: str, least: float, most: float, reset: str) -> None:
        """A slider, and a button that is called `reset`."""
        super().__init__(name, least, most)
        self._everywhere = most
        self.own: float | None = None
        """The value; None: that of the whole picture."""
        self.reset_button = QToolButton()
        self.reset_button.setIcon(icon("reset"))
        self.reset_button.setAutoRaise(True)
        self.reset_button.setFixedSize(18, 18)
        self.reset_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.reset_button.setToolTip(reset)
        self.reset_button.setAccessibleName(reset)
        self.reset_button.clicked.connect(self._on_reset)
        self.row.insertWidget(1, self.reset_button)
        self.show_own(None)

    def show_own(self, value: float | None) -> None:
        """Show a value of its own, or that of the whole picture, without a signal."""
        self.own = value
        self.set_value(self._everywhere if value is None else value)
        self.reset_button.setVisible(value is not None)

    def show_everywhere(self, value: float) -> None:
        """Set what holds for the whole picture."""
        self._everywhere = value
        self.show_own(self.own)

    def _on_moved(self) -> None:
        self.own = self.value
        self.reset_button.show()
        super()._on_moved()

    def _on_reset(self) -> None:
        self.show_own(None)
        self.moved.emit()


class SwitchLine(QWidget):
    """Something that is so or not.

    Signals:
        moved: a person has switched it.
    """

    moved = pyqtSignal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.switch = QCheckBox()
        self.switch.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.switch.setAccessibleName(name)
        self.switch.toggled.connect(lambda _: self.moved.emit())
        row = _row(self, name, self.switch)
        row.insertStretch(1)
        row.setStretch(2, 0)

    def explain(self, text: str) -> None:
        """Say what it does, in a sentence."""
        _explain(self, self.switch, text)

    @property
    def on(self) -> bool:
        """Whether it is so."""
        return self.switch.isChecked()

    def set_on(self, on: bool) -> None:
        """Show it without a signal."""
        self.switch.blockSignals(True)
        self.switch.setChecked(on)
        self.switch.blockSignals(False)

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        self.switch.toggle()


def align(rows: Sequence[ValueRow]) -> None:
    """Let the sliders of all rows begin at the same place."""
    labels = [label for row in rows if (label := row.findChild(QLabel)) is not None]
    width = max(label.sizeHint().width() for label in labels)
    for label in labels:
        label.setMinimumWidth(width)


def _row(parent: QWidget, name: str, control: QWidget) -> QHBoxLayout:
    layout = QHBoxLayout(parent)
    layout.setContentsMargins(0, 0, 0, 0)
    label = QLabel(name)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    layout.addWidget(label)
    layout.addWidget(control, 1)
    return layout


def _explain(row: QWidget, control: QWidget, text: str) -> None:
    row.setToolTip(text)
    control.setAccessibleDescription(text)
