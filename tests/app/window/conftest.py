"""What the window's tests share: no screen, settings of their own, a fast fake network."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PyQt6.QtCore import QSettings
from PyQt6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from app.window.bridge import PATTERN, LiveEngine, SettingsStore
from app.window.main_window import MainWindow
from app.window.styles import Library, StyleEntry
from tests.fakes import fake_stylizer

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

COLORS = {"red": (220, 30, 30), "green": (30, 200, 30), "blue": (30, 30, 210)}
"""The styles of the tests: FakeRuntime paints everything in their colour."""

Maker = Callable[..., MainWindow]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A warning of Qt's fails a test, but for those that the platform without a screen always gives."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture
def picture(tmp_path: Path) -> Callable[..., Path]:
    """Writes a picture file of one colour."""

    def write(name: str = "picture.png", rgb: tuple[int, int, int] = (120, 90, 60)) -> Path:
        image = QImage(80, 60, QImage.Format.Format_RGB888)
        image.fill(QColor(*rgb))
        path = tmp_path / name
        assert image.save(str(path))
        return path

    return write


@pytest.fixture
def entries(picture: Callable[..., Path]) -> list[StyleEntry]:
    """Three bundled styles."""
    return [
        StyleEntry(name, name.capitalize(), str(picture(f"{name}.png", rgb)), bundled=True)
        for name, rgb in COLORS.items()
    ]


@pytest.fixture
def library(tmp_path: Path, entries: list[StyleEntry]) -> Library:
    """Three bundled styles, and an empty folder for the person's own."""
    return Library(tmp_path / "styles", entries)


@pytest.fixture
def store(tmp_path: Path) -> SettingsStore:
    """Settings in a file of the test's own, with the test pattern as the last source."""
    kept = SettingsStore(QSettings(str(tmp_path / "impasto.ini"), QSettings.Format.IniFormat))
    kept.put_source(PATTERN)
    return kept


@pytest.fixture
def make_window(qtbot: QtBot, tmp_path: Path, library: Library, store: SettingsStore) -> Iterator[Maker]:
    """Opens windows and closes them at the end."""
    windows: list[MainWindow] = []

    def make(*, start: bool = False, engine: LiveEngine | None = None) -> MainWindow:
        window = MainWindow(
            engine or LiveEngine(lambda network: fake_stylizer()),
            library,
            store,
            files_folder=tmp_path / "made",
        )
        windows.append(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        if start:
            window.start()
            qtbot.waitUntil(lambda: window.preview.frame is not None, timeout=20_000)
        return window

    yield make
    for window in windows:
        window.ask = lambda question: True
        window.close()
        qtbot.waitUntil(lambda window=window: not window.isVisible())  # type: ignore[misc]
        window.engine.join(20.0)
        window.background.close(
            20.0
        )  # on a busy machine what was under way may take longer than a person waits
        window.deleteLater()


def color_shown(window: MainWindow) -> tuple[int, int, int]:
    """Colour of the middle of the painted frame."""
    frame = window.preview.frame
    assert frame is not None
    red, green, blue = frame.image[frame.image.shape[0] // 2, frame.image.shape[1] // 2]
    return int(red), int(green), int(blue)
