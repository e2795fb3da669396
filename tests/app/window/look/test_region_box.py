from pathlib import Path

import numpy as np
import pytest
from PyQt6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from app.regions import NONE, SAME, RegionChoice
from app.window.look import Look, MaskBrush, MaskText, RegionBox, moved
from app.window.look.mask_text import OF_ALL, SHAPES
from engine import MASK_NAMES, Mask, parse_mask
from engine.masks import OF_ALL_MASKS
from tests.app.window.conftest import Maker
from tests.app.window.user_input import click, drag, type_key


@pytest.fixture
def box(qtbot: QtBot) -> RegionBox:
    box = RegionBox()
    qtbot.addWidget(box)
    box.show_styles({"red": "Red", "green": "Green"}, {})
    box.show()
    return box


def choose(box: RegionBox, where: str) -> None:
    """As a person does: `activated` comes from a click only."""
    index = box.where.findData(where)
    box.where.setCurrentIndex(index)
    box.where.activated.emit(index)


def test_a_person_is_left_as_it_is_at_first(box: RegionBox, qtbot: QtBot) -> None:
    with qtbot.waitSignal(box.changed) as changed:
        choose(box, "person")
    assert changed.args == [RegionChoice("person", NONE)]
    assert not box.place.isVisible() and not box.strength.isVisible()


def test_sliders_move_the_edge_and_the_strength(box: RegionBox, qtbot: QtBot) -> None:
    choose(box, "left")
    box.style_box.setCurrentIndex(box.style_box.findData("green"))
    box.style_box.activated.emit(0)
    for row, value in ((box.place, 30), (box.edge, 20), (box.strength, 60)):
        row.slider.setValue(value)
    assert box.choice == RegionChoice("left,at=0.3,edge=0.2", "green", 0.6)


def test_what_is_shown_is_not_a_change(box: RegionBox, qtbot: QtBot) -> None:
    choice = RegionChoice("circle,x=0.3,y=0.6,size=0.2,edge=0.05", SAME, 0.5)
    with qtbot.assertNotEmitted(box.changed):
        box.show_choice(choice)
    assert (box.place.value, box.edge.value, box.strength.value) == (0.2, 0.05, 0.5)
    assert box.place.slider.accessibleName() == "Size"
    box.edge.slider.setValue(10)
    assert box.choice == RegionChoice("circle,x=0.3,y=0.6,size=0.2,edge=0.1", SAME, 0.5)
    assert moved(choice, 0.5, 2.0).mask == "circle,x=0.5,y=1,size=0.2,edge=0.05"


def test_nowhere_ends_it(box: RegionBox, qtbot: QtBot) -> None:
    choose(box, "person")
    with qtbot.waitSignal(box.changed) as changed:
        choose(box, "")
    assert changed.args == [None]


def test_what_is_left_as_everywhere_follows_the_whole_picture(box: RegionBox, qtbot: QtBot) -> None:
    box.show_choice(RegionChoice("left", "green"))
    box.show_everywhere(0.4, 1.5)
    assert (box.strength.value, box.scale.value) == (0.4, 1.5)
    box.more.set_open(True)
    type_key(box.scale.slider, Qt.Key.Key_Home)
    assert box.choice == RegionChoice("left,at=0.5,edge=0.1", "green", None, 0.5)
    click(box.scale.reset_button)
    assert box.choice == RegionChoice("left,at=0.5,edge=0.1", "green")
    assert box.scale.value == 1.5


def test_a_mask_is_inverted_and_a_circle_goes_round(box: RegionBox, qtbot: QtBot) -> None:
    box.show_choice(RegionChoice("circle,x=0.7", SAME))
    box.more.set_open(True)
    click(box.invert.switch)
    type_key(box.seconds.slider, Qt.Key.Key_PageUp)
    assert box.choice is not None
    mask = parse_mask(box.choice.mask)
    assert (mask.x, mask.invert, mask.seconds) == (0.7, True, 10.0)


def test_masks_are_those_of_the_engine() -> None:
    assert {name: tuple(values) for name, values in SHAPES.items()} == MASK_NAMES
    assert OF_ALL == OF_ALL_MASKS
    for name, values in SHAPES.items():
        assert values == {field: getattr(Mask(name), field) for field in MASK_NAMES[name]}


@pytest.mark.parametrize(
    "text", ["person", "left,at=0.3", "/a/b, c=d.png,invert=1", "circle,x=0.2,seconds=8"]
)
def test_a_mask_that_is_taken_apart_is_the_same_again(text: str) -> None:
    assert str(MaskText.read(text)) == text


def test_a_look_keeps_its_regions() -> None:
    look = Look(
        (("red", 1.0),), regions=(RegionChoice("left,at=0.3", "green", 0.5, 2.0), RegionChoice("person"))
    )
    assert Look.from_json(look.to_json()) == look
    older = '{"styles": [["red", 1]], "values": {"strength": 50}}'
    assert Look.from_json(older).regions == ()


def test_a_brush_paints_softly_and_takes_away() -> None:
    brush = MaskBrush(2.0)
    brush.stroke((0.5, 0.5), (0.5, 0.5), 0.2)
    height, width = brush.weights.shape
    assert brush.weights[height // 2, width // 2] == 1 and brush.weights[0, 0] == 0
    assert ((brush.weights > 0) & (brush.weights < 1)).any()
    brush.stroke((0.5, 0.5), (0.5, 0.5), 0.4, erase=True)
    assert brush.weights.max() < 0.01


def test_a_painted_mask_is_kept_and_read_back(tmp_path: Path) -> None:
    brush, other = MaskBrush(1.5), MaskBrush(1.0)
    brush.stroke((0.2, 0.2), (0.8, 0.6), 0.1)
    path = brush.save(tmp_path)
    assert brush.save(tmp_path) == path and len(list(tmp_path.iterdir())) == 1
    assert other.load(path)
    np.testing.assert_allclose(other.weights, brush.weights, atol=0.003)
    assert not other.load(tmp_path / "gone.png")


def test_a_part_of_the_live_picture_is_painted_in_another_style(make_window: Maker, qtbot: QtBot) -> None:
    window = make_window(start=True)
    box = window.look_panel.regions.box
    qtbot.waitUntil(lambda: len(window.controller.styles) == 3, timeout=10_000)
    choose(box, "left")
    box.style_box.setCurrentIndex(box.style_box.findData("blue"))
    box.style_box.activated.emit(0)

    def colours() -> tuple[tuple[int, ...], tuple[int, ...]]:
        frame = window.preview.frame
        assert frame is not None
        height, width = frame.image.shape[:2]
        left, right = frame.image[height // 2, width // 10], frame.image[height // 2, -width // 10]
        return tuple(map(int, left)), tuple(map(int, right))

    qtbot.waitUntil(lambda: colours() == ((30, 30, 210), (220, 30, 30)), timeout=10_000)


def test_a_mask_is_painted_over_the_picture_and_each_stroke_undone(
    make_window: Maker, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IMPASTO_DATA", str(tmp_path / "data"))
    window = make_window(start=True)
    qtbot.waitUntil(lambda: window.preview.frame is not None, timeout=10_000)
    box, canvas = window.look_panel.regions.box, window.regions.canvas
    choose(box, "brush")
    assert canvas.isVisible()
    where = window.preview.picture_rect()
    start = QPoint(round(where.left() + where.width() / 4), round(where.center().y()))
    drag(canvas, start, start + QPoint(40, 0))
    (choice,) = window.looks.look.regions
    painted = MaskBrush(1.0)
    assert painted.load(Path(choice.mask))
    height, width = painted.weights.shape
    assert painted.weights[height // 2, width // 4] == 1 and painted.weights[height // 2, -1] == 0
    window.looks.undo()
    assert painted.load(Path(window.looks.look.regions[0].mask))
    assert painted.weights.max() == 0


def test_the_stroke_size_is_learned_and_then_painted(make_window: Maker, qtbot: QtBot) -> None:
    window = make_window(start=True)
    qtbot.waitUntil(lambda: len(window.controller.styles) == 3, timeout=10_000)
    window.looks.apply(window.looks.look.with_value("scale", 200))
    qtbot.waitUntil(lambda: window.controller.settings.scale == 2.0, timeout=10_000)
    window.looks.apply(window.looks.look.with_value("scale", 150))
    assert window.controller.settings.scale == 1.5  # between two that are known: at once
