"""What is set in the preferences is kept, and made so."""

from datetime import datetime
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtGui import QPalette
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.window.main_window import MainWindow
from app.window.preferences import Preferences
from app.window.preferences.dialog import PreferencesDialog
from engine import CameraOptions, SourceChoice
from tests.app.window.conftest import Maker
from tests.app.window.user_input import click, type_key

CTRL = Qt.KeyboardModifier.ControlModifier


def opened(window: MainWindow) -> PreferencesDialog:
    type_key(window, Qt.Key.Key_Comma, CTRL)
    dialog = window.preferences.dialog
    assert dialog is not None
    QApplication.setActiveWindow(dialog)
    return dialog


def test_preferences_survive_being_saved() -> None:
    values = Preferences(theme="light", name="{style}", quality=40, camera=CameraOptions(640, 480, zoom=1.5))
    assert Preferences.from_json(values.to_json()) == values


@pytest.mark.parametrize("text", ["", "[]", "null", "{broken", '{"quality": "high", "camera": {"zoom": 99}}'])
def test_damaged_preferences_are_the_default_ones(text: str) -> None:
    assert Preferences.from_json(text) == Preferences()


def test_file_names_are_made_of_the_pattern() -> None:
    name = Preferences(name="{style} on {date} at {time}").file_name(
        "Ink wash", datetime(2026, 11, 23, 9, 5, 7)
    )
    assert name == "Ink wash on 2026-11-23 at 09.05.07"


def test_what_is_saved_in_the_dialog_holds_in_the_next_run(make_window: Maker) -> None:
    window = make_window()
    dialog = opened(window)
    dialog.quality.slider.setValue(33)
    dialog.container.setCurrentIndex(dialog.container.findData(".mkv"))
    dialog.flip.setCurrentIndex(dialog.flip.findData("both"))
    dialog.zoom.slider.setValue(15)
    click(dialog.save_button)
    assert (window.recorder.plan.quality, window.recorder.plan.suffix) == (33, ".mkv")
    assert window.engine.camera == CameraOptions(flip="both", zoom=1.5)
    window.close()
    again = make_window()
    assert again.engine.camera == CameraOptions(flip="both", zoom=1.5)
    assert again.recorder.plan.quality == 33


def test_cancel_changes_nothing(make_window: Maker) -> None:
    window = make_window()
    dialog = opened(window)
    dialog.quality.slider.setValue(1)
    type_key(dialog, Qt.Key.Key_Escape)
    assert window.preferences.values == Preferences() and window.preferences.dialog is None


def test_a_theme_is_chosen_whatever_the_system_says(make_window: Maker) -> None:
    window = make_window()
    shades = []
    for theme in ("light", "dark"):
        dialog = opened(window)
        dialog.theme.setCurrentIndex(dialog.theme.findData(theme))
        click(dialog.save_button)
        shades.append(QApplication.palette().color(QPalette.ColorRole.Window).lightness())
    assert shades[0] > 200 > 60 > shades[1]


def test_snapshots_go_where_they_are_wanted_under_the_name_that_is_wanted(
    make_window: Maker, qtbot: QtBot, tmp_path: Path
) -> None:
    window = make_window(start=True)
    dialog = opened(window)
    dialog.snapshots.field.setText(str(tmp_path / "shots"))
    dialog.name.setText("{style}: one / two")
    click(dialog.save_button)
    with qtbot.waitSignal(window.recorder.saved) as saved:
        type_key(window, Qt.Key.Key_S)
    assert Path(saved.args[0]) == tmp_path / "shots" / "Red one  two.png"


def test_a_recording_is_made_in_the_container_that_is_wanted(
    make_window: Maker, qtbot: QtBot, tmp_path: Path
) -> None:
    window = make_window(start=True)
    window.preferences.set(Preferences(container=".mkv"))
    with qtbot.waitSignal(window.recorder.recordingChanged):
        type_key(window, Qt.Key.Key_R)
    shown = window.preview.frames_shown
    qtbot.waitUntil(lambda: window.preview.frames_shown > shown + 5)
    with qtbot.waitSignal(window.recorder.saved, timeout=10_000) as saved:
        type_key(window, Qt.Key.Key_R)
    assert Path(saved.args[0]).suffix == ".mkv" and Path(saved.args[0]).stat().st_size > 1000


def test_a_camera_that_is_shown_opens_anew_with_other_options(make_window: Maker) -> None:
    window = make_window()
    window.sources.choice = SourceChoice("camera", "desk", "Desk")
    shown: list[SourceChoice] = []
    window.controller.show = shown.append  # type: ignore[method-assign,assignment]
    window.preferences.set(Preferences(camera=CameraOptions(flip="horizontal")))
    window.preferences.set(Preferences(camera=CameraOptions(flip="horizontal"), quality=10))
    assert [choice.where for choice in shown] == ["desk"]
