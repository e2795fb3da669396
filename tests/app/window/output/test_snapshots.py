"""Snapshots are painted anew at full size; a photo is saved whole."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PyQt6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.window.bridge import LiveEngine
from app.window.output import recordings
from tests.app.window.conftest import COLORS, Maker, color_shown
from tests.app.window.user_input import type_key
from tests.fakes import FakeRuntime, fake_stylizer


@pytest.fixture
def runtime() -> FakeRuntime:
    return FakeRuntime()


@pytest.fixture
def engine(runtime: FakeRuntime) -> LiveEngine:
    return LiveEngine(lambda network: fake_stylizer(runtime))


def test_a_snapshot_is_painted_anew_at_the_size_of_the_source(
    make_window: Maker, qtbot: QtBot, engine: LiveEngine, runtime: FakeRuntime, picture: Callable[..., Path]
) -> None:
    large = picture("large.png").with_name("wide.png")
    Image.new("RGB", (900, 600), (120, 90, 60)).save(large)
    window = make_window(start=True, engine=engine)
    window.looks.apply(window.looks.look.with_value("render_size", 448))
    window.sources.open_photo(large)
    qtbot.waitUntil(lambda: any(max(size) == 448 for size in runtime.seen_sizes))
    window.looks.apply(window.looks.look.with_value("render_size", 0))
    runtime.seen_sizes.clear()
    with qtbot.waitSignal(window.recorder.saved):
        type_key(window, Qt.Key.Key_S)
    assert max(runtime.seen_sizes[-1]) >= 900


def test_a_live_snapshot_does_not_have_the_live_render_size(
    make_window: Maker, qtbot: QtBot, engine: LiveEngine, runtime: FakeRuntime
) -> None:
    window = make_window(start=True, engine=engine)
    qtbot.waitUntil(lambda: color_shown(window) == COLORS["red"])
    window.controller._automatic_size.size = 448
    window.controller._push()
    qtbot.waitUntil(lambda: max(runtime.seen_sizes[-1]) == 448)
    with qtbot.waitSignal(window.recorder.saved) as saved:
        type_key(window, Qt.Key.Key_S)
    assert (640, 360) in runtime.seen_sizes[-20:]
    with Image.open(saved.args[0]) as snapshot:
        assert snapshot.size == (640, 360) and snapshot.getpixel((9, 9)) == COLORS["red"]


def test_a_photo_is_saved_whole_beside_other_snapshots_under_its_own_name(
    make_window: Maker, qtbot: QtBot, tmp_path: Path
) -> None:
    photo, exif = tmp_path / "holiday.jpg", Image.Exif()
    exif[0x010F] = "A camera"
    Image.new("RGB", (2400, 1600), (120, 90, 60)).save(photo, exif=exif)
    window = make_window(start=True)
    window.sources.open_photo(photo)
    qtbot.waitUntil(lambda: window.preview.frame is not None and window.preview.frame.image.shape[1] == 1920)
    for expected in ("holiday-painted.jpg", "holiday-painted (2).jpg"):
        with qtbot.waitSignal(window.recorder.saved, timeout=10_000) as saved:
            type_key(window, Qt.Key.Key_S)
        assert Path(saved.args[0]) == tmp_path / "made" / expected
    with Image.open(saved.args[0]) as painted:
        assert painted.size == (2400, 1600) and painted.getexif()[0x010F] == "A camera"
        assert painted.getpixel((9, 9)) == pytest.approx(COLORS["red"], abs=4)


def test_a_folder_of_snapshots_that_cannot_be_made_is_said(
    make_window: Maker, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "made").write_text("a file in its place")
    Image.new("RGB", (90, 60), (120, 90, 60)).save(tmp_path / "photo.png")
    window = make_window(start=True)
    window.sources.open_photo(tmp_path / "photo.png")
    qtbot.waitUntil(lambda: window.preview.frame is not None and window.preview.frame.image.shape[1] == 90)
    with qtbot.waitSignal(window.recorder.failed) as failed:
        type_key(window, Qt.Key.Key_S)
    assert "cannot be made: file exists. Choose another." in failed.args[0]


def test_show_recordings_shows_what_was_saved_last(
    make_window: Maker, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Path] = []
    monkeypatch.setattr(recordings, "show_in_folder", shown.append)
    window = make_window(start=True)
    with qtbot.waitSignal(window.recorder.saved) as saved:
        type_key(window, Qt.Key.Key_S)
    window.actions_by_key["show_files"].trigger()
    assert shown == [Path(saved.args[0])]


def test_show_recordings_finds_the_newest_of_earlier_runs(
    make_window: Maker, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shown: list[Path] = []
    monkeypatch.setattr(recordings, "show_in_folder", shown.append)
    made = tmp_path / "made"
    made.mkdir()
    for age, name in enumerate(("new.png", "old.mp4")):
        (made / name).touch()
        os.utime(made / name, (1000 - age, 1000 - age))
    make_window().actions_by_key["show_files"].trigger()
    qtbot.waitUntil(lambda: shown == [made / "new.png"])
