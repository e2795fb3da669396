"""Style list: the styles as items of a list, with their thumbnails and how much of each is painted."""

from collections.abc import Callable, Sequence

from PyQt6.QtGui import QIcon, QImage
from PyQt6.QtWidgets import QListWidget, QListWidgetItem

from app.window.styles.library import StyleEntry
from app.window.styles.tile import ENTRY, SHARE, THUMBNAIL, TILE, TRIAL, icon_of


class StyleList(QListWidget):
    """Styles by their keys; how they are laid out and what a click does is the gallery's."""

    def __init__(self) -> None:
        super().__init__()
        self._items: dict[str, QListWidgetItem] = {}

    def show_only(self, wanted: Callable[[StyleEntry], bool]) -> int:
        """Hide the other styles; returns how many are left."""
        left = 0
        for item in self._items.values():
            hidden = not wanted(item.data(ENTRY))
            left += not hidden
            if item.isHidden() != hidden:
                item.setHidden(hidden)
        return left

    def show_entries(self, entries: Sequence[StyleEntry]) -> None:
        """Show these styles, keeping the thumbnails that are known; to add some at the end is cheap."""
        thumbnails, shares = self.icons(), {key: self.share(key) for key in self._items}
        if self.keys() != [entry.key for entry in entries[: self.count()]]:
            self.clear()
            self._items.clear()
        for entry in entries:
            if entry.key not in self._items:
                self._append(entry, shares.get(entry.key, 0.0), thumbnails.get(entry.key))
            elif self._items[entry.key].data(ENTRY) != entry:
                self._describe(self._items[entry.key], entry)

    def keys(self) -> list[str]:
        """Keys of the styles shown, in order."""
        return list(self._items)

    def keys_in_sight(self) -> list[str]:
        """Keys of the styles that can be seen now."""
        view = self.viewport()
        seen = view.rect() if view is not None else self.rect()
        items = self._items.items()
        return [
            key for key, item in items if seen.intersects(self.visualItemRect(item)) and not item.isHidden()
        ]

    def has_icon(self, key: str) -> bool:
        """Whether a style has its thumbnail."""
        return not self.icon(key).isNull()

    def icon(self, key: str) -> QIcon:
        """A style's thumbnail; a null icon when there is none yet."""
        return self._items[key].icon() if key in self._items else QIcon()

    def icons(self) -> dict[str, QIcon]:
        """Key -> thumbnail, of the styles that have one."""
        icons = {key: item.icon() for key, item in self._items.items()}
        return {key: icon for key, icon in icons.items() if not icon.isNull()}

    def scroll_to(self, key: str) -> None:
        """Bring a style into sight."""
        if key in self._items:
            self.scrollToItem(self._items[key])

    def set_thumbnail(self, key: str, image: QImage) -> None:
        """Show a style's picture, cut to a square."""
        if key in self._items and not image.isNull():
            ratio = self.devicePixelRatioF()
            self._items[key].setIcon(icon_of(image, round(THUMBNAIL * ratio), ratio))

    def set_trial(self, key: str, image: QImage) -> None:
        """Show what a style makes of a picture, in place of its own."""
        if key in self._items:
            ratio = self.devicePixelRatioF()
            self._items[key].setData(TRIAL, icon_of(image, round(THUMBNAIL * ratio), ratio))

    def clear_trials(self) -> None:
        """Show the styles' own pictures again."""
        for item in self._items.values():
            item.setData(TRIAL, None)

    def trials(self) -> list[str]:
        """Keys of the styles that show what they make of a picture."""
        return [key for key, item in self._items.items() if item.data(TRIAL) is not None]

    def show_shares(self, shares: dict[str, float]) -> None:
        """Mark what is painted with: key -> share 0..1."""
        for key, item in self._items.items():
            share = shares.get(key, 0.0)
            if item.data(SHARE) != share:
                item.setData(SHARE, share)

    def share(self, key: str) -> float:
        """How much of the picture is painted in this style."""
        return float(self._items[key].data(SHARE) or 0.0)

    def _append(self, entry: StyleEntry, share: float, thumbnail: QIcon | None) -> None:
        item = QListWidgetItem()
        self._describe(item, entry)
        item.setData(SHARE, share)
        item.setSizeHint(TILE)
        if thumbnail is not None:
            item.setIcon(thumbnail)
        self.addItem(item)
        self._items[entry.key] = item

    def _describe(self, item: QListWidgetItem, entry: StyleEntry) -> None:
        item.setData(ENTRY, entry)
        item.setText(entry.name)
        item.setToolTip(self.tr("{name}\nCtrl + click adds it to a blend.").format(name=entry.name))

    def _entry(self, row: int) -> StyleEntry:
        item = self.item(row)
        assert item is not None
        entry = item.data(ENTRY)
        assert isinstance(entry, StyleEntry)
        return entry
