"""The first ten seconds: three large buttons over the demo scene."""

import pytest
from pytestqt.qtbot import QtBot

from app.window.bridge import PATTERN
from engine import SourceChoice
from tests.app.window.conftest import Maker
from tests.app.window.user_input import click

CAMERA = SourceChoice("camera", "usb-1", "Desk camera")
SCREENS = (SourceChoice("screen", "1", "Screen 1"), SourceChoice("screen", "2", "Screen 2"))


@pytest.fixture
def cameras(monkeypatch: pytest.MonkeyPatch) -> list[SourceChoice]:
    """The cameras that are found."""
    found: list[SourceChoice] = []
    monkeypatch.setattr("app.window.sources.presenter.find_cameras", lambda: tuple(found))
    return found


def test_the_buttons_are_over_the_demo_scene_and_go_with_it(make_window: Maker, qtbot: QtBot) -> None:
    window = make_window(start=True)
    panel = window.sources.start_panel
    assert panel.isVisible() and window.preview.rect().contains(panel.geometry())
    window.sources.open(CAMERA)
    assert not panel.isVisible()
    window.sources.open(PATTERN)
    assert panel.isVisible()


def test_the_buttons_make_way_where_they_would_cover_the_picture(make_window: Maker) -> None:
    window = make_window(start=True)
    panel = window.sources.start_panel
    window.preview.resize(524, 200)
    assert not panel.isVisible()
    window.preview.resize(524, 320)
    assert panel.isVisible() and window.preview.rect().contains(panel.geometry())


def test_the_first_button_opens_the_camera(
    make_window: Maker, qtbot: QtBot, cameras: list[SourceChoice]
) -> None:
    cameras.append(CAMERA)
    window = make_window(start=True)
    click(window.sources.start_panel.camera)
    qtbot.waitUntil(lambda: window.sources.choice == CAMERA)


def test_without_a_camera_a_sentence_says_what_to_do(
    make_window: Maker, qtbot: QtBot, cameras: list[SourceChoice]
) -> None:
    window = make_window(start=True)
    click(window.sources.start_panel.camera)
    qtbot.waitUntil(lambda: "No camera was found. Plug one in" in window.messages.text())
    cameras.append(CAMERA)
    message = window.messages.message()
    assert message is not None
    message.buttons[0].click()
    qtbot.waitUntil(lambda: window.sources.choice == CAMERA)


def test_the_third_button_paints_the_screen(
    make_window: Maker, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.window.sources.presenter.find_screens", lambda: SCREENS[:1])
    window = make_window(start=True)
    click(window.sources.start_panel.screen_button)
    qtbot.waitUntil(lambda: window.sources.choice == SCREENS[0])


def test_of_several_screens_a_person_chooses_one(
    make_window: Maker, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PyQt6.QtWidgets import QApplication, QMenu

    monkeypatch.setattr("app.window.sources.presenter.find_screens", lambda: SCREENS)
    window = make_window(start=True)
    click(window.sources.start_panel.screen_button)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == ["Screen 1", "Screen 2"]
    menu.actions()[1].trigger()
    menu.close()
    assert window.sources.choice == SCREENS[1]


def test_the_panel_can_be_sent_away_and_stays_away(make_window: Maker, qtbot: QtBot) -> None:
    window = make_window(start=True)
    click(window.sources.start_panel.keep)
    window.sources.open(PATTERN)
    assert not window.sources.start_panel.isVisible()


def test_no_buttons_in_full_screen(make_window: Maker, qtbot: QtBot) -> None:
    window = make_window(start=True)
    window.actions_by_key["full"].setChecked(True)
    qtbot.waitUntil(lambda: not window.sources.start_panel.isVisible())
    window.actions_by_key["full"].setChecked(False)
    qtbot.waitUntil(lambda: window.sources.start_panel.isVisible())
