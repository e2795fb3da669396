"""Source desk: what is painted live, how it is, and how a film is steered."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PyQt6.QtCore import QObject, QTimer

from app.window.background import Background
from app.window.controller import Controller
from app.window.notices import NoticeBoard
from app.window.places import PATTERN, Place
from app.window.playback import PlaybackBar
from app.window.preview import Preview
from app.window.remembered import Remembered
from app.window.sources import SourceButton
from app.window.studio import find_cameras, find_default_place, find_screens
from engine import DEFAULT_NETWORK

FIND_MS: int = 2000
"""Milliseconds after the start until cameras are looked for, to have them in the menu when it is opened."""

OPENING_MS: int = 700
"""Milliseconds a source may take to open, or be gone, before anything is said about it."""


class SourceDesk(QObject):
    """Opens places, remembers the last one, and says what is wrong with it."""

    def __init__(
        self,
        controller: Controller,
        background: Background,
        remembered: Remembered,
        preview: Preview,
        notices: NoticeBoard,
    ) -> None:
        super().__init__(preview)
        self.button = SourceButton(self._find)
        self.playback = PlaybackBar()
        self.place = PATTERN
        """What is painted, or will be."""
        self._controller = controller
        self._background = background
        self._remembered = remembered
        self._preview = preview
        self._notices = notices
        self._message = ""
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._say)
        self.button.chosen.connect(self.open)
        controller.playerChanged.connect(self.playback.set_player)
        controller.sourceSaid.connect(self._on_said)

    def start(self) -> None:
        """Paint what was painted last time; the first time the default camera, or the test pattern."""
        remembered = Place.from_json(self._remembered.text("place"))
        found: list[Place] = []

        def find() -> Place:
            found.append(remembered or find_default_place())
            return found[0]

        self._controller.started.connect(lambda: self._on_started(found))
        self._controller.start(find, self._remembered.text("network", DEFAULT_NETWORK))
        QTimer.singleShot(FIND_MS, lambda: self._find(self.button.show_found))

    def open(self, place: Place) -> None:
        """Paint this."""
        self._remembered.put("place", place.to_json())
        self._show_place(place)
        self._controller.show(place)

    def open_video(self, path: Path) -> None:
        """Play a video file."""
        self.open(Place("video", str(path), path.name))

    def _on_started(self, found: list[Place]) -> None:
        if found:  # the first time only: later on a person has chosen
            self._show_place(found.pop())

    def _show_place(self, place: Place) -> None:
        self.place = place
        self.button.show_place(place)
        hint = self.tr("Drop a video or a picture here, or choose a camera above")
        self._preview.show_caption(hint if place.kind == "pattern" else "")

    def _find(self, then: Callable[[Sequence[Place], Sequence[Place]], None]) -> None:
        self._background.run(
            lambda: (find_cameras(), find_screens()), lambda found: then(*found), lambda error: None
        )

    def _on_said(self, message: str) -> None:
        self._message = message
        if message:
            if not self._notices.text("source"):
                self._patience.start(OPENING_MS)
            else:
                self._say()
        else:
            self._patience.stop()
            self._notices.withdraw("source")

    def _say(self) -> None:
        pattern = (self.tr("Test pattern"), lambda: self.open(PATTERN))
        self._notices.say(self._message, place="source", warns=True, stays=True, buttons=[pattern])
