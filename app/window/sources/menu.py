"""Sources: the menu of everything that can be painted live."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PyQt6.QtCore import Qt, QUrl, pyqtSignal
from PyQt6.QtGui import QAction, QActionGroup
from PyQt6.QtWidgets import QFileDialog, QInputDialog, QLineEdit, QMenu, QToolButton

from app.window.icons import icon
from app.window.places import PATTERN, Place
from app.window.region import RegionPicker

Finder = Callable[[Callable[[Sequence[Place], Sequence[Place]], None]], None]
"""Looks for cameras and screens in the background and calls back with them."""


class SourceButton(QToolButton):
    """Shows the source in use; its menu has all others.

    Signals:
        chosen: the Place to open.
    """

    chosen = pyqtSignal(object)

    def __init__(self, find: Finder) -> None:
        super().__init__()
        self._find = find
        self._place = PATTERN
        self._cameras: Sequence[Place] = ()
        self._screens: Sequence[Place] = ()
        self.setIcon(icon("source"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(self.tr("What is painted"))
        self.choices = QMenu(self)
        self.choices.aboutToShow.connect(self._on_about_to_show)
        self.setMenu(self.choices)
        self.show_place(PATTERN)

    def show_place(self, place: Place) -> None:
        """Say what is painted now."""
        self._place = place
        self.setText(self.name_of(place))
        self._fill()

    def name_of(self, place: Place) -> str:
        """What people call it."""
        if place.kind == "video":
            return Path(place.where).name
        if place.kind == "address":
            return QUrl(place.where).toDisplayString()  # without a password
        return place.name or (self.tr("Test pattern") if place.kind == "pattern" else place.where)

    def ask_file(self) -> None:
        """Let a person choose a video file."""
        path, _ = QFileDialog.getOpenFileName(self.window(), self.tr("Open a video"))
        if path:
            self.chosen.emit(Place("video", path))

    def ask_address(self) -> None:
        """Let a person type an address."""
        known = self._place.where if self._place.kind == "address" else "rtsp://"
        address, sure = QInputDialog.getText(
            self.window(),
            self.tr("Open an address"),
            self.tr("Address of a network camera or a stream (rtsp, http, https)"),
            QLineEdit.EchoMode.Normal,
            known,
        )
        if sure and address.strip():
            self.chosen.emit(Place("address", address.strip()))

    def ask_region(self) -> None:
        """Let a person draw around a part of a screen."""
        picker = RegionPicker()
        name = self.tr("Part of a screen")
        picker.picked.connect(lambda where: self.chosen.emit(Place("screen", where, name)))
        picker.show()

    def show_found(self, cameras: Sequence[Place], screens: Sequence[Place]) -> None:
        """Offer these cameras and screens."""
        if (list(cameras), list(screens)) != (list(self._cameras), list(self._screens)):
            self._cameras, self._screens = cameras, screens
            self._fill()

    def _on_about_to_show(self) -> None:
        self._find(self.show_found)  # comes back in a moment, and the open menu then shows it

    def _fill(self) -> None:
        self.choices.clear()
        group = QActionGroup(self.choices)
        for camera in self._cameras:
            self._add_place(camera, group)
        if not self._cameras:
            none = self.choices.addAction(self.tr("No camera found"))
            if none is not None:
                none.setEnabled(False)
        self.choices.addSeparator()
        for screen in self._screens:
            self._add_place(screen, group)
        if self._place.kind in ("video", "address") or "," in self._place.where:
            self._add_place(self._place, group)
        self._add(self.tr("Part of a screen …"), self.ask_region)
        self._add(self.tr("Video file …"), self.ask_file)
        self._add(self.tr("Address …"), self.ask_address)
        self.choices.addSeparator()
        self._add_place(PATTERN, group)

    def _add_place(self, place: Place, group: QActionGroup) -> None:
        action = QAction(self.name_of(place), self.choices)
        action.setCheckable(True)
        action.setChecked((place.kind, place.where) == (self._place.kind, self._place.where))
        action.triggered.connect(lambda: self.chosen.emit(place))
        group.addAction(action)
        self.choices.addAction(action)

    def _add(self, text: str, work: Callable[[], object]) -> None:
        action = self.choices.addAction(text)
        if action is not None:
            action.triggered.connect(lambda: work())
