"""The virtual camera switched on and off in the window, with a fake device."""

from collections.abc import Callable

import numpy as np
import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.window.main_window import MainWindow
from engine import SinkError, StreamInfo, VirtualCameraSink, virtual_camera_setup
from tests.app.window.conftest import COLORS, Maker
from tests.app.window.user_input import double_click, type_key
from tests.devices import FakeVirtualDevice


@pytest.fixture
def device() -> FakeVirtualDevice:
    return FakeVirtualDevice()


@pytest.fixture
def window(make_window: Maker, device: FakeVirtualDevice) -> MainWindow:
    window = make_window(start=True)

    def open_camera(info: StreamInfo) -> VirtualCameraSink:
        return VirtualCameraSink(info, open_device=device)

    window.outputs.camera.open_camera = open_camera
    return window


def shows(device: FakeVirtualDevice, name: str) -> Callable[[], bool]:
    """Within one level: a smoothed fade may stop so short of its end."""
    return lambda: (
        bool(device.pictures)
        and bool(np.abs(device.pictures[-1][100, 100].astype(int) - COLORS[name]).max() <= 1)
    )


def test_the_key_gives_the_painted_picture_to_other_programs(
    window: MainWindow, device: FakeVirtualDevice, qtbot: QtBot
) -> None:
    type_key(window, Qt.Key.Key_V)
    qtbot.waitUntil(shows(device, "red"))
    assert window.actions_by_key["virtual_camera"].isChecked()
    assert "Fake camera" in window.messages.text("virtual_camera")
    type_key(window, Qt.Key.Key_V)
    assert device.closed == 1 and not window.outputs.camera.device


def test_the_camera_is_not_mirrored_when_view_and_output_are(
    window: MainWindow, device: FakeVirtualDevice, qtbot: QtBot
) -> None:
    for row in ("mirror_view", "mirror_output"):
        window.look_panel.controls.rows[row].changed.emit(1)
    window.looks.apply(window.looks.look.with_value("strength", 0))  # the scene itself
    qtbot.waitUntil(lambda: window.preview.frame is not None and window.preview.frame.mirrored)
    type_key(window, Qt.Key.Key_V)
    qtbot.waitUntil(lambda: bool(device.pictures) and device.pictures[-1].max() > 0)
    window.sources.playback.hide()
    frame, picture = window.preview.frame, device.pictures[-1]
    assert frame is not None
    straight = abs(picture.astype(int) - frame.image[:, ::-1]).mean()
    turned = abs(picture.astype(int) - frame.image).mean()
    assert straight < turned / 3


def test_another_network_goes_on_with_the_same_camera(
    window: MainWindow, device: FakeVirtualDevice, qtbot: QtBot
) -> None:
    type_key(window, Qt.Key.Key_V)
    qtbot.waitUntil(shows(device, "red"))
    first = window.engine.session
    window.networks.menu.chosen.emit("paper")
    qtbot.waitUntil(lambda: window.engine.session not in (None, first))
    window.styles.choose("blue")
    qtbot.waitUntil(shows(device, "blue"))
    assert not device.closed


def test_without_a_device_the_message_has_the_command_to_copy(window: MainWindow, qtbot: QtBot) -> None:
    setup = virtual_camera_setup("linux", "debian", loaded=False)

    def refuse(info: StreamInfo) -> VirtualCameraSink:
        raise SinkError(f"No virtual camera can be used. {virtual_camera_setup().text}")

    window.outputs.camera.open_camera = refuse
    type_key(window, Qt.Key.Key_V)
    qtbot.waitUntil(lambda: "No virtual camera" in window.messages.text("virtual_camera"))
    assert not window.actions_by_key["virtual_camera"].isChecked()
    message = window.messages.message("virtual_camera")
    assert message is not None
    if virtual_camera_setup().command:
        message.buttons[0].click()
        clipboard = QGuiApplication.clipboard()
        assert clipboard is not None and clipboard.text() == virtual_camera_setup().command
    assert "modprobe v4l2loopback" in setup.command


def test_how_to_make_a_camera_stays_to_be_read_while_something_else_is_said(
    make_window: Maker, qtbot: QtBot
) -> None:
    window = make_window()
    window.outputs.camera.failed.emit("There is no virtual camera yet.")
    window.messages.say("Saved as picture.png")
    assert window.messages.text("virtual_camera") == "There is no virtual camera yet."
    assert window.messages.text() == "Saved as picture.png"


def test_a_device_that_is_gone_is_told_and_the_switch_turned_off(
    window: MainWindow, device: FakeVirtualDevice, qtbot: QtBot
) -> None:
    type_key(window, Qt.Key.Key_V)
    qtbot.waitUntil(shows(device, "red"))
    device.unplugged = True
    qtbot.waitUntil(lambda: "takes no more pictures" in window.messages.text("virtual_camera"))
    assert not window.actions_by_key["virtual_camera"].isChecked()


def test_closing_the_window_releases_the_camera(
    window: MainWindow, device: FakeVirtualDevice, qtbot: QtBot
) -> None:
    type_key(window, Qt.Key.Key_V)
    qtbot.waitUntil(shows(device, "red"))
    window.close()
    assert device.closed == 1


def test_the_output_window_shows_the_painted_picture_alone(make_window: Maker, qtbot: QtBot) -> None:
    window = make_window(start=True)
    window.actions_by_key["split"].setChecked(True)
    type_key(window, Qt.Key.Key_W)
    output = window.outputs.window
    assert output.isVisible()

    def middle() -> tuple[int, ...]:
        image = output.grab().toImage()
        color = image.pixelColor(image.width() // 4, image.height() // 2)
        return color.red(), color.green(), color.blue()

    qtbot.waitUntil(lambda: middle() == COLORS["red"])
    double_click(output.surface)
    assert output.isFullScreen()
    type_key(output, Qt.Key.Key_Escape)
    assert not output.isVisible() and not window.actions_by_key["output_window"].isChecked()


def test_closing_the_window_closes_the_output_window(make_window: Maker) -> None:
    window = make_window(start=True)
    type_key(window, Qt.Key.Key_W)
    window.close()
    assert not window.outputs.window.isVisible()
