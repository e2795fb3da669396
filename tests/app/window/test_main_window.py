"""The window as a person uses it, with the engine's real pipeline and a fake network."""

from pathlib import Path

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.window.bridge import LiveEngine, SettingsStore
from app.window.main_window import MainWindow
from app.window.messages import Question
from engine import DEFAULT_NETWORK, ModelError, Stylizer
from tests.app.window.conftest import COLORS, Maker, color_shown
from tests.app.window.user_input import double_click, hold_key, release_key, type_key
from tests.fakes import fake_stylizer


def wait_for_color(qtbot: QtBot, window: MainWindow, name: str) -> None:
    qtbot.waitUntil(lambda: color_shown(window) == COLORS[name])


def test_window_opens_with_the_test_pattern_painted_in_the_first_style(
    make_window: Maker, qtbot: QtBot
) -> None:
    window = make_window(start=True)
    wait_for_color(qtbot, window, "red")
    assert window.sources.start_panel.isVisible()


def test_digits_switch_styles(make_window: Maker, qtbot: QtBot) -> None:
    window = make_window(start=True)
    type_key(window, Qt.Key.Key_3)
    wait_for_color(qtbot, window, "blue")
    assert window.styles.gallery.share("blue") == 1.0


def test_a_switch_passes_through_colours_between_the_two(make_window: Maker, qtbot: QtBot) -> None:
    window = make_window(start=True)
    window.looks.apply(window.looks.look.with_value("fade", 1.0))
    wait_for_color(qtbot, window, "red")
    type_key(window, Qt.Key.Key_3)
    qtbot.waitUntil(lambda: 60 < color_shown(window)[0] < 190)
    wait_for_color(qtbot, window, "blue")


def test_the_next_key_goes_round(make_window: Maker, qtbot: QtBot) -> None:
    window = make_window()
    for expected in ("green", "blue", "red"):
        type_key(window, Qt.Key.Key_N)
        assert window.looks.look.styles == ((expected, 1.0),)


def test_space_shows_the_original_while_it_is_held(make_window: Maker, qtbot: QtBot) -> None:
    window = make_window()
    hold_key(window, Qt.Key.Key_Space)
    assert window.preview.view.original
    release_key(window, Qt.Key.Key_Space)
    assert not window.preview.view.original


def test_double_click_on_the_picture_is_full_screen_and_escape_leaves_it(
    make_window: Maker, qtbot: QtBot
) -> None:
    window = make_window()
    double_click(window.preview.surface)
    assert window.isFullScreen() and not window.styles.gallery.isVisible()
    type_key(window, Qt.Key.Key_Escape)
    assert not window.isFullScreen() and window.styles.gallery.isVisible()


def test_keys_of_controls_work_while_the_panel_is_hidden(make_window: Maker, qtbot: QtBot) -> None:
    window = make_window()
    window.actions_by_key["panel"].setChecked(False)
    type_key(window, Qt.Key.Key_BracketLeft)
    assert window.looks.look["strength"] == 95


def test_mirror_view_turns_the_view_and_not_the_output(make_window: Maker, qtbot: QtBot) -> None:
    window = make_window()
    type_key(window, Qt.Key.Key_M)
    assert window.preview.view.mirror
    assert not window.controller.settings.mirror


def test_controls_reach_the_engine(make_window: Maker) -> None:
    window = make_window()
    for key, value in (
        ("strength", 50),
        ("texture", 30),
        ("keep_colors", 1),
        ("smoothing", 20),
        ("mirror_output", 1),
        ("sharp_edges", 0),
    ):
        window.look_panel.controls.rows[key].changed.emit(value)
    settings = window.controller.settings
    assert (settings.strength, settings.texture) == (0.5, 0.3)
    assert (settings.keep_colors, settings.smoothing, settings.mirror) == (True, 0.2, True)
    assert settings.enlarge == "plain"


def test_snapshot_key_saves_a_picture(make_window: Maker, qtbot: QtBot, tmp_path: Path) -> None:
    window = make_window(start=True)
    with qtbot.waitSignal(window.recorder.saved) as saved:
        type_key(window, Qt.Key.Key_S)
    assert Path(saved.args[0]).parent == tmp_path / "made"
    assert Path(saved.args[0]).name in window.messages.text()


def test_record_key_records_until_pressed_again(make_window: Maker, qtbot: QtBot) -> None:
    window = make_window(start=True)
    with qtbot.waitSignal(window.recorder.recordingChanged):
        type_key(window, Qt.Key.Key_R)
    assert window.arrangement.header.record.label.startswith("0:0")
    shown = window.preview.frames_shown
    qtbot.waitUntil(lambda: window.preview.frames_shown > shown + 5)
    with qtbot.waitSignal(window.recorder.saved, timeout=10_000) as saved:
        type_key(window, Qt.Key.Key_R)
    assert Path(saved.args[0]).stat().st_size > 1000


def test_closing_while_recording_asks_and_no_keeps_the_window(make_window: Maker, qtbot: QtBot) -> None:
    window = make_window(start=True)
    questions: list[str] = []

    def say_no(question: Question) -> bool:
        questions.append(question.text)
        return False

    with qtbot.waitSignal(window.recorder.recordingChanged):
        type_key(window, Qt.Key.Key_R)
    window.ask = say_no
    window.close()
    assert "recording" in questions[0]
    assert window.isVisible() and window.recorder.recording


def test_closing_while_recording_keeps_the_recording(
    make_window: Maker, qtbot: QtBot, tmp_path: Path
) -> None:
    window = make_window(start=True)
    with qtbot.waitSignal(window.recorder.recordingChanged):
        type_key(window, Qt.Key.Key_R)
    shown = window.preview.frames_shown
    qtbot.waitUntil(lambda: window.preview.frames_shown > shown + 5)
    window.ask = lambda question: True
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=10_000)
    assert [path.suffix for path in (tmp_path / "made").iterdir()] == [".mp4"]


def test_the_look_and_the_view_are_remembered(make_window: Maker, store: SettingsStore) -> None:
    window = make_window()
    window.styles.choose("green")
    window.look_panel.controls.rows["strength"].changed.emit(40)
    window.actions_by_key["split"].setChecked(True)
    window.preview.splitMoved.emit(0.25)
    window.resize(780, 700)
    window.close()
    again = make_window()
    assert again.looks.look.styles == (("green", 1.0),)
    assert again.looks.look["strength"] == 40
    assert again.preview.view.split == 0.25
    assert again.width() == 780


def test_presets_bring_back_the_whole_look(make_window: Maker) -> None:
    window = make_window()
    window.styles.choose("blue")
    window.look_panel.controls.rows["strength"].changed.emit(30)
    window.saved_looks.save("Evening")
    window.styles.choose("red")
    window.look_panel.controls.reset()
    window.saved_looks.recall("Evening")
    assert window.looks.look.styles == (("blue", 1.0),)
    assert window.controller.settings.strength == 0.3


def test_presets_are_remembered(make_window: Maker) -> None:
    first = make_window()
    first.saved_looks.save("Evening")
    first.close()
    second = make_window()
    assert [tile.look.name for tile in second.look_panel.presets.tiles] == ["Evening"]


def test_removing_the_style_in_use_paints_with_its_neighbour(make_window: Maker, qtbot: QtBot) -> None:
    window = make_window(start=True)
    wait_for_color(qtbot, window, "red")
    window.styles.remove("red")
    wait_for_color(qtbot, window, "green")
    assert window.styles.gallery.keys() == ["green", "blue"]


def test_closing_stops_everything_within_two_seconds(make_window: Maker, qtbot: QtBot) -> None:
    import time

    window = make_window(start=True)
    begun_s = time.perf_counter()
    window.close()
    assert time.perf_counter() - begun_s < 2.0
    assert window.engine.session is None


def test_every_key_is_used_once(make_window: Maker) -> None:
    from app.window.commands import COMMANDS
    from app.window.look import CONTROLS

    keys = [key for command in COMMANDS for key in command.keys]
    keys += [key for control in CONTROLS for key in control.keys]
    keys += [str(number) for number in range(1, 10)] + ["Space", "Esc", "F10"]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("key", ["split", "snapshot", "record", "export", "full", "panel"])
def test_buttons_above_the_picture_say_what_they_do(make_window: Maker, key: str) -> None:
    action = make_window().actions_by_key[key]
    assert action.toolTip() and not action.icon().isNull()


def test_an_unreadable_memory_opens_the_window_all_the_same(make_window: Maker, store: SettingsStore) -> None:
    for key in ("look", "presets", "geometry", "split_at", "place"):
        store.put(key, "{broken")
    window = make_window()
    assert window.looks.look.styles == (("red", 1.0),)
    assert QApplication.instance() is not None


def test_another_network_learns_the_styles_anew_and_goes_on(make_window: Maker, qtbot: QtBot) -> None:
    window = make_window(start=True)
    wait_for_color(qtbot, window, "red")
    first = window.engine.session
    window.networks.menu.chosen.emit("paper")
    qtbot.waitUntil(lambda: window.engine.session not in (None, first))
    window.styles.choose("green")
    wait_for_color(qtbot, window, "green")
    assert window.store.text("network") == "paper"


def test_a_network_that_cannot_be_loaded_leaves_the_old_one_painting(
    make_window: Maker, qtbot: QtBot
) -> None:
    window = make_window(start=True)

    def refuse(network: str) -> Stylizer:
        raise ModelError("The weights are missing. Get them.")

    window.engine.load = refuse
    window.networks.menu.chosen.emit("paper")
    qtbot.waitUntil(lambda: "weights are missing" in window.messages.text())
    shown = window.preview.frames_shown
    qtbot.waitUntil(lambda: window.preview.frames_shown > shown + 2)


def test_a_network_that_was_removed_gives_way_to_the_default(
    make_window: Maker, store: SettingsStore
) -> None:
    def load(network: str) -> Stylizer:
        if network != DEFAULT_NETWORK:
            raise ModelError("The weights are missing. Get them.")
        return fake_stylizer()

    store.put("network", "paper")
    window = make_window(start=True, engine=LiveEngine(load))
    assert window.engine.network == DEFAULT_NETWORK


def test_a_network_that_fails_at_the_start_is_told_in_place_of_the_picture(
    make_window: Maker, qtbot: QtBot
) -> None:
    def refuse(network: str) -> Stylizer:
        raise ModelError("The weights are missing. Get them.")

    window = make_window(engine=LiveEngine(refuse))
    window.start()
    qtbot.waitUntil(lambda: "weights are missing" in window.preview.hint)


def test_the_menu_of_networks_says_how_to_get_the_missing_ones(make_window: Maker) -> None:
    networks = make_window().networks.menu
    networks.fill()
    texts = [action.text() for action in networks.actions()]
    assert texts[:3] == ["small", "base", "compact"] and any("impasto models get" in text for text in texts)


def test_the_export_panel_offers_encoders_that_work(make_window: Maker, qtbot: QtBot) -> None:
    window = make_window()
    window.actions_by_key["export"].setChecked(True)
    encoder = window.exports.panel.options.encoder
    qtbot.waitUntil(lambda: encoder.count() > 1)
    assert (encoder.itemText(0), encoder.findText("libx264") > 0) == ("auto", True)
