from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from app.regions import NONE, SAME, RegionChoice
from app.window.look import Look, MaskBrush, MaskText, RegionBox, moved
from engine import MASK_NAMES, OF_ALL_MASKS, Mask, parse_mask
from tests.app.window.conftest import COLORS, Maker
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


def test_a_mask_counts_less_and_is_cut_out(box: RegionBox, qtbot: QtBot) -> None:
    box.show_choice(RegionChoice("circle,x=0.7", SAME))
    box.more.set_open(True)
    for _ in range(4):
        type_key(box.weight.slider, Qt.Key.Key_PageDown)
    type_key(box.cut.switch, Qt.Key.Key_Space)
    assert box.choice is not None
    mask = parse_mask(box.choice.mask)
    assert (mask.x, mask.weight, mask.cut) == (0.7, 0.6, True)
    click(box.cut, QPoint(3, box.cut.height() // 2))  # its name, too
    type_key(box.weight.slider, Qt.Key.Key_End)
    assert parse_mask(box.choice.mask) == Mask("circle", x=0.7)


def test_weight_and_cut_of_a_written_mask_are_shown(box: RegionBox) -> None:
    box.show_choice(RegionChoice("person,weight=0.25,cut=1", SAME))
    assert (box.weight.value, box.cut.on) == (0.25, True)
    box.show_choice(RegionChoice("left", SAME))
    assert (box.weight.value, box.cut.on) == (1.0, False)


@pytest.mark.parametrize("kind", MASK_NAMES)
def test_what_a_mask_is_at_first_is_what_the_engine_paints(kind: str) -> None:
    mask, written = Mask(kind), MaskText(kind)
    names = (*MASK_NAMES[kind], *OF_ALL_MASKS)
    assert {name: written[name] for name in names} == {name: getattr(mask, name) for name in names}


@pytest.mark.parametrize("value", ["nan", "inf", "1e99", "word"])
def test_a_senseless_value_of_a_mask_from_elsewhere_is_shown_all_the_same(box: RegionBox, value: str) -> None:
    box.show_choice(RegionChoice(f"left,at={value}", SAME, float("nan"), float("inf")))
    assert 0 <= box.place.value <= 1


@pytest.mark.parametrize(
    "text", ["person", "left,at=0.3", "/a/b, c=d.png,weight=0.5,cut=1", "circle,x=0.2,seconds=8"]
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


def test_a_thing_is_cut_out_of_a_photo_made_fainter_and_both_undone(
    make_window: Maker, qtbot: QtBot, picture: Callable[..., Path]
) -> None:
    """A disc on black; the mask reaches further than the disc, what is painted does not."""
    window, path = make_window(start=True), picture("disc.png", (0, 0, 0))
    image = QImage(str(path)).scaled(320, 240)
    painter = QPainter(image)
    painter.setBrush(QColor(250, 240, 230))
    painter.drawEllipse(QPoint(160, 120), 50, 50)
    painter.end()
    assert image.save(str(path))
    window.sources.open_photo(path)
    box = window.look_panel.regions.box

    def colours() -> tuple[tuple[int, ...], ...]:
        frame = window.preview.frame
        assert frame is not None
        height, width, _ = frame.image.shape
        places = (x * width // 320 for x in (160, 225, 310))  # the disc, beside it, outside the mask
        return tuple(tuple(map(int, frame.image[height // 2, x])) for x in places)

    red, blue, between = COLORS["red"], COLORS["blue"], (125, 30, 120)
    whole = RegionChoice("circle,edge=0", "blue")
    window.looks.apply(window.looks.look.with_regions((whole,)))
    qtbot.waitUntil(lambda: colours() == (blue, blue, red), timeout=10_000)
    box.more.set_open(True)
    click(box.cut.switch)
    qtbot.waitUntil(lambda: colours() == (blue, red, red), timeout=10_000)
    box.weight.slider.setValue(50)
    qtbot.waitUntil(lambda: colours() == (between, red, red), timeout=10_000)
    for _ in range(2):  # one step, where both were changed in quick succession
        if window.looks.look.regions != (whole,):
            type_key(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: colours() == (blue, blue, red), timeout=10_000)


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
