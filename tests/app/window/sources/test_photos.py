"""A photo is painted as well as painted with: dropped on one of two zones, or opened."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PyQt6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PyQt6.QtGui import QColor, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QImage
from PyQt6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from app.window.main_window import MainWindow
from app.window.preview.preview import Preview
from engine import SourceChoice
from tests.app.window.conftest import COLORS, Maker, color_shown
from tests.app.window.user_input import type_key

LEFT, RIGHT = 0.25, 0.75
"""Shares of the picture's width: the zones."""

COPY, BUTTON, NO_KEYS = (
    Qt.DropAction.CopyAction,
    Qt.MouseButton.LeftButton,
    Qt.KeyboardModifier.NoModifier,
)


def mime_of(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def drag_to(preview: Preview, mime: QMimeData, share: float) -> QPointF:
    at = QPointF(share * preview.width(), preview.height() / 2)
    QApplication.sendEvent(preview, QDragEnterEvent(QPoint(1, 1), COPY, mime, BUTTON, NO_KEYS))
    QApplication.sendEvent(preview, QDragMoveEvent(at.toPoint(), COPY, mime, BUTTON, NO_KEYS))
    return at


def drop(preview: Preview, mime: QMimeData, share: float) -> None:
    at = drag_to(preview, mime, share)
    QApplication.sendEvent(preview, QDropEvent(at, COPY, mime, BUTTON, NO_KEYS))


def shown_size(window: MainWindow) -> tuple[int, int]:
    frame = window.preview.frame
    return (0, 0) if frame is None else (frame.image.shape[1], frame.image.shape[0])


def test_a_photo_dropped_at_the_left_is_painted(
    make_window: Maker, qtbot: QtBot, picture: Callable[..., Path]
) -> None:
    window, photo = make_window(start=True), picture("me.png")
    drop(window.preview, mime_of(photo), LEFT)
    qtbot.waitUntil(lambda: shown_size(window) == (80, 60))
    assert window.sources.choice == SourceChoice("photo", str(photo), "me.png")
    qtbot.waitUntil(lambda: color_shown(window) == COLORS["red"])
    assert len(window.styles.gallery.keys()) == 3


def test_a_photo_dropped_at_the_right_is_painted_with(
    make_window: Maker, qtbot: QtBot, picture: Callable[..., Path]
) -> None:
    window = make_window(start=True)
    drop(window.preview, mime_of(picture("mine.png", (10, 120, 240))), RIGHT)
    qtbot.waitUntil(lambda: color_shown(window) == (10, 120, 240))
    assert window.sources.choice.kind == "pattern"


@pytest.mark.parametrize("share", [LEFT, RIGHT])
def test_the_zone_below_the_mouse_is_lit(
    make_window: Maker, picture: Callable[..., Path], share: float
) -> None:
    window = make_window(start=True)
    at = drag_to(window.preview, mime_of(picture()), share)
    image = window.preview.grab().toImage()
    other = image.pixelColor(round((1 - share) * window.preview.width()), 40)
    lit = image.pixelColor(round(at.x()), 40)
    accent = window.palette().highlight().color()

    def distance(color: QColor) -> int:
        return abs(color.red() - accent.red()) + abs(color.blue() - accent.blue())

    assert distance(lit) < distance(other)


def test_a_video_has_one_zone(make_window: Maker, qtbot: QtBot, tmp_path: Path) -> None:
    window = make_window()
    (tmp_path / "a.mp4").touch()
    drop(window.preview, mime_of(tmp_path / "a.mp4"), RIGHT)
    qtbot.waitUntil(lambda: "a.mp4" in window.messages.text("offer"))


def test_pixels_dropped_at_the_left_are_painted(make_window: Maker, qtbot: QtBot, tmp_path: Path) -> None:
    window, mime = make_window(start=True), QMimeData()
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(QColor(10, 200, 90))
    mime.setImageData(image)
    drop(window.preview, mime, LEFT)
    qtbot.waitUntil(lambda: shown_size(window) == (64, 48))
    assert list((tmp_path / "data" / "photos").iterdir())


def test_controls_and_styles_paint_the_photo_again(
    make_window: Maker, qtbot: QtBot, picture: Callable[..., Path]
) -> None:
    window = make_window(start=True)
    window.sources.open_photo(picture("me.png", (120, 90, 60)))
    qtbot.waitUntil(lambda: shown_size(window) == (80, 60))
    window.styles.choose("blue")
    qtbot.waitUntil(lambda: color_shown(window) == COLORS["blue"])
    window.looks.apply(window.looks.look.with_value("strength", 0))
    qtbot.waitUntil(lambda: color_shown(window) == (120, 90, 60))


def test_a_photo_is_painted_as_large_as_it_is(
    make_window: Maker, qtbot: QtBot, picture: Callable[..., Path]
) -> None:
    window = make_window(start=True)
    assert window.controller.settings.render_size == 640
    window.sources.open_photo(picture())
    qtbot.waitUntil(lambda: shown_size(window) == (80, 60))
    assert window.controller.settings.render_size is None


def test_a_photo_is_opened_with_the_dialog(
    make_window: Maker, qtbot: QtBot, picture: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def choose(parent: object, title: str, folder: str, filters: str) -> tuple[list[str], str]:
        asked.extend((folder, filters))
        return [str(picture("me.png"))], filters

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", choose)
    window = make_window(start=True)
    type_key(window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shown_size(window) == (80, 60))
    assert "*.mp4" in asked[1] and "*.jpg" in asked[1] and asked[0]
    type_key(window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    assert asked[2] == str(picture("me.png").parent)


def test_of_several_photos_the_first_is_shown_and_all_are_offered_to_be_painted(
    make_window: Maker, qtbot: QtBot, picture: Callable[..., Path], tmp_path: Path
) -> None:
    window = make_window(start=True)
    window.engine.load = window.engine.load
    photos = [picture(f"{number}.png") for number in range(3)]
    drop(window.preview, mime_of(*photos), LEFT)
    qtbot.waitUntil(lambda: "3 photos" in window.messages.text("offer"))
    assert window.sources.choice.where == str(photos[0])
    message = window.messages.message("offer")
    assert message is not None
    message.buttons[0].click()
    painted = [tmp_path / f"{number}-painted.png" for number in range(3)]
    qtbot.waitUntil(lambda: all(path.is_file() for path in painted))
    image = QImage(str(painted[2]))
    assert (image.width(), image.height()) == (80, 60)
    assert image.pixelColor(40, 30).getRgb()[:3] == COLORS["red"]


def test_a_photo_that_is_none_is_told(make_window: Maker, qtbot: QtBot, tmp_path: Path) -> None:
    window = make_window(start=True)
    (tmp_path / "letter.jpg").write_text("Dear Sir or Madam")
    drop(window.preview, mime_of(tmp_path / "letter.jpg"), LEFT)
    qtbot.waitUntil(lambda: "letter.jpg" in window.messages.text("source"))


def test_the_large_buttons_make_way_for_the_zones(make_window: Maker, picture: Callable[..., Path]) -> None:
    window = make_window(start=True)
    drag_to(window.preview, mime_of(picture()), LEFT)
    assert not window.sources.start_panel.isVisible()
    QApplication.sendEvent(window.preview, QDragLeaveEvent())
    assert window.sources.start_panel.isVisible()
