"""Hundreds of pictures at once: the window goes on, no file is lost, and every failure is said."""

import gc
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PyQt6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from app.window.main_window import MainWindow
from app.window.styles.library import FILE, Library, StyleEntry, keep_picture
from tests.app.window.conftest import COLORS, Maker

MOST_S = 0.05
"""Seconds that the window may stand still."""


def write_pictures(folder: Path, count: int) -> list[Path]:
    folder.mkdir()
    noise = np.random.default_rng(3)
    for number in range(count):
        picture = noise.integers(0, 255, (48, 64, 3), np.uint8)
        Image.fromarray(picture).save(folder / f"{number:03}.png")
    return sorted(folder.iterdir())


class Pulse:
    """Measures how long the event loop is busy at a stretch, and how many threads there are meanwhile.

    The time is the GUI thread's own, so that other programs on the machine do not count.
    """

    def __init__(self) -> None:
        self.longest_s = 0.0
        self.most_threads = 0
        self._last_s = time.thread_time()
        self._timer = QTimer()
        self._timer.timeout.connect(self._beat)
        self._timer.start(0)

    def reset(self) -> None:
        """Forget what was measured so far; garbage collections leave out what other tests have made."""
        gc.collect()
        gc.freeze()
        self.longest_s, self.most_threads, self._last_s = 0.0, 0, time.thread_time()

    def stop(self) -> None:
        self._timer.stop()

    def _beat(self) -> None:
        now_s = time.thread_time()
        self.longest_s = max(self.longest_s, now_s - self._last_s)
        self.most_threads = max(self.most_threads, threading.active_count())
        self._last_s = now_s


@pytest.fixture
def pulse(qtbot: QtBot) -> Iterator[Pulse]:
    pulse = Pulse()
    yield pulse
    pulse.stop()
    gc.unfreeze()


def styles_in(window: MainWindow) -> int:
    return len(window.styles.gallery.keys())


def test_a_dropped_folder_of_many_pictures_neither_stops_the_window_nor_starts_many_threads(
    make_window: Maker, qtbot: QtBot, tmp_path: Path, pulse: Pulse
) -> None:
    window = make_window(start=True)
    threads = threading.active_count()
    write_pictures(tmp_path / "many", 150)
    pulse.reset()
    window.styles.importer.take_files([tmp_path / "many"], apply=False)
    qtbot.waitUntil(lambda: styles_in(window) == 153, timeout=30_000)
    qtbot.waitUntil(lambda: len(window.styles.gallery.icons()) == 153, timeout=30_000)
    assert pulse.most_threads <= threads + 6
    assert pulse.longest_s < MOST_S


def test_with_five_hundred_styles_the_window_does_not_stand_still(
    make_window: Maker, qtbot: QtBot, tmp_path: Path, library: Library, pulse: Pulse
) -> None:
    pictures = write_pictures(tmp_path / "many", 500)
    library.add_all([StyleEntry(path.stem, path.stem, str(path)) for path in pictures])
    window = make_window()
    qtbot.waitUntil(lambda: len(window.styles.gallery.icons()) == 503, timeout=30_000)
    new = write_pictures(tmp_path / "new", 20)
    for path in new:
        path.write_bytes(path.read_bytes() + b"another")
    pulse.reset()
    window.styles.importer.take_files(new, apply=True)
    qtbot.waitUntil(lambda: styles_in(window) == 523, timeout=30_000)
    steps: tuple[Callable[[], object], ...] = (
        lambda: window.styles.choose("250"),
        lambda: window.styles.blend("300"),
        lambda: window.styles.step(1),
        lambda: window.styles.set_favourite(True, "400"),
        lambda: window.styles.rename("401", "Barn door"),
        lambda: window.styles.remove("402"),
    )
    for step in steps:
        step()
        qtbot.wait(20)
    assert styles_in(window) == 522
    assert pulse.longest_s < MOST_S


def test_what_could_not_be_read_is_said_and_the_rest_is_added(
    make_window: Maker, qtbot: QtBot, tmp_path: Path
) -> None:
    window = make_window()
    folder = tmp_path / "many"
    write_pictures(folder, 30)
    for name in ("a.png", "b.jpg"):
        (folder / name).write_text("no picture")
    (folder / "._000.png").write_text("what macOS leaves beside a file")
    window.styles.importer.take_files([folder], apply=False)
    qtbot.waitUntil(lambda: "added" in window.messages.text(), timeout=10_000)
    assert "30 added, 2 could not be read: a.png, b.jpg." in window.messages.text()
    assert styles_in(window) == 33
    kept = {path.name for path in window.styles.importer._library.folder.iterdir()}
    assert len(kept - {FILE}) == 30  # no copy of what is no picture


def test_pictures_are_added_in_their_order_and_the_first_is_painted_with(
    make_window: Maker, qtbot: QtBot, tmp_path: Path
) -> None:
    window = make_window()
    window.styles.importer.take_files(write_pictures(tmp_path / "many", 40), apply=True)
    qtbot.waitUntil(lambda: styles_in(window) == 43, timeout=10_000)
    names = list(window.styles.names().values())
    assert names[3:] == [f"{number:03}" for number in range(40)]
    key = window.styles.gallery.keys()[3]
    assert window.looks.look.styles == ((key, 1.0),)


def test_the_style_that_is_painted_with_stays_in_sight_while_others_are_added(
    make_window: Maker, qtbot: QtBot, tmp_path: Path
) -> None:
    window = make_window()
    window.styles.importer.take_files(write_pictures(tmp_path / "many", 60), apply=True)
    qtbot.waitUntil(lambda: styles_in(window) == 63, timeout=10_000)
    gallery, key = window.styles.gallery, window.looks.look.styles[0][0]
    view = gallery.viewport()
    assert view is not None and view.rect().intersects(gallery.visualItemRect(gallery._items[key]))


def test_styles_dropped_by_mistake_are_taken_back_with_one_click(
    make_window: Maker, qtbot: QtBot, tmp_path: Path
) -> None:
    window = make_window()
    window.styles.importer.take_files(write_pictures(tmp_path / "many", 20), apply=True)
    qtbot.waitUntil(lambda: window.messages.text("undo") == "20 styles added", timeout=10_000)
    message = window.messages.message("undo")
    assert message is not None
    message.buttons[0].click()
    assert window.styles.gallery.keys() == ["red", "green", "blue"]
    assert window.looks.look.styles[0][0] in COLORS


def test_a_copy_that_was_not_listed_when_the_program_was_ended_is_found_again(tmp_path: Path) -> None:
    entry = keep_picture(tmp_path, b"picture", "Mine", ".png")
    assert [one.path for one in Library(tmp_path).entries] == [entry.path]


def test_the_same_picture_under_another_ending_leaves_one_file(tmp_path: Path) -> None:
    library = Library(tmp_path)
    library.add_all([keep_picture(tmp_path, b"picture", "Mine", ending) for ending in (".png", ".webp")])
    assert len(library.entries) == 1
    assert {path.suffix for path in tmp_path.iterdir()} == {".png", ".json"}


def test_closing_in_the_middle_of_an_import_loses_no_picture(
    make_window: Maker, qtbot: QtBot, tmp_path: Path, library: Library
) -> None:
    window = make_window()
    window.styles.importer.take_files(write_pictures(tmp_path / "many", 60), apply=False)
    qtbot.waitUntil(lambda: styles_in(window) > 3, timeout=10_000)
    window.close()
    window.background.close(10)
    copies = {path.stem for path in library.folder.iterdir() if path.suffix == ".png"}
    assert {entry.key for entry in Library(library.folder).entries} == copies
