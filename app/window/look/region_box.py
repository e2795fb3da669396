"""Region box: a part of the picture that is painted otherwise: where, with what, how strongly."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QIcon, QPalette
from PyQt6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSlider, QToolButton, QVBoxLayout, QWidget

from app.regions import NONE, SAME, RegionChoice

BRUSH: Final = "brush"
"""The mask that is painted by hand: its text is a file."""

KINDS: Final = (
    "",
    "person",
    "background",
    "left",
    "right",
    "top",
    "bottom",
    "circle",
    "bright",
    "dark",
    BRUSH,
)
"""Masks to choose from; empty: none."""

_PLACED: Final = {
    "left": "at",
    "right": "at",
    "top": "at",
    "bottom": "at",
    "bright": "at",
    "dark": "at",
    "circle": "size",
}
"""Which value of a mask its slider moves."""


class RegionBox(QWidget):
    """Where, with what, how strongly; and the brush.

    Signals:
        changed: the new RegionChoice, or None.
        brushWanted: a mask is to be painted, or moved, over the picture; or no longer.
    """

    changed = pyqtSignal(object)
    brushWanted = pyqtSignal(bool)  # noqa: N815

    def __init__(self) -> None:
        super().__init__()
        self.choice: RegionChoice | None = None
        """What is shown."""
        self.where = _combo(self.tr("Where a part is painted otherwise"))
        for kind, name in zip(KINDS, self._names(), strict=True):
            self.where.addItem(name, kind)
        self.style_box = _combo(self.tr("With what it is painted"))
        self.place = _slider(self.tr("Place or size"), 50)
        self.edge = _slider(self.tr("Soft edge"), 10)
        self.strength = _slider(self.tr("Strength there"), 100)
        self.brush_size = _slider(self.tr("Brush"), 15)
        self.brush = QToolButton()
        self.brush.setCheckable(True)
        self.brush.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.brush.setToolTip(self.tr("The left button paints, the right one takes away."))
        self.brush.toggled.connect(self.brushWanted)
        self._rows = {
            name: _row(slider)
            for name, slider in (
                ("place", self.place),
                ("edge", self.edge),
                ("strength", self.strength),
                ("brush", self.brush_size),
            )
        }
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (self.where, self.style_box, *self._rows.values(), self.brush):
            layout.addWidget(part)
        self.show_styles({}, {})
        self.show_choice(None)
        self.where.activated.connect(lambda _: self._on_changed(other=True))
        self.style_box.activated.connect(lambda _: self._on_changed())
        for slider in (self.place, self.edge, self.strength):
            slider.valueChanged.connect(lambda _: self._on_changed())

    def show_styles(self, names: Mapping[str, str], icons: Mapping[str, QIcon]) -> None:
        """Offer these styles, by their keys."""
        self.style_box.clear()
        self.style_box.addItem(self.tr("The picture itself"), NONE)
        self.style_box.addItem(self.tr("The same style"), SAME)
        for key, name in names.items():
            self.style_box.addItem(icons.get(key, QIcon()), name, key)
        self._select(self.choice)

    def show_choice(self, choice: RegionChoice | None) -> None:
        """Show a region without a signal."""
        self.choice = choice
        kind, values = _read(choice)
        self.where.setCurrentIndex(max(0, self.where.findData(kind)))
        self._select(choice)
        strength = 1.0 if choice is None or choice.strength is None else choice.strength
        for slider, value in (
            (self.place, values.get(_PLACED.get(kind, ""), 0.35 if kind == "circle" else 0.5)),
            (self.edge, values.get("edge", 0.1)),
            (self.strength, strength),
        ):
            slider.blockSignals(True)
            slider.setValue(round(100 * value))
            slider.blockSignals(False)
        self._show_rows(kind)

    def _names(self) -> tuple[str, ...]:
        return (
            self.tr("Nowhere"),
            self.tr("Person"),
            self.tr("Background"),
            self.tr("Left"),
            self.tr("Right"),
            self.tr("Top"),
            self.tr("Bottom"),
            self.tr("Circle"),
            self.tr("Bright parts"),
            self.tr("Dark parts"),
            self.tr("Painted by hand"),
        )

    def _select(self, choice: RegionChoice | None) -> None:
        style = NONE if choice is None else choice.style
        self.style_box.setCurrentIndex(max(0, self.style_box.findData(style)))

    def _show_rows(self, kind: str) -> None:
        style = self.style_box.currentData()
        self.style_box.setVisible(bool(kind))
        self._rows["place"].setVisible(kind in _PLACED)
        self._rows["edge"].setVisible(kind in _PLACED)
        self._rows["strength"].setVisible(bool(kind) and style != NONE)
        self._rows["brush"].setVisible(kind == BRUSH)
        self.brush.setVisible(kind in (BRUSH, "circle"))
        circle = kind == "circle"
        self.brush.setText(self.tr("Move it in the picture") if circle else self.tr("Paint in the picture"))
        if kind not in (BRUSH, "circle"):
            self.brush.setChecked(False)

    def _on_changed(self, *, other: bool = False) -> None:
        """A person moved something; `other`: another mask, which begins with its own values."""
        kind = self.where.currentData()
        before, self.choice = self.choice, self._chosen(kind, other)
        self._show_rows(kind)
        if other:
            self.show_choice(self.choice)
            self.brush.setChecked(kind == BRUSH)
        if self.choice != before:
            self.changed.emit(self.choice)

    def _chosen(self, kind: str, other: bool) -> RegionChoice | None:
        if not kind:
            return None
        style = self.style_box.currentData()
        strength = None if style == NONE or self.strength.value() == 100 else self.strength.value() / 100
        chosen = RegionChoice(self._mask(kind, other), style, strength)
        return replace(chosen, scale=self.choice.scale) if self.choice else chosen

    def _mask(self, kind: str, other: bool) -> str:
        old_kind, values = _read(self.choice)
        if kind == BRUSH:
            return self.choice.mask if self.choice and old_kind == BRUSH else ""
        if other or kind not in _PLACED:
            return kind
        values |= {_PLACED[kind]: self.place.value() / 100, "edge": self.edge.value() / 100}
        return ",".join([kind, *(f"{name}={value:g}" for name, value in values.items())])


def moved(choice: RegionChoice, x: float, y: float) -> RegionChoice:
    """The same circle somewhere else."""
    kind, values = _read(choice)
    values |= {"x": round(min(1.0, max(0.0, x)), 3), "y": round(min(1.0, max(0.0, y)), 3)}
    return replace(choice, mask=",".join([kind, *(f"{name}={value:g}" for name, value in values.items())]))


def _read(choice: RegionChoice | None) -> tuple[str, dict[str, float]]:
    """Kind of mask and its values; what is no name of a mask is a file."""
    if choice is None:
        return "", {}
    kind, *pairs = choice.mask.split(",")
    if kind not in KINDS or kind in ("", BRUSH):
        return BRUSH, {}
    values = (pair.partition("=") for pair in pairs)
    return kind, {name: float(value) for name, _, value in values}


def _combo(name: str) -> QComboBox:
    box = QComboBox()
    box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    box.setAccessibleName(name)
    box.setToolTip(name)
    return box


def _slider(name: str, value: int) -> QSlider:
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setRange(0, 100)
    slider.setValue(value)
    slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    slider.setAccessibleName(name)
    return slider


def _row(slider: QSlider) -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    label = QLabel(slider.accessibleName())
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    layout.addWidget(label)
    layout.addWidget(slider, 1)
    return row
