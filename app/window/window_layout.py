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
    QSizePolicy,
    QStackedWidget,
    QStatusBar,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.window.theme import icon

PANEL_WIDTH: int = 276
"""Pixels."""

TOOLS: tuple[str, ...] = ("split", "snapshot", "record", "", "export", "panel", "full")
"""Commands with a button above the picture; empty: a gap."""

MENU: tuple[str, ...] = (
    "open_video", "open_address", "", "add_style", "paste", "restore_styles", "",
    "save_preset", "reset", "network", "", "side_by_side", "sound", "show_files", "", "keys", "quit",
)  # fmt: skip
"""Commands of the menu, and the menu of networks; empty: a line."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What is laid out."""

    actions: Mapping[str, QAction]
    """Key of each command -> its action."""

    source_button: QToolButton
    """Shows the source; first in the tool bar."""

    networks: QMenu
    """Part of the menu."""

    preview: QWidget
    """The painted picture."""

    playback: QWidget
    """Below the picture."""

    gallery: QWidget
    """Below everything but the status bar."""

    look_panel: QWidget
    """Beside the picture."""

    export_panel: QWidget
    """In place of the look panel."""

    status: QStatusBar
    """At the bottom."""


class WindowLayout:
    """Tool bar above, picture and panel in the middle, styles below."""

    def __init__(self, window: QMainWindow, parts: Parts) -> None:
        """Put the parts into the window."""
        self._window = window
        self._parts = parts
        self.look_page = _scrolled(parts.look_panel)
        self.pages = QStackedWidget()
        self.pages.setFixedWidth(PANEL_WIDTH)
        self.pages.addWidget(self.look_page)
        self.pages.addWidget(_padded(parts.export_panel))
        self.bar = self._make_bar()
        self.strip = self._make_strip()
        window.addToolBar(self.bar)
        window.setCentralWidget(self._make_centre())
        window.setStatusBar(parts.status)
        window.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def show_exports(self, on: bool) -> None:
        """Show the exports in place of the look."""
        self.pages.setCurrentIndex(1 if on else 0)
        if on:
            self._parts.actions["panel"].setChecked(True)

    def show_panel(self, on: bool) -> None:
        """Show or hide what is beside the picture."""
        self.pages.setVisible(on and not self._window.isFullScreen())

    def show_only_picture(self, on: bool) -> None:
        """Hide everything else, or show it again."""
        for part in (self.bar, self.strip, self.pages, self._parts.status):
            part.setVisible(not on)

    def _make_bar(self) -> QToolBar:
        bar = QToolBar(self._window.tr("Tools"))
        bar.setMovable(False)
        bar.setIconSize(QSize(20, 20))
        bar.setContentsMargins(10, 6, 10, 6)
        bar.addWidget(self._parts.source_button)
        gap = QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar.addWidget(gap)
        for key in TOOLS:
            bar.addAction(self._parts.actions[key]) if key else bar.addWidget(_gap(12))
        bar.addWidget(self._make_menu_button())
        return bar

    def _make_menu_button(self) -> QToolButton:
        window, button = self._window, QToolButton()
        menu = QMenu(button)
        for key in MENU:
            if key == "network":
                menu.addMenu(self._parts.networks)
            else:
                menu.addAction(self._parts.actions[key]) if key else menu.addSeparator()
        button.setMenu(menu)
        button.setIcon(icon("menu"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setShortcut("F10")
        button.setToolTip(window.tr("Menu"))
        button.setAccessibleName(window.tr("Menu"))
        return button

    def _make_strip(self) -> QWidget:
        strip = QWidget()
        add = QToolButton()
        add.setDefaultAction(self._parts.actions["add_style"])
        add.setIconSize(QSize(22, 22))
        add.setFixedSize(44, 92)
        add.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout(strip)
        row.setContentsMargins(10, 8, 10, 0)
        row.addWidget(self._parts.gallery)
        row.addWidget(add, 0, Qt.AlignmentFlag.AlignTop)
        return strip

    def _make_centre(self) -> QWidget:
        centre, picture = QWidget(), QWidget()
        column = QVBoxLayout(picture)
        _tight(column)
        column.addWidget(self._parts.preview, 1)
        column.addWidget(self._parts.playback)
        middle = QHBoxLayout()
        _tight(middle)
        middle.addWidget(picture, 1)
        middle.addWidget(self.pages)
        rows = QVBoxLayout(centre)
        _tight(rows)
        rows.addLayout(middle, 1)
        rows.addWidget(self.strip)
        return centre


def _tight(layout: QHBoxLayout | QVBoxLayout) -> None:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)


def _gap(width: int) -> QWidget:
    gap = QWidget()
    gap.setFixedWidth(width)
    return gap


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
