"""Window layout: where the parts of the main window are."""

from collections.abc import Mapping
from dataclasses import dataclass

from PyQt6.QtCore import QSize, Qt
from PyQt6.QtGui import QAction
from PyQt6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QScrollArea,
    QStackedWidget,
    QStatusBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.window.buttons import Header, PictureCorner
from app.window.styles import BrowseBar, Gallery

PANEL_WIDTH: int = 276
"""Pixels."""

CORNER: tuple[str, ...] = ("split", "full", "panel")
"""Commands with a button at the picture's corner; each has an icon of its name."""

SHELF: tuple[str, ...] = ("add_style", "all_styles")
"""Commands with a button beside the styles."""

MENU: tuple[str, ...] = (
    "undo", "redo", "copy", "", "open_video", "open_address", "", "add_style", "paste", "my_picture",
    "restore_styles", "tour", "", "save_preset", "reset", "network", "",
    "virtual_camera", "output_window", "side_by_side", "sound", "show_files",
    "", "preferences", "keys", "quit",
)  # fmt: skip
"""Commands of the menu, and the menu of networks; empty: a line."""

PICTURE_MENU: tuple[str, ...] = ("copy", "snapshot", "record", "split", "full", "panel")
"""Commands of the menu that opens on the picture."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What is laid out."""

    actions: Mapping[str, QAction]
    """Key of each command -> its action."""

    source_button: QToolButton
    """Shows the source; first in the header."""

    networks: QMenu
    """Part of the menu."""

    preview: QWidget
    """The painted picture."""

    playback: QWidget
    """Below the picture."""

    gallery: Gallery
    """Below everything but the status bar."""

    blend_tile: QWidget
    """Beside the styles: adds one to those that are painted with."""

    browse: BrowseBar
    """Above the styles while all of them are shown."""

    look_panel: QWidget
    """Beside the picture."""

    export_panel: QWidget
    """In place of the look panel."""

    status: QStatusBar
    """At the bottom."""


class WindowLayout:
    """Header above, picture and panel in the middle, styles below."""

    def __init__(self, window: QMainWindow, parts: Parts) -> None:
        """Put the parts into the window."""
        self._window = window
        self._parts = parts
        self.look_page = _scrolled(parts.look_panel)
        self.pages = QStackedWidget()
        self.pages.setFixedWidth(PANEL_WIDTH)
        self.pages.addWidget(self.look_page)
        self.pages.addWidget(_scrolled(parts.export_panel))
        self.header = self._make_header()
        self.corner = PictureCorner(parts.preview, [(parts.actions[key], key) for key in CORNER])
        self.strip = self._make_strip()
        window.setCentralWidget(self._make_centre())
        window.setStatusBar(parts.status)
        window.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        parts.preview.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        parts.preview.addActions([parts.actions[key] for key in PICTURE_MENU])

    def show_exports(self, on: bool) -> None:
        """Show the exports in place of the look."""
        self.pages.setCurrentIndex(1 if on else 0)
        if on:
            self._parts.actions["panel"].setChecked(True)

    def show_panel(self, on: bool) -> None:
        """Show or hide what is beside the picture."""
        self.pages.setVisible(on and not self._window.isFullScreen())

    def show_all_styles(self, on: bool) -> None:
        """Give the styles more room than one row."""
        self._parts.browse.setVisible(on)
        self._parts.gallery.set_grid(on)
        if not on:
            self._parts.browse.clear()

    def find_style(self) -> None:
        """Show all styles, with the keyboard in the search field."""
        self._parts.actions["all_styles"].setChecked(True)
        self._parts.browse.begin_search()

    def show_only_picture(self, on: bool) -> None:
        """Hide everything else, or show it again."""
        for part in (self.header, self.corner, self.pages, self._parts.status):
            part.setVisible(not on)

    def lend(self, column: QVBoxLayout) -> None:
        """Put playback and styles elsewhere, as long as it is full screen."""
        column.addWidget(self._parts.playback)
        column.addWidget(self.strip)
        self.strip.show()

    def take_back(self) -> None:
        """Put them where they belong."""
        self._picture.addWidget(self._parts.playback)
        self._rows.addWidget(self.strip)
        self.strip.show()

    def _make_header(self) -> Header:
        parts = self._parts
        named = {"": None, "network": parts.networks}
        menu = [named[key] if key in named else parts.actions[key] for key in MENU]
        return Header(parts.source_button, parts.actions, menu)

    def _make_strip(self) -> QWidget:
        strip, buttons = QWidget(), QVBoxLayout()
        for key in SHELF:
            buttons.addWidget(_shelf_button(self._parts.actions[key]))
        buttons.addStretch()
        row = QHBoxLayout()
        row.setContentsMargins(10, 6, 10, 0)
        row.addWidget(self._parts.gallery)
        row.addWidget(self._parts.blend_tile, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(buttons)
        column = QVBoxLayout(strip)
        _tight(column)
        column.addWidget(self._parts.browse)
        column.addLayout(row)
        return strip

    def _make_centre(self) -> QWidget:
        centre, picture = QWidget(), QWidget()
        self._picture = column = QVBoxLayout(picture)
        _tight(column)
        column.addWidget(self._parts.preview, 1)
        column.addWidget(self._parts.playback)
        middle = QHBoxLayout()
        _tight(middle)
        middle.addWidget(picture, 1)
        middle.addWidget(self.pages)
        self._rows = rows = QVBoxLayout(centre)
        _tight(rows)
        rows.addWidget(self.header)
        rows.addLayout(middle, 1)
        rows.addWidget(self.strip)
        return centre


def _tight(layout: QHBoxLayout | QVBoxLayout) -> None:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)


def _shelf_button(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setIconSize(QSize(20, 20))
    button.setFixedSize(44, 44)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAccessibleName(action.text())
    return button


def _padded(inside: QWidget) -> QWidget:
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(20, 12, 18, 8)
    layout.addWidget(inside)
    return page


def _scrolled(inside: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(_padded(inside))
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area
