"""Saved looks: kept by name, recalled by number, written to files that carry their style pictures along."""

from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject, QSize, Qt
from PyQt6.QtGui import QImage
from PyQt6.QtWidgets import QFileDialog

from app.window.bridge import Background, SettingsStore
from app.window.look import LookPanel, SavedLook
from app.window.look_presenter import LookPresenter
from app.window.messages import ask_text, is_for_people
from app.window.styles import LookFile, read_look_file, write_look_file
from app.window.theme import qt_image

if TYPE_CHECKING:
    from engine import Frame

PICTURE = QSize(144, 88)
"""Pixels of a saved look's picture: the panel shows it at half of that."""

SUFFIX = ".impasto-look"


class SavedLooks(QObject):
    """The looks with names; the panel shows them, the settings store keeps them."""

    def __init__(
        self,
        panel: LookPanel,
        looks: LookPresenter,
        background: Background,
        store: SettingsStore,
        frame: "Callable[[], Frame | None]",
    ) -> None:
        """Show those of the last run; `frame` gives what is on the screen."""
        super().__init__(panel)
        self._box = panel.presets
        self._looks = looks
        self._styles = looks.styles
        self._background = background
        self._store = store
        self._messages = looks.messages
        self._frame = frame
        self._saved = store.presets
        self._pictures = store.preset_pictures
        box = self._box
        box.saveWanted.connect(self.ask_save)
        box.loadWanted.connect(self.ask_load)
        box.recalled.connect(self.recall)
        box.updateWanted.connect(self.save)
        box.renameWanted.connect(self.ask_rename)
        box.exportWanted.connect(self.ask_export)
        box.forgetWanted.connect(self.forget)
        self._show()

    @property
    def names(self) -> tuple[str, ...]:
        """Of the saved looks, in their order."""
        return tuple(self._saved)

    def ask_save(self) -> None:
        """Ask under which name to save the look of now."""
        title, label = self.tr("Save this look"), self.tr("Name")
        suggestion = self.tr("Look {number}").format(number=len(self._saved) + 1)
        if name := ask_text(self._box, title, label, self.tr("Save"), suggestion):
            self.save(name)

    def save(self, name: str) -> None:
        """Keep the look of now under a name; a known name is replaced."""
        self._refresh()
        self._saved[name] = self._looks.look
        self._pictures[name] = _picture_of(self._frame())
        self._keep()

    def recall(self, name: str) -> None:
        """Paint as saved under a name."""
        self._looks.recall(name, self._saved[name])

    def recall_number(self, number: int) -> None:
        """Paint with the look at this place, 0 for the first; nothing happens when there is none."""
        if number < len(self._saved):
            self.recall(self.names[number])

    def ask_rename(self, name: str) -> None:
        """Ask for another name."""
        title, label = self.tr("Rename the look"), self.tr("Name")
        if new := ask_text(self._box, title, label, self.tr("Rename"), name):
            self.rename(name, new)

    def rename(self, name: str, new: str) -> None:
        """Give a saved look another name, at the same place; one that has that name already is replaced."""
        self._refresh()
        rest = [(key, look) for key, look in self._saved.items() if key != new or key == name]
        self._saved = {new if key == name else key: look for key, look in rest}
        self._pictures[new] = self._pictures.pop(name, QImage())
        self._keep()

    def forget(self, name: str) -> None:
        """Forget a saved look; the message about it can bring it back."""
        self._refresh()
        before, picture = dict(self._saved), self._pictures.pop(name, QImage())
        self._saved.pop(name, None)
        self._keep()

        def bring_back() -> None:
            self._refresh()  # what was saved meanwhile stays
            there = {name: before[name]} | self._saved
            self._saved = {key: there.pop(key) for key in before if key in there} | there
            self._pictures.setdefault(name, picture)
            self._keep()

        text = self.tr("Forgot the look {name}").format(name=name)
        self._messages.say(text, topic="undo", buttons=[(self.tr("Undo"), bring_back)])

    def ask_export(self, name: str) -> None:
        """Ask for a file to write a look to."""
        kind = self.tr("Looks (*{suffix})").format(suffix=SUFFIX)
        title = self.tr("Save the look to a file")
        path, _ = QFileDialog.getSaveFileName(self._box.window(), title, name + SUFFIX, kind)
        if path:
            self.export(name, Path(path))

    def export(self, name: str, path: Path) -> None:
        """Write a look and its style pictures to a file."""
        look = self._saved[name]
        named = {entry.key: entry for entry in self._styles.snapshot()}
        keys = dict.fromkeys((*dict(look.styles), *(region.style for region in look.regions)))
        file = LookFile(name, look, tuple(named[key] for key in keys if key in named))
        done = self.tr("Saved as {name}").format(name=path.name)
        self._background.run(
            lambda: write_look_file(path, file), lambda _: self._messages.say(done), self._complain
        )

    def ask_load(self) -> None:
        """Ask for a file to take a look from."""
        kind = self.tr("Looks (*{suffix})").format(suffix=SUFFIX)
        path, _ = QFileDialog.getOpenFileName(self._box.window(), self.tr("Load a look"), "", kind)
        if path:
            self.load(Path(path))

    def load(self, path: Path) -> None:
        """Take in a look that was written to a file, with its style pictures, and paint with it."""
        folder = self._styles.folder
        self._background.run(lambda: read_look_file(path, folder), self._on_loaded, self._complain)

    def _on_loaded(self, file: LookFile) -> None:
        self._styles.adopt(file.styles)
        self._refresh()
        name = self._name_of(file)
        self._saved[name] = file.look
        self._pictures.setdefault(name, QImage())
        self._keep()
        self.recall(name)

    def _name_of(self, file: LookFile) -> str:
        """The file's name, with a number where another look has it."""
        numbered = (file.name if number == 1 else f"{file.name} ({number})" for number in count(1))
        return next(name for name in numbered if self._saved.get(name, file.look) == file.look)

    def _complain(self, error: Exception) -> None:
        if not is_for_people(error) and not isinstance(error, OSError):
            raise error
        self._messages.say(str(error), warns=True)

    def _refresh(self) -> None:
        """Another window may have saved looks meanwhile, and they stay."""
        self._store.sync()
        self._saved, self._pictures = self._store.presets, self._store.preset_pictures

    def _keep(self) -> None:
        self._store.put_presets(self._saved)
        self._store.put_preset_pictures(self._pictures)
        self._store.sync()
        self._show()

    def _show(self) -> None:
        self._box.show_looks([SavedLook(name, self._pictures.get(name, QImage())) for name in self._saved])


def _picture_of(frame: "Frame | None") -> QImage:
    """The middle of what is painted, small."""
    if frame is None:
        return QImage()
    covering = Qt.AspectRatioMode.KeepAspectRatioByExpanding
    image = frame.image
    rough = qt_image(image).scaled(PICTURE * 3, covering)  # quickly, as the window waits
    small = rough.scaled(PICTURE, covering, Qt.TransformationMode.SmoothTransformation)
    left, top = (small.width() - PICTURE.width()) // 2, (small.height() - PICTURE.height()) // 2
    return small.copy(left, top, PICTURE.width(), PICTURE.height())
