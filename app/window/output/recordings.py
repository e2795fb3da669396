"""Recordings: the commands that record and save, and what is said about the results."""

from pathlib import Path

from PyQt6.QtCore import QObject

from app.window.bridge import Background, SettingsStore
from app.window.messages import MessageBoard
from app.window.output.file_browser import show_in_folder
from app.window.output.recorder import Recorder


class RecordingPresenter(QObject):
    """Begins and ends recordings as the person's settings say; names and shows what was saved."""

    def __init__(
        self, recorder: Recorder, background: Background, store: SettingsStore, messages: MessageBoard
    ) -> None:
        super().__init__(background)
        self._recorder = recorder
        self._background = background
        self._store = store
        self._messages = messages
        self._last: Path | None = None
        recorder.saved.connect(self._on_saved)

    def set_recording(self, on: bool) -> None:
        """Begin or end a recording."""
        if on:
            self._recorder.start(
                side_by_side=self._store.flag("side_by_side"), sound=self._store.flag("sound")
            )
        else:
            self._recorder.stop()

    def show_files(self) -> None:
        """Show what was saved last, or the folder of what was saved before."""
        if self._last is not None and self._last.exists():
            show_in_folder(self._last)
        else:
            self._background.run(self._recorder.find_newest, show_in_folder, self._complain)

    def _complain(self, error: Exception) -> None:
        self._messages.say(str(error), warns=True)

    def _on_saved(self, path: str) -> None:
        self._last = Path(path)
        show = (self.tr("Show in folder"), lambda: show_in_folder(Path(path)))
        self._messages.say(self.tr("Saved as {name}").format(name=self._last.name), buttons=[show])
