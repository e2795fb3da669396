"""The painted picture on the clipboard."""

from PyQt6.QtCore import Qt, QTimer
from PyQt6.QtGui import QContextMenuEvent, QImage
from PyQt6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.window.bridge import LiveEngine
from tests.app.window.conftest import COLORS, Maker, color_shown
from tests.app.window.user_input import type_key
from tests.fakes import FakeRuntime, fake_stylizer

CTRL = Qt.KeyboardModifier.ControlModifier


def copied() -> QImage:
    clipboard = QApplication.clipboard()
    assert clipboard is not None
    return clipboard.image()


def put_text(text: str) -> None:
    clipboard = QApplication.clipboard()
    assert clipboard is not None
    clipboard.setText(text)


def test_ctrl_c_copies_the_painted_picture_at_once(make_window: Maker, qtbot: QtBot) -> None:
    window = make_window(start=True)
    qtbot.waitUntil(lambda: color_shown(window) == COLORS["red"])
    put_text("before")
    type_key(window, Qt.Key.Key_C, CTRL)
    assert copied().pixelColor(9, 9).getRgb()[:3] == COLORS["red"]
    assert "on the clipboard" in window.messages.text()


def test_a_copy_is_painted_anew_at_the_size_of_the_source(make_window: Maker, qtbot: QtBot) -> None:
    runtime = FakeRuntime()
    window = make_window(start=True, engine=LiveEngine(lambda network: fake_stylizer(runtime)))
    window.controller._automatic_size.size = 448
    window.controller._push()
    qtbot.waitUntil(lambda: max(runtime.seen_sizes[-1]) == 448)
    type_key(window, Qt.Key.Key_C, CTRL)
    qtbot.waitUntil(lambda: (640, 360) in runtime.seen_sizes[-20:])
    assert (copied().width(), copied().height()) == (640, 360)


def test_what_is_copied_elsewhere_meanwhile_stays_on_the_clipboard(make_window: Maker, qtbot: QtBot) -> None:
    window = make_window(start=True)
    type_key(window, Qt.Key.Key_C, CTRL)
    put_text("something else")
    session = window.engine.session
    assert session is not None
    again = session.pipeline.call(lambda stylizer: None)  # comes after the painting
    qtbot.waitUntil(again.done)
    qtbot.wait(50)
    assert copied().isNull()


def test_a_copy_pasted_here_becomes_a_style(make_window: Maker, qtbot: QtBot) -> None:
    window = make_window(start=True)
    before = window.styles.gallery.keys()
    type_key(window, Qt.Key.Key_C, CTRL)
    type_key(window, Qt.Key.Key_V, CTRL)
    qtbot.waitUntil(lambda: len(window.styles.gallery.keys()) == len(before) + 1)
    qtbot.waitUntil(lambda: window.looks.look.styles[0][0] not in before)


def test_the_menu_of_the_picture_copies_it(make_window: Maker, qtbot: QtBot) -> None:
    window = make_window(start=True)
    put_text("before")
    surface = window.preview.surface
    at = surface.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, surface.mapToGlobal(at))

    def choose() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        next(action for action in menu.actions() if action.text() == "Copy the picture").trigger()
        menu.close()

    QTimer.singleShot(100, choose)
    QApplication.sendEvent(surface, event)
    qtbot.waitUntil(lambda: not copied().isNull())
