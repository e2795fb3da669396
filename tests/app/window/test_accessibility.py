"""Everything can be reached by keyboard, and a screen reader can say what it is."""

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QTabBar,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.regions import RegionChoice
from app.window.main_window import MainWindow
from tests.app.window.conftest import Maker
from tests.app.window.shown_texts import parts_of
from tests.app.window.user_input import type_key

OPERATED = (QAbstractButton, QAbstractSlider, QComboBox, QLineEdit, QSpinBox)

WITH_A_ROLE = (*OPERATED, QAbstractItemView, QTabBar, QTabWidget, QScrollArea, QLabel)
"""Classes that Qt tells screen readers the role of; PyQt has no way to set another one."""


def controls_of(window: QWidget) -> list[QWidget]:
    """What a person can operate, scroll bars excepted, which the views move by themselves."""
    return [
        part for part in parts_of(window) if isinstance(part, OPERATED) and not part.inherits("QScrollBar")
    ]


def opened(make_window: Maker) -> tuple[MainWindow, QWidget]:
    window = make_window()
    window.look_panel.controls.advanced.set_open(True)
    window.styles.blend("green")
    window.looks.apply(window.looks.look.with_regions((RegionChoice("circle"), RegionChoice("/a/b.png"))))
    window.look_panel.regions.box.more.set_open(True)
    window.saved_looks.save("Evening")
    window.preferences.show()
    dialog = window.preferences.dialog
    assert dialog is not None
    return window, dialog


def test_every_control_has_a_name_and_a_role(make_window: Maker) -> None:
    windows = opened(make_window)
    for part in (part for window in windows for part in controls_of(window)):
        text = part.text() if isinstance(part, QAbstractButton) else ""
        assert part.accessibleName() or text, f"{type(part).__name__} has no name"
    for part in (part for window in windows for part in parts_of(window)):
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part is not windows[0].preview:
            assert isinstance(part, WITH_A_ROLE), f"a screen reader does not know what a {type(part)} is"


def test_every_button_is_reached_by_the_tab_key(make_window: Maker, qtbot: QtBot) -> None:
    window = make_window()
    window.styles.blend("green")
    reached: list[QWidget] = []
    window.preview.setFocus()
    for _ in range(80):
        type_key(window.focusWidget() or window, Qt.Key.Key_Tab)
        if (there := window.focusWidget()) is not None and there not in reached:
            reached.append(there)
    arrows = (window.styles.gallery.edges.back, window.styles.gallery.edges.on)
    for part in controls_of(window):
        wanted = isinstance(part, QAbstractButton) and part.isVisible() and part.isEnabled()
        if wanted and part not in arrows:
            assert part in reached, f"{type(part).__name__} {part.accessibleName() or part.toolTip()}"
    for part in (window.styles.gallery, window.look_panel.blend.pad, window.preview):
        assert part in reached


@pytest.mark.parametrize("key", ["snapshot", "record", "export", "split", "full", "panel"])
def test_what_is_done_most_is_a_tab_stop(make_window: Maker, key: str) -> None:
    window = make_window()
    action = window.actions_by_key[key]
    buttons = [part for part in window.findChildren(QAbstractButton) if action in part.actions()]
    assert buttons and all(button.focusPolicy() & Qt.FocusPolicy.TabFocus for button in buttons)


def test_the_list_of_keys_names_all_keys_in_groups(make_window: Maker) -> None:
    from app.window.keys import KeysDialog

    window = make_window()
    type_key(window, Qt.Key.Key_F1)
    (dialog,) = window.findChildren(KeysDialog)
    listed = {key for rows in dialog.groups.values() for keys, _ in rows for key in keys}
    assert {"F10", "Delete", "F2", "Return", "Space", "Esc", "F11", "Ctrl+Z", "["} <= listed
    assert len(dialog.groups) >= 5
