"""The controller keeps the live view going, whatever the device does."""

from collections.abc import Callable

import pytest
from PyQt6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from app.window.bridge import PATTERN, LiveEngine, controller
from engine import DeviceError, Stylizer
from tests.app.window.conftest import COLORS, Maker, color_shown
from tests.fakes import FakeRuntime, fake_stylizer


class Devices:
    """Loads networks on a device that fails as long as `fails` says so."""

    def __init__(self, fails: Callable[[int], bool]) -> None:
        self.loaded = 0
        self.frames = 0
        self.fails = fails

    def load(self, network: str) -> Stylizer:
        self.loaded += 1
        runtime = FakeRuntime()
        runtime.before_network = self._paint
        return fake_stylizer(runtime)

    def _paint(self) -> None:
        self.frames += 1
        if self.fails(self.frames):
            raise DeviceError("The GPU is out of memory.")


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(controller, "FIRST_RESTART_MS", 20)


def test_a_device_that_fails_every_tenth_frame_is_talked_about_once(make_window: Maker, qtbot: QtBot) -> None:
    devices, said = Devices(lambda frame: frame % 10 == 0), list[str]()
    window = make_window(start=True, engine=LiveEngine(devices.load))
    window.controller.failed.connect(said.append)
    qtbot.waitUntil(lambda: devices.frames > 50, timeout=10_000)
    assert said == ["A frame could not be painted and is left out. The GPU is out of memory."]
    assert devices.loaded == 1


def test_a_device_that_fails_for_good_is_followed_by_fresh_sessions_until_one_paints(
    make_window: Maker, qtbot: QtBot
) -> None:
    devices = Devices(lambda frame: True)
    window = make_window(engine=LiveEngine(devices.load))
    window.start()
    qtbot.waitUntil(lambda: devices.loaded >= 3, timeout=20_000)
    assert "out of memory" in window.messages.text()
    devices.fails = lambda frame: False
    qtbot.waitUntil(
        lambda: window.preview.frame is not None and color_shown(window) == (220, 30, 30), timeout=10_000
    )


def test_choosing_a_source_after_a_failure_begins_anew_at_once(
    make_window: Maker, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(controller, "FIRST_RESTART_MS", 60_000)
    devices = Devices(lambda frame: True)
    window = make_window(engine=LiveEngine(devices.load))
    window.start()
    qtbot.waitUntil(lambda: window.controller._restart_timer.isActive(), timeout=20_000)
    devices.fails = lambda frame: False
    window.sources.open(PATTERN)
    qtbot.waitUntil(lambda: window.controller.session is not None, timeout=5000)
    shown = window.preview.frames_shown
    qtbot.waitUntil(lambda: window.preview.frames_shown > shown + 3, timeout=5000)


def test_a_pause_outlives_a_change_of_network(make_window: Maker, qtbot: QtBot) -> None:
    window = make_window(start=True)
    first = window.engine.session
    window.controller.pause(True)
    window.controller.change_network("paper")
    qtbot.waitUntil(lambda: window.controller.session not in (None, first))
    session = window.controller.session
    assert session is not None
    painted = session.pipeline.meter.read().frames
    qtbot.wait(200)
    assert session.pipeline.meter.read().frames <= painted + 1


def test_another_network_never_shows_the_picture_unpainted(make_window: Maker, qtbot: QtBot) -> None:
    window = make_window(start=True)
    qtbot.waitUntil(lambda: color_shown(window) == COLORS["red"])
    first, seen = window.engine.session, set[tuple[int, int, int]]()

    def look() -> None:
        seen.add(color_shown(window))

    timer = QTimer(window)
    timer.timeout.connect(look)
    timer.start(1)
    window.networks.menu.chosen.emit("paper")
    qtbot.waitUntil(lambda: window.engine.session not in (None, first))
    shown = window.preview.frames_shown
    qtbot.waitUntil(lambda: window.preview.frames_shown > shown + 5)
    assert seen == {COLORS["red"]}


def test_the_first_picture_is_painted(make_window: Maker) -> None:
    assert color_shown(make_window(start=True)) == COLORS["red"]
