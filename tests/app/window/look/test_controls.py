"""Controls and the widgets made of their table."""

import pytest
from pytestqt.qtbot import QtBot

from app.window.look.control_panel import ControlPanel, SliderRow
from app.window.look.controls import CONTROLS, Control
from tests.app.window.user_input import double_click


@pytest.mark.parametrize("control", CONTROLS, ids=lambda control: control.key)
def test_every_control_is_explained_named_and_within_its_range(control: Control, qtbot: QtBot) -> None:
    assert control.minimum <= control.default <= control.maximum
    assert control.tooltip.endswith(".")
    assert len(control.keys) <= (1 if control.is_switch else 2)


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
