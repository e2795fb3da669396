"""Recordings begin and end as wished last, however quickly the wishes come."""

from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from threading import Event

import pytest
from PyQt6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.window.bridge import PATTERN, Background, LiveEngine, RecordingPlan
from app.window.output.recorder import Recorder
from engine import DEFAULT_NETWORK, Recording, Settings
from tests.app.window.conftest import Maker
from tests.app.window.user_input import type_key
from tests.fakes import fake_stylizer


class SlowDisk(LiveEngine):
    """An engine whose recordings begin only when the test lets them."""

    def __init__(self) -> None:
        super().__init__(lambda network: fake_stylizer())
        self.ready = Event()

    def record(self, plan: RecordingPlan) -> "Future[Recording]":
        self.with_session(lambda session: self.ready.wait(10))
        return super().record(plan)


@pytest.fixture
def engine(qtbot: QtBot) -> Iterator[SlowDisk]:
    engine = SlowDisk()
    engine.start(lambda: PATTERN, DEFAULT_NETWORK, lambda _: Settings()).result(10)
    yield engine
    engine.ready.set()
    engine.close()
    assert engine.join(10)


@pytest.fixture
def recorder(engine: SlowDisk, tmp_path: Path) -> Iterator[Recorder]:
    background = Background()
    yield Recorder(engine, background, tmp_path / "made")
    background.close(10)


def files(recorder: Recorder) -> list[str]:
    assert recorder.plan.folder is not None
    return [path.suffix for path in recorder.plan.folder.glob("*")]


def record_some_frames(recorder: Recorder, qtbot: QtBot) -> None:
    recorder.start(side_by_side=False)
    qtbot.waitUntil(lambda: recorder.recording)
    assert recorder.plan.folder is not None
    parts = recorder.plan.folder
    qtbot.waitUntil(lambda: any(part.stat().st_size for part in parts.glob("*.part.mp4")))


def test_a_stop_before_the_recording_began_ends_it(
    engine: SlowDisk, recorder: Recorder, qtbot: QtBot
) -> None:
    complaints: list[str] = []
    recorder.failed.connect(complaints.append)
    recorder.start(side_by_side=False)
    recorder.stop()
    engine.ready.set()
    qtbot.waitUntil(lambda: not recorder.busy)
    assert complaints == []
    assert not recorder.recording and ".part.mp4" not in files(recorder)


def test_a_start_while_the_one_before_is_ending_is_not_lost(
    engine: SlowDisk, recorder: Recorder, qtbot: QtBot
) -> None:
    engine.ready.set()
    record_some_frames(recorder, qtbot)
    recorder.stop()
    record_some_frames(recorder, qtbot)
    recorder.stop()
    qtbot.waitUntil(lambda: not recorder.busy)
    assert files(recorder) == [".mp4", ".mp4"]


def test_a_recording_is_saved_when_the_network_changes_and_goes_on_in_another_file(
    engine: SlowDisk, recorder: Recorder, qtbot: QtBot
) -> None:
    engine.ready.set()
    record_some_frames(recorder, qtbot)
    with qtbot.waitSignal(recorder.saved, timeout=5000) as saved:
        engine.change_network("paper", lambda _: Settings())
    assert Path(saved.args[0]).stat().st_size > 500
    qtbot.waitUntil(lambda: recorder.recording)
    recorder.stop()
    qtbot.waitUntil(lambda: not recorder.busy)


def test_closing_before_the_recording_began_closes_the_window(make_window: Maker, qtbot: QtBot) -> None:
    engine = SlowDisk()
    window = make_window(start=True, engine=engine)
    type_key(window, Qt.Key.Key_R)
    window.close()
    assert window.isVisible()  # until the recording has ended
    engine.ready.set()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=5000)
