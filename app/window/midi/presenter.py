"""MIDI presenter: which controller moves what."""

from collections.abc import Callable, Mapping

from PyQt6.QtCore import QObject

from app.window.look import LEAST, LookPanel
from app.window.look_presenter import LookPresenter
from app.window.midi.input import MidiInput

BLEND: str = "blend"
"""What is moved, besides the controls of the table: from the first style of the blend to the others."""


class MidiPresenter(QObject):
    """Moves controls and the blend, and chooses styles."""

    def __init__(
        self, source: MidiInput, panel: LookPanel, looks: LookPresenter, choose: Callable[[int], None]
    ) -> None:
        """Follow `source`; `choose` takes the place of a style, 0 for the first."""
        super().__init__(panel)
        self.source = source
        self.numbers: Mapping[str, int] = {}
        """Key of a control, or `BLEND` -> number of the controller that moves it."""
        self._panel = panel
        self._looks = looks
        source.moved.connect(self._on_moved)
        source.chosen.connect(choose)
        source.failed.connect(lambda text: looks.messages.say(text, warns=True))

    def _on_moved(self, number: int, value: float) -> None:
        for key, wanted in self.numbers.items():
            if wanted == number:
                self._blend(value) if key == BLEND else self._move(key, value)

    def _move(self, key: str, value: float) -> None:
        row = self._panel.controls.rows.get(key)
        if row is not None:
            row.move_to(row.control.minimum + value * (row.control.maximum - row.control.minimum))

    def _blend(self, value: float) -> None:
        """Share the picture between the first style and the others, which keep their proportions."""
        shares = self._looks.look.styles
        if len(shares) < 2:
            return
        rest = sum(weight for _, weight in shares[1:])
        others = ((key, max(LEAST, value) * weight / rest) for key, weight in shares[1:])
        self._panel.blend.changed.emit(((shares[0][0], max(LEAST, 1 - value)), *others))
