"""Presets: whole looks, saved and recalled by name."""

from collections.abc import Sequence

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QInputDialog, QMenu, QPushButton, QWidget


class PresetButton(QPushButton):
    """A button with the menu of saved looks.

    Signals:
        recalled: name of the look to use.
        saved: name under which to save the look of now.
        forgotten: name of the look to forget.
    """

    recalled = pyqtSignal(str)
    saved = pyqtSignal(str)
    forgotten = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(self.tr("Saved looks"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._names: list[str] = []
        self.choices = QMenu(self)
        self.choices.aboutToShow.connect(self.fill)
        self.setMenu(self.choices)

    def show_names(self, names: Sequence[str]) -> None:
        """Offer these looks."""
        self._names = sorted(names, key=str.casefold)
        self.fill()

    def fill(self) -> None:
        """Make the menu of what there is."""
        self.choices.clear()
        for name in self._names:
            action = self.choices.addAction(name)
            if action is not None:
                action.triggered.connect(lambda _, name=name: self.recalled.emit(name))
        self.choices.addSeparator()
        save = self.choices.addAction(self.tr("Save this look …"))
        if save is not None:
            save.triggered.connect(self.ask_name)
        forget = self.choices.addMenu(self.tr("Forget"))
        if forget is not None:
            forget.setEnabled(bool(self._names))
            for name in self._names:
                action = forget.addAction(name)
                if action is not None:
                    action.triggered.connect(lambda _, name=name: self.forgotten.emit(name))

    def ask_name(self) -> None:
        """Ask under which name to save the look of now; a known name is replaced."""
        name, sure = QInputDialog.getText(self.window(), self.tr("Save this look"), self.tr("Name"))
        if sure and name.strip():
            self.saved.emit(name.strip())
