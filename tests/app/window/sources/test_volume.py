"""Films are heard: volume and mute in the playback bar, and what is said when there is nothing to hear."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.window.bridge import LiveEngine
from app.window.main_window import MainWindow
from app.window.sources.playback import LONGEST_LEAD_S
from engine import Loudspeaker
from tests.app.window.conftest import Maker
from tests.app.window.user_input import click, type_key
from tests.clips import PLAIN, write_clip
from tests.engine.sound.films import FakeOutput, beeps_of, write_film
from tests.engine.sound.recorded import sound_of
from tests.fakes import FakeClock, fake_stylizer


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_film(tmp_path_factory.mktemp("films") / "film.mp4")


@pytest.fixture
def engine() -> LiveEngine:
    """Its films are heard by nobody."""
    engine = LiveEngine(lambda network: fake_stylizer())
    engine.loudspeaker = Loudspeaker(None)
    return engine


def play(window: MainWindow, qtbot: QtBot, film: Path) -> None:
    playback = window.sources.playback
    before = playback.player
    window.sources.open_video(film)
    qtbot.waitUntil(lambda: playback.player not in (None, before) and playback.isVisible(), timeout=10_000)


def test_volume_and_mute_are_those_of_the_films_and_are_kept(
    make_window: Maker, engine: LiveEngine, qtbot: QtBot, film: Path
) -> None:
    window = make_window(start=True, engine=engine)
    play(window, qtbot, film)
    volume = window.sources.playback.volume
    volume.slider.setValue(30)
    assert engine.loudspeaker.volume == pytest.approx(0.3)
    click(volume.button)
    assert engine.loudspeaker.muted
    window.close()
    later = LiveEngine(lambda network: fake_stylizer())
    again = make_window(engine=later).sources.playback.volume
    assert (again.slider.value(), again.button.isChecked()) == (30, True)
    assert later.loudspeaker.muted
    assert later.loudspeaker.volume == pytest.approx(0.3)


def test_turning_it_up_ends_the_mute(
    make_window: Maker, engine: LiveEngine, qtbot: QtBot, film: Path
) -> None:
    window = make_window(start=True, engine=engine)
    play(window, qtbot, film)
    type_key(window, Qt.Key.Key_K, Qt.KeyboardModifier.ShiftModifier)
    assert engine.loudspeaker.muted
    window.sources.playback.volume.slider.setValue(55)
    assert not engine.loudspeaker.muted


def test_a_film_without_sound_says_so_where_its_volume_would_be(
    make_window: Maker, engine: LiveEngine, qtbot: QtBot, film: Path, tmp_path: Path
) -> None:
    window = make_window(start=True, engine=engine)
    play(window, qtbot, write_clip(tmp_path / "silent.mp4", PLAIN))
    volume = window.sources.playback.volume
    assert not volume.slider.isEnabled()
    assert not volume.button.isEnabled()
    assert "no sound" in volume.slider.toolTip()
    play(window, qtbot, film)
    assert volume.slider.isEnabled()


def test_what_keeps_films_from_being_heard_is_said_once(
    make_window: Maker, engine: LiveEngine, qtbot: QtBot, film: Path
) -> None:
    engine.loudspeaker = Loudspeaker(lambda: FakeOutput(FakeClock(), fails=True))
    window = make_window(start=True, engine=engine)
    play(window, qtbot, film)
    qtbot.waitUntil(lambda: "No sound device" in window.messages.text("sound"))
    assert "No sound device" in window.sources.playback.volume.slider.toolTip()
    window.messages.withdraw("sound")
    play(window, qtbot, film)
    qtbot.waitUntil(lambda: not window.sources.playback.volume.slider.isEnabled())
    assert window.messages.text("sound") == ""


class FakePlayer:
    """A film of ten seconds, at the fifth, whose sound can be lost."""

    path = Path("film.mp4")
    loop = paused = False
    has_sound = True
    position_s, duration_s = 5.0, 10.0
    lead_s = 0.0
    sound_problem = ""

    def pause(self) -> None: ...
    def resume(self) -> None: ...
    def seek(self, seconds: float) -> None: ...


def test_each_loss_of_the_device_is_said(make_window: Maker, engine: LiveEngine, qtbot: QtBot) -> None:
    window = make_window(engine=engine)
    for _ in range(2):
        player = FakePlayer()
        window.sources.playback.set_player(player)
        player.sound_problem = "The sound device was lost."
        qtbot.waitUntil(lambda: "lost" in window.messages.text("sound"))
        window.messages.withdraw("sound")


def test_pictures_come_earlier_by_as_long_as_painting_takes(
    make_window: Maker, engine: LiveEngine, qtbot: QtBot, film: Path
) -> None:
    window = make_window(start=True, engine=engine)
    play(window, qtbot, film)
    player = window.sources.playback.player
    assert player is not None
    window.sources.playback.follow_latency(180.0)
    assert player.lead_s == pytest.approx(0.18)
    window.sources.playback.follow_latency(60_000.0)
    assert player.lead_s == LONGEST_LEAD_S


def test_a_recording_of_a_played_film_has_its_sound(
    make_window: Maker,
    engine: LiveEngine,
    qtbot: QtBot,
    film: Path,
    recorded_files: Callable[[], list[Path]],
) -> None:
    window = make_window(start=True, engine=engine)
    play(window, qtbot, film)
    qtbot.waitUntil(lambda: window.preview.frame is not None and window.preview.frame.image.shape[1] == 64)
    window.recorder.start(side_by_side=False)
    qtbot.waitUntil(lambda: window.recorder.recording)
    qtbot.wait(1600)
    window.recorder.stop()
    qtbot.waitUntil(lambda: not window.recorder.busy, timeout=10_000)
    (path,) = recorded_files()
    beeps = beeps_of(sound_of(path))
    assert beeps
    assert all(abs(b - a - 1.0) < 0.05 for a, b in pairwise(beeps) if a > 0.01)


@pytest.fixture
def recorded_files(tmp_path: Path) -> Callable[[], list[Path]]:
    return lambda: list((tmp_path / "made").glob("*.mp4"))
