"""Style presenter: the gallery with the library behind it, and what can be done with styles."""

from collections.abc import Sequence
from pathlib import Path

from PyQt6.QtCore import QMimeData, QObject, QPoint, pyqtSignal
from PyQt6.QtGui import QGuiApplication, QIcon, QImage, QImageReader
from PyQt6.QtWidgets import QFileDialog, QInputDialog, QMenu

from app.window.bridge import Background
from app.window.look import LEAST, MAX_BLEND, Shares
from app.window.styles.drops import read_drop
from app.window.styles.gallery import Gallery
from app.window.styles.import_job import ImportedStyle
from app.window.styles.importer import StyleImporter
from app.window.styles.library import Library
from app.window.styles.tile import THUMBNAIL

THREADS: int = 2
"""Threads that read thumbnails."""


class StylePresenter(QObject):
    """What can be done with styles; the gallery shows it.

    Signals:
        picked: the styles to paint with and their weights.
        decoded: key of an imported style and its picture, (H, W, 3) uint8 RGB; before libraryChanged.
        libraryChanged: styles were added, removed or renamed.
        said: a sentence for people.
    """

    picked = pyqtSignal(object)
    decoded = pyqtSignal(str, object)
    libraryChanged = pyqtSignal()  # noqa: N815
    said = pyqtSignal(str)

    def __init__(self, library: Library, background: Background, importer: StyleImporter) -> None:
        super().__init__(background)
        self.gallery = Gallery()
        self.importer = importer
        self._library = library
        self._background = background
        self._pool = background.pool("impasto-thumbnails", THREADS)
        self._loading: set[str] = set()
        self._shares: Shares = ()
        importer.added.connect(self._on_added)
        gallery = self.gallery
        gallery.chosen.connect(self.choose)
        gallery.blended.connect(self.blend)
        gallery.dropped.connect(lambda mime: self.take(mime, apply=False))
        gallery.reordered.connect(self._on_reordered)
        gallery.menuWanted.connect(self._on_menu_wanted)
        gallery.removeWanted.connect(self.remove)
        gallery.renameWanted.connect(self.ask_name)
        self._refresh()

    def pictures(self) -> dict[str, tuple[Path, str]]:
        """Key -> picture's file and name, of every style shown."""
        return {entry.key: (Path(entry.path), entry.name) for entry in self._library.entries}

    def names(self) -> dict[str, str]:
        """Key -> name."""
        return {entry.key: entry.name for entry in self._library.entries}

    def icons(self) -> dict[str, QIcon]:
        """Key -> thumbnail."""
        return self.gallery.icons()

    def show_shares(self, shares: Shares) -> None:
        """Mark what is painted with."""
        self._shares = shares
        total = sum(weight for _, weight in shares) or 1.0
        self.gallery.show_shares({key: weight / total for key, weight in shares})

    def choose(self, key: str) -> None:
        """Paint with this style alone."""
        self.picked.emit(((key, 1.0),))

    def choose_number(self, number: int) -> None:
        """Paint with the style at this place, 0 for the first; nothing happens when there is none."""
        keys = self.gallery.keys()
        if number < len(keys):
            self.choose(keys[number])

    def step(self, by: int) -> None:
        """Paint with the next style, or with the one before."""
        keys = self.gallery.keys()
        if not keys:
            return
        now = keys.index(self._shares[0][0]) if self._shares and self._shares[0][0] in keys else -by
        self.choose(keys[(now + by) % len(keys)])

    def blend(self, key: str) -> None:
        """Add a style to those that are painted with, or take it out; all of them get the same weight."""
        keys = [used for used, _ in self._shares]
        if key in keys:
            keys.remove(key)
        elif len(keys) == MAX_BLEND:
            self.said.emit(self.tr("A blend has four styles at most."))
            return
        else:
            keys.append(key)
        self.picked.emit(tuple((used, 1.0) for used in keys))

    def take(self, mime: QMimeData, *, apply: bool) -> None:
        """Import what was dropped; a style of the gallery is only painted with."""
        dropped = read_drop(mime)
        if dropped.style is None:
            self.importer.take(dropped, apply=apply)
        elif apply:
            self.choose(dropped.style)

    def paste(self) -> None:
        """Import what is on the clipboard, and paint with it."""
        clipboard = QGuiApplication.clipboard()
        mime = clipboard.mimeData() if clipboard is not None else None
        if mime is not None:
            self.take(mime, apply=True)

    def ask_files(self) -> None:
        """Let a person choose style pictures."""
        paths, _ = QFileDialog.getOpenFileNames(self.gallery.window(), self.tr("Add style pictures"))
        if paths:
            self.importer.take_files([Path(path) for path in paths], apply=True)

    def ask_name(self, key: str) -> None:
        """Let a person rename a style."""
        entry = self._library.find(key)
        if entry is None:
            return
        name, sure = QInputDialog.getText(
            self.gallery.window(), self.tr("Rename the style"), self.tr("Name"), text=entry.name
        )
        if sure:
            self.rename(key, name)

    def rename(self, key: str, name: str) -> None:
        """Give a style another name."""
        self._library.rename(key, name)
        self._refresh()

    def remove(self, key: str) -> None:
        """Take a style out of the gallery."""
        self._library.remove(key)
        self._on_gone(key)

    def _on_gone(self, key: str) -> None:
        self._refresh()
        if key in dict(self._shares):
            self.picked.emit(tuple(pair for pair in self._shares if pair[0] != key and pair[1] > LEAST))

    def reject(self, key: str, reason: str) -> None:
        """A style turned out to be no picture, today at least: its file stays, `restore_bundled` shows it."""
        self._library.hide(key)
        self._on_gone(key)
        self.said.emit(reason)

    def set_favourite(self, key: str, favourite: bool) -> None:
        """Show a style before the others, or not."""
        self._library.set_favourite(key, favourite)
        self._refresh()

    def restore_bundled(self) -> None:
        """Show the bundled styles that were removed."""
        self._library.restore_bundled()
        self._refresh()

    def _refresh(self, imported: Sequence[ImportedStyle] = ()) -> None:
        entries = self._library.entries
        self.gallery.show_entries(entries)
        for style in imported:
            self.gallery.set_thumbnail(style.entry.key, style.thumbnail)
        self.show_shares(self._shares)
        for entry in entries:
            if entry.key not in self._loading and not self.gallery.has_icon(entry.key):
                self._load_thumbnail(entry.key, entry.path)
        self.libraryChanged.emit()

    def _load_thumbnail(self, key: str, path: str) -> None:
        """Show the picture before the network has seen it; Qt may not read every kind, the engine does."""
        self._loading.add(key)
        self._background.follow(
            self._pool.submit(lambda: _read_small(path)),
            lambda image: self.gallery.set_thumbnail(key, image),
            lambda error: None,
        )

    def _on_added(self, imported: list[ImportedStyle], applied: str) -> None:
        for style in imported:
            if style.image is not None:
                self.decoded.emit(style.entry.key, style.image)
        self._refresh(imported)
        self.gallery.scroll_to(imported[-1].entry.key)
        if applied:
            self.choose(applied)

    def _on_reordered(self, keys: list[str]) -> None:
        self._library.reorder(keys)
        self._refresh()

    def _on_menu_wanted(self, key: str, at: QPoint) -> None:
        entry = self._library.find(key)
        if entry is None:
            return
        menu = QMenu(self.gallery)
        like = self.tr("Not a favourite any more") if entry.favourite else self.tr("Favourite")
        for text, work in (
            (self.tr("Paint with it"), lambda: self.choose(key)),
            (self.tr("Add to the blend, or take out"), lambda: self.blend(key)),
            (like, lambda: self.set_favourite(key, not entry.favourite)),
            (self.tr("Rename …"), lambda: self.ask_name(key)),
            (self.tr("Remove"), lambda: self.remove(key)),
        ):
            action = menu.addAction(text)
            if action is not None:
                action.triggered.connect(lambda _, work=work: work())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)


def _read_small(path: str) -> QImage:
    reader = QImageReader(path)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid():
        scale = 2 * THUMBNAIL / max(1, min(size.width(), size.height()))
        if scale < 1:
            reader.setScaledSize(size * scale)
    return reader.read()
