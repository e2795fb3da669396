"""A style that is studied beside live painting; the process is real, what it computes is not."""

import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PyQt6.QtCore import QObject
from PyQt6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.window.main_window import MainWindow
from app.window.study import StudyProcess
from app.window.study.content import write_pictures
from app.window.study.process import own_command
from app.window.styles.menu import show_menu
from engine.frame import Image
from tests.app.window.conftest import Maker
from tests.engine.study.conftest import save_shared
from tests.fakes import FakeRuntime

STEPS = 'print(\'{"part": 0.25, "left_s": 9}\', flush=True); print(\'{"kept": 1}\', flush=True); '
FOR_EVER = STEPS + "import time; time.sleep(100)"

PATIENCE_MS = 60_000
"""Milliseconds: on a busy machine it takes long until another process has begun."""

Asked = list[list[str]]
Prepare = Callable[[str], tuple[MainWindow, Asked]]


@pytest.fixture
def prepare(make_window: Maker) -> Prepare:
    """A window that paints, whose studies run this code instead; and what they were asked for."""

    def prepared(code: str) -> tuple[MainWindow, Asked]:
        window, asked = make_window(start=True), []

        def command(arguments: Sequence[str | Path]) -> tuple[str, list[str]]:
            asked.append([str(each) for each in arguments])
            return sys.executable, ["-c", code]

        def make_process(parent: QObject) -> StudyProcess:
            return StudyProcess(parent, command)

        window.studies.make_process = make_process
        return window, asked

    return prepared


def said(window: MainWindow, topic: str = "study") -> str:
    return window.messages.text(topic)


def test_a_study_says_how_far_it_is_and_when_it_is_done(qtbot: QtBot, prepare: Prepare) -> None:
    window, _ = prepare(STEPS + "import time; time.sleep(1)")
    window.styles.study("green")
    assert said(window) == "Studying Green …"
    qtbot.waitUntil(lambda: said(window) == "Studying Green: 25 %, 9 s left", timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: said(window, "message") == "Green is studied.", timeout=PATIENCE_MS)
    assert said(window) == ""


def test_it_is_made_on_what_was_seen_and_beside_the_live_picture(qtbot: QtBot, prepare: Prepare) -> None:
    window, asked = prepare(FOR_EVER)
    window.styles.study("green")
    qtbot.waitUntil(lambda: bool(asked), timeout=PATIENCE_MS)
    arguments = asked[0]
    assert arguments[0] == "study" and arguments[1].endswith("green.png")
    assert "--gently" in arguments
    pictures = list(Path(arguments[arguments.index("--on") + 1]).iterdir())
    frame = window.preview.frame
    assert frame is not None and pictures
    assert QImage(str(pictures[0])).width() == frame.image.shape[1]


def test_what_is_kept_on_the_way_is_painted_with(qtbot: QtBot, prepare: Prepare) -> None:
    window, _ = prepare(FOR_EVER)
    qtbot.waitUntil(lambda: "green" in window.controller._learner.styles, timeout=PATIENCE_MS)
    with qtbot.waitSignal(
        window.controller.learned,
        check_params_cb=lambda key, _: key == "green",
        timeout=PATIENCE_MS,
    ):
        window.styles.study("green")
    qtbot.waitUntil(lambda: dict(window.looks.look.styles).keys() == {"green"}, timeout=PATIENCE_MS)


def test_a_second_study_waits_for_the_first(qtbot: QtBot, prepare: Prepare) -> None:
    window, asked = prepare(FOR_EVER)
    window.styles.study("green")
    window.styles.study("blue")
    assert said(window, "message") == "Green is being studied. Stop that first."
    qtbot.waitUntil(lambda: len(asked) == 1, timeout=PATIENCE_MS)


def test_the_button_stops_it_and_what_is_there_is_kept(qtbot: QtBot, prepare: Prepare) -> None:
    window, _ = prepare(FOR_EVER)
    window.styles.study("green")
    qtbot.waitUntil(lambda: "25 %" in said(window), timeout=PATIENCE_MS)
    message = window.messages.message("study")
    assert message is not None
    message.buttons[0].click()
    qtbot.waitUntil(lambda: said(window, "message") == "Green is studied.", timeout=PATIENCE_MS)


def test_it_is_stopped_before_its_process_has_begun(
    qtbot: QtBot, prepare: Prepare, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[Path] = []

    def write(images: Sequence[Image]) -> tempfile.TemporaryDirectory[str]:
        folder = write_pictures(images)
        written.append(Path(folder.name))
        return folder

    monkeypatch.setattr("app.window.study.presenter.write_pictures", write)
    window, asked = prepare(FOR_EVER)
    window.styles.study("green")
    message = window.messages.message("study")
    assert message is not None
    message.buttons[0].click()
    qtbot.waitUntil(lambda: bool(written) and not written[0].exists(), timeout=PATIENCE_MS)
    assert not asked
    window.styles.study("blue")
    qtbot.waitUntil(lambda: len(asked) == 1, timeout=PATIENCE_MS)
    assert said(window) == "Studying Blue …"


def test_a_picture_that_is_deleted_while_it_is_studied_is_said(qtbot: QtBot, prepare: Prepare) -> None:
    window, asked = prepare("import time; time.sleep(100)")
    qtbot.waitUntil(lambda: "green" in window.controller.styles, timeout=PATIENCE_MS)
    window.styles.study("green")
    qtbot.waitUntil(lambda: bool(asked), timeout=PATIENCE_MS)
    window.styles.pictures()["green"][0].unlink()
    process = window.studies._process
    assert process is not None
    with qtbot.waitSignal(window.controller.notLearned, timeout=PATIENCE_MS):
        process.kept.emit()
    assert "does not exist" in said(window, "message")


def test_why_it_failed_is_said(qtbot: QtBot, prepare: Prepare) -> None:
    window, _ = prepare("import sys; sys.exit('impasto: the disk is full.')")
    window.styles.study("green")
    qtbot.waitUntil(lambda: "the disk is full" in said(window, "message"), timeout=PATIENCE_MS)
    assert said(window, "message").startswith("Green could not be studied")


def test_a_window_that_closes_ends_its_study(qtbot: QtBot, prepare: Prepare) -> None:
    window, _ = prepare(FOR_EVER)
    window.styles.study("green")
    qtbot.waitUntil(lambda: "25 %" in said(window), timeout=PATIENCE_MS)
    process = window.studies._process
    assert process is not None
    window.close()
    assert not process.running


def test_the_menu_of_a_style_offers_it(qtbot: QtBot, prepare: Prepare) -> None:
    window, asked = prepare(FOR_EVER)
    menu = show_menu(window.styles, window.styles._library, ["green"], window.pos())
    action = next(action for action in menu.actions() if action.text() == "Study on what is seen now")
    action.trigger()
    qtbot.waitUntil(lambda: bool(asked), timeout=PATIENCE_MS)
    menu.close()


@pytest.mark.skipif(sys.platform != "linux", reason="sessions share the processor on Linux only")
def test_it_has_a_session_of_its_own_so_that_its_low_priority_counts(qtbot: QtBot, prepare: Prepare) -> None:
    own = "import os; own = os.getsid(0) == os.getpid(); "
    window, _ = prepare(own + 'print(\'{"part": %s, "left_s": 9}\' % (0.9 if own else 0.1)); input()')
    window.styles.study("green")
    qtbot.waitUntil(lambda: "90 %" in said(window), timeout=PATIENCE_MS)


def test_its_command_is_this_program() -> None:
    program, arguments = own_command(["study", Path("a.png")])
    assert program == sys.executable
    assert arguments[-2:] == ["study", "a.png"]


def test_a_dropped_file_of_a_studied_style_becomes_a_style(
    qtbot: QtBot, make_window: Maker, picture: Callable[..., Path], tmp_path: Path
) -> None:
    painting = picture("sea.png", (10, 60, 90))
    shared = save_shared(tmp_path / "sea.impasto", painting)
    window = make_window(start=True)
    window.importer.take_files([shared], apply=True)
    qtbot.waitUntil(lambda: "Sea at night" in window.styles.names().values(), timeout=PATIENCE_MS)
    key = next(key for key, name in window.styles.names().items() if name == "Sea at night")
    assert window.styles.pictures()[key][0].read_bytes() == painting.read_bytes()


@pytest.fixture
def tunable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Networks that can be tuned."""
    monkeypatch.setattr(FakeRuntime, "tuning_size", 1)


def test_the_style_that_is_painted_with_is_offered_for_study_until_it_is_studied(
    qtbot: QtBot, prepare: Prepare, tunable: None
) -> None:
    window, _ = prepare(STEPS + "import time; time.sleep(1)")
    button = window.look_panel.study
    window.styles.choose("green")
    qtbot.waitUntil(lambda: not button.isHidden(), timeout=PATIENCE_MS)
    button.click()
    assert said(window) == "Studying Green …" and button.isHidden()
    qtbot.waitUntil(lambda: said(window, "message") == "Green is studied.", timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: "green" in window.controller.styles, timeout=PATIENCE_MS)
    assert not button.isHidden()  # this process learned nothing
    style = replace(window.controller.styles["green"], tuning=np.zeros(1, np.float16))
    window.controller._learner.styles["green"] = style
    window.controller.learned.emit("green", QImage(1, 1, QImage.Format.Format_RGB888))
    assert button.isHidden()


def test_what_a_network_cannot_study_is_not_offered(qtbot: QtBot, prepare: Prepare) -> None:
    window, _ = prepare(FOR_EVER)
    window.styles.choose("green")
    qtbot.waitUntil(lambda: "green" in window.controller.styles, timeout=PATIENCE_MS)
    assert window.look_panel.study.isHidden()


def test_a_blend_is_not_offered_for_study(qtbot: QtBot, prepare: Prepare, tunable: None) -> None:
    window, _ = prepare(FOR_EVER)
    window.styles.choose("green")
    qtbot.waitUntil(lambda: not window.look_panel.study.isHidden(), timeout=PATIENCE_MS)
    window.styles.blend("blue")
    assert window.look_panel.study.isHidden()
