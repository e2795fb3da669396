"""Controller: the only link between widgets and the engine. Takes plain values, emits plain values."""

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject, Qt, QTimer, pyqtSignal
from PyQt6.QtGui import QImage

from app.window.bridge.automatic_size import AutomaticSize
from app.window.bridge.background import Background
from app.window.bridge.cross_fade import CrossFade
from app.window.bridge.live_engine import LiveEngine
from app.window.bridge.live_status import LiveStatus
from app.window.bridge.player import Player
from app.window.bridge.style_learner import StyleLearner
from app.window.bridge.video_look import VideoLook
from app.window.look import Look
from app.window.messages import is_for_people

if TYPE_CHECKING:
    from app.window.bridge.cross_fade import Blend
    from engine import Image, LiveSession, Settings, SourceChoice, Style

STEP_MS: int = 30
"""Milliseconds between two steps of a cross-fade: about a frame."""

FIRST_RESTART_MS, LONGEST_RESTART_MS = 1000, 60_000
"""Milliseconds until a session that failed is begun anew; doubled each time until one paints."""

POLL_MS: int = 250
"""Milliseconds between two polls of the source's and the pipeline's state."""


SETTLED: int = 30
"""Painted frames after which the next failure of a session counts as the first."""


class Controller(QObject):
    """Turns a Look, pictures and a SourceChoice into what the engine takes.

    Signals:
        started: painting has begun, or begun again with another network.
        failed: an error that a person can act on, or frames that could not be painted; a message.
        broken: any other exception, a defect.
        learned: key of a style and its picture as a QImage.
        notLearned: key of a style that cannot be learned, and why.
        sourceMessageChanged: what is wrong with the source; empty when nothing is.
        playerChanged: the Player of a video file, or None.
        statusChanged: LiveStatus, a few times a second.
    """

    started = pyqtSignal()
    failed = pyqtSignal(str)
    broken = pyqtSignal(object)
    learned = pyqtSignal(str, QImage)
    notLearned = pyqtSignal(str, str)  # noqa: N815
    sourceMessageChanged = pyqtSignal(str)  # noqa: N815
    playerChanged = pyqtSignal(object)  # noqa: N815
    statusChanged = pyqtSignal(object)  # noqa: N815

    def __init__(self, engine: LiveEngine, background: Background) -> None:
        super().__init__(background)
        self.session: LiveSession | None = None
        """What paints; None until it has started, and between a failure and the next try."""
        self._engine = engine
        self._background = background
        self._look = Look()
        self._learner = StyleLearner(background)
        self._learner.learned.connect(self._on_learned)
        self._learner.failed.connect(self.notLearned)
        self._learner.postponed.connect(self._on_failed)
        self._blend: Blend = ()
        self._cross_fade: CrossFade | None = None
        self._automatic_size = AutomaticSize()
        self._source_message = ""
        self._failure_message = ""
        self._paused = False
        self._restarts = 0
        self._player: Player | None = None
        self._cross_fade_timer = self._timer(STEP_MS, self._step_cross_fade)
        self._poll_timer = self._timer(POLL_MS, self._poll)
        self._restart_timer = self._timer(FIRST_RESTART_MS, self._restart)
        self._restart_timer.setSingleShot(True)

    def start(self, find_source: "Callable[[], SourceChoice]", network: str) -> None:
        """Load a network and paint; `find_source` says what, in a background thread."""
        started = self._engine.start(find_source, network, self.settings)
        self._background.follow(started, self._on_started, self._on_failed)

    def change_network(self, network: str) -> None:
        """Paint with another network as soon as it is loaded and has learned the styles."""
        self._restart_timer.stop()
        changed = self._engine.change_network(network, replace(self.settings, styles=()))
        self._background.follow(changed, self._on_started, self._on_network_failed)

    def show(self, choice: "SourceChoice") -> None:
        """Paint another source."""
        self._background.follow(self._engine.show(choice), lambda _: None, self._on_failed)
        if self._restart_timer.isActive():
            self._restart()

    def set_pictures(self, pictures: dict[str, tuple[Path, str]]) -> None:
        """Set the styles that can be used: key -> picture and name. They are learned one after the other."""
        self._learner.set_pictures(pictures)

    def keep_decoded(self, key: str, image: "Image") -> None:
        """Learn a style from its decoded picture, (H, W, 3) uint8 RGB, instead of reading its file again."""
        self._learner.keep_decoded(key, image)

    def set_look(self, look: Look) -> None:
        """Paint like this from the next frame on; a change of styles is cross-faded."""
        before, self._look = self._look, look
        if look.styles != before.styles:
            self._start_cross_fade()
        else:
            self._push()

    def pause(self, on: bool) -> None:
        """Stop painting for a while, and go on."""
        self._paused = on
        if self.session is not None:
            self.session.pipeline.pause() if on else self.session.pipeline.resume()

    @property
    def styles(self) -> "Mapping[str, Style]":
        """Key -> Style, of what the network in use has learned so far."""
        return self._learner.styles

    @property
    def settings(self) -> "Settings":
        """The engine's settings for the current look."""
        from engine import Settings

        look = self._look
        return Settings(
            styles=self._blend,
            strength=look["strength"] / 100,
            texture=look["texture"] / 100,
            keep_colors=bool(look["keep_colors"]),
            render_size=round(look["render_size"]) or self._automatic_size.size,
            smoothing=look["smoothing"] / 100,
            mirror=bool(look["mirror_output"]),
        )

    @property
    def video_look(self) -> VideoLook:
        """What a video file is painted with: the wanted look, at the render size a person set, if any.

        Smoothing is for cameras, and mirroring for people in front of them.
        """
        size = round(self._look["render_size"]) or None
        settings = replace(self.settings, styles=(), smoothing=0.0, mirror=False, render_size=size)
        styles = self._learner.pictures_of(self._look.styles)
        return VideoLook(self._engine.wanted_network, styles, settings)

    def _on_started(self, session: "LiveSession") -> None:
        if session is not self._engine.session:  # replaced or stopped meanwhile
            return
        self.session = session
        self._restart_timer.stop()
        self._blend, self._cross_fade = (), None
        self.pause(self._paused)
        self._push()
        self._learner.restart(session)
        self._poll_timer.start()
        self.started.emit()

    def _on_failed(self, error: Exception) -> None:
        if is_for_people(error):
            self.failed.emit(str(error))
        else:
            self.broken.emit(error)

    def _restart(self) -> None:
        """Begin anew after a failure, with what is wanted now; until it works."""
        self.change_network(self._engine.wanted_network)

    def _on_network_failed(self, error: Exception) -> None:
        if self.session is None:  # nothing paints
            self._on_session_failed(error)
        else:
            self._on_failed(error)

    def _on_session_failed(self, error: Exception) -> None:
        self._on_failed(error)
        self._restart_timer.start(min(FIRST_RESTART_MS * 2**self._restarts, LONGEST_RESTART_MS))
        self._restarts += 1

    def _on_learned(self, key: str, style: "Style") -> None:
        height, width = style.thumbnail.shape[:2]
        picture = QImage(style.thumbnail.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888)
        self.learned.emit(key, picture.copy())
        if key in dict(self._look.styles):
            self._start_cross_fade()

    def _start_cross_fade(self) -> None:
        """Cross-fade from what is painted to what is wanted, once all of it is learned."""
        wanted = self._look.styles
        if not self._learner.want([key for key, _ in wanted]):
            return
        blend = tuple((self._learner.styles[key], weight) for key, weight in wanted)
        same = {id(style) for style, _ in blend} == {id(style) for style, _ in self._blend}
        at_once = same or not blend  # the sliders of a blend are followed without a fade
        duration_s = 0.0 if at_once else self._look["fade"]
        # One step is taken now, so that the very next frame shows something of the new style.
        self._cross_fade = CrossFade(self._blend, blend, time.perf_counter() - STEP_MS / 1000, duration_s)
        self._cross_fade_timer.start()
        self._step_cross_fade()

    def _step_cross_fade(self) -> None:
        if self._cross_fade is None:
            return
        self._blend, done = self._cross_fade.at(time.perf_counter())
        if done:
            self._cross_fade = None
            self._cross_fade_timer.stop()
        self._push()

    def _push(self) -> None:
        if self.session is not None:
            self.session.pipeline.settings = self.settings

    def _poll(self) -> None:
        from engine import fitted_size

        assert self.session is not None
        pipeline = self.session.pipeline
        self._report_source(self.session.status().message)
        self._report_failure(self.session.recovery.message)
        self._report_player(self.session.playback)
        reading, info = pipeline.meter.read(), pipeline.info
        if reading.frames >= SETTLED:
            self._restarts = 0
        if (
            self._automatic_size.update(reading, max(info.width, info.height))
            and not self._look["render_size"]
        ):
            self._push()
        strained = self._automatic_size.strained and not self._look["render_size"]
        settings = self.session.recovery.limited(pipeline.settings)
        size = fitted_size(info.width, info.height, settings.render_size)
        self.statusChanged.emit(LiveStatus(reading.rate, size, self._engine.device, strained))
        self._check_end()

    def _check_end(self) -> None:
        """A pipeline ends only when the window closes, or on an error."""
        assert self.session is not None
        failure: Exception | None = None
        try:
            ended = self.session.pipeline.wait(0)
        except Exception as error:
            ended, failure = True, error
        if ended:
            self._on_ended(failure)

    def _on_ended(self, failure: Exception | None) -> None:
        current = self.session is self._engine.session  # else it was replaced, and the next is on its way
        self._poll_timer.stop()
        self._learner.stop()
        self.session = None
        if failure is not None and current:
            self._on_session_failed(failure)

    def _report_failure(self, message: str) -> None:
        """Say each message once: a device that fails every tenth frame is not talked about all the time."""
        if message != self._failure_message:
            self._failure_message = message
            if message:
                self.failed.emit(message)

    def _report_source(self, message: str) -> None:
        if message != self._source_message:
            self._source_message = message
            self.sourceMessageChanged.emit(message)

    def _report_player(self, player: Player | None) -> None:
        if player is not self._player:
            self._player = player
            self.playerChanged.emit(player)

    def _timer(self, interval_ms: int, tick: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(interval_ms)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(tick)
        return timer
