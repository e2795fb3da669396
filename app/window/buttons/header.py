"""Header: the row of buttons above the picture."""

from collections.abc import Mapping, Sequence

from PyQt6.QtCore import QSize, Qt
from PyQt6.QtGui import QAction
from PyQt6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from app.window.buttons.record import RecordButton
from app.window.theme import CENTRED, icon

HEIGHT: int = 44
"""Pixels."""

LABELLED: tuple[str, ...] = ("snapshot", "record", "virtual_camera", "export")
"""Commands with a button that says its name."""


class Header(QWidget):
    """The source at the left, what is done most at the right, and the menu."""

    def __init__(
        self, source: QWidget, actions: Mapping[str, QAction], menu: Sequence[QAction | QMenu | None]
    ) -> None:
        """Lay out.

        Args:
            source: the button that shows the source.
            actions: key of each command -> its action.
            menu: what the menu holds; None = a line.
        """
        super().__init__()
        self.setFixedHeight(HEIGHT)
        self.record = RecordButton(actions["record"])
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 10, 0)
        row.setSpacing(8)
        row.addWidget(source)
        row.addStretch(1)
        for key in LABELLED:
            row.addWidget(self.record if key == "record" else self._button(actions[key]))
        self.menu_button = self._make_menu_button(menu)
        row.addWidget(self.menu_button)

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIconSize(QSize(20, 20))
        button.setProperty(CENTRED, True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(action.text())
        return button

    def _make_menu_button(self, entries: Sequence[QAction | QMenu | None]) -> QToolButton:
        button = QToolButton()
        menu = QMenu(button)
        for entry in entries:
            if entry is None:
                menu.addSeparator()
            else:
                menu.addMenu(entry) if isinstance(entry, QMenu) else menu.addAction(entry)
        button.setMenu(menu)
        button.setIcon(icon("menu"))
        button.setIconSize(QSize(20, 20))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setShortcut("F10")
        button.setToolTip(self.tr("Menu"))
        button.setAccessibleName(self.tr("Menu"))
        return button
