"""Source presenter: opens sources, and shows their state and the playback bar."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PyQt6.QtCore import QObject, QTimer, pyqtSignal
from PyQt6.QtGui import QCursor
from PyQt6.QtWidgets import QMenu

from app.window.bridge import (
    PATTERN,
    Background,
    Controller,
    SettingsStore,
    find_cameras,
    find_screens,
)
from app.window.messages import OFFER, MessageBoard
from app.window.preview import Preview
from app.window.sources.content_drops import ContentDrops
from app.window.sources.menu import SourceButton
from app.window.sources.playback import PlaybackBar
from app.window.sources.start_panel import StartPanel
from engine import DEFAULT_NETWORK, Loudspeaker, SourceChoice

FIND_MS: int = 2000
"""Milliseconds after the start until cameras are looked for, to have them in the menu when it is opened."""

OPENING_MS: int = 700
"""Milliseconds a source may take to open, or be gone, before anything is said about it."""

MOST_RECENT: int = 10
"""Films and photos that can be opened again from the menu."""


class SourcePresenter(QObject):
    """Opens sources, stores the last one, and shows what is wrong with it.

    Signals:
        photosWanted: paths of photos to paint to files.
        resultShown: True when a painted film plays instead of the source, False when the source is back.
    """

    photosWanted = pyqtSignal(list)  # noqa: N815
    resultShown = pyqtSignal(bool)  # noqa: N815

    def __init__(
        self,
        controller: Controller,
        background: Background,
        store: SettingsStore,
        preview: Preview,
        messages: MessageBoard,
        loudspeaker: Loudspeaker,
    ) -> None:
        super().__init__(preview)
        self.button = SourceButton(self._find)
        self.playback = PlaybackBar()
        self.drops = ContentDrops(background)
        self.start_panel = StartPanel(preview)
        self.choice = PATTERN
        """What is painted, or will be."""
        self._chosen = False
        self._is_result = False
        self._controller = controller
        self._background = background
        self._store = store
        self._preview = preview
        self._messages = messages
        self._loudspeaker = loudspeaker
        self._message = ""
        self._said: set[str] = set()
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.timeout.connect(self._show_message)
        self.button.show_recent(store.recent)
        self.button.chosen.connect(self.open)
        self.button.forgetWanted.connect(self.forget_recent)
        self.button.filesChosen.connect(self.drops.take_files)
        preview.contentDropped.connect(self.drops.take)
        preview.dragged.connect(self.start_panel.make_way)
        self.drops.photosFound.connect(self._on_photos)
        self.drops.videosFound.connect(self._on_videos)
        self.start_panel.cameraWanted.connect(self.use_camera)
        self.start_panel.filesWanted.connect(self.button.ask_file)
        self.start_panel.screenWanted.connect(self.use_screen)
        controller.playerChanged.connect(self.playback.set_player)
        self.playback.silent.connect(self._on_silent)
        self.playback.volume.changed.connect(self._on_volume)
        self._recall_volume()
        controller.sourceMessageChanged.connect(self._on_message)

    def start(self) -> None:
        """Paint what was painted last time; the first time the demo scene, until a person chooses."""
        stored = self._store.source
        found: list[SourceChoice] = []

        def find() -> SourceChoice:
            found.append(stored or PATTERN)
            return found[0]

        self._controller.started.connect(lambda: self._on_started(found))
        self._controller.start(find, self._store.text("network", DEFAULT_NETWORK))
        QTimer.singleShot(FIND_MS, lambda: self._find(self.button.show_found))

    def open(self, choice: SourceChoice) -> None:
        """Paint this."""
        self._chosen = True
        self._show_result(False)
        self._store.put_source(choice)
        self._keep_recent(choice)
        self._show_choice(choice)
        self._controller.show(choice)

    def forget_recent(self) -> None:
        """Forget which films and photos were opened."""
        self._store.put_recent(())
        self.button.show_recent(())

    def open_video(self, path: Path) -> None:
        """Play a video file."""
        self.open(SourceChoice("video", str(path), path.name))

    def open_photo(self, path: Path) -> None:
        """Show a photo, painted."""
        self.open(SourceChoice("photo", str(path), path.name))

    def show_result(self, path: Path) -> None:
        """Play a painted film until `go_back`, or until something else is opened."""
        self._show_result(True)
        self._controller.show(SourceChoice("video", str(path), path.name))

    def go_back(self) -> None:
        """Paint again what was painted before the result."""
        if self._is_result:
            self.open(self.choice)

    def use_camera(self) -> None:
        """Paint the first camera; where there are several, let a person choose."""
        self._background.run(find_cameras, self._on_cameras, lambda error: None)

    def use_screen(self) -> None:
        """Paint the first screen; where there are several, let a person choose."""
        self._background.run(find_screens, self._on_screens, lambda error: None)

    def _keep_recent(self, choice: SourceChoice) -> None:
        if choice.kind in ("video", "photo"):
            others = [other for other in self._store.recent if other.where != choice.where]
            self._store.put_recent([choice, *others][:MOST_RECENT])
            self.button.show_recent(self._store.recent)

    def _show_result(self, on: bool) -> None:
        if on != self._is_result:
            self._is_result = on
            self.resultShown.emit(on)

    def _recall_volume(self) -> None:
        volume = min(1.0, max(0.0, self._store.number("volume", 1.0)))
        muted = self._store.flag("muted")
        self.playback.volume.set_volume(volume, muted=muted)
        self._loudspeaker.volume, self._loudspeaker.muted = volume, muted

    def _on_volume(self, volume: float, muted: bool) -> None:
        self._loudspeaker.volume, self._loudspeaker.muted = volume, muted
        self._store.put("volume", str(volume))
        self._store.put("muted", muted)

    def _on_silent(self, problem: str, was_heard: bool) -> None:
        """Say it once: what is not installed is missing for every film. A device may be lost more often."""
        if was_heard or problem not in self._said:
            self._said.add(problem)
            self._messages.say(problem, topic="sound", warns=True)

    def _on_cameras(self, cameras: Sequence[SourceChoice]) -> None:
        if cameras:
            self._open_one_of(cameras)
            return
        again = (self.tr("Try again"), self.use_camera)
        text = self.tr("No camera was found. Plug one in, and close programs that use it.")
        self._messages.say(text, warns=True, buttons=[again])

    def _on_screens(self, screens: Sequence[SourceChoice]) -> None:
        if screens:
            self._open_one_of(screens)
            return
        text = self.tr(
            "The screen cannot be painted here. It needs the package mss, and X11 in place of Wayland."
        )
        self._messages.say(text, warns=True)

    def _open_one_of(self, choices: Sequence[SourceChoice]) -> None:
        if len(choices) == 1:
            self.open(choices[0])
            return
        menu = QMenu(self.start_panel)
        for choice in choices:
            action = menu.addAction(self.button.name_of(choice))
            if action is not None:
                action.triggered.connect(lambda _, choice=choice: self.open(choice))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(QCursor.pos())

    def _on_photos(self, photos: list[Path]) -> None:
        """Show the first; the others may be painted to files."""
        self.open_photo(photos[0])
        if len(photos) > 1:
            paint = (self.tr("Paint all to files"), lambda: self.photosWanted.emit(photos))
            text = self.tr("{count} photos").format(count=len(photos))
            self._messages.say(text, buttons=[paint], topic=OFFER, stays=True)

    def _on_videos(self, videos: list[Path]) -> None:
        """Play a film; of several a person says first what is to be done."""
        if len(videos) == 1:
            self.open_video(videos[0])

    def _on_started(self, found: list[SourceChoice]) -> None:
        if found and not self._chosen:
            self._show_choice(found.pop())

    def _show_choice(self, choice: SourceChoice) -> None:
        self.choice = choice
        self.button.show_choice(choice)
        self.start_panel.offer(choice.kind == "pattern")

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
            self._preview.show_stale(False)
            self._messages.withdraw("source")

    def _show_message(self) -> None:
        self._preview.show_stale(True)
        retry = (self.tr("Retry"), lambda: self.open(self.choice))
        scene = (self.tr("Demo scene"), lambda: self.open(PATTERN))
        buttons = [scene] if self.choice.kind == "pattern" else [retry, scene]
        self._messages.say(self._message, topic="source", warns=True, stays=True, buttons=buttons)
