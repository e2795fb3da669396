"""Controls: all that can be turned, in one table, and the panel made of it."""

from dataclasses import dataclass

from PyQt6.QtCore import QCoreApplication, Qt, pyqtSignal
from PyQt6.QtGui import QFont, QKeySequence, QMouseEvent, QPalette, QShortcut
from PyQt6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QSlider, QToolButton, QVBoxLayout, QWidget

from app.window.icons import icon


@dataclass(frozen=True, slots=True)
class Control:
    """One thing that can be turned. A control from 0 to 1 in one step is a switch."""

    key: str
    """Its name in the program and in what is remembered."""

    label: str
    """Its name for people."""

    minimum: float
    """In `unit`."""

    maximum: float
    """In `unit`."""

    step: float
    """What one press of a key changes, in `unit`."""

    unit: str
    """`%`, `px`, `s`, or empty."""

    default: float
    """What reset returns to."""

    tooltip: str
    """What it does, in a sentence."""

    keys: tuple[str, ...]
    """A switch: its key. A slider: the keys for less and for more."""

    zero: str = ""
    """What 0 is called, where it is not a quantity."""

    @property
    def is_switch(self) -> bool:
        """On or off only."""
        return (self.minimum, self.maximum, self.step) == (0, 1, 1)

    def text(self, value: float) -> str:
        """The value as people read it."""
        if self.zero and value == 0:
            return _tr(self.zero)
        return f"{value:g} {self.unit}".rstrip()


CONTROLS: tuple[Control, ...] = (
    Control(
        "strength", "Strength", 0, 100, 5, "%", 100,
        "How much of the style is painted: 0 % is the picture itself.", ("[", "]"),
    ),
    Control(
        "keep_colors", "Keep colours", 0, 1, 1, "", 0,
        "Take the brush strokes from the style and the colours from the picture.", ("C",),
    ),
    Control(
        "smoothing", "Smoothing", 0, 100, 10, "%", 70,
        "Calms what flickers from one frame to the next; too much of it leaves trails.", (",", "."),
    ),
    Control(
        "render_size", "Render size", 0, 1280, 64, "px", 0,
        "Long side at which the picture is painted: smaller is faster, with larger strokes.", ("-", "="),
        "Automatic",
    ),
    Control(
        "fade", "Cross-fade", 0, 2, 0.1, "s", 0.3,
        "How long one style takes to turn into the next.", ("Shift+,", "Shift+."),
    ),
    Control(
        "mirror_view", "Mirror the view", 0, 1, 1, "", 0,
        "Show yourself as in a mirror. Recordings and snapshots are not turned.", ("M",),
    ),
    Control(
        "mirror_output", "Mirror the output", 0, 1, 1, "", 0,
        "Turn the painted picture itself round, in recordings and snapshots too.", ("Shift+M",),
    ),
)  # fmt: skip
"""In the order in which they are shown."""


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
        for control in controls:
            row = SwitchRow(control) if control.is_switch else SliderRow(control)
            row.changed.connect(lambda value, key=control.key: self.changed.emit(key, value))
            layout.addWidget(row)
            self.rows[control.key] = row

    def set_value(self, key: str, value: float) -> None:
        """Move a control without telling anybody."""
        self.rows[key].set_value(value)

    def reset(self) -> None:
        """Every control back to its default."""
        for row in self.rows.values():
            row.reset()

    def add_shortcuts(self, window: QWidget) -> None:
        """Make the controls' keys work in the whole window, when the panel is hidden too."""
        for row in self.rows.values():
            signs = (1,) if row.control.is_switch else (-1, 1)
            for key, sign in zip(row.control.keys, signs, strict=True):
                shortcut = QShortcut(QKeySequence(key), window)
                shortcut.activated.connect(lambda row=row, by=sign: row.nudge(by))


class SliderRow(QWidget):
    """Name, value, and a slider below them. A double click on the name, or the small arrow, resets."""

    changed = pyqtSignal(float)

    def __init__(self, control: Control) -> None:
        super().__init__()
        self.control = control
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # the space bar belongs to the picture
        self.slider.setRange(0, round((control.maximum - control.minimum) / self._tick))
        self.slider.setSingleStep(max(1, round(control.step / self._tick)))
        self.slider.setPageStep(max(1, round(control.step / self._tick)))
        self.slider.setAccessibleName(_tr(control.label))
        self.slider.setAccessibleDescription(_tr(control.tooltip))
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
        """One step up or down."""
        self.slider.setValue(self.slider.value() + sign * self.slider.singleStep())

    def reset(self) -> None:
        """Back to the default."""
        self.slider.setValue(round((self.control.default - self.control.minimum) / self._tick))

    @property
    def _tick(self) -> float:
        return self.control.step if self.control.step < 1 or self.control.unit == "px" else 1.0

    def _on_moved(self) -> None:
        self._show()
        self.changed.emit(self.value)

    def _show(self) -> None:
        self.number.setText(self.control.text(self.value))
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
        self.switch.setAccessibleName(_tr(control.label))
        self.switch.setAccessibleDescription(_tr(control.tooltip))
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

    def nudge(self, sign: int) -> None:
        """The other way round."""
        self.switch.toggle()

    def reset(self) -> None:
        """Back to the default."""
        self.switch.setChecked(bool(self.control.default))

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        self.switch.toggle()


def heading_font(font: QFont) -> QFont:
    """For the titles of sections."""
    large = QFont(font)
    large.setWeight(QFont.Weight.DemiBold)
    return large


def _heading(row: QWidget, control: Control, *right: QWidget) -> QHBoxLayout:
    keys = " ".join(
        QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in control.keys
    )
    row.setToolTip(f"{_tr(control.tooltip)}  ({keys})")
    layout = QHBoxLayout()
    layout.setSpacing(6)
    layout.addWidget(QLabel(_tr(control.label)))
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
    button.setToolTip(_tr("Back to {value}").format(value=row.control.text(row.control.default)))
    button.setAccessibleName(_tr("Reset {name}").format(name=_tr(row.control.label)))
    button.clicked.connect(row.reset)
    return button


def _tr(text: str) -> str:
    return QCoreApplication.translate("Controls", text)
