"""Somebody does anything at all: no error, no warning of Qt's, no thread left, no file half written.

A few seconds of it, from one seed; `MONKEY=SECONDS,SEED pytest tests/app/window/test_monkey.py` does more.
"""

import os
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PyQt6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PyQt6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QKeySequence
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QInputDialog,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.window.commands import COMMANDS
from app.window.look import CONTROLS
from app.window.main_window import MainWindow
from app.window.styles import Library
from engine import load_picture, open_source
from tests.app.window.conftest import Maker
from tests.clips import write_clip

SECONDS, SEED = (int(part) for part in os.environ.get("MONKEY", "2,1").split(","))
"""How long it goes on, and what all chance depends on."""

KEYS = [key for command in COMMANDS for key in command.keys if key != "Ctrl+Q"]
KEYS += [key for control in CONTROLS for key in control.keys]
MORE_KEYS = ["Space", "Esc", "Tab", "Return", "Del", "Up", "Down", "Left", "Right", *"123456789", "Alt+Up"]

OPERATED = (QAbstractButton, QAbstractSlider, QComboBox, QLineEdit)
QTEST: Any = QTest
LEFT, NONE, COPY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction


class Monkey:
    """Does one thing after the other with a window."""

    def __init__(self, window: MainWindow, files: list[Path], seed: int) -> None:
        self.window = window
        self.files = files
        self.chance = random.Random(seed)
        self.done: list[str] = []
        """What it did, to be read when something goes wrong."""

    def act(self) -> None:
        """One thing."""
        work: Callable[[], str] = self.chance.choices(
            (self.click, self.type, self.drop, self.drag, self.resize, self.remove), (8, 8, 2, 3, 1, 1)
        )[0]
        self.done.append(work.__name__)
        self.done[-1] = work()

    def click(self) -> str:
        """Somewhere on something that can be operated."""
        part = self.chance.choice(self._parts() or [self.window])
        at = QPoint(self.chance.randrange(max(1, part.width())), self.chance.randrange(max(1, part.height())))
        said = f"click {type(part).__name__} {part.accessibleName() or part.toolTip()}"
        self.done[-1] = said
        QTEST.mouseClick(part, LEFT, NONE, at)
        return said

    def drag(self) -> str:
        """On the picture: the divider, a mask's brush."""
        part = self.chance.choice([self.window.preview.surface, self.window.regions.canvas])
        if part.isVisible():
            start, end = (
                QPoint(self.chance.randrange(part.width() + 1), self.chance.randrange(part.height() + 1))
                for _ in range(2)
            )
            QTEST.mousePress(part, LEFT, NONE, start)
            QTEST.mouseMove(part, end)
            QTEST.mouseRelease(part, LEFT, NONE, end)
        return f"drag on {type(part).__name__}"

    def type(self) -> str:
        """A key of the window's, or another."""
        key = self.chance.choice(self.chance.choice((KEYS, MORE_KEYS)))
        self.done[-1] = f"type {key}"
        combination = QKeySequence(key)[0]
        where = QApplication.focusWidget() or self.window
        QTEST.keyClick(where, combination.key(), combination.keyboardModifiers())
        return f"type {key}"

    def drop(self) -> str:
        """Files on the picture."""
        chosen = self.chance.sample(self.files, self.chance.randint(1, 3))
        mime, preview = QMimeData(), self.window.preview
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in chosen])
        at = QPointF(self.chance.random() * preview.width(), self.chance.random() * preview.height())
        QApplication.sendEvent(preview, QDragEnterEvent(at.toPoint(), COPY, mime, LEFT, NONE))
        QApplication.sendEvent(preview, QDropEvent(at, COPY, mime, LEFT, NONE))
        return f"drop {[path.name for path in chosen]}"

    def resize(self) -> str:
        self.window.resize(self.chance.randint(300, 1600), self.chance.randint(200, 1000))
        return "resize"

    def remove(self) -> str:
        """A style, as its tile's menu does."""
        keys = self.window.styles.gallery.keys()
        if keys:
            self.window.styles.remove(self.chance.choice(keys))
        return "remove a style"

    def leave_dialogs(self) -> None:
        """Choose from a menu that is open, or close it; close dialogs that wait for an answer."""
        popup, dialog = QApplication.activePopupWidget(), QApplication.activeModalWidget()
        if popup is not None:
            for key in self.chance.choice(((Qt.Key.Key_Escape,), (Qt.Key.Key_Down, Qt.Key.Key_Return))):
                QTEST.keyClick(popup, key)
            popup.close()
        elif isinstance(dialog, QDialog):
            self.chance.choice((dialog.accept, dialog.reject))()

    def _parts(self) -> list[QWidget]:
        return [
            part
            for window in QApplication.topLevelWidgets()
            if window.isVisible()
            for part in window.findChildren(QWidget)
            if isinstance(part, OPERATED) and part.isVisible() and part.isEnabled()
        ]


@pytest.fixture
def files(picture: Callable[..., Path], tmp_path: Path) -> list[Path]:
    """What is dropped and chosen: good, damaged, empty, no picture at all, a folder, gone."""
    damaged, empty, text = tmp_path / "damaged.jpg", tmp_path / "empty.png", tmp_path / "notes.txt"
    damaged.write_bytes(picture("whole.jpg").read_bytes()[:200])
    empty.touch()
    text.write_text("no picture")
    folder = tmp_path / "a folder, with a comma"
    folder.mkdir()
    clip = write_clip(tmp_path / "clip.mp4")
    good = [picture(f"ü {number}.png", (40 * number, 90, 200)) for number in range(4)]
    return [*good, clip, damaged, empty, text, folder, tmp_path / "gone.png"]


@pytest.fixture
def answered(files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the system's dialogs would be answered; what would leave the program does nothing."""
    chance = random.Random(SEED)
    monkeypatch.setenv("IMPASTO_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(chance.choice(files))], ""))
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_: (str(tmp_path / "chosen.impasto-look"), ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: ("A name", chance.random() < 0.8))
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: True)


@pytest.mark.usefixtures("answered")
def test_whatever_is_done_nothing_breaks_and_every_file_is_whole(
    make_window: Maker, qtbot: QtBot, files: list[Path], library: Library, tmp_path: Path
) -> None:
    window = make_window(start=True)
    monkey = Monkey(window, files, SEED)
    window.ask = lambda question: monkey.chance.random() < 0.5
    leaving = QTimer(window)
    leaving.timeout.connect(monkey.leave_dialogs)
    leaving.start(15)
    end_s = time.monotonic() + SECONDS
    while time.monotonic() < end_s and window.isVisible():
        monkey.act()
        qtbot.wait(monkey.chance.choice((0, 0, 0, 5, 40)))
    leaving.stop()
    print("\n".join(monkey.done))  # shown where this fails
    assert len(monkey.done) > 10
    styles = [Path(entry.path) for entry in library.entries]
    window.ask = lambda question: True
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=20_000)
    window.engine.join(20.0)
    window.background.close(20.0)
    assert all(path.exists() for path in styles)
    assert not list(tmp_path.rglob("*.part*"))
    check_whole(tmp_path / "made")


def check_whole(folder: Path) -> None:
    """Every film and picture there can be read."""
    for path in folder.rglob("*.*"):
        if path.suffix == ".mp4":
            with open_source(path) as source:
                assert source.read() is not None
        else:
            load_picture(path)
