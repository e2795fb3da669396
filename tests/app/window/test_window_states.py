"""The window in odd states: maximised, full screen, small, with a very long name, busy."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.window.main_window import MainWindow
from app.window.messages import Question
from app.window.messages.question import QuestionDialog, TextDialog
from app.window.styles import Library, StyleEntry
from engine import SourceChoice
from tests.app.window.conftest import Maker
from tests.app.window.styles.test_import_many import MOST_S, Pulse, pulse, write_pictures
from tests.app.window.user_input import click, type_key

__all__ = ["pulse"]

LONG = "holiday " * 24 + ".mp4"


def settle() -> None:
    for _ in range(5):
        QApplication.processEvents()


def test_a_window_that_was_maximised_is_so_after_full_screen(make_window: Maker) -> None:
    window = make_window()
    window.setWindowState(Qt.WindowState.WindowMaximized)
    type_key(window, Qt.Key.Key_F)
    assert window.isFullScreen()
    type_key(window, Qt.Key.Key_Escape)
    assert window.isMaximized() and not window.isFullScreen()


@pytest.mark.parametrize("width", [800, 1280])
def test_a_very_long_file_name_leaves_every_button_in_sight(make_window: Maker, width: int) -> None:
    window = make_window()
    window.resize(width, 600)
    window.sources.button.show_choice(SourceChoice("video", f"/films/{LONG}", LONG))
    settle()
    header = window.arrangement.header
    assert window.width() == width
    for button in (header.record, header.menu_button):
        right = button.mapTo(window, QPoint(button.width(), 0)).x()
        assert button.isVisible() and right <= width
    assert window.sources.button.toolTip() == LONG


def test_a_message_with_a_very_long_word_covers_no_button(make_window: Maker) -> None:
    window = make_window()
    window.resize(800, 600)
    message = window.messages.say("Saved as " + "x" * 190, buttons=[("Show in folder", lambda: None)])
    settle()
    assert message.label.geometry().right() < message.buttons[0].geometry().left()
    assert message.label.height() >= message.label.heightForWidth(message.label.width())
    assert window.messages.geometry().right() <= window.preview.width()


def test_a_message_takes_the_place_of_the_one_before_it(make_window: Maker) -> None:
    window = make_window()
    window.styles.remove("red")
    window.styles.remove("green")
    assert window.messages.text("undo") == "Removed Green"
    window.messages.say("One")
    window.messages.say("Two")
    assert window.messages.text() == "Two"


def test_the_header_is_as_high_as_its_buttons_need(make_window: Maker) -> None:
    window = make_window()
    assert window.preview.mapTo(window, QPoint(0, 0)).y() == 44


def test_the_panel_does_not_move_when_the_first_thumbnail_comes(make_window: Maker, qtbot: QtBot) -> None:
    window = make_window()
    row = window.look_panel.controls.rows["strength"]
    before = row.mapTo(window, QPoint(0, 0)).y()
    window.start()
    qtbot.waitUntil(lambda: window.look_panel.blend.single.has_picture)
    settle()
    assert row.mapTo(window, QPoint(0, 0)).y() == before


def test_a_style_that_was_just_added_has_its_thumbnail_in_the_panel(
    make_window: Maker, qtbot: QtBot, tmp_path: Path
) -> None:
    window = make_window(start=True)
    window.styles.importer.take_files([tmp_path / "green.png"], apply=True)
    qtbot.waitUntil(lambda: len(window.styles.names()) == 4)
    assert window.styles.names()[window.looks.look.styles[0][0]] == "green"
    qtbot.waitUntil(lambda: window.look_panel.blend.single.has_picture)


def test_the_dialogs_have_words_on_their_buttons(make_window: Maker) -> None:
    window = make_window()
    question = QuestionDialog(
        window, Question("A recording is being made.", "Stop and quit", "Keep recording")
    )
    texts = [button.text() for button in question.findChildren(QPushButton)]
    assert texts == ["Stop and quit", "Keep recording"] and question.no.isDefault()
    click(question.yes)
    assert question.result() == QuestionDialog.DialogCode.Accepted


def test_a_dialog_for_a_name_takes_no_empty_one(make_window: Maker, qtbot: QtBot) -> None:
    dialog = TextDialog(make_window(), "Rename", "Name", "Dusk", "Rename")
    assert dialog.yes.isEnabled()
    dialog.field.clear()
    assert not dialog.yes.isEnabled()


def test_render_size_chips_move_the_slider_and_follow_it(make_window: Maker) -> None:
    window = make_window()
    controls = window.look_panel.controls
    chips = controls.chips["render_size"].buttons
    click(chips[448])
    assert window.looks.look["render_size"] == 448
    controls.rows["render_size"].nudge(1)
    assert not any(chip.isChecked() for chip in chips.values())
    type_key(window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert chips[0].isChecked()


def test_looks_are_recalled_by_their_number(make_window: Maker) -> None:
    window = make_window()
    for key in ("blue", "green"):
        window.styles.choose(key)
        window.saved_looks.save(f"All {key}")
    type_key(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.looks.look.styles == (("blue", 1.0),)
    window.saved_looks.rename("All blue", "Evening")
    window.saved_looks.save("Evening")  # replaced in its place
    assert window.saved_looks.names == ("Evening", "All green")
    window.saved_looks.forget("Evening")
    notice = window.messages.message("undo")
    assert notice is not None
    click(notice.buttons[0])
    assert window.saved_looks.names == ("Evening", "All green")


def test_two_windows_keep_each_others_looks(make_window: Maker) -> None:
    one, other = make_window(), make_window()
    one.saved_looks.save("Morning")
    other.saved_looks.save("Evening")
    one.saved_looks.rename("Morning", "Noon")
    assert make_window().saved_looks.names == ("Noon", "Evening")


def test_a_look_that_is_brought_back_leaves_those_that_came_meanwhile(make_window: Maker) -> None:
    window = make_window()
    for name in ("Morning", "Noon"):
        window.saved_looks.save(name)
    window.saved_looks.forget("Morning")
    window.saved_looks.save("Evening")
    notice = window.messages.message("undo")
    assert notice is not None
    click(notice.buttons[0])
    assert window.saved_looks.names == ("Morning", "Noon", "Evening")


def test_a_look_from_a_file_leaves_another_of_its_name(
    make_window: Maker, qtbot: QtBot, tmp_path: Path
) -> None:
    window, file = make_window(), tmp_path / "evening.impasto-look"
    window.styles.choose("blue")
    window.saved_looks.save("Evening")
    window.saved_looks.export("Evening", file)
    qtbot.waitUntil(file.exists)
    window.styles.choose("green")
    window.saved_looks.save("Evening")
    for _ in range(2):  # the second time it is there already
        window.saved_looks.load(file)
        qtbot.waitUntil(lambda: window.looks.look.styles == (("blue", 1.0),))
        assert window.saved_looks.names == ("Evening", "Evening (2)")
        window.saved_looks.recall("Evening")
        assert window.looks.look.styles == (("green", 1.0),)


def test_a_look_goes_to_another_machine_with_its_pictures(
    make_window: Maker, qtbot: QtBot, library: Library, tmp_path: Path
) -> None:
    window = make_window(start=True)
    window.styles.importer.take_files([tmp_path / "green.png"], apply=True)
    qtbot.waitUntil(lambda: len(window.styles.names()) == 4)
    mine = window.looks.look.styles[0][0]
    window.saved_looks.save("Meadow")
    file = tmp_path / "meadow.impasto-look"
    window.saved_looks.export("Meadow", file)
    qtbot.waitUntil(file.exists)
    picture = Path(next(entry.path for entry in library.entries if entry.key == mine))
    window.styles.remove(mine)
    picture.unlink()
    window.saved_looks.forget("Meadow")
    window.saved_looks.load(file)
    qtbot.waitUntil(lambda: window.saved_looks.names == ("Meadow",))
    assert window.looks.look.styles == ((mine, 1.0),) and picture.exists()


def test_a_file_that_holds_no_look_is_said_to(make_window: Maker, qtbot: QtBot, tmp_path: Path) -> None:
    window = make_window()
    (tmp_path / "x.impasto-look").write_text('{"kind": "soup"}')
    window.saved_looks.load(tmp_path / "x.impasto-look")
    qtbot.waitUntil(lambda: "holds no look" in window.messages.text())


def test_with_three_hundred_styles_the_window_lives_while_it_paints_records_and_imports(
    make_window: Maker, qtbot: QtBot, library: Library, tmp_path: Path, pulse: Pulse
) -> None:
    pictures = write_pictures(tmp_path / "many", 300)
    library.add_all([StyleEntry(path.stem, path.stem, str(path)) for path in pictures])
    window: MainWindow = make_window(start=True)
    qtbot.waitUntil(lambda: len(window.styles.gallery.icons()) == 303, timeout=30_000)
    new = write_pictures(tmp_path / "new", 30)
    for path in new:
        path.write_bytes(path.read_bytes() + b"another")
    with qtbot.waitSignal(window.recorder.recordingChanged):
        type_key(window, Qt.Key.Key_R)
    pulse.reset()
    window.styles.importer.take_files(new, apply=True)
    steps: tuple[Callable[[], object], ...] = (
        lambda: window.actions_by_key["all_styles"].setChecked(True),
        lambda: window.styles.browse.search.setText("1"),
        lambda: window.styles.browse.search.clear(),
        lambda: window.styles.remove("200"),
        lambda: window.looks.undo(),
        lambda: window.saved_looks.save("Busy"),
        lambda: window.actions_by_key["my_picture"].setChecked(True),
    )
    for step in steps:
        step()
        qtbot.wait(60)
    qtbot.waitUntil(lambda: len(window.styles.names()) == 333, timeout=30_000)
    qtbot.wait(300)
    assert pulse.longest_s < MOST_S
    with qtbot.waitSignal(window.recorder.saved, timeout=10_000):
        type_key(window, Qt.Key.Key_R)
