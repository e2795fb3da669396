"""What is painted: chosen, lost, found again, played."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.window.bridge import PATTERN, SettingsStore
from app.window.main_window import MainWindow
from app.window.sources.menu import SourceButton
from engine import Frame, SourceChoice, SourceError, Timeouts
from engine.sources.base import Source
from tests.app.window.conftest import Maker
from tests.clips import PLAIN, write_clip
from tests.fakes import EndlessSource, solid
from tests.mjpeg_server import MjpegServer

CAMERA = SourceChoice("camera", "usb-1", "Desk camera")


class Plug:
    """A camera that a test pulls out and plugs in."""

    def __init__(self) -> None:
        self.out = False

    def open(self) -> Source:
        if self.out:
            raise SourceError("The camera is not connected. Plug it in.")
        return PluggedSource(self)


class PluggedSource(EndlessSource):
    def __init__(self, plug: Plug) -> None:
        super().__init__(live=True)
        self._plug = plug

    def read(self) -> Frame | None:
        self._closed.wait(0.01)
        if self._plug.out:
            raise SourceError("The camera gives no pictures any more. Is it unplugged?")
        return super().read()


def watch(window: MainWindow, plug: Plug) -> None:
    assert window.controller.session is not None
    window.controller.session.source.change(plug.open, "Desk camera", Timeouts(retry_s=0.05, frozen_s=None))


def texts(button: SourceButton) -> list[str]:
    return [action.text() for action in button.choices.actions() if action.text()]


def test_a_camera_that_is_pulled_out_is_told_and_its_last_picture_stays(
    make_window: Maker, qtbot: QtBot
) -> None:
    window, plug = make_window(start=True), Plug()
    watch(window, plug)
    qtbot.waitUntil(lambda: window.preview.frame is not None and window.preview.frame.image.shape[1] == 40)
    plug.out = True
    qtbot.waitUntil(lambda: "not connected" in window.messages.text("source"))
    assert window.preview.frame is not None


def test_a_camera_that_is_plugged_in_again_comes_back_by_itself(make_window: Maker, qtbot: QtBot) -> None:
    window, plug = make_window(start=True), Plug()
    watch(window, plug)
    plug.out = True
    qtbot.waitUntil(lambda: window.messages.text("source") != "")
    plug.out = False
    qtbot.waitUntil(lambda: window.messages.text("source") == "")
    shown = window.preview.frames_shown
    qtbot.waitUntil(lambda: window.preview.frames_shown > shown + 3)


def test_a_camera_that_is_not_there_offers_to_try_again_and_the_demo_scene(
    make_window: Maker, qtbot: QtBot
) -> None:
    window = make_window(start=True)
    window.sources.open(CAMERA)
    qtbot.waitUntil(lambda: window.messages.text("source") != "", timeout=10_000)
    message = window.messages.message("source")
    assert message is not None
    assert [button.text() for button in message.buttons] == ["Retry", "Demo scene"]
    message.buttons[1].click()
    qtbot.waitUntil(lambda: window.messages.text("source") == "")
    assert window.sources.choice == PATTERN


def test_the_picture_of_a_failed_source_is_veiled_its_figures_go_and_retry_brings_it_back(
    make_window: Maker, qtbot: QtBot
) -> None:
    window, plug = make_window(start=True), Plug()
    watch(window, plug)
    qtbot.waitUntil(lambda: "fps" in window.status.figures.text())
    plug.out = True
    qtbot.waitUntil(lambda: window.preview.stale)
    qtbot.waitUntil(lambda: not window.status.figures.isVisible())
    assert window.status.dot.color is None
    message = window.messages.message("source")
    assert message is not None and message.buttons[0].text() == "Demo scene"
    plug.out = False
    qtbot.waitUntil(lambda: not window.preview.stale)
    qtbot.waitUntil(lambda: "fps" in window.status.figures.text())


def test_a_network_camera_is_lost_and_found(make_window: Maker, qtbot: QtBot) -> None:
    window = make_window(start=True)
    with MjpegServer([solid(60, 64, 48), solid(180, 64, 48)]) as server:
        window.sources.open(SourceChoice("address", server.address))
        qtbot.waitUntil(lambda: width_shown(window) == 64)
        server.stop()
        qtbot.waitUntil(lambda: window.messages.text("source") != "", timeout=10_000)
        server.start()
        qtbot.waitUntil(lambda: window.messages.text("source") == "", timeout=10_000)


def test_the_source_is_remembered(make_window: Maker, store: SettingsStore, qtbot: QtBot) -> None:
    window = make_window(start=True)
    window.sources.open(CAMERA)
    window.close()
    assert store.source == CAMERA


def test_without_a_memory_the_demo_scene_is_painted_and_no_camera_is_opened(
    make_window: Maker, store: SettingsStore
) -> None:
    store.put("place", "")
    assert make_window(start=True).sources.choice == PATTERN


def test_the_menu_has_cameras_by_name(qtbot: QtBot) -> None:
    chosen: list[SourceChoice] = []
    button = SourceButton(lambda then: then([CAMERA], [SourceChoice("screen", "1", "Screen 1")]))
    qtbot.addWidget(button)
    button.chosen.connect(chosen.append)
    button.choices.aboutToShow.emit()
    assert texts(button)[0] == "Desk camera"
    button.choices.actions()[0].trigger()
    assert chosen == [CAMERA]


@pytest.mark.parametrize("password", ["secret", "p@secret", "p/secret"])
def test_a_password_in_an_address_is_not_shown(qtbot: QtBot, password: str) -> None:
    button = SourceButton(lambda then: None)
    qtbot.addWidget(button)
    button.show_choice(SourceChoice("address", f"rtsp://me:{password}@camera.local/live"))
    assert "secret" not in button.text() and "camera.local" in button.text()
    assert not any("secret" in text for text in texts(button))


def test_the_menu_says_when_there_is_no_camera(qtbot: QtBot) -> None:
    def find(then: object) -> None:
        assert callable(then)
        nothing: Sequence[SourceChoice] = ()
        then(nothing, nothing)

    button = SourceButton(find)
    qtbot.addWidget(button)
    button.choices.aboutToShow.emit()
    assert texts(button)[0] == "No camera found"


def test_films_and_photos_opened_lately_are_offered_again_until_they_are_forgotten(
    make_window: Maker, store: SettingsStore, tmp_path: Path, picture: Callable[..., Path]
) -> None:
    window, film = make_window(start=True), write_clip(tmp_path / "clip.mp4", PLAIN)
    assert window.sources.button.lately.menuAction() not in window.sources.button.choices.actions()
    window.sources.open_video(film)
    window.sources.open_photo(picture("photo.png"))
    window.sources.open(PATTERN)
    again = make_window(start=True).sources
    assert again.button.lately.menuAction() in again.button.choices.actions()
    newest, oldest = [
        action for action in again.button.lately.actions() if Path(action.toolTip()).is_absolute()
    ]
    assert (newest.text(), oldest.text()) == ("photo.png", "clip.mp4")
    oldest.trigger()
    assert again.choice.where == str(film)
    assert [choice.name for choice in store.recent] == ["clip.mp4", "photo.png"]
    again.button.lately.actions()[-1].trigger()
    assert again.button.lately.menuAction() not in again.button.choices.actions()


def test_every_letter_of_a_files_name_is_shown(make_window: Maker, picture: Callable[..., Path]) -> None:
    sources = make_window().sources
    sources.open_photo(picture("Tom & Jerry.png"))
    shown = {sources.button.text(), sources.button.lately.actions()[0].text()}
    assert shown == {"Tom && Jerry.png"} and "Tom && Jerry.png" in texts(sources.button)


def test_a_video_has_a_bar_to_pause_and_seek(make_window: Maker, qtbot: QtBot, tmp_path: Path) -> None:
    window = make_window(start=True)
    bar = window.sources.playback
    window.sources.open_video(write_clip(tmp_path / "clip.mp4", PLAIN))
    qtbot.waitUntil(lambda: bar.player is not None and bar.isVisible())
    assert bar.player is not None
    bar.toggle()
    assert bar.player.paused
    bar.slider.setValue(bar.slider.maximum() // 2)
    qtbot.waitUntil(lambda: bar.player is not None and bar.player.position_s > 0)
    window.sources.open(PATTERN)
    qtbot.waitUntil(lambda: not bar.isVisible())


def test_a_paused_video_is_painted_again_when_the_style_changes(
    make_window: Maker, qtbot: QtBot, tmp_path: Path
) -> None:
    window = make_window(start=True)
    window.sources.open_video(write_clip(tmp_path / "clip.mp4", PLAIN))
    qtbot.waitUntil(lambda: window.sources.playback.player is not None and width_shown(window) == 64)
    window.sources.playback.toggle()
    window.styles.choose("blue")
    qtbot.waitUntil(lambda: painted_color(window) == (30, 30, 210))


def width_shown(window: MainWindow) -> int:
    return 0 if window.preview.frame is None else int(window.preview.frame.image.shape[1])


def painted_color(window: MainWindow) -> tuple[int, ...]:
    assert window.preview.frame is not None
    return tuple(int(value) for value in window.preview.frame.image[5, 5])
