"""Films painted as they are seen: a part, a size, a kind of file, a try-out; paused, tried again."""

import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt, QUrl
from PyQt6.QtGui import QDesktopServices, QImage
from pytestqt.qtbot import QtBot

from app.window.bridge import Background
from app.window.main_window import MainWindow
from app.window.output import export_queue
from app.window.output.export_card import describe
from app.window.output.export_queue import Export, ExportQueue
from engine import VideoFileSource, VideoPart
from tests.app.window.conftest import COLORS, Maker, color_shown
from tests.app.window.output.test_export_queue import export_of
from tests.app.window.user_input import click, type_key
from tests.clips import PLAIN, Clip, Sound, write_clip
from tests.fakes import FakeRuntime, fake_stylizer

SECONDS = Clip(ticks=tuple(range(0, 125 * 512, 512)), sounds=(Sound(seconds=Fraction(5)),))
"""Five seconds at 25 frames per second, with sound."""


TIMEOUT_MS = 60_000
"""A film is opened, painted and closed by several threads; a busy machine takes its time."""


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    return write_clip(tmp_path / "clip.mp4", PLAIN)


@pytest.fixture
def queue(qtbot: QtBot) -> ExportQueue:
    slow = FakeRuntime()
    slow.before_network = lambda: time.sleep(0.02)
    return ExportQueue(Background(), lambda network: fake_stylizer(slow))


@pytest.fixture
def two_films(queue: ExportQueue, clip: Path, qtbot: QtBot, tmp_path: Path) -> tuple[Export, Export]:
    """Both are in the queue, and the first is being painted."""
    first = export_of(clip)
    second = export_of(write_clip(tmp_path / "other.mp4", PLAIN))
    queue.add(first)
    queue.add(second)
    qtbot.waitUntil(lambda: first.pipeline is not None, timeout=TIMEOUT_MS)
    return first, second


def test_a_paused_film_lets_the_next_one_run_and_then_goes_on(
    queue: ExportQueue, two_films: tuple[Export, Export], qtbot: QtBot
) -> None:
    first, second = two_films
    queue.pause(first)
    assert (first.state, second.state) == (export_queue.PAUSED, export_queue.PAINTING)
    qtbot.waitUntil(lambda: second.state == export_queue.DONE, timeout=TIMEOUT_MS)
    assert first.state == export_queue.PAUSED and queue.active and not queue.painting
    queue.resume(first)
    qtbot.waitUntil(lambda: first.state == export_queue.DONE, timeout=TIMEOUT_MS)
    assert first.output.is_file() and second.output.is_file() and not queue.active


def test_a_film_that_is_to_go_on_waits_for_the_one_that_runs(
    queue: ExportQueue, two_films: tuple[Export, Export], qtbot: QtBot
) -> None:
    first, second = two_films
    queue.pause(first)
    queue.resume(first)
    assert (first.state, second.state) == (export_queue.WAITING, export_queue.PAINTING)
    qtbot.waitUntil(
        lambda: (first.state, second.state) == (export_queue.DONE, export_queue.DONE), timeout=TIMEOUT_MS
    )


def test_a_paused_film_that_is_cancelled_leaves_nothing(queue: ExportQueue, clip: Path, qtbot: QtBot) -> None:
    export = export_of(clip)
    queue.add(export)
    qtbot.waitUntil(lambda: export.pipeline is not None, timeout=TIMEOUT_MS)
    queue.pause(export)
    queue.cancel(export)
    qtbot.waitUntil(lambda: export.pipeline is None, timeout=TIMEOUT_MS)
    assert [path.name for path in clip.parent.glob("*.mp4")] == ["clip.mp4"]


def test_a_failed_film_can_be_tried_again(make_window: Maker, clip: Path, qtbot: QtBot) -> None:
    window = make_window(start=True)
    moved = clip.rename(clip.with_name("elsewhere.mp4"))
    window.exports.add([clip])
    (export,) = window.exports.queue.exports
    qtbot.waitUntil(lambda: export.state == export_queue.FAILED, timeout=TIMEOUT_MS)
    card = window.exports.panel.cards[export]
    assert card.retry_button.isVisible() and "does not exist" in card.state_label.text()
    moved.rename(clip)
    click(card.retry_button)
    qtbot.waitUntil(lambda: export.state == export_queue.DONE, timeout=TIMEOUT_MS)
    assert not card.retry_button.isVisible()
    qtbot.waitUntil(lambda: "is painted" in window.messages.text(), timeout=TIMEOUT_MS)


def test_a_film_is_painted_as_it_is_seen_and_its_card_says_how(
    make_window: Maker, clip: Path, qtbot: QtBot
) -> None:
    window = make_window(start=True)
    window.looks.apply(
        window.looks.look.with_value("smoothing", 30)
        .with_value("mirror_output", 1)
        .with_value("strength", 80)
    )
    window.exports.add([clip])
    (export,) = window.exports.queue.exports
    settings, live = export.look.settings, window.controller.settings
    assert (settings.render_size, settings.smoothing, settings.mirror, settings.strength) == (
        live.render_size,
        0.3,
        True,
        0.8,
    )
    said = "Red · painted at 640 px · strength 80 % · smoothing 30 % · mirrored"
    assert window.exports.panel.cards[export].look_label.text() == said
    qtbot.waitUntil(lambda: export.state == export_queue.DONE, timeout=TIMEOUT_MS)


def test_a_film_can_be_painted_at_full_size(make_window: Maker, clip: Path, qtbot: QtBot) -> None:
    window = make_window(start=True)
    window.exports.panel.options.fine.setChecked(True)
    window.exports.add([clip])
    (export,) = window.exports.queue.exports
    assert export.look.settings.render_size is None and "at full size" in describe(export)
    qtbot.waitUntil(lambda: export.state == export_queue.DONE, timeout=TIMEOUT_MS)


def test_part_size_and_kind_of_file_are_as_chosen(make_window: Maker, qtbot: QtBot, tmp_path: Path) -> None:
    film = write_clip(tmp_path / "film.mp4", SECONDS)
    window = make_window(start=True)
    qtbot.waitUntil(lambda: color_shown(window) == COLORS["red"], timeout=TIMEOUT_MS)
    options = window.exports.panel.options
    options.start.setText("0:01")
    options.end.setText("3")
    options.container.setCurrentText("MKV")
    window.exports.add([film])
    (export,) = window.exports.queue.exports
    assert export.part == VideoPart(Fraction(1), Fraction(3)) and "0:01 to 0:03" in describe(export)
    qtbot.waitUntil(lambda: export.state == export_queue.DONE, timeout=TIMEOUT_MS)
    assert export.output == tmp_path / "film-painted.mkv"
    with VideoFileSource(export.output) as painted:
        assert len(list(painted)) == 50
    assert options.start.text() == "" and options.ending == ".mkv"


@pytest.mark.parametrize(("start", "end", "said"), [("soon", "", "no time"), ("5", "2", "must end later")])
def test_a_part_that_cannot_be_is_told_before_anything_is_painted(
    make_window: Maker, clip: Path, start: str, end: str, said: str
) -> None:
    window = make_window()
    window.exports.panel.options.start.setText(start)
    window.exports.panel.options.end.setText(end)
    window.exports.add([clip])
    assert said in window.messages.text() and window.exports.queue.exports == []


def test_three_seconds_are_tried_and_played_in_the_window_and_the_whole_is_offered(
    make_window: Maker, qtbot: QtBot, tmp_path: Path
) -> None:
    window = trying_a_film(make_window, tmp_path)
    playback, before = window.sources.playback, window.sources.choice
    qtbot.waitUntil(lambda: playback.player is not None and width_shown(window) == 64, timeout=TIMEOUT_MS)
    assert playback.player is not None and playback.player.duration_s == pytest.approx(3)
    assert window.preview.view.original  # it is painted already
    assert window.sources.choice == before == window.store.source
    message = window.messages.message("try")
    assert message is not None
    message.buttons[0].click()
    assert not window.preview.view.original
    qtbot.waitUntil(lambda: (tmp_path / "film-painted.mp4").is_file(), timeout=TIMEOUT_MS)
    qtbot.waitUntil(lambda: playback.player is None)


def test_from_a_try_out_one_goes_back_to_what_was_painted(
    make_window: Maker, qtbot: QtBot, tmp_path: Path
) -> None:
    window = trying_a_film(make_window, tmp_path)
    qtbot.waitUntil(lambda: window.messages.message("try") is not None, timeout=TIMEOUT_MS)
    window.views.show_original(False)  # as when the space bar is let go of
    assert window.preview.view.original
    message = window.messages.message("try")
    assert message is not None
    message.buttons[1].click()
    qtbot.waitUntil(lambda: width_shown(window) == 640 and not window.sources.playback.isVisible())
    assert window.messages.message("try") is None and not window.preview.view.original


def test_a_snapshot_of_a_try_out_is_what_is_seen_not_painted_once_more(
    make_window: Maker, qtbot: QtBot, tmp_path: Path
) -> None:
    window = trying_a_film(make_window, tmp_path)
    qtbot.waitUntil(lambda: window.preview.view.original and width_shown(window) == 64, timeout=TIMEOUT_MS)
    window.styles.choose("blue")
    qtbot.waitUntil(lambda: color_shown(window) == pytest.approx(COLORS["blue"], abs=2), timeout=TIMEOUT_MS)
    with qtbot.waitSignal(window.recorder.saved) as saved:
        type_key(window, Qt.Key.Key_S)
    red, _, blue, _ = QImage(saved.args[0]).pixelColor(9, 9).getRgb()
    assert red is not None and blue is not None and red > 180 and blue < 70


def test_while_the_picture_goes_to_others_a_try_out_is_played_elsewhere(
    make_window: Maker, qtbot: QtBot, tmp_path: Path
) -> None:
    film = write_clip(tmp_path / "film.mp4", SECONDS)
    window = make_window(start=True)
    played: list[Path] = []
    window.exports.open_file, window.exports.on_air = played.append, lambda: True
    window.exports.try_out(film)
    qtbot.waitUntil(lambda: len(played) == 1, timeout=TIMEOUT_MS)
    with VideoFileSource(played[0]) as piece:
        assert len(list(piece)) == 75
    assert played[0].parent != film.parent and window.sources.playback.player is None


def test_a_film_that_is_opened_plays_at_once_and_can_be_painted_with_one_click(
    make_window: Maker, qtbot: QtBot, clip: Path
) -> None:
    window = make_window(start=True)
    window.sources.drops.take_files([clip])
    qtbot.waitUntil(lambda: window.sources.playback.player is not None, timeout=TIMEOUT_MS)
    message = window.messages.message("offer")
    assert message is not None and window.messages.text("offer") == clip.name
    message.buttons[-1].click()
    assert [export.source for export in window.exports.queue.exports] == [clip]
    qtbot.waitUntil(lambda: not window.exports.queue.active, timeout=TIMEOUT_MS)


def test_the_film_that_plays_is_painted_and_tried_without_being_chosen_again(
    make_window: Maker, qtbot: QtBot, tmp_path: Path
) -> None:
    film = write_clip(tmp_path / "film.mp4", SECONDS)
    window = make_window(start=True)
    panel, queue = window.exports.panel, window.exports.queue
    window.actions_by_key["export"].setChecked(True)
    assert not panel.film_button.isVisible()
    window.sources.open_video(film)
    qtbot.waitUntil(panel.film_button.isVisible, timeout=TIMEOUT_MS)
    panel.film_button.click()
    panel.try_button.click()
    assert [(export.source, export.is_try) for export in queue.exports] == [(film, False), (film, True)]
    qtbot.waitUntil(lambda: window.preview.view.original, timeout=TIMEOUT_MS)
    qtbot.waitUntil(lambda: not panel.film_button.isVisible(), timeout=TIMEOUT_MS)


def trying_a_film(make_window: Maker, folder: Path) -> MainWindow:
    window = make_window(start=True)
    window.exports.try_out(write_clip(folder / "film.mp4", SECONDS))
    return window


def width_shown(window: MainWindow) -> int:
    return 0 if window.preview.frame is None else int(window.preview.frame.image.shape[1])


def test_a_file_is_played_with_the_persons_own_program(monkeypatch: pytest.MonkeyPatch) -> None:
    from app.window.output.file_browser import open_file

    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    open_file(Path("/videos/a b.mp4"))
    assert [url.toLocalFile() for url in opened] == ["/videos/a b.mp4"]


def test_a_photo_among_films_is_painted_as_a_photo(
    make_window: Maker, qtbot: QtBot, picture: Callable[..., Path], clip: Path
) -> None:
    window = make_window(start=True)
    photo = picture("photo.png")
    window.exports.add([clip, photo])
    qtbot.waitUntil(lambda: (photo.parent / "photo-painted.png").is_file(), timeout=TIMEOUT_MS)
    qtbot.waitUntil(lambda: not window.exports.queue.active, timeout=TIMEOUT_MS)
    film, still = window.exports.queue.exports
    assert isinstance(film, Export) and not film.is_photo and still.is_photo


def test_while_the_live_view_pauses_for_films_the_one_that_plays_is_paused_too(
    make_window: Maker, qtbot: QtBot, clip: Path, tmp_path: Path
) -> None:
    window = make_window(start=True)
    playback = window.sources.playback
    window.sources.open_video(write_clip(tmp_path / "film.mp4", SECONDS))
    qtbot.waitUntil(lambda: playback.player is not None)
    player = playback.player
    assert player is not None
    window.exports.panel.options.pause_live.setChecked(True)
    assert not player.paused
    window.exports.add([clip])
    assert player.paused
    qtbot.waitUntil(lambda: not window.exports.queue.active, timeout=TIMEOUT_MS)
    qtbot.waitUntil(lambda: not player.paused)
