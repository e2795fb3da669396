"""What a person changed can be undone, and done again."""

from pathlib import Path

from PyQt6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.window.look import Look
from app.window.styles import Library, StyleEntry
from tests.app.window.conftest import Maker
from tests.app.window.user_input import click, type_key

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_ctrl_z_takes_back_a_style_and_a_control_one_after_the_other(make_window: Maker) -> None:
    window = make_window()
    type_key(window, Qt.Key.Key_3)
    type_key(window, Qt.Key.Key_BracketLeft)
    type_key(window, Qt.Key.Key_Z, CTRL)
    assert (window.looks.look.styles, window.looks.look["strength"]) == ((("blue", 1.0),), 100)
    assert window.look_panel.controls.rows["strength"].value == 100
    type_key(window, Qt.Key.Key_Z, CTRL)
    assert window.looks.look.styles == (("red", 1.0),)
    type_key(window, Qt.Key.Key_Z, CTRL | SHIFT)
    type_key(window, Qt.Key.Key_Y, CTRL)
    assert (window.looks.look.styles, window.looks.look["strength"]) == ((("blue", 1.0),), 95)


def test_the_menu_says_what_would_be_undone_and_offers_nothing_when_nothing_can(make_window: Maker) -> None:
    window = make_window()
    undo, redo = window.actions_by_key["undo"], window.actions_by_key["redo"]
    assert (undo.text(), undo.isEnabled(), redo.isEnabled()) == ("Undo", False, False)
    type_key(window, Qt.Key.Key_3)
    assert (undo.text(), undo.isEnabled(), redo.isEnabled()) == ("Undo: Blue", True, False)
    type_key(window, Qt.Key.Key_Z, CTRL)
    assert (undo.text(), undo.isEnabled()) == ("Undo", False)
    assert (redo.text(), redo.isEnabled()) == ("Redo: Blue", True)


def test_the_menu_keeps_its_size_and_every_letter_of_a_name_with_many(make_window: Maker) -> None:
    window = make_window()
    window.looks.apply(window.looks.look.with_value("strength", 50), "Tom & Jerry " * 9)
    text = window.actions_by_key["undo"].text()
    assert text.startswith("Undo: Tom && Jerry") and text.endswith("…") and len(text) < 60


def test_a_slider_that_is_dragged_is_one_step(make_window: Maker) -> None:
    window = make_window()
    for value in range(99, 40, -1):
        window.look_panel.controls.rows["strength"].changed.emit(value)
    type_key(window, Qt.Key.Key_Z, CTRL)
    assert window.looks.look["strength"] == 100


def test_the_first_look_cannot_be_undone(make_window: Maker) -> None:
    window = make_window()
    type_key(window, Qt.Key.Key_Z, CTRL)
    assert window.looks.look.styles == (("red", 1.0),)
    assert not window.messages.text("undo")


def test_reset_is_one_step(make_window: Maker) -> None:
    window = make_window()
    window.looks.apply(Look((("red", 1.0),), {"strength": 40, "smoothing": 20}))
    type_key(window, Qt.Key.Key_0, CTRL)
    assert dict(window.looks.look.values) == {}
    type_key(window, Qt.Key.Key_Z, CTRL)
    assert (window.looks.look["strength"], window.looks.look["smoothing"]) == (40, 20)


def test_a_removed_style_comes_back_by_the_button_of_its_notice(
    make_window: Maker, library: Library, tmp_path: Path
) -> None:
    path = tmp_path / "styles" / "mine.png"
    path.parent.mkdir()
    path.write_bytes((tmp_path / "red.png").read_bytes())
    library.add(StyleEntry("mine", "Mine", str(path)))
    window = make_window()
    window.styles.choose("mine")
    gallery = window.styles.gallery
    gallery.setCurrentRow(3)
    type_key(gallery, Qt.Key.Key_Delete)
    assert window.looks.look.styles == (("blue", 1.0),)  # its neighbour
    assert window.messages.text("undo") == "Removed Mine" and path.exists()
    notice = window.messages.message("undo")
    assert notice is not None
    click(notice.buttons[0])
    assert gallery.keys()[3] == "mine" and window.looks.look.styles == (("mine", 1.0),)


def test_undo_says_what_was_undone(make_window: Maker) -> None:
    window = make_window()
    window.styles.rename("red", "Barn door")
    type_key(window, Qt.Key.Key_Z, CTRL)
    assert window.styles.names()["red"] == "Red"
    assert window.messages.text("undo") == "Undone: Renaming"


def test_a_style_that_was_added_stays_when_what_was_before_is_undone(
    make_window: Maker, library: Library, tmp_path: Path, qtbot: QtBot
) -> None:
    window = make_window()
    type_key(window, Qt.Key.Key_3)
    window.styles.importer.take_files([tmp_path / "green.png"], apply=True)
    qtbot.waitUntil(lambda: len(window.styles.names()) == 4)
    for _ in range(2):
        type_key(window, Qt.Key.Key_Z, CTRL)
    assert window.looks.look.styles == (("red", 1.0),)
    assert len(window.styles.names()) == 4
