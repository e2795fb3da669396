"""Saved looks: a tile for each, with its picture, its name and the number of its key."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PyQt6.QtCore import QPoint, QRectF, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QColor, QContextMenuEvent, QImage, QPainter, QPainterPath, QPaintEvent, QPalette, QPen
from PyQt6.QtWidgets import QGridLayout, QLabel, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.window.theme import faded

COLUMNS: int = 3
"""Tiles side by side."""

PICTURE = QSize(72, 44)
"""Pixels of a tile's picture."""

TILE_HEIGHT: int = 66
"""Pixels of a tile with its name."""

KEYS: int = 9
"""So many looks have a number key."""


@dataclass(frozen=True, slots=True)
class SavedLook:
    """What the panel shows of a saved look."""

    name: str
    """What the person called it."""

    picture: QImage
    """What was painted when it was saved; may be null."""


class SavedLooksBox(QWidget):
    """The saved looks, and a button that saves the look of now.

    Signals:
        saveWanted: keep the look of now.
        loadWanted: take in a look from a file.
        recalled, updateWanted, renameWanted, exportWanted, forgetWanted: name of a look to paint with, to
            replace with that of now, to rename, to write to a file, to forget.
    """

    saveWanted = pyqtSignal()  # noqa: N815
    loadWanted = pyqtSignal()  # noqa: N815
    recalled = pyqtSignal(str)
    updateWanted = pyqtSignal(str)  # noqa: N815
    renameWanted = pyqtSignal(str)  # noqa: N815
    exportWanted = pyqtSignal(str)  # noqa: N815
    forgetWanted = pyqtSignal(str)  # noqa: N815

    def __init__(self) -> None:
        super().__init__()
        self.tiles: list[LookTile] = []
        self._empty = QLabel(self.tr("Save a look to come back to it with one key."))
        self._empty.setWordWrap(True)
        self._empty.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.save_button = QPushButton(self.tr("Save this look …"))
        self.save_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.save_button.clicked.connect(lambda: self.saveWanted.emit())
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        self._grid.setColumnStretch(COLUMNS, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._empty)
        column.addLayout(self._grid)
        column.addWidget(self.save_button)

    def show_looks(self, looks: Sequence[SavedLook]) -> None:
        """Show these."""
        for tile in self.tiles:
            self._grid.removeWidget(tile)
            tile.deleteLater()
        self.tiles = [self._make_tile(number, look) for number, look in enumerate(looks)]
        self._empty.setVisible(not looks)

    def menu_for(self, name: str) -> QMenu:
        """What can be done with a saved look."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        entries: tuple[tuple[str, Callable[[], object]], ...] = (
            (self.tr("Paint with it"), lambda: self.recalled.emit(name)),
            (self.tr("Replace with the look of now"), lambda: self.updateWanted.emit(name)),
            (self.tr("Rename …"), lambda: self.renameWanted.emit(name)),
            (self.tr("Save to a file …"), lambda: self.exportWanted.emit(name)),
            (self.tr("Load from a file …"), lambda: self.loadWanted.emit()),
            (self.tr("Forget"), lambda: self.forgetWanted.emit(name)),
        )
        for text, work in entries:
            action = menu.addAction(text)
            if action is not None:
                action.triggered.connect(lambda _, work=work: work())
        return menu

    def _make_tile(self, number: int, look: SavedLook) -> "LookTile":
        tile = LookTile(number, look)
        tile.clicked.connect(lambda: self.recalled.emit(look.name))
        tile.menuWanted.connect(lambda at: self.menu_for(look.name).popup(at))
        self._grid.addWidget(tile, number // COLUMNS, number % COLUMNS)
        return tile


class LookTile(QToolButton):
    """One saved look.

    Signals:
        menuWanted: where on the screen.
    """

    menuWanted = pyqtSignal(QPoint)  # noqa: N815

    def __init__(self, number: int, look: SavedLook) -> None:
        super().__init__()
        self.look = look
        self._digit = str(number + 1) if number < KEYS else ""
        self.setFixedSize(PICTURE.width(), TILE_HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        keys = f"  (Ctrl+{self._digit})" if self._digit else ""
        self.setToolTip(f"{look.name}{keys}")
        self.setAccessibleName(look.name)

    def contextMenuEvent(self, event: QContextMenuEvent | None) -> None:
        if event is not None:
            self.menuWanted.emit(event.globalPos())

    def paintEvent(self, event: QPaintEvent | None) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        palette = self.palette()
        room = QRectF(1, 1, PICTURE.width() - 2, PICTURE.height() - 2)
        shape = QPainterPath()
        shape.addRoundedRect(room, 6, 6)
        painter.fillPath(shape, palette.button())
        painter.setClipPath(shape)
        painter.drawImage(room, self.look.picture)
        painter.setClipping(False)
        if self.underMouse() or self.hasFocus():
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), 2))
            painter.drawRoundedRect(room, 6, 6)
        self._paint_texts(painter, room)
        painter.end()

    def _paint_texts(self, painter: QPainter, room: QRectF) -> None:
        if self._digit:
            plate = QRectF(room.left() + 4, room.top() + 4, 16, 16)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(faded(QColor("black"), 0.62))
            painter.drawRoundedRect(plate, 4, 4)
            painter.setPen(QColor("white"))
            painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, self._digit)
        below = QRectF(0, PICTURE.height() + 1, self.width(), TILE_HEIGHT - PICTURE.height() - 1)
        text = self.fontMetrics().elidedText(self.look.name, Qt.TextElideMode.ElideRight, self.width())
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, text)
