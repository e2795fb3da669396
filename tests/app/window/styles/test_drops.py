"""Dropped data of every kind, as programs really give it."""

from collections.abc import Callable
from pathlib import Path
from typing import IO

import numpy as np
import PIL.Image
import pytest
from PyQt6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PyQt6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage, QImageReader
from PyQt6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.window.main_window import MainWindow
from app.window.styles import importer
from app.window.styles.drops import read_drop, sort_files
from app.window.styles.gallery import STYLE_MIME
from app.window.styles.import_job import MemoryBudget
from app.window.styles.tile import thumbnail_of
from tests.app.window.conftest import COLORS, Maker, color_shown
from tests.app.window.user_input import type_key

PAGE = (
    '<html><body><a href="https://a.example/page"><img alt="x" src="https://a.example/p.jpg?a=1&amp;b=2"></a>'
)

PNG = "data:image/png;base64,iVBORw0KGgo="


def mime_of_files(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def mime_of_image(red: int = 10, green: int = 200, blue: int = 90) -> QMimeData:
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(QColor(red, green, blue))
    mime = QMimeData()
    mime.setImageData(image)
    return mime


def drop(target: QWidget, mime: QMimeData) -> None:
    """What Qt sends when the mouse lets go of something over a widget."""
    middle = QPointF(target.rect().center())
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    point = QPoint(int(middle.x()), int(middle.y()))
    QApplication.sendEvent(target, QDragEnterEvent(point, Qt.DropAction.CopyAction, mime, buttons, keys))
    QApplication.sendEvent(target, QDropEvent(middle, Qt.DropAction.CopyAction, mime, buttons, keys))


def test_files_from_a_file_manager_are_paths(tmp_path: Path) -> None:
    assert read_drop(mime_of_files(tmp_path / "a.jpg", tmp_path / "b c.png")).paths == (
        tmp_path / "a.jpg",
        tmp_path / "b c.png",
    )


def test_picture_data_comes_before_the_page_it_was_dragged_from() -> None:
    mime = mime_of_image()
    mime.setUrls([QUrl("https://a.example/page")])
    dropped = read_drop(mime)
    assert dropped.image is not None and not dropped.addresses


def test_a_picture_in_html_comes_before_the_address_of_the_page() -> None:
    mime = QMimeData()
    mime.setHtml(PAGE)
    mime.setUrls([QUrl("https://a.example/page")])
    assert read_drop(mime).addresses == ("https://a.example/p.jpg?a=1&b=2",)


def test_text_with_an_address_is_an_address() -> None:
    mime = QMimeData()
    mime.setText("  https://a.example/p.png \n")
    assert read_drop(mime).addresses == ("https://a.example/p.png",)


def test_a_data_address_is_a_pictures_bytes() -> None:
    mime = QMimeData()
    mime.setText(PNG)
    assert read_drop(mime).data == b"\x89PNG\r\n\x1a\n"


def test_a_style_dragged_from_the_gallery_is_its_key() -> None:
    mime = mime_of_image()
    mime.setData(STYLE_MIME, b"ink-wash")
    assert read_drop(mime).style == "ink-wash"


@pytest.mark.parametrize("text", ["hello", "ftp://a.example/p.png", "javascript:alert(1)", ""])
def test_other_text_is_nothing(text: str) -> None:
    mime = QMimeData()
    mime.setText(text)
    assert not read_drop(mime)


def test_a_folder_is_what_lies_in_it(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    for name in ("a.MP4", "b.png", "c.txt"):
        (folder / name).touch()
    files = sort_files([folder], frozenset({".png"}), frozenset({".mp4"}))
    assert [[path.name for path in kind] for kind in (files.videos, files.pictures, files.others)] == [
        ["a.MP4"],
        ["b.png"],
        ["c.txt"],
    ]


def test_a_picture_dropped_on_the_picture_is_painted_with_at_once(
    make_window: Maker, qtbot: QtBot, picture: Callable[..., Path]
) -> None:
    window = make_window(start=True)
    drop(window.preview, mime_of_files(picture("mine.png", (10, 120, 240))))
    qtbot.waitUntil(lambda: color_shown(window) == (10, 120, 240))
    assert len(window.styles.gallery.keys()) == 4


def test_a_picture_dropped_on_the_gallery_is_only_added(
    make_window: Maker, qtbot: QtBot, picture: Callable[..., Path]
) -> None:
    window = make_window()
    viewport = window.styles.gallery.viewport()
    assert viewport is not None
    drop(viewport, mime_of_files(picture("mine.png")))
    qtbot.waitUntil(lambda: len(window.styles.gallery.keys()) == 4)
    assert window.looks.look.styles == (("red", 1.0),)


def test_pixels_dropped_on_the_picture_are_painted_with(make_window: Maker, qtbot: QtBot) -> None:
    window = make_window(start=True)
    drop(window.preview, mime_of_image(10, 200, 90))
    qtbot.waitUntil(lambda: color_shown(window) == (10, 200, 90))


def test_pasting_a_picture_paints_with_it(make_window: Maker, qtbot: QtBot) -> None:
    window = make_window(start=True)
    clipboard = QApplication.clipboard()
    assert clipboard is not None
    clipboard.setMimeData(mime_of_image(77, 66, 55))
    type_key(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: color_shown(window) == (77, 66, 55))


def test_a_gallery_style_dropped_on_the_picture_is_painted_with(make_window: Maker, qtbot: QtBot) -> None:
    window = make_window(start=True)
    mime = QMimeData()
    mime.setData(STYLE_MIME, b"blue")
    drop(window.preview, mime)
    assert window.looks.look.styles == (("blue", 1.0),)


def test_dropped_videos_are_offered_to_be_painted(make_window: Maker, qtbot: QtBot, tmp_path: Path) -> None:
    window = make_window()
    for name in ("a.mp4", "b.mov"):
        (tmp_path / name).touch()
    drop(window.preview, mime_of_files(tmp_path / "a.mp4", tmp_path / "b.mov"))
    qtbot.waitUntil(lambda: "2 videos" in window.messages.text("offer"))
    window.messages.say("Saved as picture.png")
    assert "2 videos" in window.messages.text("offer")  # it is not answered yet


def test_a_file_that_only_looks_like_a_picture_is_refused_in_a_sentence(
    make_window: Maker, qtbot: QtBot, tmp_path: Path
) -> None:
    window = make_window()
    (tmp_path / "fake.jpg").write_text("no picture")
    drop(window.preview, mime_of_files(tmp_path / "fake.jpg"))
    qtbot.waitUntil(lambda: window.messages.text().endswith("."))
    assert len(window.styles.gallery.keys()) == 3


def test_a_file_of_another_kind_is_named(make_window: Maker, qtbot: QtBot, tmp_path: Path) -> None:
    window = make_window()
    (tmp_path / "letter.docx").touch()
    drop(window.preview, mime_of_files(tmp_path / "letter.docx"))
    qtbot.waitUntil(lambda: "letter.docx is neither" in window.messages.text())


def test_dragging_over_the_picture_says_what_a_drop_would_do(make_window: Maker) -> None:
    window = make_window()
    drop(window.preview, QMimeData())
    assert "neither a picture" in window.messages.text()


class DecodeCounter:
    """Counts how often a picture file is decoded, by the engine (Pillow) or by Qt."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        self._pillow_open = PIL.Image.open
        monkeypatch.setattr(PIL.Image, "open", self._open)
        monkeypatch.setattr("app.window.styles.presenter.QImageReader", self._reader)

    def _open(self, file: IO[bytes]) -> PIL.Image.Image:
        self.count += 1
        return self._pillow_open(file)

    def _reader(self, path: str) -> QImageReader:
        self.count += 1
        return QImageReader(path)


def drop_file(window: MainWindow, path: Path) -> None:
    drop(window.preview, mime_of_files(path))


def paste_pixels(window: MainWindow, path: Path) -> None:
    clipboard = QApplication.clipboard()
    assert clipboard is not None
    clipboard.setMimeData(mime_of_image(10, 120, 240))
    window.styles.paste()


def import_file(window: MainWindow, path: Path) -> None:
    window.styles.importer.take_files([path], apply=True)


def drop_address(window: MainWindow, path: Path) -> None:
    window.styles.importer._download = lambda address: (path.read_bytes(), "Mine")
    mime = QMimeData()
    mime.setText("https://a.example/mine.png")
    drop(window.preview, mime)


@pytest.mark.parametrize("import_it", [drop_file, paste_pixels, import_file, drop_address])
def test_an_imported_picture_is_decoded_once(
    import_it: Callable[[MainWindow, Path], None],
    make_window: Maker,
    qtbot: QtBot,
    picture: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setenv(
        "IMPASTO_CACHE", str(tmp_path / "cache")
    )  # statistics kept by other tests decode nothing
    path = picture("mine.png", (10, 120, 240))
    window = make_window(start=True)
    qtbot.waitUntil(lambda: set(window.controller._learner.styles) == set(COLORS))
    qtbot.waitUntil(lambda: set(window.styles.gallery.icons()) == set(COLORS))
    counter = DecodeCounter(monkeypatch)
    import_it(window, path)
    qtbot.waitUntil(lambda: color_shown(window) == (10, 120, 240))
    assert len(window.styles.gallery.icons()) == 4
    assert counter.count == 1


def test_a_damaged_picture_does_not_keep_the_others_out(
    make_window: Maker, qtbot: QtBot, picture: Callable[..., Path], tmp_path: Path
) -> None:
    window = make_window()
    (tmp_path / "damaged.jpg").write_text("no picture")
    drop(window.preview, mime_of_files(tmp_path / "damaged.jpg", picture("mine.png")))
    qtbot.waitUntil(lambda: len(window.styles.gallery.keys()) == 4)
    assert window.messages.text().endswith(".")


def test_only_so_many_decoded_pictures_wait_in_memory(picture: Callable[..., Path], tmp_path: Path) -> None:
    memory = MemoryBudget(80 * 60 * 3)
    imported = [
        importer.import_file(tmp_path / "styles", picture(name), memory) for name in ("a.png", "b.png")
    ]
    assert [style.image is None for style in imported] == [False, True]


def test_a_thumbnail_has_the_shape_of_its_picture() -> None:
    thumbnail = thumbnail_of(np.full((1000, 2001, 3), 77, np.uint8))
    assert (thumbnail.width(), thumbnail.height()) == (368, 184)
    assert thumbnail.pixelColor(367, 183).red() == 77
