"""Full screen: the picture alone, a bar while the mouse moves, a recording that is always seen."""

from pathlib import Path

import pytest
from PyQt6.QtCore import QEvent, QPoint, QPointF, Qt
from PyQt6.QtGui import QColor, QCursor, QMouseEvent
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.window.main_window import MainWindow
from tests.app.window.conftest import COLORS, Maker, color_shown
from tests.app.window.user_input import click, type_key
from tests.clips import PLAIN, write_clip


@pytest.fixture
def window(make_window: Maker, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    monkeypatch.setattr("app.window.full_screen.full_screen.STAYS_MS", 300)
    window = make_window(start=True)
    type_key(window, Qt.Key.Key_F)
    assert window.isFullScreen()
    return window


def move_mouse(window: MainWindow) -> None:
    """To where it was not."""
    surface = window.preview.surface
    now = surface.mapFromGlobal(QCursor.pos())
    x, y = (200, 150) if now != QPoint(200, 150) else (300, 200)
    at = QPointF(x, y)
    QCursor.setPos(surface.mapToGlobal(QPoint(x, y)))
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        at,
        surface.mapToGlobal(at),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(surface, event)


def test_nothing_but_the_picture_until_the_mouse_moves(window: MainWindow) -> None:
    assert not window.full_screen.bar.isVisible()
    assert not window.arrangement.header.isVisible()
    assert window.preview.surface.cursor().shape() == Qt.CursorShape.BlankCursor
    move_mouse(window)
    assert window.full_screen.bar.isVisible()
    assert window.preview.surface.cursor().shape() != Qt.CursorShape.BlankCursor


def test_bar_and_cursor_go_when_the_mouse_rests(window: MainWindow, qtbot: QtBot) -> None:
    move_mouse(window)
    qtbot.waitUntil(lambda: not window.full_screen.bar.isVisible())
    assert window.preview.surface.cursor().shape() == Qt.CursorShape.BlankCursor
    move_mouse(window)
    assert window.full_screen.bar.isVisible()


def test_styles_can_be_chosen_in_the_bar(window: MainWindow, qtbot: QtBot) -> None:
    move_mouse(window)
    gallery = window.styles.gallery
    qtbot.waitUntil(gallery.isVisible)
    item = gallery.item(2)
    click(gallery.viewport(), gallery.visualItemRect(item).center())
    qtbot.waitUntil(lambda: color_shown(window) == COLORS["blue"])


def test_a_recording_is_seen_all_the_time_and_begins_and_ends_in_the_bar(
    window: MainWindow, qtbot: QtBot
) -> None:
    move_mouse(window)
    with qtbot.waitSignal(window.recorder.recordingChanged):
        click(window.full_screen.bar.record)
    qtbot.waitUntil(lambda: not window.full_screen.bar.isVisible())
    assert window.full_screen.badge.isVisible() and window.full_screen.badge.label.startswith("0:")
    shown = window.preview.frames_shown
    qtbot.waitUntil(lambda: window.preview.frames_shown > shown + 5)
    with qtbot.waitSignal(window.recorder.saved, timeout=10_000):
        click(window.full_screen.badge)
    qtbot.waitUntil(lambda: not window.full_screen.badge.isVisible())


def test_the_playback_bar_hides_with_the_rest(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window.sources.open_video(write_clip(tmp_path / "clip.mp4", PLAIN))
    playback = window.sources.playback
    qtbot.waitUntil(lambda: playback.player is not None)
    assert not playback.isVisible()
    move_mouse(window)
    qtbot.waitUntil(playback.isVisible)
    qtbot.waitUntil(lambda: not playback.isVisible())


def test_leaving_puts_everything_back(window: MainWindow, qtbot: QtBot) -> None:
    move_mouse(window)
    type_key(window, Qt.Key.Key_Escape)
    assert not window.isFullScreen()
    bar = window.full_screen.bar
    assert not bar.isVisible()
    qtbot.waitUntil(window.styles.gallery.isVisible)
    assert not bar.isAncestorOf(window.styles.gallery)
    assert window.arrangement.header.isVisible() and window.status.isVisible()
    move_mouse(window)
    assert not bar.isVisible()


def test_the_bar_shows_the_styles(window: MainWindow, qtbot: QtBot) -> None:
    move_mouse(window)
    gallery = window.styles.gallery
    qtbot.waitUntil(lambda: gallery.isVisible())
    viewport = gallery.viewport()
    assert viewport is not None

    def tile() -> tuple[int, ...]:
        move_mouse(window)
        at = viewport.mapTo(window, gallery.visualItemRect(gallery.item(2)).center())
        color = window.grab().toImage().pixelColor(at) if window.rect().contains(at) else QColor()
        return color.red(), color.green(), color.blue()

    qtbot.waitUntil(lambda: tile()[2] > 150 and max(tile()[:2]) < 100)  # blue
