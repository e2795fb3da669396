"""Controls and the widgets made of their table."""

import pytest
from PyQt6.QtCore import QPointF, Qt
from PyQt6.QtGui import QIcon
from pytestqt.qtbot import QtBot

from app.window.blend import BlendBox, BlendPad
from app.window.controls import CONTROLS, Control, ControlPanel, SliderRow
from app.window.library import Library, StyleEntry
from tests.app.window.conftest import Maker
from tests.app.window.hand import click, double_click, type_key


@pytest.mark.parametrize("control", CONTROLS, ids=lambda control: control.key)
def test_every_control_is_explained_named_and_within_its_range(control: Control, qtbot: QtBot) -> None:
    assert control.minimum <= control.default <= control.maximum
    assert control.tooltip.endswith(".")
    assert len(control.keys) == (1 if control.is_switch else 2)


@pytest.mark.parametrize("control", CONTROLS, ids=lambda control: control.key)
def test_every_control_moves_and_resets(control: Control, qtbot: QtBot) -> None:
    panel = ControlPanel()
    qtbot.addWidget(panel)
    row = panel.rows[control.key]
    sign = -1 if row.value == control.maximum and not control.is_switch else 1
    with qtbot.waitSignal(panel.changed) as moved:
        row.nudge(sign)
    assert moved.args == [control.key, row.value] and row.value != control.default
    row.reset()
    assert row.value == control.default


def test_a_double_click_on_a_slider_row_resets_it(qtbot: QtBot) -> None:
    row = SliderRow(CONTROLS[0])
    qtbot.addWidget(row)
    row.set_value(20)
    double_click(row)
    assert row.value == CONTROLS[0].default


def test_the_reset_arrow_shows_only_when_there_is_something_to_reset(qtbot: QtBot) -> None:
    row = SliderRow(CONTROLS[0])
    qtbot.addWidget(row)
    assert row.reset_button.isHidden()
    row.set_value(20)
    assert not row.reset_button.isHidden()


def test_values_are_shown_with_their_units(qtbot: QtBot) -> None:
    by_key = {control.key: control for control in CONTROLS}
    assert by_key["strength"].text(40) == "40 %"
    assert by_key["render_size"].text(0) == "Automatic"
    assert by_key["fade"].text(0.3) == "0.3 s"


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


def test_styles_stay_in_the_order_they_were_put_in(make_window: Maker) -> None:
    first = make_window()
    first.styles.gallery.reordered.emit(["blue", "red", "green"])
    first.styles.set_favourite("green", True)
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
    assert "four styles" in window.notices.text()
