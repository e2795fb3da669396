"""Controller: the only link between widgets and the engine. Takes plain values, emits plain values."""

import time
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject, Qt, QTimer, pyqtSignal
from PyQt6.QtGui import QImage

from app.automatic_size import AutomaticSize
from app.window.bridge.background import Background
from app.window.bridge.blend_follower import BlendFollower
from app.window.bridge.live_engine import LiveEngine
from app.window.bridge.live_regions import live_regions, scales_of
from app.window.bridge.live_status import LiveStatus
from app.window.bridge.player import Player
from app.window.bridge.wanted_look import WantedLook
from app.window.look import CONTROLS, Look
from app.window.messages import is_for_people
from app.window.theme import qt_image

if TYPE_CHECKING:
    from engine import Image, LiveSession, Settings, SourceChoice, Style

FIRST_RESTART_MS, LONGEST_RESTART_MS = 1000, 60_000
"""Milliseconds until a session that failed is begun anew; doubled each time until one paints."""

POLL_MS: int = 250
"""Milliseconds between two polls of the source's and the pipeline's state."""

STILL_S: float = 1.0
"""Seconds without a painted frame after which the rate is 0."""

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
        self.background = background
        self._look = Look()
        self._follower = BlendFollower(background)
        self._follower.changed.connect(self._push)
        self._learner = self._follower.learner
        self._learner.learned.connect(self._on_learned)
        self._learner.failed.connect(self.notLearned)
        self._learner.postponed.connect(self._on_failed)
        self._automatic_size = AutomaticSize()
        self._source_message = ""
        self._failure_message = ""
        self._frames, self._frames_s = 0, 0.0
        self._paused = False
        self._restarts = 0
        self._player: Player | None = None
        self._poll_timer = self._timer(POLL_MS, self._poll)
        self._restart_timer = self._timer(FIRST_RESTART_MS, self._restart)
        self._restart_timer.setSingleShot(True)

    def start(self, find_source: "Callable[[], SourceChoice]", network: str) -> None:
        """Load a network and paint; `find_source` says what, in a background thread."""
        started = self._engine.start(find_source, network, self.wanted_look.learned_where_possible)
        self.background.follow(started, self._on_started, self._on_failed)

    def change_network(self, network: str) -> None:
        """Paint with another network as soon as it is loaded and has learned what is wanted now."""
        self._restart_timer.stop()
        changed = self._engine.change_network(network, self.wanted_look.learned_where_possible)
        self.background.follow(changed, self._on_started, self._on_network_failed)

    def show(self, choice: "SourceChoice") -> None:
        """Paint another source."""
        self.background.follow(self._engine.show(choice), lambda _: self._push(), self._on_failed)
        if self._restart_timer.isActive():
            self._restart()

    def set_pictures(self, pictures: dict[str, tuple[Path, str]]) -> None:
        """Set the styles that can be used: key -> picture and name. They are learned one after the other."""
        self._learner.set_pictures(pictures)

    def keep_decoded(self, key: str, image: "Image") -> None:
        """Learn a style from its decoded picture, (H, W, 3) uint8 RGB, instead of reading its file again."""
        self._learner.keep_decoded(key, image)

    def learn_again(self, key: str) -> None:
        """A style was studied: paint with it as it is known now, without a jump."""
        self._learner.learn_again(key)

    def expect_studied(self) -> None:
        """A studied style will come: be prepared, so that no frame waits for it."""
        if (session := self.session) is not None:
            self.background.run(session.expect_studied, lambda _: None, self._on_failed)

    @property
    def network(self) -> str:
        """Name of the network that paints."""
        return self._engine.network

    def set_look(self, look: Look) -> None:
        """Paint like this from the next frame on; a change of styles is cross-faded."""
        before, self._look = self._look, look
        if (look.styles, scales_of(look)) != (before.styles, scales_of(before)):
            self._follower.want(look.styles, look["fade"], scales_of(look))
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

        look, blend, scale = self._look, self._follower.blend, self._look["scale"] / 100
        regions = live_regions(look.regions, self._learner.styles, blend)
        parts = Settings(blend, scale=scale, regions=regions).parts
        painted = {field.name for field in fields(Settings)} - {"render_size", "scale"}
        return Settings(
            styles=blend,
            scale=scale
            if all(style.covers(part.scale) for part in parts for style, _ in part.styles)
            else 1.0,
            regions=regions,
            render_size=round(look["render_size"]) or self._size,
            mirror=bool(look["mirror_output"]),
            enlarge="guided" if look["sharp_edges"] else "plain",
            **{one.key: one.setting(look[one.key]) for one in CONTROLS if one.key in painted},
        )

    @property
    def _size(self) -> int | None:
        """A photo has time: it is painted as large as it is."""
        photo = self.session is not None and self.session.choice.kind == "photo"
        return None if photo else self._automatic_size.size

    @property
    def wanted_look(self) -> WantedLook:
        """The look as it is seen now, or will be once its styles are learned."""
        settings = replace(self.settings, styles=(), regions=(), scale=self._look["scale"] / 100)
        regions = tuple((choice, self._learner.picture_of(choice.style)) for choice in self._look.regions)
        return WantedLook(self._engine.wanted_network, self._follower.pictures(), settings, regions)

    def _on_started(self, session: "LiveSession") -> None:
        if session is not self._engine.session:  # replaced or stopped meanwhile
            return
        self.session = session
        self._restart_timer.stop()
        self.pause(self._paused)
        self._follower.restart(session)
        self._push()
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
        self.learned.emit(key, qt_image(style.thumbnail).copy())

    def _push(self) -> None:
        if self.session is not None:
            self.session.pipeline.settings = self.settings

    def _poll(self) -> None:
        from engine import fitted_size

        assert self.session is not None
        pipeline = self.session.pipeline
        self._report_failure(self.session.recovery.message)
        self._report_player(self.session.playback)
        status, reading, info = self.session.status(), pipeline.meter.read(), pipeline.info
        self._report_source(status.message)
        if reading.frames >= SETTLED:
            self._restarts = 0
        if (
            self._size is not None
            and self._automatic_size.update(reading, max(info.width, info.height))
            and not self._look["render_size"]
        ):
            self._push()
        strained = self._automatic_size.strained and not self._look["render_size"]
        settings = self.session.recovery.limited(pipeline.settings)
        size = fitted_size(info.width, info.height, settings.render_size)
        shown = LiveStatus(
            reading.rate if self._frames_come(reading.frames) else 0.0,
            size,
            (info.width, info.height),
            settings.enlarge == "guided",
            self._engine.device,
            strained,
            source_rate=float(info.rate),
            source_ok=status.state == "running",
        )
        self.statusChanged.emit(shown)
        self._check_end()

    def _frames_come(self, frames: int) -> bool:
        """False when no frame was painted for a second: the rate of the last ones is no rate of now."""
        now_s = time.monotonic()
        if frames != self._frames:
            self._frames, self._frames_s = frames, now_s
        return now_s - self._frames_s < STILL_S

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
