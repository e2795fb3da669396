"""Fields of the preferences: a widget for each kind of value, all with `value`, `set_value` and a label."""

from collections.abc import Sequence

from PyQt6.QtCore import QCoreApplication, Qt
from PyQt6.QtGui import QPalette
from PyQt6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSlider,
    QWidget,
)


class ChoiceField(QComboBox):
    """One of a few values."""

    def __init__(self, choices: Sequence[tuple[str, str]], value: str) -> None:
        """Offer names for people with their values; a value that is not among them is offered as it is."""
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.offer(choices, value)

    @property
    def value(self) -> str:
        """What is chosen."""
        return str(self.currentData())

    def offer(self, choices: Sequence[tuple[str, str]], value: str) -> None:
        """Offer other values, with this one chosen."""
        self.clear()
        for text, each in choices:
            self.addItem(text, each)
        if self.findData(value) < 0:
            self.addItem(value, value)
        self.setCurrentIndex(self.findData(value))


class NumberField(QWidget):
    """A slider with its value beside it."""

    def __init__(self, least: int, most: int, value: float, unit: str, factor: float = 1.0) -> None:
        """Slide in whole steps from `least` to `most`; the value is steps times `factor`."""
        super().__init__()
        self._unit, self._factor = unit, factor
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(least, most)
        self.slider.setValue(round(value / factor))
        self.slider.valueChanged.connect(self._show)
        self._number = QLabel()
        self._number.setMinimumWidth(56)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.slider, 1)
        row.addWidget(self._number)
        self.setFocusProxy(self.slider)
        self._show()

    @property
    def value(self) -> float:
        """In its unit."""
        return round(self.slider.value() * self._factor, 6)

    def setAccessibleName(self, name: str | None) -> None:
        super().setAccessibleName(name)
        self.slider.setAccessibleName(name)

    def _show(self) -> None:
        self._number.setText(f"{self.value:g} {self._unit}".rstrip())


class FolderField(QWidget):
    """A folder; empty = the one that is used when none is set."""

    def __init__(self, value: str, otherwise: str) -> None:
        super().__init__()
        self.field = QLineEdit(value)
        self.field.setPlaceholderText(otherwise)
        self.field.setClearButtonEnabled(True)
        choose = QPushButton(QCoreApplication.translate("Preferences", "Choose …"))
        choose.setAutoDefault(False)
        choose.clicked.connect(self.ask)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.field, 1)
        row.addWidget(choose)
        self.setFocusProxy(self.field)

    @property
    def value(self) -> str:
        """The folder's path."""
        return self.field.text().strip()

    def setAccessibleName(self, name: str | None) -> None:
        super().setAccessibleName(name)
        self.field.setAccessibleName(name)

    def ask(self) -> None:
        """Let a person choose a folder."""
        title = QCoreApplication.translate("Preferences", "Choose a folder")
        if path := QFileDialog.getExistingDirectory(self.window(), title, self.value):
            self.field.setText(path)


def make_form(page: QWidget) -> QFormLayout:
    """A page's labels and fields, one row each."""
    form = QFormLayout(page)
    form.setContentsMargins(6, 18, 6, 6)
    form.setVerticalSpacing(10)
    form.setHorizontalSpacing(20)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    return form


def add_row(form: QFormLayout, text: str, widget: QWidget, hint: str = "") -> None:
    """Add a field with its label, and a line below it that explains it."""
    label = QLabel(text)
    label.setBuddy(widget)
    label.setMinimumHeight(widget.sizeHint().height())  # else it is at the top of a higher field
    widget.setAccessibleName(text)
    form.addRow(label, widget)
    if hint:
        below = QLabel(hint)
        below.setWordWrap(True)
        below.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        widget.setAccessibleDescription(hint)
        form.addRow("", below)
