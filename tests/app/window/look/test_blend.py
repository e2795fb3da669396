"""Styles blended with sliders and on the pad."""

import pytest
from PyQt6.QtCore import QPointF, Qt
from PyQt6.QtGui import QColor, QIcon, QPixmap
from pytestqt.qtbot import QtBot

from app.window.look.blend import BlendBox
from app.window.look.blend_pad import BlendPad
from tests.app.window.user_input import click, type_key

NAMES = {"a": "Anemone", "b": "Bark", "c": "Coral"}


def shown_blend(qtbot: QtBot, *shares: tuple[str, float]) -> BlendBox:
    box = BlendBox()
    qtbot.addWidget(box)
    box.resize(238, 300)
    box.show_shares(shares, NAMES, {})
    with qtbot.waitExposed(box):
        box.show()
    return box


def test_a_click_on_a_picture_of_the_pad_takes_its_style_out(qtbot: QtBot) -> None:
    box = shown_blend(qtbot, ("a", 1.0), ("b", 1.0))
    with qtbot.waitSignal(box.changed) as changed:
        click(box.pad.tiles[0])
    assert changed.args[0] == (("b", 1.0),)


def test_the_pad_says_how_much_of_each_style_there_is(qtbot: QtBot) -> None:
    box = shown_blend(qtbot, ("a", 1.0), ("b", 1.0), ("c", 2.0))
    assert box.pad.shares() == ["25 %", "25 %", "50 %"]
    assert box.pad.accessibleDescription() == "Anemone 25 %, Bark 25 %, Coral 50 %"


def test_arrow_keys_move_the_point_of_the_pad(qtbot: QtBot) -> None:
    box = shown_blend(qtbot, ("a", 1.0), ("b", 1.0))
    with qtbot.waitSignal(box.changed) as changed:
        type_key(box.pad, Qt.Key.Key_Right)
    (_, first), (_, second) = changed.args[0]
    assert second > 0.5 > first


def test_the_style_in_use_takes_the_same_room_before_and_after_its_picture_is_there(qtbot: QtBot) -> None:
    box = shown_blend(qtbot, ("a", 1.0))
    before = box.sizeHint()
    picture = QPixmap(92, 92)
    picture.fill(QColor("teal"))
    box.show_shares((("a", 1.0),), NAMES, {"a": QIcon(picture)})
    assert box.single.has_picture and box.sizeHint() == before


@pytest.mark.parametrize("count", [2, 3, 4])
def test_the_corners_of_the_pad_are_one_style_each(count: int, qtbot: QtBot) -> None:
    pad = BlendPad()
    qtbot.addWidget(pad)
    pad.resize(240, 120)
    pad.show_styles([QIcon()] * count, [1.0] * count)
    for index, corner in enumerate(pad.corners()):
        weights = pad.weights_at(corner)
        assert [round(weight, 6) for weight in weights] == [float(index == n) for n in range(count)]


@pytest.mark.parametrize("count", [2, 3, 4])
def test_a_point_far_outside_of_the_pad_still_gives_proper_weights(count: int, qtbot: QtBot) -> None:
    pad = BlendPad()
    qtbot.addWidget(pad)
    pad.show_styles([QIcon()] * count, [1.0] * count)
    weights = pad.weights_at(QPointF(-9999, 5000))
    assert all(weight >= 0 for weight in weights) and abs(sum(weights) - 1) < 1e-6
