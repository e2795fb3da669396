"""MIDI: knobs, faders and pads of a controller move the look and choose styles."""

from app.window.midi.input import MidiInput, find_midi_ports
from app.window.midi.presenter import MidiPresenter

__all__ = ["MidiInput", "MidiPresenter", "find_midi_ports"]
