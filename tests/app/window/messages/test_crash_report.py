"""Unexpected exceptions are shown and can be copied."""

import sys
import threading
from collections.abc import Iterator

import pytest
from PyQt6.QtCore import QTimer
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

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
    reporter.happened.emit("all about it")
    assert reporter.dialog is not None
    reporter.dialog.copy()
    clipboard = QApplication.clipboard()
    assert clipboard is not None and clipboard.text() == "all about it"
