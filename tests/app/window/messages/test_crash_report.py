"""Exceptions nobody foresaw, and work in the background."""

import os
import sys
import threading
from collections.abc import Iterator

import pytest
from PyQt6.QtCore import QTimer
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.window.background import Background
from app.window.files import QT_VARIABLES, clean_environment
from app.window.reports import Reporter


@pytest.fixture
def reporter(qtbot: QtBot) -> Iterator[Reporter]:
    found = Reporter()
    hooks = sys.excepthook, threading.excepthook
    found.install()
    yield found
    sys.excepthook, threading.excepthook = hooks
    if found.dialog is not None:
        found.dialog.close()


def fail() -> None:
    raise ZeroDivisionError("deliberate")


@pytest.mark.qt_no_exception_capture
def test_an_exception_in_a_slot_is_shown_and_the_program_goes_on(reporter: Reporter, qtbot: QtBot) -> None:
    QTimer.singleShot(0, fail)
    qtbot.waitUntil(lambda: reporter.dialog is not None)
    assert reporter.dialog is not None
    assert "ZeroDivisionError: deliberate" in reporter.dialog.text.toPlainText()


@pytest.mark.qt_no_exception_capture
def test_an_exception_in_a_thread_is_shown(reporter: Reporter, qtbot: QtBot) -> None:
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: reporter.dialog is not None)


@pytest.mark.qt_no_exception_capture
def test_many_exceptions_are_one_dialog(reporter: Reporter, qtbot: QtBot) -> None:
    for _ in range(5):
        QTimer.singleShot(0, fail)
    qtbot.waitUntil(lambda: reporter.dialog is not None)
    first = reporter.dialog
    qtbot.wait(50)
    assert reporter.dialog is first


def test_a_report_can_be_copied(reporter: Reporter, qtbot: QtBot) -> None:
    reporter.happened.emit("all about it")
    assert reporter.dialog is not None
    reporter.dialog.copy()
    clipboard = QApplication.clipboard()
    assert clipboard is not None and clipboard.text() == "all about it"


def test_work_is_done_elsewhere_and_its_result_arrives_here(qtbot: QtBot) -> None:
    background, seen = Background(), []
    background.run(
        lambda: threading.current_thread().name,
        lambda name: seen.append((name, threading.current_thread() is threading.main_thread())),
        lambda error: None,
    )
    qtbot.waitUntil(lambda: seen == [("impasto-background", True)])


def test_an_error_of_work_arrives_as_an_error(qtbot: QtBot) -> None:
    background = Background()
    errors: list[Exception] = []
    background.run(fail, lambda _: None, errors.append)
    qtbot.waitUntil(lambda: len(errors) == 1)
    assert isinstance(errors[0], ZeroDivisionError)


def test_nothing_arrives_after_the_end(qtbot: QtBot) -> None:
    background = Background()
    seen: list[object] = []
    background.run(lambda: 1, seen.append, seen.append)
    background.close(1.0)
    qtbot.wait(30)
    assert seen == []


def test_variables_that_break_other_programs_are_taken_out(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in QT_VARIABLES:
        monkeypatch.setenv(name, "/cv2/qt/plugins")
    clean_environment()
    assert not set(QT_VARIABLES) & set(os.environ)
