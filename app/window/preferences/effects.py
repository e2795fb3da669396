"""Effects: makes what is set in the preferences so."""

from dataclasses import dataclass
from pathlib import Path

from PyQt6.QtWidgets import QApplication

from app.window.bridge import Controller, LiveEngine, RecordingPlan
from app.window.look_presenter import LookPresenter
from app.window.midi import MidiPresenter
from app.window.output import Recorder
from app.window.preferences.preferences import Preferences
from app.window.sources import SourcePresenter
from app.window.theme import choose_theme


@dataclass(frozen=True, slots=True)
class Effects:
    """The parts of the window that preferences reach."""

    engine: LiveEngine
    """Opens cameras and networks."""

    controller: Controller
    """Begins anew with another device."""

    sources: SourcePresenter
    """Knows what is painted."""

    recorder: Recorder
    """Names files, and puts them into folders."""

    midi: MidiPresenter
    """Listens to a controller, and knows what it moves."""

    looks: LookPresenter
    """Knows the style in use."""

    files_folder: Path | None
    """In place of the person's own folders when none is set."""

    def begin(self, values: Preferences) -> None:
        """Before anything is opened."""
        self.engine.camera = values.camera
        self.engine.wanted_device = values.device
        self._set_files(values)
        self.midi.numbers = values.midi
        application = QApplication.instance()
        if isinstance(application, QApplication):
            choose_theme(application, values.theme)

    def change(self, before: Preferences, values: Preferences) -> None:
        """While it is painted."""
        self.begin(values)
        if values.camera != before.camera and self.sources.choice.kind == "camera":
            self.controller.show(self.sources.choice)
        if values.midi_port != before.midi_port:
            self.midi.source.listen(values.midi_port)
        if values.device != before.device:
            self.controller.change_network(self.engine.wanted_network)

    def _set_files(self, values: Preferences) -> None:
        folder = Path(values.recordings) if values.recordings else self.files_folder
        self.recorder.plan = RecordingPlan(folder, suffix=values.container, quality=values.quality)
        self.recorder.snapshots = Path(values.snapshots) if values.snapshots else self.files_folder
        self.recorder.name = lambda: values.file_name(self.looks.style_name)
