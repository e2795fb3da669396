"""Gallery: the strip of styles below the picture. Click one, press 1-9, drop a picture on it."""

from collections.abc import Sequence

from PyQt6.QtCore import QMimeData, Qt, pyqtSignal
from PyQt6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QIcon,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPalette,
    QWheelEvent,
)
from PyQt6.QtWidgets import (
    QFrame,
    QListView,
    QListWidget,
    QListWidgetItem,
)

from app.window.styles.library import StyleEntry
from app.window.styles.tile import ENTRY, SHARE, THUMBNAIL, TILE, TileDelegate, icon_of

STYLE_MIME = "application/x-impasto-style"
"""A style dragged out of the gallery: its key."""


class Gallery(QListWidget):
    """The styles, side by side.

    Signals:
        chosen: key of the style to paint with.
        blended: key of the style to add to the blend, or to take out of it (Ctrl + click).
        dropped: what was dropped here from outside, as QMimeData.
        reordered: all keys in their new order.
        menuWanted: key of the style and where on the screen.
    """

    chosen = pyqtSignal(str)
    blended = pyqtSignal(str)
    dropped = pyqtSignal(object)
    reordered = pyqtSignal(list)
    menuWanted = pyqtSignal(str, object)  # noqa: N815
    removeWanted = pyqtSignal(str)  # noqa: N815
    renameWanted = pyqtSignal(str)  # noqa: N815

    def __init__(self) -> None:
        super().__init__()
        self._items: dict[str, QListWidgetItem] = {}
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setItemDelegate(TileDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QListWidget.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setFixedHeight(TILE.height() + 8)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Styles"))
        view = self.viewport()
        if view is not None:
            view.setBackgroundRole(QPalette.ColorRole.Window)

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

    def has_icon(self, key: str) -> bool:
        """Whether a style has its thumbnail."""
        return key in self._items and not self._items[key].icon().isNull()

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

    def _key_at(self, event: QMouseEvent | QContextMenuEvent) -> str | None:
        row = self.indexAt(event.pos()).row()
        return self._entry(row).key if row >= 0 else None

    def mouseReleaseEvent(self, event: QMouseEvent | None) -> None:
        super().mouseReleaseEvent(event)
        if event is None or event.button() != Qt.MouseButton.LeftButton:
            return
        key = self._key_at(event)
        if key is not None and self.state() == QListWidget.State.NoState:
            adds = event.modifiers() & (
                Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
            )
            (self.blended if adds else self.chosen).emit(key)

    def contextMenuEvent(self, event: QContextMenuEvent | None) -> None:
        if event is not None and (key := self._key_at(event)) is not None:
            self.menuWanted.emit(key, event.globalPos())

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        if event is None:
            return
        row = self.currentRow()
        key = Qt.Key(event.key())
        if row >= 0 and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            adds = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            (self.blended if adds else self.chosen).emit(self._entry(row).key)
        elif row >= 0 and key == Qt.Key.Key_Delete:
            self.removeWanted.emit(self._entry(row).key)
        elif row >= 0 and key == Qt.Key.Key_F2:
            self.renameWanted.emit(self._entry(row).key)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End):
            super().keyPressEvent(event)
        else:
            event.ignore()  # letters and digits are the window's shortcuts, the space bar is the picture's

    def wheelEvent(self, event: QWheelEvent | None) -> None:
        bar = self.horizontalScrollBar()
        if event is not None and bar is not None:
            turned = event.angleDelta()
            bar.setValue(bar.value() - (turned.y() or turned.x()))

    def mimeData(self, items: Sequence[QListWidgetItem]) -> QMimeData:  # type: ignore[override]
        data = super().mimeData(items) or QMimeData()
        if items:
            data.setData(STYLE_MIME, items[0].data(ENTRY).key.encode())
        return data

    def dragEnterEvent(self, event: QDragEnterEvent | None) -> None:
        if event is not None and event.source() is self:
            super().dragEnterEvent(event)
        elif event is not None:
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent | None) -> None:
        if event is not None and event.source() is self:
            super().dragMoveEvent(event)
        elif event is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent | None) -> None:
        if event is None:
            return
        if event.source() is self:
            self._move(event)
        else:
            event.acceptProposedAction()
            self.dropped.emit(event.mimeData())

    def _move(self, event: QDropEvent) -> None:
        row, target = self.currentRow(), self.indexAt(event.position().toPoint()).row()
        keys = self.keys()
        keys.insert(target if target >= 0 else len(keys), keys.pop(row))
        event.setDropAction(Qt.DropAction.IgnoreAction)  # or the view would take the tile away itself
        event.accept()
        self.reordered.emit(keys)
