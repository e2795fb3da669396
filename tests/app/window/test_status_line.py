"""The status line: plain words, a dot, and the details on a click."""

from dataclasses import replace

import pytest
from PyQt6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.window.bridge import LiveStatus
from app.window.status_line import GOOD, SLOW, StatusLine
from engine import Choice
from tests.app.window.user_input import click, type_key

DEVICE = Choice("cpu", "bfloat16", "openvino", "cpu is the fastest device here.")


def status(rate: float, source_rate: float = 30.0) -> LiveStatus:
    return LiveStatus(rate, (640, 360), (640, 360), True, DEVICE, source_rate=source_rate)


def line_of(qtbot: QtBot, shown: LiveStatus, latency_ms: float | None = 60.2) -> StatusLine:
    line = StatusLine()
    qtbot.addWidget(line)
    line.show()
    line.show_status(shown, latency_ms)
    return line


def test_rate_and_delay_are_all_that_is_said(qtbot: QtBot) -> None:
    line = line_of(qtbot, status(25.2))
    assert line.figures.text() == "25 fps · 60 ms"
    assert line.dot.color == GOOD


def test_the_dot_is_amber_when_it_does_not_keep_up(qtbot: QtBot) -> None:
    assert line_of(qtbot, status(9.0)).dot.color == SLOW


def test_a_photo_has_nothing_to_keep_up_with(qtbot: QtBot) -> None:
    line = line_of(qtbot, replace(status(6.0), strained=True))
    assert line.note.text() == "Painting small to keep up"
    line.show_status(replace(status(0.0), strained=True), None)
    assert line.note.text() == ""


def test_a_slow_source_is_kept_up_with(qtbot: QtBot) -> None:
    assert line_of(qtbot, status(9.8, source_rate=10)).dot.color == GOOD


def test_color_is_not_all_that_says_whether_it_keeps_up(qtbot: QtBot) -> None:
    assert "keeps up" in line_of(qtbot, status(25)).figures.accessibleName()
    assert "slow" in line_of(qtbot, status(5)).figures.accessibleName()


def test_a_picture_that_stands_still_shows_its_size(qtbot: QtBot) -> None:
    line = line_of(qtbot, status(0.0), None)
    assert line.figures.text() == "640 × 360" and line.dot.color is None  # noqa: RUF001


def test_a_click_shows_the_details(qtbot: QtBot) -> None:
    line = line_of(qtbot, status(25.2))
    click(line.figures)
    assert line.details.isVisible()
    texts = (line.details.size_label, line.details.device, line.details.runtime, line.details.reason)
    assert [label.text() for label in texts] == [
        "640 × 360",  # noqa: RUF001
        "CPU",
        "openvino, bfloat16",
        "cpu is the fastest device here.",
    ]
    type_key(line.details, Qt.Key.Key_Escape)
    assert not line.details.isVisible()


@pytest.mark.parametrize(("sharp", "how"), [(True, "along the edges"), (False, "plainly")])
def test_what_is_painted_small_shows_both_sizes_and_how_it_is_enlarged(
    qtbot: QtBot, sharp: bool, how: str
) -> None:
    line = line_of(qtbot, LiveStatus(25.0, (640, 360), (1920, 1080), sharp, None))
    assert line.details.size_label.text() == "640 × 360 → 1920 × 1080"  # noqa: RUF001
    assert how in line.details.size_label.toolTip()


def test_what_is_painted_at_full_size_shows_one_size(qtbot: QtBot) -> None:
    line = line_of(qtbot, LiveStatus(25.0, (640, 360), (640, 360), True, None))
    assert line.details.size_label.text() == "640 × 360"  # noqa: RUF001
    assert "enlarged" not in line.details.size_label.toolTip()


def test_painting_small_to_keep_up_is_said(qtbot: QtBot) -> None:
    line = line_of(qtbot, LiveStatus(9.0, (448, 252), (640, 360), True, None, strained=True))
    assert line.note.text() == "Painting small to keep up"
