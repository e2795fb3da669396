"""Knobs and pads of a MIDI controller, with a port that the tests play on."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from pytestqt.qtbot import QtBot

from app.window.bridge import Background
from app.window.main_window import MainWindow
from app.window.messages import WindowError
from app.window.midi import MidiInput
from app.window.midi.input import Message
from app.window.preferences import Preferences
from tests.app.window.conftest import Maker
from tests.app.window.user_input import click


@dataclass
class FakeMessage:
    """As mido gives them."""

    type: str
    control: int = 0
    value: int = 0
    note: int = 0
    velocity: int = 0
    program: int = 0


class FakePort:
    """A controller that sends from a thread of its own, as a driver does."""

    def __init__(self) -> None:
        self.closed = False
        self.receive: Callable[[Message], None] = lambda message: None

    def open(self, name: str, receive: Callable[[Message], None]) -> "FakePort":
        if name == "gone":
            raise WindowError('The MIDI port "gone" does not open. Plug it in.')
        self.receive = receive
        return self

    def send(self, *messages: FakeMessage) -> None:
        thread = threading.Thread(target=lambda: [self.receive(message) for message in messages])
        thread.start()
        thread.join()

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def port() -> FakePort:
    return FakePort()


@pytest.fixture
def source(port: FakePort, qtbot: QtBot) -> Iterator[MidiInput]:
    background = Background()
    source = MidiInput(background, port.open)
    yield source
    source.close()
    background.close(10)


def listening(window: MainWindow, port: FakePort, qtbot: QtBot, **numbers: int) -> None:
    window.midi.source._open_port = port.open
    window.preferences.set(Preferences(midi_port="pads", midi=numbers))
    qtbot.waitUntil(lambda: window.midi.source.listening)


def knob(control: int, value: int) -> FakeMessage:
    return FakeMessage("control_change", control=control, value=value)


def test_a_knob_that_is_turned_quickly_is_heard_with_its_newest_value(
    source: MidiInput, port: FakePort, qtbot: QtBot
) -> None:
    heard: list[tuple[int, float]] = []
    source.moved.connect(lambda number, value: heard.append((number, value)))
    source.listen("pads")
    qtbot.waitUntil(lambda: source.listening)
    port.send(*(knob(1, value) for value in range(128)))
    qtbot.waitUntil(lambda: bool(heard))
    assert heard[-1] == (1, 1.0) and len(heard) < 20


def test_a_port_that_does_not_open_says_so(source: MidiInput, qtbot: QtBot) -> None:
    with qtbot.waitSignal(source.failed) as failed:
        source.listen("gone")
    assert "Plug it in" in failed.args[0]


def test_the_port_is_closed_with_the_window(make_window: Maker, port: FakePort, qtbot: QtBot) -> None:
    window = make_window()
    listening(window, port, qtbot)
    window.close()
    assert port.closed


def test_a_knob_moves_its_control(make_window: Maker, port: FakePort, qtbot: QtBot) -> None:
    window = make_window()
    listening(window, port, qtbot, strength=21)
    port.send(knob(21, 0), knob(22, 127))
    qtbot.waitUntil(lambda: window.looks.look["strength"] == 0)
    assert window.look_panel.controls.rows["strength"].value == 0


def test_a_knob_moves_the_blend(make_window: Maker, port: FakePort, qtbot: QtBot) -> None:
    window = make_window()
    window.styles.blend("green")
    listening(window, port, qtbot, blend=2)
    port.send(knob(2, 127))
    qtbot.waitUntil(lambda: window.styles.gallery.share("green") > 0.95)
    assert [key for key, _ in window.looks.look.styles] == ["red", "green"]


def test_pads_and_programs_choose_styles(make_window: Maker, port: FakePort, qtbot: QtBot) -> None:
    window = make_window()
    listening(window, port, qtbot)
    port.send(FakeMessage("note_on", note=38, velocity=90))
    qtbot.waitUntil(lambda: window.looks.look.styles == (("blue", 1.0),))
    port.send(FakeMessage("program_change", program=1))
    qtbot.waitUntil(lambda: window.looks.look.styles == (("green", 1.0),))


def test_the_preferences_show_which_knob_was_moved(make_window: Maker, port: FakePort, qtbot: QtBot) -> None:
    window = make_window()
    listening(window, port, qtbot)
    window.preferences.show()
    dialog = window.preferences.dialog
    assert dialog is not None
    port.send(knob(74, 3))
    qtbot.waitUntil(lambda: "74" in dialog.midi.moved.text())
    dialog.midi.numbers["texture"].setValue(74)
    click(dialog.save_button)
    assert window.preferences.values.midi == {"texture": 74}
