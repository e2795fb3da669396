"""Recorder: recordings and snapshots of what is painted."""

from pathlib import Path
from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject, QTimer, pyqtSignal

from app.window.bridge import Background, LiveEngine
from app.window.messages import is_for_people

if TYPE_CHECKING:
    from engine import Frame, Recording

POLL_MS: int = 500
"""Milliseconds between two checks whether the recording still goes well."""


class Recorder(QObject):
    """Begins and ends recordings; the live view never waits for them.

    Signals:
        recordingChanged: True when a recording has begun, False when it has ended.
        saved: path of a file that is complete.
        failed: an error that a person can act on; its message.
        broken: any other exception, a defect.
    """

    recordingChanged = pyqtSignal(bool)  # noqa: N815
    saved = pyqtSignal(str)
    failed = pyqtSignal(str)
    broken = pyqtSignal(object)

    def __init__(self, engine: LiveEngine, background: Background, folder: Path | None = None) -> None:
        """Be ready.

        Args:
            engine: what is recorded.
            background: does the slow parts.
            folder: of all files; None = the person's own folders of videos and of pictures.
        """
        super().__init__(background)
        self.folder = folder
        self.busy = False
        """A recording is being begun, made or ended."""
        self._engine = engine
        self._background = background
        self._recording: Recording | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._poll)

    @property
    def recording(self) -> bool:
        """Frames are being recorded now."""
        return self._recording is not None

    def start(self, *, side_by_side: bool, sound: bool = False) -> None:
        """Begin a recording of what is painted; nothing happens while there is one."""
        if self.busy:
            return
        self.busy = True
        folder = self.folder
        self._background.run(
            lambda: self._engine.record(folder, side_by_side=side_by_side, sound=sound),
            self._on_begun,
            self._on_failed,
        )

    def stop(self) -> None:
        """Complete the recording."""
        if self._recording is None:
            return
        recording, self._recording = self._recording, None
        self._timer.stop()
        path = str(recording.path)
        self._background.follow(recording.stop(), lambda _: self._on_saved(path), self._on_failed)

    def snapshot(self, frame: "Frame | None") -> None:
        """Save what is on the screen."""
        if frame is None:
            return
        folder = self.folder
        self._background.run(
            lambda: _save(frame, folder), lambda path: self.saved.emit(str(path)), self._complain
        )

    def find_folder(self) -> Path:
        """The folder of recordings; made when it is not there. Touches the disk."""
        from engine import default_recording_path

        return default_recording_path(self.folder).parent

    def _on_begun(self, recording: "Recording") -> None:
        self._recording = recording
        self._timer.start(POLL_MS)
        self.recordingChanged.emit(True)

    def _on_saved(self, path: str) -> None:
        self.busy = False
        self.recordingChanged.emit(False)
        self.saved.emit(path)

    def _on_failed(self, error: Exception) -> None:
        self.busy = False
        self.recordingChanged.emit(False)
        self._complain(error)

    def _poll(self) -> None:
        """A full disk ends a recording early: say so now, not when it is stopped."""
        if self._recording is not None and self._recording.error:
            self.stop()

    def _complain(self, error: Exception) -> None:
        if is_for_people(error):
            self.failed.emit(str(error))
        else:
            self.broken.emit(error)


def _save(frame: "Frame", folder: Path | None) -> Path:
    from engine import save_snapshot

    return save_snapshot(frame, folder)
