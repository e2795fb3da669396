"""Styles blended with sliders and on the pad."""

import pytest
from PyQt6.QtCore import QPointF
from PyQt6.QtGui import QIcon
from pytestqt.qtbot import QtBot

from app.window.look.blend import BlendBox
from app.window.look.blend_pad import BlendPad


def test_a_blend_slider_leaves_the_rest_to_the_others(qtbot: QtBot) -> None:
    box = BlendBox()
    qtbot.addWidget(box)
    box.show_shares((("a", 1.0), ("b", 1.0), ("c", 2.0)), {"a": "A", "b": "B", "c": "C"}, {})
    with qtbot.waitSignal(box.changed) as changed:
        box._rows[0].slider.setValue(40)
    assert [(key, round(weight, 3)) for key, weight in changed.args[0]] == [
        ("a", 0.4),
        ("b", 0.2),
        ("c", 0.4),
    ]


def test_taking_a_style_out_of_the_blend_leaves_the_others(qtbot: QtBot) -> None:
    box = BlendBox()
    qtbot.addWidget(box)
    box.show_shares((("a", 1.0), ("b", 1.0)), {"a": "A", "b": "B"}, {})
    with qtbot.waitSignal(box.changed) as changed:
        box._rows[0].removed.emit()
    assert changed.args[0] == (("b", 1.0),)


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
