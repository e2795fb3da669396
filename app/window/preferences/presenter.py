"""Preferences presenter: keeps what is set, and makes it so."""

from PyQt6.QtCore import QObject, pyqtSignal
from PyQt6.QtWidgets import QWidget

from app.window.bridge import Background, SettingsStore, find_devices
from app.window.midi import find_midi_ports
from app.window.preferences.dialog import PreferencesDialog
from app.window.preferences.effects import Effects
from app.window.preferences.preferences import Preferences


class PreferencesPresenter(QObject):
    """The preferences of now.

    Signals:
        changed: the preferences before, and those of now.
    """

    changed = pyqtSignal(object, object)

    def __init__(
        self, window: QWidget, background: Background, store: SettingsStore, effects: Effects
    ) -> None:
        """Make what was set in the last run so."""
        super().__init__(window)
        self.values = Preferences.from_json(store.text("preferences"))
        """What is set."""
        self.dialog: PreferencesDialog | None = None
        """While it is open."""
        self._window = window
        self._background = background
        self._store = store
        effects.begin(self.values)
        effects.midi.source.listen(self.values.midi_port)
        effects.midi.source.moved.connect(self._on_midi)
        self.changed.connect(lambda before, now: effects.change(before, now))

    def show(self) -> None:
        """Open the dialog, or bring it to the front."""
        if self.dialog is None:
            self.dialog = dialog = PreferencesDialog(self.values, self._window)
            dialog.saved.connect(self.set)
            dialog.finished.connect(self._on_closed)
            self._background.run(find_midi_ports, self._show_ports, lambda error: None)
            self._background.run(find_devices, self._show_devices, lambda error: None)
        self.dialog.show()
        self.dialog.activateWindow()

    def set(self, values: Preferences) -> None:
        """Keep these, and say what has changed."""
        before, self.values = self.values, values
        self._store.put("preferences", values.to_json())
        if values != before:
            self.changed.emit(before, values)

    def _show_devices(self, names: tuple[tuple[str, str], ...]) -> None:
        if self.dialog is not None:
            self.dialog.show_devices(names)

    def _show_ports(self, names: tuple[str, ...]) -> None:
        if self.dialog is not None:
            self.dialog.midi.show_ports(names)

    def _on_midi(self, number: int) -> None:
        if self.dialog is not None:
            self.dialog.midi.show_moved(number)

    def _on_closed(self) -> None:
        self.dialog = None
