"""Work in background threads, results in the GUI thread."""

import threading

from pytestqt.qtbot import QtBot

from app.window.bridge.background import Background


def fail() -> None:
    raise ZeroDivisionError("deliberate")


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
