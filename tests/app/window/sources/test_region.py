"""A drawn part of a screen."""

import gc
import sys

import pytest
from PyQt6.QtCore import QPoint, QRect, Qt
from pytestqt.qtbot import QtBot

from app.window.bridge import PATTERN
from app.window.sources.region import native_region
from engine import SourceChoice
from tests.app.window.conftest import Maker
from tests.app.window.user_input import drag, type_key


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_a_drawn_region_is_given_in_the_screens_own_pixels(ratio: float) -> None:
    text = native_region(QRect(10, 20, 300, 200), QPoint(1920, 0), ratio)
    scale = 1 if sys.platform == "darwin" else int(ratio)
    assert text == f"{1920 + 10 * scale},{20 * scale},{300 * scale},{200 * scale}"


def test_a_person_draws_around_the_part_that_is_to_be_painted(make_window: Maker, qtbot: QtBot) -> None:
    window = make_window(start=True)
    (action,) = [one for one in window.sources.button.choices.actions() if "Part of a screen" in one.text()]
    chosen: list[SourceChoice] = []
    window.sources.button.chosen.connect(chosen.append)
    action.trigger()
    gc.collect()
    qtbot.wait(50)
    picker = window.sources.button.picker
    assert picker is not None and picker.isVisible()
    origin = picker.geometry().topLeft()
    drag(picker, QPoint(100, 80), QPoint(400, 280))
    where = native_region(QRect(QPoint(100, 80), QPoint(400, 280)), origin, picker.devicePixelRatioF())
    assert chosen == [SourceChoice("screen", where, "Part of a screen")]
    qtbot.waitUntil(lambda: window.sources.button.picker is None)


def test_escape_leaves_the_screen_as_it_is(make_window: Maker, qtbot: QtBot) -> None:
    window = make_window(start=True)
    window.sources.button.ask_region()
    picker = window.sources.button.picker
    assert picker is not None
    qtbot.waitUntil(picker.isActiveWindow)
    type_key(picker, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.sources.button.picker is None)
    assert window.sources.choice == PATTERN
