"""What can be done with styles in the gallery."""

from pathlib import Path

from PyQt6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.window.styles.library import Library, StyleEntry
from tests.app.window.conftest import Maker
from tests.app.window.user_input import click, type_key


def test_ctrl_click_adds_a_style_to_the_blend(make_window: Maker, qtbot: QtBot) -> None:
    window = make_window()
    gallery = window.styles.gallery
    item = gallery.item(2)
    viewport = gallery.viewport()
    assert item is not None and viewport is not None
    at = gallery.visualItemRect(item).center()
    click(viewport, at, Qt.KeyboardModifier.ControlModifier)
    assert window.looks.look.styles == (("red", 1.0), ("blue", 1.0))
    assert (gallery.share("red"), gallery.share("green"), gallery.share("blue")) == (0.5, 0.0, 0.5)


def test_a_click_paints_with_one_style_alone(make_window: Maker, qtbot: QtBot) -> None:
    window = make_window()
    gallery = window.styles.gallery
    item = gallery.item(1)
    viewport = gallery.viewport()
    assert item is not None and viewport is not None
    click(viewport, gallery.visualItemRect(item).center())
    assert window.looks.look.styles == (("green", 1.0),)


def test_styles_stay_in_the_order_they_were_put_in(make_window: Maker) -> None:
    first = make_window()
    first.styles.gallery.reordered.emit(["blue", "red", "green"])
    first.styles.set_favourite(True, "green")
    first.close()
    assert make_window().styles.gallery.keys() == ["green", "blue", "red"]


def test_a_renamed_style_is_called_so_everywhere(make_window: Maker) -> None:
    window = make_window()
    window.styles.rename("red", "Barn door")
    item = window.styles.gallery.item(0)
    assert item is not None and item.text() == "Barn door"
    assert window.styles.names()["red"] == "Barn door"


def test_delete_takes_a_style_out_and_it_can_come_back(make_window: Maker) -> None:
    window = make_window()
    window.styles.gallery.setCurrentRow(1)
    type_key(window.styles.gallery, Qt.Key.Key_Delete)
    assert window.styles.gallery.keys() == ["red", "blue"]
    window.actions_by_key["restore_styles"].trigger()
    assert window.styles.gallery.keys() == ["red", "green", "blue"]


def test_a_fifth_style_does_not_enter_a_blend(make_window: Maker, library: Library) -> None:
    window = make_window()
    for name in ("d", "e"):
        library.add(StyleEntry(name, name, "/nowhere.png"))
    for key in ("green", "blue", "d", "e"):
        window.styles.blend(key)
    assert [key for key, _ in window.looks.look.styles] == ["red", "green", "blue", "d"]
    assert "four styles" in window.messages.text()


def test_a_picture_that_cannot_be_read_today_keeps_its_file(
    make_window: Maker, library: Library, tmp_path: Path
) -> None:
    path = tmp_path / "styles" / "mine.png"
    path.parent.mkdir()
    path.write_bytes(b"no picture, or a disk that has lost its way")
    library.add(StyleEntry("mine", "Mine", str(path)))
    window = make_window()
    window.styles.reject("mine", "It is no picture.")
    assert "mine" not in window.styles.names()
    assert path.exists()
    assert "It is no picture." in window.messages.text()
