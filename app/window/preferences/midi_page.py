"""MIDI page: the port, and the number of the controller that moves each control."""

from collections.abc import Mapping, Sequence

from PyQt6.QtCore import QCoreApplication
from PyQt6.QtWidgets import QFormLayout, QLabel, QSpinBox, QWidget

from app.window.look import CONTROLS
from app.window.preferences.fields import ChoiceField, add_row, make_form

OFF: int = -1
"""Shown as a word: no controller moves it."""

MOST: int = 127
"""MIDI's highest number of a controller."""


class MidiPage(QWidget):
    """Fields for the preferences of MIDI."""

    def __init__(self, port: str, numbers: Mapping[str, int]) -> None:
        super().__init__()
        form = make_form(self)
        self._off = self.tr("Off")
        self.port = ChoiceField([(self._off, "")], port)
        self.moved = QLabel(self.tr("Move a knob to see its number here."))
        self.moved.setWordWrap(True)
        add_row(form, self.tr("Controller"), self.port, self.tr("Pads choose styles, from C2 on."))
        form.addRow("", self.moved)
        self.numbers: dict[str, QSpinBox] = {}
        targets = [(control.key, control.label) for control in CONTROLS if not control.is_switch]
        for key, label in (("blend", "Blend"), *targets):
            self._add(form, key, QCoreApplication.translate("Controls", label), numbers.get(key, OFF))

    @property
    def values(self) -> dict[str, int]:
        """Key of a control -> number of its controller, of those that have one."""
        return {key: field.value() for key, field in self.numbers.items() if field.value() != OFF}

    def show_ports(self, names: Sequence[str]) -> None:
        """Offer these ports."""
        self.port.offer([(self._off, ""), *((name, name) for name in names)], self.port.value)

    def show_moved(self, number: int) -> None:
        """Say which controller was moved last."""
        self.moved.setText(self.tr("Moved last: number {number}").format(number=number))

    def _add(self, form: QFormLayout, key: str, name: str, number: int) -> None:
        field = self.numbers[key] = QSpinBox()
        field.setRange(OFF, MOST)
        field.setSpecialValueText(self._off)
        field.setValue(number)
        add_row(form, name, field)
