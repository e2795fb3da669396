"""Source presenter: opens sources, and shows their state and the playback bar."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PyQt6.QtCore import QObject, QTimer

from app.window.bridge import (
    PATTERN,
    Background,
    Controller,
    SettingsStore,
    find_cameras,
    find_default_source,
    find_screens,
)
from app.window.messages import MessageBoard
from app.window.preview import Preview
from app.window.sources.menu import SourceButton
from app.window.sources.playback import PlaybackBar
from engine import DEFAULT_NETWORK, SourceChoice

FIND_MS: int = 2000
"""Milliseconds after the start until cameras are looked for, to have them in the menu when it is opened."""

OPENING_MS: int = 700
"""Milliseconds a source may take to open, or be gone, before anything is said about it."""


class SourcePresenter(QObject):
    """Opens sources, stores the last one, and shows what is wrong with it."""

    def __init__(
        self,
        controller: Controller,
        background: Background,
        store: SettingsStore,
        preview: Preview,
        messages: MessageBoard,
    ) -> None:
        super().__init__(preview)
        self.button = SourceButton(self._find)
        self.playback = PlaybackBar()
        self.choice = PATTERN
        """What is painted, or will be."""
        self._chosen = False
        self._controller = controller
        self._background = background
        self._store = store
        self._preview = preview
        self._messages = messages
        self._message = ""
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.timeout.connect(self._show_message)
        self.button.chosen.connect(self.open)
        controller.playerChanged.connect(self.playback.set_player)
        controller.sourceMessageChanged.connect(self._on_message)

    def start(self) -> None:
        """Paint what was painted last time; the first time the default camera, or the test pattern."""
        stored = self._store.source
        found: list[SourceChoice] = []

        def find() -> SourceChoice:
            found.append(stored or find_default_source())
            return found[0]

        self._controller.started.connect(lambda: self._on_started(found))
        self._controller.start(find, self._store.text("network", DEFAULT_NETWORK))
        QTimer.singleShot(FIND_MS, lambda: self._find(self.button.show_found))

    def open(self, choice: SourceChoice) -> None:
        """Paint this."""
        self._chosen = True
        self._store.put_source(choice)
        self._show_choice(choice)
        self._controller.show(choice)

    def open_video(self, path: Path) -> None:
        """Play a video file."""
        self.open(SourceChoice("video", str(path), path.name))

    def _on_started(self, found: list[SourceChoice]) -> None:
        if found and not self._chosen:
            self._show_choice(found.pop())

    def _show_choice(self, choice: SourceChoice) -> None:
        self.choice = choice
        self.button.show_choice(choice)
        hint = self.tr("Drop a video or a picture here, or choose a camera above")
        self._preview.show_caption(hint if choice.kind == "pattern" else "")

    def _find(self, then: Callable[[Sequence[SourceChoice], Sequence[SourceChoice]], None]) -> None:
        self._background.run(
            lambda: (find_cameras(), find_screens()), lambda found: then(*found), lambda error: None
        )

    def _on_message(self, message: str) -> None:
        self._message = message
        if message:
            if not self._messages.text("source"):
                self._delay.start(OPENING_MS)
            else:
                self._show_message()
        else:
            self._delay.stop()
            self._messages.withdraw("source")

    def _show_message(self) -> None:
        pattern = (self.tr("Test pattern"), lambda: self.open(PATTERN))
        self._messages.say(self._message, topic="source", warns=True, stays=True, buttons=[pattern])
