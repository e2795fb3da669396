"""The main window: the picture, the styles below it, the controls beside it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PyQt6.QtCore import QSize, Qt, QTimer
from PyQt6.QtGui import QCloseEvent
from PyQt6.QtWidgets import QDialog, QMainWindow

from app.window.bridge import (
    Background,
    Controller,
    LiveEngine,
    LiveStatus,
    SettingsStore,
    StyleTrial,
    find_encoders,
)
from app.window.commands import make_actions
from app.window.full_screen import FullScreen
from app.window.keys import HeldKey, KeysDialog, add_shortcuts
from app.window.look import LookPanel
from app.window.look_presenter import LookPresenter
from app.window.messages import MessageBoard, Question, ask_person
from app.window.midi import MidiInput, MidiPresenter
from app.window.network_menu import NetworkPresenter
from app.window.output import ExportPresenter, LiveOutputs, Recorder, RecordingPresenter, show_in_folder
from app.window.preferences import Effects, PreferencesPresenter
from app.window.preview import Preview, ViewPresenter
from app.window.region_presenter import RegionPresenter
from app.window.saved_looks import SavedLooks
from app.window.sources import SourcePresenter
from app.window.status_line import StatusLine
from app.window.study import StudyPresenter
from app.window.styles import Library, StyleImporter, StylePresenter, StyleTrials, Tour
from app.window.window_layout import Parts, WindowLayout

SIZE = QSize(1280, 800)
"""Size in pixels at the first start."""

CLOSE_S: float = 0.5
"""Seconds that background work gets to end when the window closes."""

SKIP_S: float = 5.0
"""Seconds that one press of a key seeks forward or back in a video."""


class MainWindow(QMainWindow):
    """Creates the presenters and connects their signals; each presenter handles one part of the window."""

    def __init__(
        self, engine: LiveEngine, library: Library, store: SettingsStore, *, files_folder: Path | None = None
    ) -> None:
        """Build the window; `start` starts painting.

        Args:
            engine: paints.
            library: the styles.
            store: settings of the last run.
            files_folder: of recordings and snapshots; None = the person's own folders.
        """
        super().__init__()
        self.setWindowTitle("Impasto")
        self.store = store
        self.background = Background(self)
        self.engine = engine
        self.controller = Controller(engine, self.background)
        self.preview = Preview(engine.latest)
        self.messages = MessageBoard(self.preview)
        self.importer = StyleImporter(library, self.background)
        self.styles = StylePresenter(library, self.background, self.importer)
        self.look_panel = LookPanel()
        self.looks = LookPresenter(self.look_panel, self.styles, self.controller, store, self.messages)
        self.saved_looks = SavedLooks(
            self.look_panel, self.looks, self.background, store, lambda: self.preview.frame
        )
        trial = StyleTrial(self.controller, self.background, self.styles.pictures)
        self.studies = StudyPresenter(self.looks, self.look_panel.study, self.controller, self.preview)
        self.trials = StyleTrials(self.styles.gallery, trial, lambda: self.preview.frame)
        self.regions = RegionPresenter(self.look_panel.regions, self.looks, self.preview, self.background)
        self.sources = SourcePresenter(
            self.controller, self.background, store, self.preview, self.messages, engine.loudspeaker
        )
        self.exports = ExportPresenter(engine, self.controller, self.background, self.messages)
        self.recorder = Recorder(engine, self.background, files_folder)
        self.recordings = RecordingPresenter(self.recorder, self.background, store, self.messages)
        self.outputs = LiveOutputs(engine, self.background, self.messages)
        self.views = ViewPresenter(self.preview, store)
        self.status = StatusLine()
        self.midi = MidiPresenter(
            MidiInput(self.background), self.look_panel, self.looks, self.styles.choose_number
        )
        effects = Effects(
            engine, self.controller, self.sources, self.recorder, self.midi, self.looks, files_folder
        )
        self.preferences = PreferencesPresenter(self, self.background, store, effects)
        self.networks = NetworkPresenter(self, engine, self.controller, self.recorder, store, self.messages)
        self.ask: Callable[[Question], bool] = lambda question: ask_person(self, question)
        """Asks a question and returns True for yes."""
        self.exports.panel.timeline.picture = self.looks.picture
        self._closing = False
        self.actions_by_key = make_actions(self, self._work())
        self.looks.history.show_on(self.actions_by_key["undo"], self.actions_by_key["redo"])
        self.arrangement = WindowLayout(self, self._parts())
        self.messages.corner = self.arrangement.corner.size()
        self.full_screen = FullScreen(self, self.preview, self.arrangement, self.actions_by_key)
        self._wire()
        self._recall()
        self.preview.setFocus()  # else the space bar would press the first button

    def start(self) -> None:
        """Start painting."""
        self.preview.show_hint(self.tr("Warming up the brushes …"))
        self.sources.start()

    def _parts(self) -> Parts:
        return Parts(
            actions=self.actions_by_key,
            source_button=self.sources.button,
            networks=self.networks.menu,
            preview=self.preview,
            playback=self.sources.playback,
            gallery=self.styles.gallery,
            blend_tile=self.styles.blend_tile,
            browse=self.styles.browse,
            look_panel=self.look_panel,
            export_panel=self.exports.panel,
            status=self.status,
        )

    def _work(self) -> dict[str, Callable[..., object]]:
        """What each command does."""
        styles, sources = self.styles, self.sources
        return {
            "split": self.views.set_split,
            "copy": lambda: self.outputs.copier.copy(self.views.frame, self.looks.look),
            "snapshot": lambda: self.recorder.snapshot(self.views.frame, self.looks.look),
            "record": self.recordings.set_recording,
            "virtual_camera": self.outputs.camera.switch,
            "output_window": lambda on: self.outputs.show_window(on, self),
            "export": self._show_exports,
            "full": lambda on: self.full_screen.set(on),
            "panel": lambda on: self.arrangement.show_panel(on),
            "open_video": sources.button.ask_file,
            "open_address": sources.button.ask_address,
            "add_style": styles.ask_files,
            "paste": styles.paste,
            "next_style": lambda: styles.step(1),
            "previous_style": lambda: styles.step(-1),
            "all_styles": lambda on: self.arrangement.show_all_styles(on),
            "my_picture": self.trials.set_on,
            "find_style": lambda: self.arrangement.find_style(),
            "undo": lambda: self.looks.undo(),
            "redo": lambda: self.looks.redo(),
            "tour": Tour(self.styles).set_on,
            "restore_styles": styles.restore_bundled,
            "save_preset": self.saved_looks.ask_save,
            "reset": self.looks.reset,
            "side_by_side": lambda on: self.store.put("side_by_side", on),
            "sound": lambda on: self.store.put("sound", on),
            "play": sources.playback.toggle,
            "back": lambda: sources.playback.skip(-SKIP_S),
            "forward": lambda: sources.playback.skip(SKIP_S),
            "mute": sources.playback.volume.toggle,
            "show_files": self.recordings.show_files,
            "preferences": self.preferences.show,
            "keys": lambda: KeysDialog(self).show(),
            "quit": self.close,
        }

    def _wire(self) -> None:
        self.preview.fullScreenWanted.connect(self.actions_by_key["full"].toggle)
        self.preview.dropped.connect(lambda mime: self.styles.take(mime, apply=True))
        self.looks.changed.connect(self.views.follow)
        self.controller.statusChanged.connect(self._on_status)
        self.styles.said.connect(self._warn)
        self.importer.videosFound.connect(self.exports.offer)
        self.importer.waiting.connect(self._on_waiting)
        self.sources.photosWanted.connect(self.exports.add)
        self.sources.drops.videosFound.connect(partial(self.exports.offer, plays=True))
        self.exports.wanted.connect(lambda: self.actions_by_key["export"].setChecked(True))
        self.exports.playWanted.connect(self.sources.open_video)
        self.exports.on_air = self._on_air
        self.exports.tried.connect(self.sources.show_result)
        self.exports.backWanted.connect(self.sources.go_back)
        self.sources.resultShown.connect(self._on_result)
        self.exports.showWanted.connect(lambda path: show_in_folder(Path(path)))
        self.recorder.recordingChanged.connect(self._on_recording)
        self.outputs.cameraChanged.connect(self.actions_by_key["virtual_camera"].setChecked)
        self.outputs.windowChanged.connect(self.actions_by_key["output_window"].setChecked)
        failing = (self.controller, self.importer, self.recorder, self.sources.drops)
        for part in failing:
            part.failed.connect(self._warn)
        for speaker in (*failing, self.outputs, self.exports.queue):
            speaker.broken.connect(_raise)
        self.look_panel.controls.add_shortcuts(self)
        add_shortcuts(self, self.styles.choose_number, self.saved_looks.recall_number, self._leave)
        HeldKey(self, Qt.Key.Key_Space).changed.connect(self.views.show_original)

    def _recall(self) -> None:
        """Restore the state of the last run."""
        if not self.restoreGeometry(self.store.bytes("geometry")):
            self.resize(SIZE)
        self.actions_by_key["panel"].setChecked(self.store.flag("panel", True))
        self.arrangement.show_panel(self.actions_by_key["panel"].isChecked())
        self.actions_by_key["split"].setChecked(self.store.flag("split"))
        for key in ("side_by_side", "sound"):
            self.actions_by_key[key].setChecked(self.store.flag(key))
        self.views.follow(self.looks.look)

    def _remember(self) -> None:
        if not self.isFullScreen():
            self.store.put("geometry", self.saveGeometry())
        for key in ("panel", "split"):
            self.store.put(key, self.actions_by_key[key].isChecked())
        self.views.remember()
        self.looks.remember()
        self.store.sync()

    def _on_status(self, figures: LiveStatus) -> None:
        self.status.show_status(figures, self.preview.latency_ms)
        self.sources.playback.follow_latency(self.preview.latency_ms)

    def _show_exports(self, on: bool) -> None:
        self.arrangement.show_exports(on)
        if on:
            self.background.run(find_encoders, self.exports.panel.options.show_encoders, _raise)

    def _on_air(self) -> bool:
        """What is painted goes somewhere else too: it must not become something else by itself."""
        return any(
            self.actions_by_key[key].isChecked() for key in ("record", "virtual_camera", "output_window")
        )

    def _on_result(self, on: bool) -> None:
        self.views.show_result(on)
        if not on:
            self.messages.withdraw("try")

    def _leave(self) -> None:
        """Leave what was entered last."""
        if self.styles.adding:
            self.styles.set_adding(False)
        elif self.actions_by_key["full"].isChecked():
            self.actions_by_key["full"].setChecked(False)
        else:
            self.actions_by_key["all_styles"].setChecked(False)

    def _on_recording(self, on: bool) -> None:
        self.actions_by_key["record"].setChecked(on)
        self.arrangement.header.record.show_recording(on)
        self.full_screen.show_recording(on)

    def _on_waiting(self, text: str) -> None:
        self.messages.say(text, topic="waiting", stays=True) if text else self.messages.withdraw("waiting")

    def _warn(self, text: str) -> None:
        self.messages.withdraw("waiting")
        self.preview.show_hint(text)  # seen when there is no picture
        self.messages.say(text, warns=True)

    def closeEvent(self, event: QCloseEvent | None) -> None:
        if event is None or self._closing:
            return
        if not self._may_close():
            event.ignore()
            return
        if self.recorder.busy:  # first complete the recording; then this is called again
            event.ignore()
            self.recorder.recordingChanged.connect(lambda on: on or QTimer.singleShot(0, self.close))
            self.recorder.stop()
            return
        self._closing = True
        self._remember()
        self.hide()  # what follows takes a moment
        self.outputs.close()
        self.midi.source.close()
        self.studies.close()
        self.exports.queue.break_off()
        self.engine.close()
        self.background.close(CLOSE_S)
        self.exports.queue.discard()
        for dialog in self.findChildren(QDialog):
            dialog.close()  # an open one would keep the program running

    def _may_close(self) -> bool:
        if self.recorder.recording:
            text = self.tr("A recording is being made. It is kept when you quit.")
            return self.ask(Question(text, self.tr("Stop and quit"), self.tr("Keep recording")))
        if self.exports.queue.active:
            text = self.tr("Videos are being painted. Export them again later, and they go on from there.")
            return self.ask(Question(text, self.tr("Quit"), self.tr("Keep painting")))
        return True


def _raise(error: Exception) -> None:
    """Raise a defect in the GUI thread, where `sys.excepthook` reports it."""
    raise error
