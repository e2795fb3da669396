"""Regions box: the regions of a look, one of them open; with none or one there is no list."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from PyQt6.QtCore import QEvent, QObject, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QIcon, QKeyEvent
from PyQt6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.regions import NONE, SAME, RegionChoice
from app.window.look.mask_text import MaskText
from app.window.look.region_box import KINDS, RegionBox, mask_names
from app.window.theme import icon

MOST: Final = 8
"""Regions that can be added; a look from elsewhere may have more."""

ROW: Final = 26
"""Pixels: height of a row of the list."""

ANOTHER: Final = RegionChoice("circle", NONE)
"""What is added: it is seen at once, and can be moved in the picture."""


class RegionsBox(QWidget):
    """A list of regions, the topmost first, and the box of the one that is chosen.

    Signals:
        changed: all RegionChoices, a later one lying over those before it; what was done, for people; and a
            kind: changes of one kind in quick succession are one.
        chosen: another region is shown in the box.
    """

    changed = pyqtSignal(tuple, str, str)
    chosen = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.choices: tuple[RegionChoice, ...] = ()
        """What is shown."""
        self.index = 0
        """Place in `choices` of the one in the box."""
        self.box = RegionBox()
        self.list = QListWidget()
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        if (viewport := self.list.viewport()) is not None:
            viewport.setAutoFillBackground(False)
        self.list.setAccessibleName(self.tr("Regions, the topmost first"))
        self.list.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self._on_row)
        self.list.installEventFilter(self)
        self.add = self._make_button("plus", self.tr("Add a region"))
        self.add.setText(self.tr("Another region"))
        self.add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.up = self._make_button("up", self.tr("Over the region above it"))
        self.down = self._make_button("down", self.tr("Below the next region"))
        self.remove = self._make_button("close", self.tr("Remove the region"))
        self._names: Mapping[str, str] = {}
        self._lay_out()
        self._show()
        self.box.changed.connect(self._on_changed)
        self.add.clicked.connect(self._on_add)
        self.up.clicked.connect(lambda: self._move(1))
        self.down.clicked.connect(lambda: self._move(-1))
        self.remove.clicked.connect(self._on_remove)

    @property
    def choice(self) -> RegionChoice | None:
        """The region in the box; None where there is none."""
        return self.choices[self.index] if self.choices else None

    def show_styles(self, names: Mapping[str, str], icons: Mapping[str, QIcon]) -> None:
        """Offer these styles, by their keys."""
        self._names = names
        self.box.show_styles(names, icons)
        self._show_list()

    def show_choices(self, choices: Sequence[RegionChoice]) -> None:
        """Show these without a signal; the first that is another than before goes into the box."""
        before, self.choices = self.choices, tuple(choices)
        if self.choices == before:
            return
        pairs = zip(self.choices, before, strict=False)
        same = next((i for i, (new, old) in enumerate(pairs) if new != old), min(len(before), len(choices)))
        self.index = max(0, min(same, len(self.choices) - 1))
        self._show()

    def put(self, choice: RegionChoice | None, text: str = "", kind: str = "") -> None:
        """As a person would: replace the region in the box, or add one where there is none; None: remove."""
        index = self.index
        rest = self.choices[:index], self.choices[index + 1 :]
        self.choices = (*rest[0], *(() if choice is None else (choice,)), *rest[1])
        self.index = max(0, min(index, len(self.choices) - 1))
        self._show()
        self.changed.emit(self.choices, text or self.tr("Region"), kind)

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        """In the list, Delete removes, and Alt with an arrow changes the order."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        works: dict[tuple[Qt.Key, bool], Callable[[], None]] = {
            (Qt.Key.Key_Delete, False): self._on_remove,
            (Qt.Key.Key_Up, True): lambda: self._move(1),
            (Qt.Key.Key_Down, True): lambda: self._move(-1),
        }
        work = works.get((Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)))
        if work is not None:
            work()
        return work is not None

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(2)
        buttons.addWidget(self.add)
        buttons.addStretch()
        for button in (self.up, self.down, self.remove):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.list)
        layout.addWidget(self.box)
        layout.addLayout(buttons)

    def _make_button(self, picture: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(picture))
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setToolTip(name)
        button.setAccessibleName(name)
        return button

    def _show(self) -> None:
        if self.box.choice != self.choice or self.choice is None:
            self.box.show_choice(self.choice)
        self._show_list()
        self.chosen.emit()

    def _show_list(self) -> None:
        count, row = len(self.choices), len(self.choices) - 1 - self.index
        self.list.blockSignals(True)
        self.list.clear()
        for choice in reversed(self.choices):
            item = QListWidgetItem(self._text(choice), self.list)
            item.setSizeHint(QSize(0, ROW))
        self.list.setCurrentRow(row)
        self.list.blockSignals(False)
        self.list.setFixedHeight(count * ROW)
        self.add.setVisible(count > 0)
        self.add.setEnabled(count < MOST)
        for part in (self.list, self.up, self.down, self.remove):
            part.setVisible(count > 1)
        self.up.setEnabled(row > 0)
        self.down.setEnabled(row < count - 1)

    def _text(self, choice: RegionChoice) -> str:
        """Where and with what, in one line."""
        mask = MaskText.read(choice.mask)
        where = dict(zip(KINDS, mask_names(), strict=True))[mask.kind]
        if mask.file is not None and mask.kind == "file":
            where = mask.file.stem
        what = {NONE: self.tr("The picture itself"), SAME: self.tr("The same style"), **self._names}
        return f"{where} · {what.get(choice.style, '?')}"

    def _on_row(self, row: int) -> None:
        if 0 <= row < len(self.choices):
            self.index = len(self.choices) - 1 - row
            self._show()

    def _on_changed(self, choice: RegionChoice | None) -> None:
        if choice is None:
            self._on_remove()
        else:
            self.put(choice, kind=f"region {self.index}" if self.choices else "")

    def _on_add(self) -> None:
        self.index = len(self.choices)
        self.put(ANOTHER, self.tr("Add a region"))
        self.box.where.setFocus()

    def _on_remove(self) -> None:
        if self.choices:
            self.put(None, self.tr("Remove the region"))

    def _move(self, by: int) -> None:
        """Over (1) or below (-1) its neighbour."""
        there = self.index + by
        if not 0 <= there < len(self.choices):
            return
        order = list(self.choices)
        order[self.index], order[there] = order[there], order[self.index]
        self.choices, self.index = tuple(order), there
        self._show()
        self.changed.emit(self.choices, self.tr("Order of the regions"), "")
