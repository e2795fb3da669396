"""Control panel: a row for each control of the table, a slider or a switch."""

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QKeySequence, QMouseEvent, QPalette, QShortcut
from PyQt6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QSlider, QToolButton, QVBoxLayout, QWidget

from app.window.languages import translated
from app.window.look.chips import Chips
from app.window.look.controls import CONTROLS, Control
from app.window.theme import icon


class ControlPanel(QWidget):
    """A row for each control.

    Signals:
        changed: key and new value of the control that a person moved.
    """

    changed = pyqtSignal(str, float)

    def __init__(self, controls: tuple[Control, ...] = CONTROLS) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        self.rows: dict[str, SliderRow | SwitchRow] = {}
        self.chips: dict[str, Chips] = {}
        """Of the controls that have named values."""
        self.advanced = Disclosure(translated("Advanced"))
        for control in controls:
            row = SwitchRow(control) if control.is_switch else SliderRow(control)
            row.changed.connect(lambda value, key=control.key: self.changed.emit(key, value))
            self.rows[control.key] = row
            if isinstance(row, SliderRow) and control.choices:
                layout.addWidget(self._make_chips(row))
            self.advanced.column.addWidget(row) if control.advanced else layout.addWidget(row)
        if any(control.advanced for control in controls):
            layout.addWidget(self.advanced)

    def _make_chips(self, row: "SliderRow") -> QWidget:
        control = row.control
        chips = self.chips[control.key] = Chips(
            [(translated(text), value) for text, value in control.choices]
        )
        chips.chosen.connect(row.move_to)
        row.shown.connect(chips.show_value)
        chips.show_value(row.value)
        for value, chip in chips.buttons.items():
            chip.setToolTip(f"{translated(control.tooltip)}  ({control.text(value)})")
            chip.setAccessibleName(f"{translated(control.label)}: {chip.text()}")
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(QLabel(translated(control.label)))
        column.addWidget(chips)
        return box

    def set_value(self, key: str, value: float) -> None:
        """Move a control without a signal."""
        self.rows[key].set_value(value)

    def reset(self) -> None:
        """Every control back to its default."""
        for row in self.rows.values():
            row.reset()

    def add_shortcuts(self, window: QWidget) -> None:
        """Make the controls' keys work in the whole window, when the panel is hidden too."""
        for row in self.rows.values():
            signs = (-1, 1) if len(row.control.keys) == 2 else (0,)  # of a switch, or of all and nothing
            for key, sign in zip(row.control.keys, signs, strict=False):
                shortcut = QShortcut(QKeySequence(key), window)
                shortcut.activated.connect(lambda row=row, by=sign: row.nudge(by))


class SliderRow(QWidget):
    """Name, value, and a slider below them. A double click on the name, or the small arrow, resets."""

    changed = pyqtSignal(float)
    shown = pyqtSignal(float)

    def __init__(self, control: Control) -> None:
        super().__init__()
        self.control = control
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # the space bar belongs to the picture
        self.slider.setRange(0, round((control.maximum - control.minimum) / self._tick))
        self.slider.setSingleStep(max(1, round(control.step / self._tick)))
        self.slider.setPageStep(max(1, round(control.step / self._tick)))
        self.slider.setAccessibleName(translated(control.label))
        self.slider.setAccessibleDescription(translated(control.tooltip))
        self.number = QLabel()
        self.number.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.reset_button = _reset_button(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(_heading(self, control, self.reset_button, self.number))
        layout.addWidget(self.slider)
        self.set_value(control.default)
        self.slider.valueChanged.connect(self._on_moved)

    @property
    def value(self) -> float:
        """In the control's unit."""
        return round(self.control.minimum + self.slider.value() * self._tick, 6)

    def set_value(self, value: float) -> None:
        """Show a value without a signal."""
        self.slider.blockSignals(True)
        self.slider.setValue(round((value - self.control.minimum) / self._tick))
        self.slider.blockSignals(False)
        self._show()

    def nudge(self, sign: int) -> None:
        """One step up or down; 0: all of it, or nothing."""
        value, whole = self.slider.value(), self.slider.maximum()
        self.slider.setValue(value + sign * self.slider.singleStep() if sign else 0 if value else whole)

    def move_to(self, value: float) -> None:
        """Move to a value as a person would."""
        self.slider.setValue(round((value - self.control.minimum) / self._tick))

    def reset(self) -> None:
        """Back to the default."""
        self.move_to(self.control.default)

    @property
    def _tick(self) -> float:
        return self.control.step if self.control.step < 1 or self.control.unit == "px" else 1.0

    def _on_moved(self) -> None:
        self._show()
        self.changed.emit(self.value)

    def _show(self) -> None:
        self.number.setText(self.control.text(self.value))
        self.shown.emit(self.value)
        self.reset_button.setVisible(self.value != self.control.default)

    def mouseDoubleClickEvent(self, event: QMouseEvent | None) -> None:
        self.reset()


class SwitchRow(QWidget):
    """Name and a switch."""

    changed = pyqtSignal(float)

    def __init__(self, control: Control) -> None:
        super().__init__()
        self.control = control
        self.switch = QCheckBox()
        self.switch.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.switch.setAccessibleName(translated(control.label))
        self.switch.setAccessibleDescription(translated(control.tooltip))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(_heading(self, control, self.switch))
        self.set_value(control.default)
        self.switch.toggled.connect(lambda on: self.changed.emit(float(on)))

    @property
    def value(self) -> float:
        """1 = on."""
        return float(self.switch.isChecked())

    def set_value(self, value: float) -> None:
        """Show a value without a signal."""
        self.switch.blockSignals(True)
        self.switch.setChecked(bool(value))
        self.switch.blockSignals(False)

    def move_to(self, value: float) -> None:
        """Switch as a person would: on from the middle on."""
        self.switch.setChecked(value >= (self.control.minimum + self.control.maximum) / 2)

    def nudge(self, sign: int) -> None:
        """Toggle, whichever the sign."""
        self.switch.toggle()

    def reset(self) -> None:
        """Back to the default."""
        self.switch.setChecked(bool(self.control.default))

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        self.switch.toggle()


class Disclosure(QWidget):
    """A heading that shows and hides what is below it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.button = QToolButton()
        self.button.setText(text)
        self.button.setAutoRaise(True)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.clicked.connect(lambda: self.set_open(not self.open))
        self.open = False
        """What is below is shown."""
        self._inside = QWidget()
        self.column = QVBoxLayout(self._inside)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(10)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.button)
        layout.addWidget(self._inside)
        self.set_open(False)

    def set_open(self, on: bool) -> None:
        """Show or hide what is below."""
        self.open = on
        rightward = self.layoutDirection() == Qt.LayoutDirection.LeftToRight
        self.button.setIcon(icon("down" if on else "right" if rightward else "left"))
        self._inside.setVisible(on)


def _heading(row: QWidget, control: Control, *right: QWidget) -> QHBoxLayout:
    keys = " ".join(
        QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in control.keys
    )
    row.setToolTip(translated(control.tooltip) + (f"  ({keys})" if keys else ""))
    layout = QHBoxLayout()
    layout.setSpacing(6)
    layout.addWidget(QLabel(translated(control.label)))
    layout.addStretch()
    for widget in right:
        layout.addWidget(widget)
    return layout


def _reset_button(row: SliderRow) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon("reset"))
    button.setAutoRaise(True)
    button.setFixedSize(18, 18)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setToolTip(translated("Back to {value}").format(value=row.control.text(row.control.default)))
    button.setAccessibleName(translated("Reset {name}").format(name=translated(row.control.label)))
    button.clicked.connect(row.reset)
    return button
