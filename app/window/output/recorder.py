"""Recorder: recordings and snapshots of what is painted."""

from collections.abc import Callable
from concurrent.futures import CancelledError
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject, QTimer, pyqtSignal

from app.window.bridge import Background, LiveEngine, RecordingPlan
from app.window.look import Look
from app.window.messages import is_for_people

if TYPE_CHECKING:
    from engine import Frame, LiveSession, Recording

POLL_MS: int = 500
"""Milliseconds between two checks whether the recording still goes well."""


@dataclass(frozen=True, eq=False, slots=True)
class Wish:
    """A recording as a person asked for it; each is one of its own."""

    side_by_side: bool
    """The content to the left of the painted picture."""

    sound: bool
    """With the microphone's."""


class Recorder(QObject):
    """Begins and ends recordings; the live view never waits for them, and no wish is lost meanwhile.

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
        self.plan = RecordingPlan(folder)
        """Where and how recordings are made."""
        self.snapshots = folder
        """Folder of snapshots; None = the person's own one of pictures."""
        self.name: Callable[[], str] = str
        """Name of a file that is made now; empty = date and time."""
        self._engine = engine
        self._background = background
        self._wanted: Wish | None = None
        self._begun: Wish | None = None
        self._running = False
        """The one that was begun last has frames, or could have."""
        self._quiet = False
        """It was stopped before that: that there is no file is as wished."""
        self._recording: Recording | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._poll)

    @property
    def busy(self) -> bool:
        """A recording is being begun, made or ended."""
        return self._begun is not None

    @property
    def recording(self) -> bool:
        """Frames are being recorded now."""
        return self._recording is not None

    def start(self, *, side_by_side: bool, sound: bool = False) -> None:
        """Begin a recording of what is painted; nothing happens while there is one."""
        if self._wanted is None:
            self._wanted = Wish(side_by_side, sound)
            self._follow_wish()

    def stop(self) -> None:
        """Complete the recording; one that is only being begun ends as soon as it has."""
        self._wanted = None
        self._quiet |= self._begun is not None and not self._running
        self._follow_wish()

    def snapshot(self, frame: "Frame | None", look: Look) -> None:
        """Save what is on the screen, painted anew at full size; of a photo, the whole of it.

        At the render size that the look asks for, if it does: it decides how large the strokes are.
        """
        session, folder, size = self._engine.session, self.snapshots, round(look["render_size"]) or None
        if frame is None:
            return
        if session is not None and session.choice.kind == "photo":
            work = partial(_save_photo, session, folder, size)
        else:
            work = partial(_save_frame, session, frame, folder, self.name(), size)
        self._background.run(work, lambda path: self.saved.emit(str(path)), self._complain)

    def find_newest(self) -> Path:
        """The newest recording or snapshot; the folder of recordings when there is none. Touches the disk."""
        from engine import default_recording_path, pictures_folder

        recordings = default_recording_path(self.plan.folder).parent
        folders = {recordings, self.snapshots or pictures_folder()}
        files = [path for folder in folders if folder.is_dir() for path in folder.iterdir() if path.is_file()]
        return max(files, key=lambda path: path.stat().st_mtime, default=recordings)

    def _follow_wish(self) -> None:
        """Take the next step to what is wanted, unless one is under way: then this is called after it."""
        if self._begun is None and self._wanted is not None:
            self._begin(self._wanted)
        elif self._recording is not None and self._wanted is not self._begun:
            self._end(self._recording)

    def _begin(self, wish: Wish) -> None:
        self._begun, self._running, self._quiet = wish, False, False
        plan = replace(self.plan, name=self.name(), side_by_side=wish.side_by_side, sound=wish.sound)
        begun = self._engine.record(plan)
        self._background.follow(begun, self._on_begun, self._on_failed)

    def _end(self, recording: "Recording") -> None:
        self._recording = None
        self._timer.stop()
        session = self._engine.session
        wish = self._wanted
        if session is not None and not recording.is_of(session) and wish is not None and wish is self._begun:
            self._wanted = replace(wish)  # another network began anew: it goes on in another file
            self._quiet = not recording.error
        path = str(recording.path)
        self._background.follow(recording.stop(), lambda _: self._on_saved(path), self._on_failed)

    def _on_begun(self, recording: "Recording") -> None:
        self._recording, self._running = recording, True
        self._timer.start(POLL_MS)
        if self._wanted is self._begun:
            self.recordingChanged.emit(True)
        self._follow_wish()

    def _on_saved(self, path: str) -> None:
        self.saved.emit(path)
        self._on_ended()

    def _on_failed(self, error: Exception) -> None:
        if not self._quiet:
            self._complain(error)
        self._on_ended()

    def _on_ended(self) -> None:
        if self._wanted is self._begun:  # it ended by itself
            self._wanted = None
        self._begun = None
        if self._wanted is None:
            self.recordingChanged.emit(False)
        self._follow_wish()

    def _poll(self) -> None:
        """A full disk, or a device that fails, ends a recording early: say so now, not when it is stopped."""
        if self._recording is not None and (self._recording.error or self._recording.ended):
            self._end(self._recording)

    def _complain(self, error: Exception) -> None:
        if is_for_people(error):
            self.failed.emit(str(error))
        else:
            self.broken.emit(error)


def _save_frame(
    session: "LiveSession | None", frame: "Frame", folder: Path | None, name: str, render_size: int | None
) -> Path:
    """In a background thread."""
    from engine import save_snapshot

    if session is not None and frame.content is not None:
        with suppress(CancelledError):  # the session ends: what was seen is better than nothing
            frame = replace(frame, image=session.paint_still(frame.content, render_size).result())
    return save_snapshot(frame, folder, name=name)


def _save_photo(session: "LiveSession", folder: Path | None, render_size: int | None) -> Path:
    """In a background thread; with the EXIF, colour profile and transparency of the photo."""
    from engine import PICTURES, load_picture, make_folder, painted_path, pictures_folder, save_picture

    source = Path(session.choice.where)
    painted = session.paint_still(load_picture(source), render_size).result()
    folder = folder or pictures_folder()
    make_folder(folder)
    path = free_path(painted_path(source, PICTURES, folder))
    save_picture(path, painted)
    return path


def free_path(path: Path) -> Path:
    """The path itself, or with ` (2)` and so on when it is taken."""
    numbers = count(2)
    free = path
    while free.exists():
        free = path.with_stem(f"{path.stem} ({next(numbers)})")
    return free
