"""Browse bar: search, groups and selection, above the gallery when it shows all styles as a grid."""

from collections.abc import Callable, Sequence

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QKeyEvent
from PyQt6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from app.window.styles.gallery import Gallery
from app.window.styles.library import StyleEntry

ALL, LIKED, OWN, BUNDLED = "", "favourites", "own", "bundled"
"""Groups that are always there; a person's own are stored with a `/` before the name."""


class BrowseBar(QWidget):
    """Narrows down what the gallery shows; hidden until all styles are shown.

    Signals:
        favouriteWanted, groupWanted, removeWanted: to be done with the selected styles.
    """

    favouriteWanted = pyqtSignal()  # noqa: N815
    groupWanted = pyqtSignal()  # noqa: N815
    removeWanted = pyqtSignal()  # noqa: N815

    def __init__(self, gallery: Gallery) -> None:
        super().__init__()
        self._gallery = gallery
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Find a style"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(200)
        self.search.textChanged.connect(self.narrow)
        self.group = QComboBox()
        self.group.setAccessibleName(self.tr("Which styles"))
        self.group.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.group.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.group.currentIndexChanged.connect(self.narrow)
        self.none = QLabel(self.tr("No style is called so."))
        self.count = QLabel()
        self.select = self._button(self.tr("Select"), lambda: None)
        self.select.setCheckable(True)
        self.select.toggled.connect(self._set_selecting)
        self.work = [
            self._button(self.tr("Favourite"), lambda: self.favouriteWanted.emit()),
            self._button(self.tr("Group …"), lambda: self.groupWanted.emit()),
            self._button(self.tr("Remove"), lambda: self.removeWanted.emit()),
        ]
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 10, 4)
        row.setSpacing(8)
        for left in (self.search, self.group, self.none):
            row.addWidget(left)
        row.addStretch(1)
        for right in (self.count, *self.work, self.select):
            row.addWidget(right)
        gallery.itemSelectionChanged.connect(self._show_selection)
        self.show_groups(())
        self._set_selecting(False)
        self.narrow()
        self.hide()

    def show_groups(self, groups: Sequence[str]) -> None:
        """Offer these groups of the person's besides those that are always there."""
        names = [
            (self.tr("All styles"), ALL),
            (self.tr("Favourites"), LIKED),
            (self.tr("My pictures"), OWN),
            (self.tr("Bundled"), BUNDLED),
            *((group, f"/{group}") for group in groups),
        ]
        if [self.group.itemData(at) for at in range(self.group.count())] != [key for _, key in names]:
            chosen = self.group.currentData()
            self.group.blockSignals(True)
            self.group.clear()
            for text, key in names:
                self.group.addItem(text, key)
            self.group.setCurrentIndex(max(0, self.group.findData(chosen)))
            self.group.blockSignals(False)
        self.narrow()

    def narrow(self) -> None:
        """Show the styles that are searched for, and no others."""
        words, group = self.search.text().casefold().split(), self.group.currentData() or ALL
        shown = self._gallery.show_only(
            lambda entry: _is_in(entry, group) and all(word in entry.name.casefold() for word in words)
        )
        self.none.setVisible(shown == 0)

    def begin_search(self) -> None:
        """Put the keyboard into the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def clear(self) -> None:
        """Show all styles again, none of them selected."""
        self.search.clear()
        self.group.setCurrentIndex(0)
        self.select.setChecked(False)

    def _set_selecting(self, on: bool) -> None:
        self._gallery.set_selecting(on)
        for part in (self.count, *self.work):
            part.setVisible(on)
        self.select.setText(self.tr("Done") if on else self.tr("Select"))
        self._show_selection()

    def _show_selection(self) -> None:
        number = len(self._gallery.selected_keys())
        self.count.setText(self.tr("{number} selected").format(number=number))
        for button in self.work:
            button.setEnabled(number > 0)

    def _button(self, text: str, work: Callable[[], object]) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: work())
        return button

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        if event is not None and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._gallery.focus_first()
        else:
            super().keyPressEvent(event)


def _is_in(entry: StyleEntry, group: str) -> bool:
    if group.startswith("/"):
        return entry.group == group[1:]
    return {ALL: True, LIKED: entry.favourite, OWN: not entry.bundled, BUNDLED: entry.bundled}[group]
