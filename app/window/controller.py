"""Controller: the only bridge between Qt and the engine. Widgets give it plain values and get them back."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject, Qt, QTimer, pyqtSignal
from PyQt6.QtGui import QImage

from app.window.background import Background
from app.window.fade import Fade
from app.window.look import Look
from app.window.pace import Pace
from app.window.places import Place
from app.window.playback import Player
from app.window.problems import is_for_people
from app.window.studio import Studio

if TYPE_CHECKING:
    from app.window.fade import Mix
    from engine import Choice, LiveSession, Settings, Style

FADE_TICK_MS: int = 30
"""Milliseconds between two steps of a cross-fade: about a frame."""

WATCH_MS: int = 250
"""Milliseconds between two looks at how the source and the pipeline are."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What the status bar shows."""

    rate: float
    """Painted frames per second."""

    render_size: tuple[int, int]
    """Width and height in pixels at which the network runs."""

    device: "Choice | None"
    """Device, precision and runtime, and why these."""


class Controller(QObject):
    """Turns what a person wants into Settings, Styles and Sources.

    Signals:
        started: painting has begun, or begun again with another network.
        failed: something went wrong; a sentence for people.
        broken: something went wrong that should not; the exception.
        learned: key of a style and its picture as a QImage.
        notLearned: key of a style that cannot be learned, and why.
        sourceSaid: how the source is; empty when all is well.
        playerChanged: the Player of a video file, or None.
        figuresChanged: Figures, a few times a second.
    """

    started = pyqtSignal()
    failed = pyqtSignal(str)
    broken = pyqtSignal(object)
    learned = pyqtSignal(str, QImage)
    notLearned = pyqtSignal(str, str)  # noqa: N815
    sourceSaid = pyqtSignal(str)  # noqa: N815
    playerChanged = pyqtSignal(object)  # noqa: N815
    figuresChanged = pyqtSignal(object)  # noqa: N815

    def __init__(self, studio: Studio, background: Background) -> None:
        super().__init__(background)
        self.session: LiveSession | None = None
        """What paints; None until it has started, and after it has failed."""
        self._studio = studio
        self._background = background
        self._look = Look()
        self._pictures: dict[str, tuple[Path, str]] = {}
        self._styles: dict[str, Style] = {}
        self._learning: str | None = None
        self._mix: Mix = ()
        self._fade: Fade | None = None
        self._pace = Pace()
        self._said = ""
        self._player: Player | None = None
        self._fade_timer = self._timer(FADE_TICK_MS, self._step_fade)
        self._watch_timer = self._timer(WATCH_MS, self._watch)

    def start(self, find_place: Callable[[], Place], network: str) -> None:
        """Load a network and paint; `find_place` says what, in a background thread."""
        settings = self.settings
        self._background.run(
            lambda: self._studio.start(find_place(), network, settings), self._on_started, self._on_failed
        )

    def change_network(self, network: str) -> None:
        """Paint with another network as soon as it is loaded and has learned the styles."""
        settings = replace(self.settings, styles=())
        self._background.run(
            lambda: self._studio.change_network(network, settings), self._on_started, self._on_failed
        )

    def show(self, place: Place) -> None:
        """Paint another source."""
        self._background.run(lambda: self._studio.show(place), lambda _: None, self._on_failed)

    def set_pictures(self, pictures: dict[str, tuple[Path, str]]) -> None:
        """Tell which styles there are: key -> picture and name. They are learned one after the other."""
        self._pictures = dict(pictures)
        self._learn_next()

    def set_look(self, look: Look) -> None:
        """Paint like this from the next frame on; other styles fade in."""
        before, self._look = self._look, look
        if look.styles != before.styles:
            self._turn_to_styles()
        else:
            self._push()

    def hold(self, on: bool) -> None:
        """Stop painting for a while, and go on."""
        if self.session is not None:
            self.session.pipeline.pause() if on else self.session.pipeline.resume()

    @property
    def settings(self) -> "Settings":
        """What the engine is told now."""
        from engine import Settings

        look = self._look
        return Settings(
            styles=self._mix,
            strength=look["strength"] / 100,
            keep_colors=bool(look["keep_colors"]),
            render_size=round(look["render_size"]) or self._pace.size,
            smoothing=look["smoothing"] / 100,
            mirror=bool(look["mirror_output"]),
        )

    @property
    def film_settings(self) -> "Settings":
        """What a video file is painted with: the look of now, at the render size a person set, if any.

        Smoothing is for cameras, and mirroring for people in front of them.
        """
        settings = replace(self.settings, smoothing=0.0, mirror=False)
        return replace(settings, render_size=round(self._look["render_size"]) or None)

    def _on_started(self, session: "LiveSession") -> None:
        self.session = session
        self._styles.clear()  # another network has to learn them anew
        self._mix, self._fade, self._learning = (), None, None
        self._push()
        self._learn_next()
        self._watch_timer.start()
        self.started.emit()

    def _on_failed(self, error: Exception) -> None:
        if is_for_people(error):
            self.failed.emit(str(error))
        else:
            self.broken.emit(error)

    def _learn_next(self) -> None:
        """Learn the styles that are wanted now, else the next one that is not known yet."""
        if self.session is None or self._learning is not None:
            return
        for key in (*(key for key, _ in self._look.styles), *self._pictures):
            if key in self._pictures and key not in self._styles:
                self._learn(self.session, key)
                return

    def _learn(self, session: "LiveSession", key: str) -> None:
        self._learning = key
        path, name = self._pictures[key]
        self._background.follow(
            session.pipeline.call(lambda stylizer: stylizer.learn(path, name)),
            lambda style: self._on_learned(key, style),
            lambda error: self._on_not_learned(key, error),
        )

    def _on_learned(self, key: str, style: "Style") -> None:
        self._learning = None
        self._styles[key] = style
        height, width = style.thumbnail.shape[:2]
        picture = QImage(style.thumbnail.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888)
        self.learned.emit(key, picture.copy())
        if key in dict(self._look.styles):
            self._turn_to_styles()
        self._learn_next()

    def _on_not_learned(self, key: str, error: Exception) -> None:
        self._learning = None
        self._pictures.pop(key, None)
        self.notLearned.emit(key, str(error))
        self._learn_next()

    def _turn_to_styles(self) -> None:
        """Fade from what is painted to what is wanted, once all of it is learned."""
        wanted = self._look.styles
        if any(key not in self._styles for key, _ in wanted):
            self._learn_next()
            return
        mix = tuple((self._styles[key], weight) for key, weight in wanted)
        same = {id(style) for style, _ in mix} == {id(style) for style, _ in self._mix}
        duration_s = (
            0.0 if same or not mix else self._look["fade"]
        )  # the sliders of a blend are followed at once
        # One step is taken now, so that the very next frame shows something of the new style.
        self._fade = Fade(self._mix, mix, time.perf_counter() - FADE_TICK_MS / 1000, duration_s)
        self._fade_timer.start()
        self._step_fade()

    def _step_fade(self) -> None:
        if self._fade is None:
            return
        self._mix, done = self._fade.at(time.perf_counter())
        if done:
            self._fade = None
            self._fade_timer.stop()
        self._push()

    def _push(self) -> None:
        if self.session is not None:
            self.session.pipeline.settings = self.settings

    def _watch(self) -> None:
        from engine import fitted_size

        assert self.session is not None
        pipeline = self.session.pipeline
        self._tell_source(self.session.status().message)
        self._tell_player(self.session.playback)
        reading, info = pipeline.meter.read(), pipeline.info
        if self._pace.look(reading, max(info.width, info.height)) and not self._look["render_size"]:
            self._push()
        size = fitted_size(info.width, info.height, pipeline.settings.render_size)
        self.figuresChanged.emit(Figures(reading.rate, size, self._studio.device))
        self._notice_end()

    def _notice_end(self) -> None:
        """A pipeline ends only when the window closes, or when something failed."""
        assert self.session is not None
        try:
            ended = self.session.pipeline.wait(0)
        except Exception as error:
            ended = True
            self._on_failed(error)
        if ended:
            self._watch_timer.stop()
            self.session = None

    def _tell_source(self, message: str) -> None:
        if message != self._said:
            self._said = message
            self.sourceSaid.emit(message)

    def _tell_player(self, player: Player | None) -> None:
        if player is not self._player:
            self._player = player
            self.playerChanged.emit(player)

    def _timer(self, interval_ms: int, tick: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(interval_ms)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(tick)
        return timer
