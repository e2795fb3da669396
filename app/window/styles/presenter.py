"""Style presenter: the gallery with the library behind it, and what can be done with styles."""

from collections.abc import Sequence
from pathlib import Path

from PyQt6.QtCore import QMimeData, QObject, pyqtSignal
from PyQt6.QtGui import QGuiApplication, QImage, QImageReader

from app.window.bridge import Background
from app.window.file_dialogs import STYLES, ask_files
from app.window.look import LEAST, MAX_BLEND, Shares
from app.window.messages import ask_text
from app.window.styles.blend_tile import BlendTile
from app.window.styles.browse import BrowseBar
from app.window.styles.drops import read_drop
from app.window.styles.gallery import Gallery
from app.window.styles.import_job import ImportedStyle
from app.window.styles.importer import StyleImporter
from app.window.styles.library import Library, StyleEntry
from app.window.styles.menu import show_menu
from app.window.styles.tile import THUMBNAIL

THREADS: int = 2
"""Threads that read thumbnails."""


class StylePresenter(QObject):
    """What can be done with styles; the gallery shows it.

    Signals:
        picked: the styles to paint with and their weights, and what that is called when it is undone.
        decoded: key of an imported style and its picture, (H, W, 3) uint8 RGB; before libraryChanged.
        libraryChanged: styles were added, removed or renamed; what that is called when it is undone, or ""
            when it cannot be undone.
        removed: what was removed, for people.
        said: a sentence for people.
        studyWanted: key of the style to study.
    """

    picked = pyqtSignal(object, str)
    decoded = pyqtSignal(str, object)
    libraryChanged = pyqtSignal(str)  # noqa: N815
    removed = pyqtSignal(str)
    said = pyqtSignal(str)
    studyWanted = pyqtSignal(str)  # noqa: N815

    def __init__(self, library: Library, background: Background, importer: StyleImporter) -> None:
        super().__init__(background)
        self.gallery = Gallery()
        self.browse = BrowseBar(self.gallery)
        self.blend_tile = BlendTile()
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
        gallery.menuWanted.connect(lambda keys, at: show_menu(self, self._library, keys, at))
        gallery.removeWanted.connect(lambda keys: self.remove(*keys))
        gallery.renameWanted.connect(self.ask_name)
        gallery.starred.connect(lambda key: self.toggle_favourite(key))
        self.browse.favouriteWanted.connect(lambda: self.toggle_favourite(*gallery.selected_keys()))
        self.browse.groupWanted.connect(lambda: self.ask_group(*gallery.selected_keys()))
        self.browse.removeWanted.connect(lambda: self.remove(*gallery.selected_keys()))
        self._refresh()

    def pictures(self) -> dict[str, tuple[Path, str]]:
        """Key -> picture's file and name, of every style shown."""
        return {entry.key: (entry.file, entry.name) for entry in self._library.entries}

    def names(self) -> dict[str, str]:
        """Key -> name."""
        return {entry.key: entry.name for entry in self._library.entries}

    @property
    def folder(self) -> Path:
        """Where the person's own style pictures are."""
        return self._library.folder

    def adopt(self, entries: Sequence[StyleEntry]) -> None:
        """Take in styles whose pictures are in the folder already; hidden bundled ones are shown again."""
        known = {entry.key for entry in self.snapshot()}
        self._library.add_all([entry for entry in entries if not entry.bundled or entry.key in known])
        self._refresh()

    def snapshot(self) -> tuple[StyleEntry, ...]:
        """All styles, shown or not, as they are now."""
        return self._library.snapshot()

    def put_back(self, snapshot: Sequence[StyleEntry]) -> None:
        """Make the styles as they were."""
        self._library.put_back(snapshot)
        self._refresh()

    def show_shares(self, shares: Shares) -> None:
        """Mark what is painted with, and bring it into sight."""
        new = [key for key, _ in shares if key not in dict(self._shares)]
        self._shares = shares
        self.blend_tile.setEnabled(0 < len(shares) < MAX_BLEND)
        total = sum(weight for _, weight in shares) or 1.0
        self.gallery.show_shares({key: weight / total for key, weight in shares})
        if new:
            self.gallery.scroll_to(new[-1])

    def show_learned(self, key: str, picture: QImage) -> None:
        """Show the picture of a style as the network has seen it."""
        self.gallery.set_thumbnail(key, picture)

    @property
    def adding(self) -> bool:
        """Whether the next style that is chosen is added to the blend."""
        return self.blend_tile.isChecked()

    def set_adding(self, on: bool) -> None:
        """Whether the next style that is chosen is added to the blend."""
        self.blend_tile.setChecked(on)

    def choose(self, key: str) -> None:
        """Paint with this style alone, or add it to the blend when that was asked for."""
        if self.adding and key not in dict(self._shares):
            self.set_adding(False)
            self.blend(key)
            return
        self.picked.emit(((key, 1.0),), self.names().get(key, key))

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
        self.picked.emit(tuple((used, 1.0) for used in keys), self.tr("Blend"))

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
        paths = ask_files(self.gallery.window(), self.tr("Add style pictures"), STYLES)
        if paths:
            self.importer.take_files(paths, apply=True)

    def study(self, key: str) -> None:
        """Learn a style thoroughly."""
        self.studyWanted.emit(key)

    def ask_name(self, key: str) -> None:
        """Let a person rename a style."""
        entry = self._library.find(key)
        if entry is None:
            return
        title, yes = self.tr("Rename the style"), self.tr("Rename")
        self.rename(key, ask_text(self.gallery, title, self.tr("Name"), yes, entry.name))

    def rename(self, key: str, name: str) -> None:
        """Give a style another name; an empty one changes nothing."""
        self._library.rename(key, name)
        self._refresh(self.tr("Renaming"))

    def ask_group(self, *keys: str) -> None:
        """Let a person name the group of styles."""
        title, label = self.tr("Put into a group"), self.tr("Name of the group")
        if name := ask_text(self.gallery, title, label, self.tr("Put into it")):
            self.set_group(name, *keys)

    def set_group(self, group: str, *keys: str) -> None:
        """Put styles into a group; empty = into none."""
        self._library.set_group(group, *keys)
        self._refresh(self.tr("Group"))

    def remove(self, *keys: str) -> None:
        """Take styles out of the gallery; when none is left that is painted with, a neighbour is."""
        names = [name for key, name in self.names().items() if key in keys]
        if not names:
            return
        shares = self._shares_without(keys)
        self._library.remove(*keys)
        text = self.tr("Removed {name}").format(name=names[0])
        if len(names) > 1:
            text = self.tr("Removed {count} styles").format(count=len(names))
        if shares != self._shares:
            self.picked.emit(shares, text)
        self._refresh(text)
        self.removed.emit(text)

    def reject(self, key: str, reason: str) -> None:
        """A style turned out to be no picture, today at least: its file stays, `restore_bundled` shows it."""
        shares = self._shares_without([key])
        self._library.hide(key)
        if shares != self._shares:
            self.picked.emit(shares, "")
        self._refresh()
        self.said.emit(reason)

    def toggle_favourite(self, *keys: str) -> None:
        """Show styles before the others; when all of them are favourites already, not any more."""
        entries = [entry for entry in self._library.entries if entry.key in keys]
        self.set_favourite(not all(entry.favourite for entry in entries), *keys)

    def set_favourite(self, favourite: bool, *keys: str) -> None:
        """Show styles before the others, or not."""
        self._library.set_favourite(favourite, *keys)
        self._refresh(self.tr("Favourite"))

    def restore_bundled(self) -> None:
        """Show the bundled styles that were removed."""
        self._library.restore_bundled()
        self._refresh(self.tr("Bundled styles"))

    def _shares_without(self, gone: Sequence[str]) -> Shares:
        """The styles to paint with when some go: what is left of the blend, or a neighbour."""
        left = tuple(pair for pair in self._shares if pair[0] not in gone and pair[1] > LEAST)
        used = [key for key, _ in self._shares if key in gone]
        if left or not used:
            return left or self._shares
        keys = self.gallery.keys()
        at = keys.index(used[0]) if used[0] in keys else 0
        near = [key for key in (*keys[at:], *reversed(keys[:at])) if key not in gone]
        return tuple((key, 1.0) for key in near[:1])

    def _refresh(self, undo_text: str = "", imported: Sequence[ImportedStyle] = ()) -> None:
        entries = self._library.entries
        self.gallery.show_entries(entries)
        self.browse.show_groups(self._library.groups)
        for style in imported:
            self.gallery.set_thumbnail(style.entry.key, style.thumbnail)
        self.show_shares(self._shares)
        for entry in entries:
            if entry.key not in self._loading and not self.gallery.has_icon(entry.key):
                self._load_thumbnail(entry.key, entry.path)
        self.libraryChanged.emit(undo_text)

    def _load_thumbnail(self, key: str, path: str) -> None:
        """Show the picture before the network has seen it; Qt may not read every kind, the engine does."""
        self._loading.add(key)
        small = self._pool.submit(lambda: _read_small(path))
        self._background.follow(small, lambda image: self.show_learned(key, image), lambda error: None)

    def _on_added(self, imported: list[ImportedStyle], applied: str, are_first: bool) -> None:
        for style in imported:
            if style.image is not None:
                self.decoded.emit(style.entry.key, style.image)
        self._refresh(imported=imported)
        if applied:
            self.choose(applied)
        elif are_first:  # those that come later do not move the row under the person's hand
            self.gallery.scroll_to(imported[0].entry.key)

    def _on_reordered(self, keys: list[str]) -> None:
        self._library.reorder(keys)
        self._refresh(self.tr("Order"))


def _read_small(path: str) -> QImage:
    reader = QImageReader(path)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid():
        scale = 2 * THUMBNAIL / max(1, min(size.width(), size.height()))
        if scale < 1:
            reader.setScaledSize(size * scale)
    return reader.read()
