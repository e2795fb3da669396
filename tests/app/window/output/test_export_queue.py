"""Video files painted from the window, with the real encoder."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.window.bridge import Background, WantedLook
from app.window.messages import Question
from app.window.output import export_queue
from app.window.output.export_panel import ExportPanel
from app.window.output.export_queue import Export, ExportQueue
from engine import VIDEOS, Settings, Stylizer, VideoFileSource, VideoOptions, painted_path
from engine.sinks.film_journal import FilmJournal
from tests.app.window.conftest import COLORS, Maker, color_shown
from tests.clips import PLAIN, write_clip
from tests.fakes import FakeRuntime, fake_stylizer


@pytest.fixture
def slow() -> FakeRuntime:
    """A network that takes its time."""
    import time

    runtime = FakeRuntime()
    runtime.before_network = lambda: time.sleep(0.02)
    return runtime


@pytest.fixture
def queue(qtbot: QtBot, slow: FakeRuntime) -> Iterator[ExportQueue]:
    background = Background()
    yield ExportQueue(background, lambda network: fake_stylizer(slow))
    background.close(10)  # what is being opened for an export that was cancelled


@pytest.fixture
def panel(queue: ExportQueue, qtbot: QtBot) -> ExportPanel:
    panel = ExportPanel(queue)
    qtbot.addWidget(panel)
    return panel


def export_of(clip: Path, overwrite: bool = False) -> Export:
    picture = clip.with_name("style.png")
    Image.new("RGB", (64, 64), (90, 90, 90)).save(picture)
    look = WantedLook("compact", ((picture, "Grey", 1.0),), Settings())
    return Export(clip, painted_path(clip, VIDEOS), look, VideoOptions(overwrite=overwrite))


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    return write_clip(tmp_path / "clip.mp4", PLAIN)


def test_a_video_is_painted_beside_itself(
    queue: ExportQueue, panel: ExportPanel, clip: Path, qtbot: QtBot
) -> None:
    export = export_of(clip)
    queue.add(export)
    qtbot.waitUntil(lambda: export.state == export_queue.DONE)
    assert export.output.stat().st_size > 500
    assert "clip-painted.mp4" in panel.cards[export].state_label.text()


def test_exports_wait_for_each_other(queue: ExportQueue, clip: Path, qtbot: QtBot) -> None:
    first, second = export_of(clip), export_of(clip, overwrite=True)
    queue.add(first)
    queue.add(second)
    assert (first.state, second.state) == (export_queue.PAINTING, export_queue.WAITING)
    qtbot.waitUntil(lambda: (first.state, second.state) == (export_queue.DONE, export_queue.DONE))
    assert not queue.active


def test_a_paused_export_goes_on(queue: ExportQueue, panel: ExportPanel, clip: Path, qtbot: QtBot) -> None:
    export = export_of(clip)
    queue.add(export)
    qtbot.waitUntil(lambda: export.pipeline is not None)
    queue.pause(export)
    assert "Paused" in panel.cards[export].state_label.text()
    qtbot.wait(100)
    assert export.state == export_queue.PAUSED
    queue.resume(export)
    qtbot.waitUntil(lambda: export.state == export_queue.DONE)


def test_an_export_that_was_cut_off_goes_on_and_says_so(
    queue: ExportQueue, panel: ExportPanel, clip: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, again = export_of(clip), export_of(clip)
    with monkeypatch.context() as patch:
        patch.setattr(FilmJournal, "remove", FilmJournal.close)
        queue.add(first)
        qtbot.waitUntil(lambda: first.state == export_queue.DONE)
    first.output.unlink()
    queue.add(again)
    qtbot.waitUntil(lambda: again.state == export_queue.DONE)
    assert again.goes_on_s is not None and "Gone on with" in again.message
    again.state = export_queue.PAINTING
    panel.cards[again].refresh()
    assert "goes on at 0:00, where it was cut off" in panel.cards[again].state_label.text()


def test_a_film_that_is_being_painted_when_the_program_ends_goes_on_when_it_is_exported_again(
    queue: ExportQueue, slow: FakeRuntime, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.files.journal.FLUSH_S", 0.0)
    slow.before_network = lambda: None
    clip = write_clip(tmp_path / "long.mp4", replace(PLAIN, ticks=tuple(range(0, 400 * 512, 512))))
    export, again = export_of(clip), export_of(clip)
    queue.add(export)
    qtbot.waitUntil(lambda: any(left.stat().st_size > 4096 for left in tmp_path.glob("*.part.journal-*")))
    queue.pause(export)
    queue.break_off()
    qtbot.waitUntil(lambda: export.pipeline is None)
    queue.add(again)
    qtbot.waitUntil(lambda: again.state == export_queue.DONE)
    assert again.goes_on_s is not None
    assert [path.name for path in tmp_path.glob("*part*")] == []


def test_a_piece_that_is_only_tried_leaves_nothing_when_the_program_ends(
    queue: ExportQueue, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.files.journal.FLUSH_S", 0.0)
    clip = write_clip(tmp_path / "long.mp4", replace(PLAIN, ticks=tuple(range(0, 100 * 512, 512))))
    export = replace(export_of(clip), is_try=True)
    queue.add(export)
    qtbot.waitUntil(lambda: any(left.stat().st_size > 2000 for left in tmp_path.glob("*.part.journal-*")))
    queue.break_off()
    qtbot.waitUntil(lambda: not queue.active)
    assert [path.name for path in tmp_path.glob("*part*")] == []


def test_a_cancelled_export_leaves_nothing(queue: ExportQueue, clip: Path, qtbot: QtBot) -> None:
    export = export_of(clip)
    queue.add(export)
    qtbot.waitUntil(lambda: export.pipeline is not None)
    queue.cancel(export)
    qtbot.waitUntil(lambda: not queue.active)
    assert export.state == export_queue.CANCELLED
    assert [path.name for path in clip.parent.glob("*.mp4")] == ["clip.mp4"]


def test_an_export_cancelled_before_it_opened_leaves_nothing(
    queue: ExportQueue, clip: Path, qtbot: QtBot
) -> None:
    export = export_of(clip)
    queue.add(export)
    queue.cancel(export)
    qtbot.waitUntil(lambda: not queue.active)
    assert [path.name for path in clip.parent.glob("*.mp4")] == ["clip.mp4"]


def test_a_file_that_is_no_video_fails_with_a_sentence_and_the_next_goes_on(
    queue: ExportQueue, panel: ExportPanel, clip: Path, qtbot: QtBot
) -> None:
    bad = clip.with_name("bad.mp4")
    bad.write_text("no video")
    first, second = export_of(bad), export_of(clip)
    queue.add(first)
    queue.add(second)
    qtbot.waitUntil(lambda: second.state == export_queue.DONE)
    assert first.state == export_queue.FAILED
    assert panel.cards[first].state_label.text().endswith(".")


def test_a_video_keeps_its_sound_and_size_with_the_look_of_the_window(
    make_window: Maker, clip: Path, qtbot: QtBot
) -> None:
    window = make_window(start=True)
    window.engine.load = lambda network: fake_stylizer()
    window.exports.add([clip])
    qtbot.waitUntil(lambda: painted_path(clip, VIDEOS).exists())
    assert window.arrangement.pages.currentIndex() == 1
    qtbot.waitUntil(lambda: "is painted" in window.messages.text())


def color_of(video: Path) -> tuple[int, ...]:
    """Colour of the middle of a video's last frame."""
    with VideoFileSource(video) as source:
        frame = list(source)[-1]
    return tuple(int(value) for value in frame.image[24, 32])


def test_a_video_asked_for_before_a_style_is_learned_is_painted_in_it(
    make_window: Maker, clip: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("IMPASTO_CACHE", str(tmp_path / "cache"))  # nothing is learned yet
    window = make_window()  # has not even loaded a network
    window.styles.choose("blue")
    window.exports.add([clip])
    qtbot.waitUntil(lambda: painted_path(clip, VIDEOS).exists())
    assert color_of(painted_path(clip, VIDEOS)) == pytest.approx(COLORS["blue"], abs=8)


def test_a_video_asked_for_in_a_cross_fade_gets_what_is_faded_to(
    make_window: Maker, clip: Path, qtbot: QtBot
) -> None:
    window = make_window(start=True)
    qtbot.waitUntil(lambda: color_shown(window) == COLORS["red"])
    window.looks.apply(window.looks.look.with_value("fade", 3.0))
    window.styles.choose("blue")
    qtbot.waitUntil(lambda: len(window.controller.settings.styles) == 2)
    window.exports.add([clip])
    qtbot.waitUntil(lambda: painted_path(clip, VIDEOS).exists())
    assert color_of(painted_path(clip, VIDEOS)) == pytest.approx(COLORS["blue"], abs=8)


def test_a_video_is_painted_with_the_network_that_is_wanted(
    make_window: Maker, clip: Path, qtbot: QtBot
) -> None:
    window, loading = make_window(start=True), threading.Event()

    def load(network: str) -> Stylizer:
        assert loading.wait(10)
        return fake_stylizer()

    window.engine.load = load
    window.controller.change_network("paper")
    window.exports.add([clip])
    loading.set()
    qtbot.waitUntil(lambda: painted_path(clip, VIDEOS).exists())
    assert [export.look.network for export in window.exports.queue.exports] == ["paper"]


def test_without_a_style_no_video_is_written_unpainted(make_window: Maker, clip: Path) -> None:
    window = make_window()
    for key in COLORS:
        window.styles.remove(key)
    window.exports.add([clip])
    assert window.exports.queue.exports == []
    assert "no style" in window.messages.text()


def test_the_live_view_pauses_meanwhile_only_when_asked_to(
    make_window: Maker, clip: Path, qtbot: QtBot, slow: FakeRuntime
) -> None:
    window = make_window(start=True)
    window.engine.load = lambda network: fake_stylizer(slow)
    window.exports.panel.options.pause_live.setChecked(True)
    window.exports.add([clip])
    qtbot.wait(100)
    shown = window.preview.frames_shown
    qtbot.waitUntil(lambda: not window.exports.queue.active)
    assert window.preview.frames_shown <= shown + 1
    qtbot.waitUntil(lambda: window.preview.frames_shown > shown + 3)


def test_closing_while_painting_a_file_asks(
    make_window: Maker, clip: Path, qtbot: QtBot, slow: FakeRuntime
) -> None:
    window = make_window(start=True)
    window.engine.load = lambda network: fake_stylizer(slow)
    questions: list[str] = []

    def say_no(question: Question) -> bool:
        questions.append(question.text)
        return False

    window.ask = say_no
    window.exports.add([clip])
    window.close()
    assert "being painted" in questions[0] and window.isVisible()
    assert QApplication.activeWindow() is window


def test_the_panel_has_no_hole_in_a_high_window_while_there_is_no_file(make_window: Maker) -> None:
    window = make_window()
    window.actions_by_key["export"].setChecked(True)
    window.resize(1280, 1600)
    QApplication.processEvents()
    panel = window.exports.panel
    assert panel.timeline.y() < panel.height() // 4
