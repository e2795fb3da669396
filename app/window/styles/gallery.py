"""Gallery: the styles, in a strip or as a grid. Click one, press 1-9, drop a picture on it."""

from collections.abc import Callable, Sequence

from PyQt6.QtCore import QMimeData, QPoint, QSize, Qt, pyqtSignal
from PyQt6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPalette,
    QResizeEvent,
    QWheelEvent,
)
from PyQt6.QtWidgets import QFrame, QListView, QListWidget, QListWidgetItem

from app.window.styles.edges import Edges
from app.window.styles.library import StyleEntry
from app.window.styles.style_list import StyleList
from app.window.styles.tile import ENTRY, TILE, TileDelegate, star_room

STYLE_MIME = "application/x-impasto-style"
"""A style dragged out of the gallery: its key."""

STRIP_HEIGHT: int = TILE.height() + 8
"""Pixels of the strip."""

MOVES = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End)

STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
"""Keys that with Alt put a style elsewhere."""

GRID_SHARE: float = 0.5
"""Of the window's height that the rows of styles may take; the rest of them is scrolled to."""

LEFT_TO_RIGHT = Qt.LayoutDirection.LeftToRight


class Gallery(StyleList):
    """The styles, side by side.

    Signals:
        chosen: key of the style to paint with.
        blended: key of the style to add to the blend, or to take out of it (Ctrl + click).
        starred: key of the style to make a favourite, or not any more.
        dropped: what was dropped here from outside, as QMimeData.
        reordered: all keys in their new order.
        menuWanted: keys of the styles and where on the screen.
        removeWanted: keys of the styles to remove.
        renameWanted: key of the style to rename.
    """

    chosen = pyqtSignal(str)
    blended = pyqtSignal(str)
    starred = pyqtSignal(str)
    dropped = pyqtSignal(object)
    reordered = pyqtSignal(list)
    menuWanted = pyqtSignal(list, object)  # noqa: N815
    removeWanted = pyqtSignal(list)  # noqa: N815
    renameWanted = pyqtSignal(str)  # noqa: N815

    def __init__(self) -> None:
        super().__init__()
        self._tiles = TileDelegate(self)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setUniformItemSizes(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setItemDelegate(self._tiles)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QListWidget.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Styles"))
        self.edges = Edges(self)
        self.set_grid(False)
        view = self.viewport()
        if view is not None:
            view.setBackgroundRole(QPalette.ColorRole.Window)

    @property
    def grid(self) -> bool:
        """All styles are shown in rows, not one row of them."""
        return self.isWrapping()

    def set_grid(self, on: bool) -> None:
        """Show all styles in rows, or one row."""
        self.setWrapping(on)
        bar = Qt.ScrollBarPolicy.ScrollBarAsNeeded if on else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(bar)
        self._fit()

    def set_selecting(self, on: bool) -> None:
        """Whether a click selects instead of painting with a style."""
        self.clearSelection()
        mode = QListWidget.SelectionMode.MultiSelection if on else QListWidget.SelectionMode.SingleSelection
        self.setSelectionMode(mode)
        self.setDragEnabled(not on)
        self._tiles.selecting = on
        self._redraw()

    def selected_keys(self) -> list[str]:
        """Keys of the styles that are selected and in sight."""
        if not self._tiles.selecting:
            return []
        return [key for key, item in self._items.items() if item.isSelected() and not item.isHidden()]

    def show_only(self, wanted: Callable[[StyleEntry], bool]) -> int:
        left = super().show_only(wanted)
        self._fit()
        return left

    def focus_first(self) -> None:
        """Put the keyboard onto the first style in sight."""
        shown = [item for item in self._items.values() if not item.isHidden()]
        if shown:
            self.setCurrentItem(shown[0])
        self.setFocus(Qt.FocusReason.TabFocusReason)

    def sizeHint(self) -> QSize:
        """As high as its rows need, if the picture keeps its part of the window."""
        window = self.window()
        most = round((window.height() if window is not None else 0) * GRID_SHARE)
        return QSize(super().sizeHint().width(), max(STRIP_HEIGHT, min(self.maximumHeight(), most)))

    def _fit(self) -> None:
        """Be as high as the styles in sight need, at most."""
        shown = sum(not item.isHidden() for item in self._items.values())
        across = max(1, (self.width() - 12) // TILE.width())
        rows = max(1, -(-shown // across)) if self.grid else 1
        self.setMinimumHeight(STRIP_HEIGHT)
        self.setMaximumHeight(rows * TILE.height() + 8)
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        self._fit()

    def _key_at(self, at: QPoint) -> str | None:
        row = self.indexAt(at).row()
        return self._entry(row).key if row >= 0 else None

    def _on_star(self, at: QPoint) -> bool:
        return star_room(self.visualRect(self.indexAt(at))).contains(at)

    def _redraw(self) -> None:
        view = self.viewport()
        if view is not None:
            view.update()

    def mouseReleaseEvent(self, event: QMouseEvent | None) -> None:
        super().mouseReleaseEvent(event)
        if event is None or event.button() != Qt.MouseButton.LeftButton or self._tiles.selecting:
            return
        key = self._key_at(event.pos())
        if key is None or self.state() != QListWidget.State.NoState:
            return
        if self._on_star(event.pos()):
            self.starred.emit(key)
        else:
            adds = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            (self.blended if adds else self.chosen).emit(key)

    def contextMenuEvent(self, event: QContextMenuEvent | None) -> None:
        if event is None:
            return
        by_keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        at = self.visualRect(self.currentIndex()).center() if by_keyboard else event.pos()
        key = self._key_at(at)
        if key is not None:
            selected = self.selected_keys()
            self.menuWanted.emit(selected if key in selected else [key], self.mapToGlobal(at))

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        if event is None:
            return
        row, key = self.currentRow(), Qt.Key(event.key())
        if row >= 0 and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self._tiles.selecting:
            adds = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            (self.blended if adds else self.chosen).emit(self._entry(row).key)
        elif row >= 0 and key in STEPS and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._shift(row, STEPS[key] if self.layoutDirection() == LEFT_TO_RIGHT else -STEPS[key])
        elif row >= 0 and key == Qt.Key.Key_Delete:
            self.removeWanted.emit(self.selected_keys() or [self._entry(row).key])
        elif row >= 0 and key == Qt.Key.Key_F2:
            self.renameWanted.emit(self._entry(row).key)
        elif row >= 0 and key == Qt.Key.Key_Asterisk:
            self.starred.emit(self._entry(row).key)
        elif key in MOVES or (self._tiles.selecting and key in (Qt.Key.Key_Space, Qt.Key.Key_Return)):
            super().keyPressEvent(event)
        else:
            event.ignore()  # letters and digits are the window's shortcuts, the space bar is the picture's

    def wheelEvent(self, event: QWheelEvent | None) -> None:
        if self.grid:
            return super().wheelEvent(event)
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

    def _shift(self, row: int, by: int) -> None:
        """Put a style one place on or back, and keep the keyboard on it."""
        keys, to = self.keys(), row + by
        if 0 <= to < len(keys):
            keys.insert(to, keys.pop(row))
            self.reordered.emit(keys)
            self.setCurrentRow(to)

    def _move(self, event: QDropEvent) -> None:
        row, target = self.currentRow(), self.indexAt(event.position().toPoint()).row()
        keys = self.keys()
        keys.insert(target if target >= 0 else len(keys), keys.pop(row))
        event.setDropAction(Qt.DropAction.IgnoreAction)  # or the view would take the tile away itself
        event.accept()
        self.reordered.emit(keys)
