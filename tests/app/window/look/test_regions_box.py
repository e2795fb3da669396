"""Several regions: in a list, over each other, and in what is kept."""

import argparse
from collections.abc import Callable
from pathlib import Path

import pytest
from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.options import add_style_options, learn_styles, read_settings
from app.regions import NONE, SAME, RegionChoice
from app.window.look import RegionsBox
from app.window.main_window import MainWindow
from app.window.styles import StyleEntry
from engine import Region
from tests.app.window.conftest import Maker
from tests.app.window.user_input import click, drag, type_key
from tests.fakes import fake_stylizer

ALT = Qt.KeyboardModifier.AltModifier
LEFT, PERSON = RegionChoice("left", "green"), RegionChoice("person", NONE)


@pytest.fixture
def box(qtbot: QtBot) -> RegionsBox:
    box = RegionsBox()
    qtbot.addWidget(box)
    box.show_styles({"red": "Red", "green": "Green"}, {})
    box.show()
    return box


def rows(box: RegionsBox) -> list[str]:
    return [item.text() for row in range(box.list.count()) if (item := box.list.item(row))]


def colours(window: MainWindow) -> tuple[tuple[int, ...], ...]:
    """Of the painted frame's left, middle and right."""
    frame = window.preview.frame
    assert frame is not None
    height, width = frame.image.shape[:2]
    places = (width // 10, width // 2, width - width // 10)
    return tuple(tuple(map(int, frame.image[height // 2, place])) for place in places)


def test_with_one_region_there_is_no_list(box: RegionsBox) -> None:
    assert not box.list.isVisible() and not box.add.isVisible()
    box.show_choices([LEFT])
    assert not box.list.isVisible() and not box.remove.isVisible() and box.add.isVisible()


def test_a_region_is_added_over_the_others_and_shown(box: RegionsBox, qtbot: QtBot) -> None:
    box.show_choices([LEFT])
    with qtbot.waitSignal(box.changed) as changed:
        click(box.add)
    assert changed.args is not None
    assert changed.args[0] == (LEFT, RegionChoice("circle", NONE))
    assert rows(box) == ["Circle · The picture itself", "Left · Green"]
    assert box.list.isVisible() and box.box.choice == RegionChoice("circle", NONE)


def test_a_row_opens_its_region_and_alt_with_an_arrow_moves_it(box: RegionsBox) -> None:
    box.show_choices([LEFT, PERSON])
    assert box.box.choice == LEFT
    type_key(box.list, Qt.Key.Key_Up)
    assert box.box.choice == PERSON
    type_key(box.list, Qt.Key.Key_Down, ALT)
    assert box.choices == (PERSON, LEFT) and box.box.choice == PERSON
    assert rows(box) == ["Left · Green", "Person · The picture itself"]
    click(box.up)
    assert box.choices == (LEFT, PERSON) and not box.up.isEnabled()


def test_delete_removes_the_region_in_the_list(box: RegionsBox) -> None:
    box.show_choices([LEFT, PERSON])
    type_key(box.list, Qt.Key.Key_Delete)
    assert box.choices == (PERSON,) and box.box.choice == PERSON
    assert not box.list.isVisible()


def test_nowhere_removes_the_region_in_the_box(box: RegionsBox) -> None:
    box.show_choices([LEFT, PERSON])
    type_key(box.box.where, Qt.Key.Key_Home)
    assert box.choices == (PERSON,)


def test_a_value_changes_only_the_region_in_the_box(box: RegionsBox) -> None:
    box.show_choices([LEFT, PERSON])
    type_key(box.box.place.slider, Qt.Key.Key_Home)
    assert box.choices == (RegionChoice("left,at=0,edge=0.1", "green"), PERSON)


def test_a_later_region_is_painted_over_those_before_it_and_all_is_undone(
    make_window: Maker, qtbot: QtBot
) -> None:
    window = make_window(start=True)
    box = window.look_panel.regions
    qtbot.waitUntil(lambda: len(window.controller.styles) == 3, timeout=10_000)
    red, green, blue = (220, 30, 30), (30, 200, 30), (30, 30, 210)
    window.looks.apply(
        window.looks.look.with_regions(
            (RegionChoice("left,at=0.7", "blue"), RegionChoice("left,at=0.3", "green"))
        )
    )
    qtbot.waitUntil(lambda: colours(window) == (green, blue, red), timeout=10_000)
    box.list.setCurrentRow(0)
    click(box.down)
    qtbot.waitUntil(lambda: colours(window) == (blue, blue, red), timeout=10_000)
    window.looks.undo()
    qtbot.waitUntil(lambda: colours(window) == (green, blue, red), timeout=10_000)
    click(box.remove)
    assert len(window.looks.look.regions) == 1
    window.looks.undo()
    assert len(rows(box)) == 2
    window.looks.reset()
    assert len(window.looks.look.regions) == 2  # a reset of the controls is none of the regions


def test_a_region_has_a_stroke_size_of_its_own_once_it_is_learned(make_window: Maker, qtbot: QtBot) -> None:
    window = make_window(start=True)
    window.looks.apply(
        window.looks.look.with_regions(
            (RegionChoice("left", "green", None, 2.0), RegionChoice("right", SAME, None, 0.5))
        )
    )

    def scales() -> list[float | None]:
        return [region.scale for region in window.controller.settings.regions]

    qtbot.waitUntil(lambda: scales() == [2.0, 0.5], timeout=10_000)
    assert window.controller.settings.scale == 1.0


def test_a_picture_is_chosen_as_the_mask(
    make_window: Maker, qtbot: QtBot, picture: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    window = make_window(start=True)
    white = picture("white.png", (255, 255, 255))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(white)], ""))
    box = window.look_panel.regions.box
    type_key(box.where, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: window.looks.look.regions == (RegionChoice(str(white), NONE),), timeout=10_000)
    assert (box.where.currentText(), box.file_button.text()) == ("Picture or film …", "white.png")
    assert box.file_button.isVisibleTo(window)


def test_a_file_that_is_no_mask_is_said_to_be_none_and_nothing_changes(
    make_window: Maker, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = make_window()
    damaged = tmp_path / "damaged.png"
    damaged.write_text("no picture")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(damaged)], ""))
    type_key(window.look_panel.regions.box.where, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: "damaged.png" in window.messages.text(), timeout=10_000)
    assert window.looks.look.regions == ()
    assert window.look_panel.regions.box.where.currentText() == "Nowhere"


def test_each_region_has_a_painted_mask_of_its_own(
    make_window: Maker, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IMPASTO_DATA", str(tmp_path / "data"))
    window = make_window(start=True)
    regions, canvas = window.look_panel.regions, window.regions.canvas
    window.looks.apply(window.looks.look.with_regions((RegionChoice("person"), PERSON)))
    where = window.preview.picture_rect()
    for row, at in ((0, 0.25), (1, 0.75)):
        regions.list.setCurrentRow(row)
        box = regions.box.where
        box.setCurrentIndex(box.findData("brush"))
        box.activated.emit(box.currentIndex())
        assert canvas.isVisible()
        start = QPoint(round(where.left() + at * where.width()), round(where.center().y()))
        drag(canvas, start, start + QPoint(20, 0))
    first, second = (Path(region.mask) for region in window.looks.look.regions)
    assert first != second
    for file, painted, empty in ((first, 0.75, 0.25), (second, 0.25, 0.75)):
        assert window.regions.brush.load(file)
        weights = window.regions.brush.weights
        middle = weights[len(weights) // 2]
        assert middle[int(painted * len(middle))] == 1 and middle[int(empty * len(middle))] == 0


def test_an_export_has_the_regions_that_the_command_line_makes_of_the_same_words(
    make_window: Maker, entries: list[StyleEntry]
) -> None:
    green = next(entry.path for entry in entries if entry.key == "green")
    words = (
        ("circle,x=0.2,seconds=8,invert=1", "STYLE,strength=0.5,scale=2"),
        ("person,weight=0.25,cut=1", "none"),
        ("left", "same,scale=0.5"),
    )
    window, stylizer = make_window(), fake_stylizer()
    choices = [RegionChoice.parse(mask, text.replace("STYLE", "green")) for mask, text in words]
    window.looks.apply(window.looks.look.with_regions(tuple(choices)))
    parser = argparse.ArgumentParser()
    add_style_options(parser)
    options = [each for mask, text in words for each in ("--region", mask, text.replace("STYLE", green))]
    args = parser.parse_args(["--style", green, *options])
    exported = window.controller.wanted_look.learned_by(stylizer)
    typed = learn_styles(read_settings(args), args, stylizer)

    def plain(region: Region) -> tuple[object, ...]:
        styles = region.styles and [(one.statistics.tolist(), one.covers(2.0)) for one, _ in region.styles]
        return region.mask, region.strength, region.scale, styles

    assert [plain(each) for each in exported.regions] == [plain(each) for each in typed.regions]
    assert all(style.covers(0.5) for style, _ in exported.styles)


def test_a_look_takes_its_masks_and_the_styles_of_its_regions_along(
    make_window: Maker,
    qtbot: QtBot,
    picture: Callable[..., Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("IMPASTO_DATA", str(tmp_path / "data"))
    window = make_window()
    mask = picture("secret place.png", (255, 255, 255))
    content = mask.read_bytes()
    region = RegionChoice(f"{mask},weight=0.5,cut=1", "blue", 0.5)
    window.looks.apply(window.looks.look.with_regions((region,)))
    window.saved_looks.save("Masked")
    file = tmp_path / "masked.impasto-look"
    window.saved_looks.export("Masked", file)
    qtbot.waitUntil(file.exists)
    assert "secret place" not in file.read_text() and '"blue"' in file.read_text()
    mask.unlink()
    window.saved_looks.forget("Masked")
    window.saved_looks.load(file)
    qtbot.waitUntil(lambda: window.saved_looks.names == ("Masked",))
    (loaded,) = window.looks.look.regions
    path, _, rest = loaded.mask.partition(",")
    assert Path(path).read_bytes() == content and rest == "weight=0.5,cut=1"
    assert (loaded.style, loaded.strength) == ("blue", 0.5)
