"""Region box: one part of the picture that is painted otherwise: where, with what, how strongly."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QIcon
from PyQt6.QtWidgets import QComboBox, QToolButton, QVBoxLayout, QWidget

from app.regions import NONE, SAME, RegionChoice
from app.window.languages import translated
from app.window.look.control_panel import Disclosure
from app.window.look.mask_text import BRUSH, FILE, MaskText
from app.window.look.region_rows import OptionalRow, SwitchLine, ValueRow, align
from engine import MASK_NAMES

KINDS: Final = ("", *MASK_NAMES, BRUSH, FILE)
"""Masks to choose from; empty: none."""

_PLACED: Final = {kind: "size" if kind == "circle" else "at" for kind, own in MASK_NAMES.items() if own}
"""Which value of a mask its slider moves."""

SCALES: Final = (0.5, 2.0)
"""Smallest and largest stroke size."""

LONGEST_NAME: Final = 200
"""Pixels of a file's name; a longer one is shortened in the middle."""

LONGEST_S: Final = 30.0
"""Seconds in which the circle goes round, at most."""


class RegionBox(QWidget):
    """Where, with what, how strongly; and the brush.

    Signals:
        changed: the new RegionChoice, or None.
        brushWanted: a mask is to be painted, or moved, over the picture; or no longer.
        fileWanted: a picture or film is to be chosen as the mask.
    """

    changed = pyqtSignal(object)
    brushWanted = pyqtSignal(bool)  # noqa: N815
    fileWanted = pyqtSignal()  # noqa: N815

    def __init__(self) -> None:
        super().__init__()
        self.choice: RegionChoice | None = None
        """What is shown."""
        self.where = _combo(self.tr("Where a part is painted otherwise"))
        for kind, name in zip(KINDS, mask_names(), strict=True):
            self.where.addItem(name, kind)
        self.file_button = _button(self.tr("Choose another picture or film"))
        self.style_box = _combo(self.tr("With what it is painted"))
        self.place = ValueRow(self.tr("Place"), 0, 1)
        self.edge = ValueRow(self.tr("Soft edge"), 0, 1)
        everywhere = self.tr("As in the whole picture")
        self.strength = OptionalRow(self.tr("Strength there"), 0, 1, everywhere)
        self.brush_size = ValueRow(self.tr("Brush"), 0, 1)
        self.brush_size.set_value(0.15)
        self.brush = _button(self.tr("The left button paints, the right one takes away."))
        self.brush.setCheckable(True)
        self.more = Disclosure(self.tr("More"))
        self.scale = OptionalRow(self.tr("Stroke size there"), *SCALES, everywhere)
        self.scale.show_everywhere(1.0)
        self.weight = ValueRow(self.tr("Weight"), 0, 1)
        self.weight.explain(self.tr("How much of it counts: at 0 it is as if it were not there."))
        self.seconds = ValueRow(self.tr("Seconds to go round"), 0, LONGEST_S, unit=1)
        self.invert = SwitchLine(self.tr("Everywhere but there"))
        self.cut = SwitchLine(self.tr("Cut out what lies there"))
        self.cut.explain(
            self.tr("Finds the outline of a thing. For photos: it takes its time, and may tremble in films.")
        )
        self._lay_out()
        self.show_styles({}, {})
        self.show_choice(None)
        self._connect()

    def show_styles(self, names: Mapping[str, str], icons: Mapping[str, QIcon]) -> None:
        """Offer these styles, by their keys."""
        self.style_box.clear()
        self.style_box.addItem(self.tr("The picture itself"), NONE)
        self.style_box.addItem(self.tr("The same style"), SAME)
        for key, name in names.items():
            self.style_box.addItem(icons.get(key, QIcon()), name, key)
        self._select(self.choice)

    def show_everywhere(self, strength: float, scale: float) -> None:
        """Set strength (0..1) and stroke size (0.5..2) of the whole picture."""
        self.strength.show_everywhere(strength)
        self.scale.show_everywhere(scale)

    def show_choice(self, choice: RegionChoice | None) -> None:
        """Show a region without a signal."""
        self.choice = choice
        mask = _mask_of(choice)
        kind = "" if choice is None else mask.kind
        self.where.setCurrentIndex(max(0, self.where.findData(kind)))
        self._select(choice)
        self.place.set_value(mask[_PLACED.get(kind, "at")])
        for row, name in ((self.edge, "edge"), (self.weight, "weight"), (self.seconds, "seconds")):
            row.set_value(mask[name])
        self.invert.set_on(bool(mask["invert"]))
        self.cut.set_on(bool(mask["cut"]))
        self.strength.show_own(choice.strength if choice else None)
        self.scale.show_own(choice.scale if choice else None)
        self._show_rows(kind)

    def _lay_out(self) -> None:
        for part in (self.scale, self.weight, self.seconds, self.invert, self.cut):
            self.more.column.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        rows = (self.place, self.edge, self.strength, self.brush_size)
        for row in (self.where, self.file_button, self.style_box, *rows, self.brush, self.more):
            layout.addWidget(row)
        align((*rows, self.scale, self.weight, self.seconds))

    def _connect(self) -> None:
        self.where.activated.connect(lambda _: self._on_where())
        self.style_box.activated.connect(lambda _: self._on_changed())
        for row in (self.place, self.edge, self.strength, self.scale, self.weight, self.seconds):
            row.moved.connect(self._on_changed)
        for switch in (self.invert, self.cut):
            switch.moved.connect(self._on_changed)
        self.brush.toggled.connect(self.brushWanted)
        self.file_button.clicked.connect(lambda: self.fileWanted.emit())

    def _select(self, choice: RegionChoice | None) -> None:
        style = NONE if choice is None else choice.style
        self.style_box.setCurrentIndex(max(0, self.style_box.findData(style)))

    def _show_rows(self, kind: str) -> None:
        painted = bool(kind) and self.style_box.currentData() != NONE
        circle = kind == "circle"
        for part, shown in (
            (self.style_box, bool(kind)),
            (self.file_button, kind == FILE),
            (self.place, kind in _PLACED),
            (self.edge, kind in _PLACED),
            (self.strength, painted),
            (self.brush_size, kind == BRUSH),
            (self.brush, kind == BRUSH or circle),
            (self.more, bool(kind)),
            (self.scale, painted),
            (self.seconds, circle),
        ):
            part.setVisible(shown)
        bright = kind in ("bright", "dark")
        size = self.tr("Size") if circle else self.tr("Brightness") if bright else self.tr("Place")
        self.place.rename(size)
        self.brush.setText(self.tr("Move it in the picture") if circle else self.tr("Paint in the picture"))
        file = _mask_of(self.choice).file
        self.file_button.setText(_shortened(self.file_button, file) if file and kind == FILE else "…")
        if kind != BRUSH and not circle:
            self.brush.setChecked(False)

    def _on_where(self) -> None:
        """A person chose another mask, which begins with its own values."""
        kind = self.where.currentData()
        if kind == FILE:  # it is a region once a file is chosen
            self.show_choice(self.choice)
            self.fileWanted.emit()
            return
        if kind == ("" if self.choice is None else _mask_of(self.choice).kind):
            return
        style = NONE if self.choice is None else self.choice.style
        chosen = replace(self.choice or RegionChoice("", style), mask="" if kind == BRUSH else kind)
        self.show_choice(chosen if kind else None)
        self.brush.setChecked(kind == BRUSH)
        self.changed.emit(self.choice)

    def _on_changed(self) -> None:
        """A person moved something of the region that is shown."""
        if self.choice is None:
            return
        style = self.style_box.currentData()
        before, self.choice = self.choice, self._chosen(self.choice, style)
        self._show_rows(self.where.currentData())
        if self.choice != before:
            self.changed.emit(self.choice)

    def _chosen(self, choice: RegionChoice, style: str) -> RegionChoice:
        mask = MaskText.read(choice.mask)
        values = {"invert": float(self.invert.on), "weight": self.weight.value, "cut": float(self.cut.on)}
        if mask.kind in _PLACED:
            values |= {_PLACED[mask.kind]: self.place.value, "edge": self.edge.value}
        if mask.kind == "circle" and (self.seconds.value or mask["seconds"]):
            values["seconds"] = self.seconds.value
        text = str(mask.with_values(**values))
        if style == NONE:
            return RegionChoice(text, style)
        return RegionChoice(text, style, self.strength.own, self.scale.own)


def mask_names() -> tuple[str, ...]:
    """Of `KINDS`, for people."""
    return (
        translated("Nowhere"),
        translated("Person"),
        translated("Background"),
        translated("Left"),
        translated("Right"),
        translated("Top"),
        translated("Bottom"),
        translated("Circle"),
        translated("Bright parts"),
        translated("Dark parts"),
        translated("Painted by hand"),
        translated("Picture or film …"),
    )


def moved(choice: RegionChoice, x: float, y: float) -> RegionChoice:
    """The same circle somewhere else."""
    x, y = (round(min(1.0, max(0.0, each)), 3) for each in (x, y))
    return replace(choice, mask=str(MaskText.read(choice.mask).with_values(x=x, y=y)))


def _mask_of(choice: RegionChoice | None) -> MaskText:
    return MaskText("") if choice is None else MaskText.read(choice.mask)


def _combo(name: str) -> QComboBox:
    box = QComboBox()
    box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    box.setAccessibleName(name)
    box.setToolTip(name)
    return box


def _button(tooltip: str) -> QToolButton:
    button = QToolButton()
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setToolTip(tooltip)
    return button


def _shortened(button: QToolButton, file: Path) -> str:
    """A file's name in one line of the panel."""
    return button.fontMetrics().elidedText(file.name, Qt.TextElideMode.ElideMiddle, LONGEST_NAME)
