"""Unexpected exceptions are shown and can be copied."""

import sys
import threading
from collections.abc import Iterator

import pytest
from PyQt6.QtCore import QTimer
from PyQt6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.report import HISTORY, report_text
from app.window.messages.board import MessageBoard
from app.window.messages.crash_report import CrashReporter


@pytest.fixture
def reporter(qtbot: QtBot) -> Iterator[CrashReporter]:
    found = CrashReporter()
    hooks = sys.excepthook, threading.excepthook
    found.install()
    yield found
    sys.excepthook, threading.excepthook = hooks
    if found.dialog is not None:
        found.dialog.close()


def fail() -> None:
    raise ZeroDivisionError("deliberate")


@pytest.mark.qt_no_exception_capture
def test_an_exception_in_a_slot_is_shown_and_the_program_goes_on(
    reporter: CrashReporter, qtbot: QtBot
) -> None:
    QTimer.singleShot(0, fail)
    qtbot.waitUntil(lambda: reporter.dialog is not None)
    assert reporter.dialog is not None
    assert "ZeroDivisionError: deliberate" in reporter.dialog.text.toPlainText()


@pytest.mark.qt_no_exception_capture
def test_an_exception_in_a_thread_is_shown(reporter: CrashReporter, qtbot: QtBot) -> None:
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: reporter.dialog is not None)


@pytest.mark.qt_no_exception_capture
def test_many_exceptions_are_one_dialog(reporter: CrashReporter, qtbot: QtBot) -> None:
    for _ in range(5):
        QTimer.singleShot(0, fail)
    qtbot.waitUntil(lambda: reporter.dialog is not None)
    first = reporter.dialog
    qtbot.wait(50)
    assert reporter.dialog is first


def test_a_report_can_be_copied(reporter: CrashReporter, qtbot: QtBot) -> None:
    reporter.happened.emit("all about it", "with names")
    assert reporter.dialog is not None
    reporter.dialog.copy()
    clipboard = QApplication.clipboard()
    assert clipboard is not None and clipboard.text() == "all about it"


@pytest.mark.qt_no_exception_capture
def test_names_of_files_are_shown_only_when_the_person_agrees(reporter: CrashReporter, qtbot: QtBot) -> None:
    reporter.settings = lambda: "strength 50"
    reporter.take(OSError, OSError("cannot read /home/alice/wedding.png"))
    qtbot.waitUntil(lambda: reporter.dialog is not None)
    assert reporter.dialog is not None
    text = reporter.dialog.text
    assert "alice" not in text.toPlainText()
    assert "versions: Python" in text.toPlainText() and "settings: strength 50" in text.toPlainText()
    reporter.dialog.agreed.setChecked(True)
    assert "/home/alice/wedding.png" in text.toPlainText()


def test_what_the_window_said_is_in_the_report(qtbot: QtBot) -> None:
    board = MessageBoard(widget := QWidget())
    qtbot.addWidget(widget)
    board.say("The camera is gone.")
    assert "The camera is gone." in report_text(HISTORY)
