"""Source menu: the menu of everything that can be painted live."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PyQt6.QtCore import QSize, Qt, pyqtSignal
from PyQt6.QtGui import QAction, QActionGroup
from PyQt6.QtWidgets import QInputDialog, QLineEdit, QMenu, QToolButton

from app.window.bridge import PATTERN
from app.window.file_dialogs import CONTENT, ask_files
from app.window.sources.region import RegionPicker
from app.window.theme import icon, menu_text
from engine import SourceChoice, without_password

WIDEST: int = 220
"""Pixels of a source's name; a longer one is shortened in the middle."""

ICONS: dict[str, str] = {"video": "film", "photo": "photo", "screen": "screen"}
"""Icon of each kind of source that is no camera."""

Finder = Callable[[Callable[[Sequence[SourceChoice], Sequence[SourceChoice]], None]], None]
"""Looks for cameras and screens in the background and calls back with them."""


class SourceButton(QToolButton):
    """Shows the source in use; its menu has all others.

    Signals:
        chosen: the SourceChoice to open.
        filesChosen: paths of the videos and photos to open.
        forgetWanted: what was opened is to be forgotten.
    """

    chosen = pyqtSignal(object)
    filesChosen = pyqtSignal(list)  # noqa: N815
    forgetWanted = pyqtSignal()  # noqa: N815

    def __init__(self, find: Finder) -> None:
        super().__init__()
        self._find = find
        self._choice = PATTERN
        self.picker: RegionPicker | None = None
        """While a part of a screen is being chosen."""
        self._cameras: Sequence[SourceChoice] = ()
        self._screens: Sequence[SourceChoice] = ()
        self._recent: Sequence[SourceChoice] = ()
        self.setIconSize(QSize(20, 20))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(self.tr("What is painted"))
        self.choices = QMenu(self)
        self.lately = QMenu(self.tr("Opened lately"), self.choices)
        self.lately.setToolTipsVisible(True)
        self.choices.aboutToShow.connect(self._on_about_to_show)
        self.setMenu(self.choices)
        self.show_choice(PATTERN)

    def show_choice(self, choice: SourceChoice) -> None:
        """Say what is painted now."""
        self._choice = choice
        self.setIcon(icon(ICONS.get(choice.kind, "source")))
        name = self.name_of(choice)
        self.setText(menu_text(self._shortened(name)))
        self.setToolTip(self.tr("What is painted") if self._shortened(name) == name else name)
        self._fill()

    def name_of(self, choice: SourceChoice) -> str:
        """What people call it."""
        if choice.kind in ("video", "photo"):
            return Path(choice.where).name
        if choice.kind == "address":
            return without_password(choice.where)
        return choice.name or (self.tr("Demo scene") if choice.kind == "pattern" else choice.where)

    def _shortened(self, name: str) -> str:
        """A name that leaves room for what else is in the row, or in the menu."""
        return self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, WIDEST)

    def ask_file(self) -> None:
        """Let a person choose videos and photos."""
        paths = ask_files(self.window(), self.tr("Open a video or photo"), CONTENT)
        if paths:
            self.filesChosen.emit(paths)

    def ask_address(self) -> None:
        """Let a person type an address."""
        known = self._choice.where if self._choice.kind == "address" else "rtsp://"
        address, sure = QInputDialog.getText(
            self.window(),
            self.tr("Open an address"),
            self.tr("Address of a network camera or a stream (rtsp, http, https)"),
            QLineEdit.EchoMode.Normal,
            known,
        )
        if sure and address.strip():
            self.chosen.emit(SourceChoice("address", address.strip()))

    def ask_region(self) -> None:
        """Let a person draw around a part of a screen."""
        picker = self.picker = RegionPicker()  # kept: without a parent it would be collected at once
        name = self.tr("Part of a screen")
        picker.picked.connect(lambda where: self.chosen.emit(SourceChoice("screen", where, name)))
        picker.closed.connect(self._on_picker_closed)
        picker.show()
        picker.activateWindow()  # for Esc

    def show_found(self, cameras: Sequence[SourceChoice], screens: Sequence[SourceChoice]) -> None:
        """Offer these cameras and screens."""
        if (list(cameras), list(screens)) != (list(self._cameras), list(self._screens)):
            self._cameras, self._screens = cameras, screens
            self._fill()

    def show_recent(self, recent: Sequence[SourceChoice]) -> None:
        """Offer these films and photos again."""
        self._recent = recent
        self._fill()

    def _on_picker_closed(self) -> None:
        self.picker = None

    def _on_about_to_show(self) -> None:
        self._find(self.show_found)  # comes back in a moment, and the open menu then shows it

    def _fill(self) -> None:
        self.choices.clear()
        group = QActionGroup(self.choices)
        for camera in self._cameras:
            self._add_choice(camera, group)
        if not self._cameras:
            none = self.choices.addAction(self.tr("No camera found"))
            if none is not None:
                none.setEnabled(False)
        self.choices.addSeparator()
        for screen in self._screens:
            self._add_choice(screen, group)
        if self._choice.kind in ("video", "photo", "address") or "," in self._choice.where:
            self._add_choice(self._choice, group)
        self._add(self.tr("Part of a screen …"), self.ask_region)
        self._add(self.tr("Video or photo …"), self.ask_file)
        self._add_recent()
        self._add(self.tr("Address …"), self.ask_address)
        self.choices.addSeparator()
        self._add_choice(PATTERN, group)

    def _add_choice(self, choice: SourceChoice, group: QActionGroup) -> None:
        action = QAction(menu_text(self._shortened(self.name_of(choice))), self.choices)
        action.setCheckable(True)
        action.setChecked((choice.kind, choice.where) == (self._choice.kind, self._choice.where))
        action.triggered.connect(lambda: self.chosen.emit(choice))
        group.addAction(action)
        self.choices.addAction(action)

    def _add_recent(self) -> None:
        """Names of files only there: the menu itself may be seen by an audience."""
        self.lately.clear()
        for choice in self._recent:
            name = menu_text(self._shortened(self.name_of(choice)))
            action = QAction(icon(ICONS.get(choice.kind, "source")), name, self.lately)
            action.setToolTip(choice.where)
            action.triggered.connect(lambda _, choice=choice: self.chosen.emit(choice))
            self.lately.addAction(action)
        self.lately.addSeparator()
        forget = QAction(self.tr("Forget these"), self.lately)
        forget.triggered.connect(lambda: self.forgetWanted.emit())
        self.lately.addAction(forget)
        if self._recent:
            self.choices.addMenu(self.lately)

    def _add(self, text: str, work: Callable[[], object]) -> None:
        action = self.choices.addAction(text)
        if action is not None:
            action.triggered.connect(lambda: work())
