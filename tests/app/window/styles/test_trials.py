"""The person's own picture in every style, small, when asked for."""

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtGui import QIcon
from pytestqt.qtbot import QtBot

from app.window.bridge import style_trial
from app.window.main_window import MainWindow
from app.window.styles.tile import TRIAL
from engine import Image, Settings, Stylizer
from tests.app.window.conftest import COLORS, Maker
from tests.app.window.user_input import type_key


def color_of_trial(window: MainWindow, key: str) -> tuple[int, int, int]:
    gallery = window.styles.gallery
    item = gallery.item(gallery.keys().index(key))
    assert item is not None
    icon = item.data(TRIAL)
    assert isinstance(icon, QIcon)
    color = icon.pixmap(92, 92).toImage().pixelColor(46, 46)
    return color.red(), color.green(), color.blue()


def test_the_gallery_shows_my_picture_in_every_style_and_then_the_styles_again(
    make_window: Maker, qtbot: QtBot
) -> None:
    window = make_window(start=True)
    gallery = window.styles.gallery
    qtbot.waitUntil(lambda: len(window.controller.styles) == 3)
    type_key(window, Qt.Key.Key_T)
    qtbot.waitUntil(lambda: len(gallery.trials()) == 3)
    assert {key: color_of_trial(window, key) for key in COLORS} == COLORS  # the fake network paints in these
    type_key(window, Qt.Key.Key_T)
    assert gallery.trials() == []


def test_a_style_that_is_learned_later_shows_it_too(make_window: Maker, qtbot: QtBot) -> None:
    window = make_window(start=True)
    type_key(window, Qt.Key.Key_T)
    qtbot.waitUntil(lambda: len(window.styles.gallery.trials()) == 3)


def test_the_live_view_goes_on_meanwhile(make_window: Maker, qtbot: QtBot) -> None:
    window = make_window(start=True)
    type_key(window, Qt.Key.Key_T)
    shown = window.preview.frames_shown
    qtbot.waitUntil(lambda: window.preview.frames_shown > shown + 3)


def test_my_picture_is_tried_at_the_stroke_size_of_now(
    make_window: Maker, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Settings] = []

    def watched(stylizer: Stylizer, image: Image, settings: Settings) -> Image:
        asked.append(settings)
        return paint_small(stylizer, image, settings)

    paint_small = style_trial._paint_small
    monkeypatch.setattr(style_trial, "_paint_small", watched)
    window = make_window(start=True)
    qtbot.waitUntil(lambda: len(window.controller.styles) == 3)
    window.looks.apply(window.looks.look.with_value("scale", 150))
    type_key(window, Qt.Key.Key_T)
    qtbot.waitUntil(lambda: len(window.styles.gallery.trials()) == 3)
    assert {settings.scale for settings in asked} == {1.5}
    assert all(settings.styles[0][0].covers(1.5) for settings in asked)
