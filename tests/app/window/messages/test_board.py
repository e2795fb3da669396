"""Messages over the picture."""

from collections.abc import Iterator

import pytest
from PyQt6.QtCore import QEvent, QObject, QRect
from PyQt6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.window.messages.board import Message, MessageBoard
from tests.app.window.shown_texts import cut_off

BUTTONS = [("Hier abspielen", print), ("3 Sekunden probieren", print), ("In eine Datei malen", print)]


def say(qtbot: QtBot, width: int) -> tuple[QWidget, Message]:
    """A message with three buttons, over a picture of this width in pixels."""
    picture = QWidget()
    qtbot.addWidget(picture)
    picture.resize(width, 320)
    picture.show()
    board = MessageBoard(picture)
    message = board.say("harbour.mp4", buttons=BUTTONS, stays=True)
    board.say("Sound needs a package.", topic="sound")
    qtbot.waitUntil(message.isVisible)
    return picture, message


@pytest.mark.parametrize("width", [320, 470, 524, 640])
def test_buttons_of_a_message_are_whole_however_narrow_the_picture_is(qtbot: QtBot, width: int) -> None:
    picture, message = say(qtbot, width)
    assert cut_off(picture) == []
    shown = [QRect(part.pos(), part.size()) for part in (message.label, *message.buttons)]
    assert all(message.rect().contains(part) for part in shown)
    assert not any(one.intersects(other) for one in shown for other in shown if one is not other)


def test_buttons_are_whole_when_the_picture_becomes_narrower(qtbot: QtBot) -> None:
    picture, message = say(qtbot, 640)
    for width in (524, 372, 900, 372):
        picture.resize(width, 320)
        assert cut_off(picture) == []
        assert all(message.rect().contains(QRect(part.pos(), part.size())) for part in message.buttons)


def test_buttons_stand_beside_the_words_where_there_is_room(qtbot: QtBot) -> None:
    _, message = say(qtbot, 900)
    assert {button.y() + button.height() // 2 for button in message.buttons} == {
        message.label.y() + message.label.height() // 2
    }


def test_a_message_that_is_replaced_at_once_is_never_a_window(qtbot: QtBot, opened: list[QWidget]) -> None:
    _, message = say(qtbot, 640)
    board = message.parentWidget()
    assert isinstance(board, MessageBoard)
    opened.clear()
    for text in ("Reading pictures: 3 of 30 …", "30 styles added"):
        board.say(text)
    qtbot.wait(50)
    assert opened == []


@pytest.fixture
def opened(qapp: QApplication) -> Iterator[list[QWidget]]:
    """Every widget that became a window."""
    windows: list[QWidget] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:  # noqa: N802 - Qt's name
            shows = event is not None and event.type() == QEvent.Type.Show
            if shows and isinstance(watched, QWidget) and watched.isWindow():
                windows.append(watched)
            return False

    watch = Watch()
    qapp.installEventFilter(watch)
    yield windows
    qapp.removeEventFilter(watch)
