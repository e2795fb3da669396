"""The gallery as a strip and as a grid: search, groups, selection, stars, arrows."""

from pathlib import Path

import pytest
from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.window.main_window import MainWindow
from app.window.styles.gallery import Gallery
from app.window.styles.library import Library, StyleEntry
from app.window.styles.tile import star_room
from tests.app.window.conftest import Maker
from tests.app.window.user_input import click, type_key, type_text


def view_of(gallery: Gallery) -> QWidget:
    view = gallery.viewport()
    assert view is not None
    return view


def tile(gallery: Gallery, key: str) -> QPoint:
    item = gallery.item(gallery.keys().index(key))
    assert item is not None
    return gallery.visualItemRect(item).center()


def in_sight(gallery: Gallery, key: str) -> bool:
    return view_of(gallery).rect().contains(tile(gallery, key))


def shown(window: MainWindow) -> list[str]:
    gallery = window.styles.gallery
    items = [gallery.item(row) for row in range(gallery.count())]
    return [key for key, item in zip(gallery.keys(), items, strict=True) if item and not item.isHidden()]


@pytest.fixture
def many(library: Library, tmp_path: Path) -> Library:
    path = str(tmp_path / "red.png")
    library.add_all([StyleEntry(f"s{number}", f"Style {number}", path) for number in range(40)])
    return library


def test_the_chosen_style_scrolls_into_sight(make_window: Maker, many: Library) -> None:
    window = make_window()
    gallery = window.styles.gallery
    assert not in_sight(gallery, "s39")
    type_key(window, Qt.Key.Key_N, Qt.KeyboardModifier.ShiftModifier)  # from the first to the last
    assert window.looks.look.styles == (("s39", 1.0),)
    assert in_sight(gallery, "s39")


def test_arrows_at_the_edges_lead_to_the_styles_that_are_out_of_sight(
    make_window: Maker, many: Library, qtbot: QtBot
) -> None:
    gallery = make_window().styles.gallery
    bar = gallery.horizontalScrollBar()
    assert bar is not None and gallery.edges.on.isVisible() and not gallery.edges.back.isVisible()
    click(gallery.edges.on)
    qtbot.waitUntil(lambda: bar.value() > 200)
    assert gallery.edges.back.isVisible()


def test_the_grid_shows_more_styles_than_the_strip(make_window: Maker, many: Library, qtbot: QtBot) -> None:
    window = make_window()
    gallery = window.styles.gallery
    keys = gallery.keys()
    strip = sum(in_sight(gallery, key) for key in keys)
    type_key(window, Qt.Key.Key_G)
    qtbot.waitUntil(lambda: gallery.height() > 200)
    assert sum(in_sight(gallery, key) for key in keys) > 1.5 * strip
    type_key(window, Qt.Key.Key_Escape)
    assert not gallery.grid and not window.styles.browse.isVisible()


def test_rows_of_styles_are_as_high_as_they_need_to_be_and_the_picture_has_the_rest(
    make_window: Maker, qtbot: QtBot
) -> None:
    window = make_window()
    gallery, strip = window.styles.gallery, window.arrangement.strip
    window.resize(1280, 800)
    type_key(window, Qt.Key.Key_G)
    qtbot.waitUntil(lambda: gallery.grid and window.styles.browse.isVisible())
    needed = gallery.height() + window.styles.browse.height()
    assert gallery.height() == gallery.maximumHeight()
    assert strip.height() <= needed + 12
    assert window.preview.height() > 400


@pytest.mark.parametrize("size", [(800, 600), (1280, 800), (1920, 1080)])
def test_many_rows_of_styles_leave_the_picture_its_part(
    make_window: Maker, many: Library, qtbot: QtBot, size: tuple[int, int]
) -> None:
    window = make_window()
    window.resize(*size)
    type_key(window, Qt.Key.Key_G)
    qtbot.waitUntil(lambda: window.styles.gallery.grid and window.styles.browse.isVisible())
    assert window.styles.gallery.height() <= 0.5 * size[1] + 1
    assert window.preview.height() >= 180


def test_what_is_typed_into_the_search_narrows_the_styles_down(
    make_window: Maker, many: Library, qtbot: QtBot
) -> None:
    window = make_window()
    type_key(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    search = window.styles.browse.search
    qtbot.waitUntil(search.hasFocus)
    type_text(search, "yle 3")
    assert shown(window) == [f"s{number}" for number in range(40) if "3" in str(number)]
    type_key(search, Qt.Key.Key_Down)
    type_key(window.styles.gallery, Qt.Key.Key_Return)
    assert window.looks.look.styles == (("s3", 1.0),)


def test_a_search_that_finds_nothing_says_so(make_window: Maker) -> None:
    window = make_window()
    window.actions_by_key["find_style"].trigger()
    window.styles.browse.search.setText("sunflower")
    assert shown(window) == [] and window.styles.browse.none.isVisible()


def test_styles_are_selected_put_into_a_group_and_found_there(make_window: Maker) -> None:
    window = make_window()
    gallery, browse = window.styles.gallery, window.styles.browse
    type_key(window, Qt.Key.Key_G)
    click(browse.select)
    for key in ("red", "blue"):
        click(view_of(gallery), tile(gallery, key))
    assert gallery.selected_keys() == ["red", "blue"]
    assert browse.count.text() == "2 selected"
    assert window.looks.look.styles == (("red", 1.0),)  # a click only selects
    window.styles.set_group("Evening", *gallery.selected_keys())
    browse.group.setCurrentIndex(browse.group.findText("Evening"))
    assert shown(window) == ["red", "blue"]


def test_delete_removes_all_that_is_selected_at_once(make_window: Maker) -> None:
    window = make_window()
    gallery = window.styles.gallery
    type_key(window, Qt.Key.Key_G)
    click(window.styles.browse.select)
    for key in ("green", "blue"):
        click(view_of(gallery), tile(gallery, key))
    type_key(gallery, Qt.Key.Key_Delete)
    assert gallery.keys() == ["red"]
    assert window.messages.text("undo") == "Removed 2 styles"


def test_a_style_is_put_elsewhere_by_keyboard(make_window: Maker) -> None:
    gallery = make_window().styles.gallery
    gallery.setCurrentRow(0)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        type_key(gallery, key, Qt.KeyboardModifier.AltModifier)
    assert gallery.keys() == ["green", "red", "blue"] and gallery.currentRow() == 1


def test_a_click_on_the_star_makes_a_favourite_and_paints_with_nothing_else(make_window: Maker) -> None:
    window = make_window()
    gallery = window.styles.gallery
    item = gallery.item(2)
    assert item is not None
    click(view_of(gallery), star_room(gallery.visualItemRect(item)).center())
    assert gallery.keys() == ["blue", "red", "green"]
    assert window.looks.look.styles == (("red", 1.0),)


def test_the_blend_tile_adds_the_style_that_is_clicked_next(make_window: Maker) -> None:
    window = make_window()
    gallery = window.styles.gallery
    click(window.styles.blend_tile)
    click(view_of(gallery), tile(gallery, "blue"))
    assert window.looks.look.styles == (("red", 1.0), ("blue", 1.0))
    assert not window.styles.blend_tile.isChecked()
    click(view_of(gallery), tile(gallery, "green"))
    assert [key for key, _ in window.looks.look.styles] == ["green"]


def test_escape_takes_the_wish_to_blend_back(make_window: Maker) -> None:
    window = make_window()
    click(window.styles.blend_tile)
    type_key(window, Qt.Key.Key_Escape)
    type_key(window, Qt.Key.Key_2)
    assert window.looks.look.styles == (("green", 1.0),)
