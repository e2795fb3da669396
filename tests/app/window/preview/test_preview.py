"""The picture on the screen, looked at pixel by pixel."""

import time
from dataclasses import replace

import numpy as np
import pytest
from PyQt6.QtCore import QPoint, QSizeF
from PyQt6.QtGui import QColor
from pytestqt.qtbot import QtBot

from app.window.preview.preview import Preview, View, fitted
from engine import Frame
from tests.app.window.user_input import double_click, drag
from tests.fakes import frame, solid

PAINTED, CONTENT = 200, 40


def painted(width: int = 40, height: int = 32, captured_s: float | None = None) -> Frame:
    """Light grey, painted from dark grey."""
    before = frame(0, PAINTED)
    image = solid(PAINTED, width, height)
    return replace(before, image=image, content=solid(CONTENT, width, height), captured_s=captured_s)


def preview_of(qtbot: QtBot, shown: Frame | None, size: tuple[int, int] = (400, 320)) -> Preview:
    preview = Preview(lambda: shown, opengl=False)
    qtbot.addWidget(preview)
    preview.resize(*size)
    preview.show()
    if shown is not None:
        qtbot.waitUntil(lambda: preview.frame is shown)
    return preview


def gray_at(preview: Preview, x: float, y: float) -> int:
    """Grey of a pixel, at a share of the widget's width and height."""
    image = preview.grab().toImage()
    return QColor(image.pixel(int(x * (image.width() - 1)), int(y * (image.height() - 1)))).red()


def test_the_newest_frame_is_shown(qtbot: QtBot) -> None:
    assert gray_at(preview_of(qtbot, painted()), 0.5, 0.5) == PAINTED


def test_every_frame_is_counted_once(qtbot: QtBot) -> None:
    preview = preview_of(qtbot, painted())
    qtbot.wait(60)
    assert preview.frames_shown == 1


def test_the_picture_keeps_its_shape(qtbot: QtBot) -> None:
    preview = preview_of(qtbot, painted(80, 20))
    assert gray_at(preview, 0.5, 0.5) == PAINTED
    assert gray_at(preview, 0.5, 0.1) != PAINTED


def test_the_original_is_shown_when_asked_for(qtbot: QtBot) -> None:
    preview = preview_of(qtbot, painted())
    preview.show_view(View(original=True))
    assert gray_at(preview, 0.5, 0.5) == CONTENT


def test_split_shows_before_at_the_left_and_after_at_the_right(qtbot: QtBot) -> None:
    preview = preview_of(qtbot, painted())
    preview.show_view(View(split=0.5))
    assert (gray_at(preview, 0.2, 0.3), gray_at(preview, 0.8, 0.3)) == (CONTENT, PAINTED)


def test_the_divider_follows_the_mouse(qtbot: QtBot) -> None:
    preview = preview_of(qtbot, painted())
    preview.show_view(View(split=0.5))
    with qtbot.waitSignal(preview.splitMoved) as moved:
        drag(preview.surface, QPoint(200, 160), QPoint(100, 160))
    assert moved.args[0] == pytest.approx(0.25, abs=0.01)


def test_a_press_away_from_the_divider_does_not_move_it(qtbot: QtBot) -> None:
    preview = preview_of(qtbot, painted())
    preview.show_view(View(split=0.5))
    with qtbot.assertNotEmitted(preview.splitMoved):
        drag(preview.surface, QPoint(40, 160), QPoint(100, 160))


def test_mirror_turns_the_picture_round(qtbot: QtBot) -> None:
    image = solid(PAINTED)
    image[:, :20] = CONTENT
    preview = preview_of(qtbot, replace(painted(), image=image))
    assert gray_at(preview, 0.2, 0.5) == CONTENT
    preview.show_view(View(mirror=True))
    assert gray_at(preview, 0.8, 0.5) == CONTENT


def test_a_double_click_asks_for_full_screen(qtbot: QtBot) -> None:
    preview = preview_of(qtbot, painted())
    with qtbot.waitSignal(preview.fullScreenWanted):
        double_click(preview.surface)


def test_the_latency_is_that_from_the_camera(qtbot: QtBot) -> None:
    preview = preview_of(qtbot, painted(captured_s=time.perf_counter() - 0.1))
    assert preview.latency_ms is not None and 100 <= preview.latency_ms < 300
    assert preview_of(qtbot, painted()).latency_ms is None


def test_without_a_picture_there_is_a_hint(qtbot: QtBot) -> None:
    preview = preview_of(qtbot, None)
    empty = preview.grab().toImage()
    preview.show_hint("Warming up")
    assert preview.grab().toImage() != empty


@pytest.mark.parametrize("size", [(1, 1), (1, 500), (641, 3), (33, 17)])
def test_frames_of_any_size_are_shown(qtbot: QtBot, size: tuple[int, int]) -> None:
    preview = preview_of(qtbot, painted(*size))
    preview.show_view(View(split=0.5))
    assert not preview.grab().isNull()


def test_pixels_keep_their_colours(qtbot: QtBot) -> None:
    image = np.empty((30, 41, 3), np.uint8)  # 123 bytes a line: not a multiple of 4
    image[:] = (200, 100, 50)
    preview = preview_of(qtbot, replace(painted(), image=image))
    shown = preview.grab().toImage().pixelColor(200, 160)
    assert (shown.red(), shown.green(), shown.blue()) == (200, 100, 50)


def test_fitted_touches_two_sides_and_stands_in_the_middle() -> None:
    where = fitted(QSizeF(1600, 900), QSizeF(1000, 1000))
    assert (where.width(), where.height(), where.top()) == (1000, 562.5, 218.75)
