"""Playback bar: pause, seek, volume and loop, below a video file."""

from PyQt6.QtCore import QSize, Qt, QTimer, pyqtSignal
from PyQt6.QtGui import QPalette
from PyQt6.QtWidgets import QHBoxLayout, QLabel, QSlider, QToolButton, QWidget

from app.window.bridge import Player
from app.window.sources.volume import VolumeControl
from app.window.theme import clock_text, icon

POLL_MS: int = 200
"""Milliseconds between two updates of the position."""

POSITIONS: int = 1000
"""Positions of the slider."""


LONGEST_LEAD_S: float = 1.0
"""Seconds that pictures come before their sound at most, however long they take to be painted."""

HEARD_S: float = 2.0
"""Seconds of a film after which a device that has not failed yet works."""

LEAD_STEP_S: float = 0.02
"""Seconds by which that must differ to be changed: each change moves the picture against the sound."""


class PlaybackBar(QWidget):
    """Hidden without a player.

    Signals:
        silent: why a film with sound is not heard, and whether it was heard before.
    """

    silent = pyqtSignal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.player: Player | None = None
        self.button = _button("pause", self.tr("Play or pause"))
        self.button.clicked.connect(self.toggle)
        self.loop = _button("loop", self.tr("Play it again and again"))
        self.loop.setCheckable(True)
        self.loop.toggled.connect(self._on_loop)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, POSITIONS)
        self.slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.slider.setAccessibleName(self.tr("Position in the video"))
        self.slider.valueChanged.connect(self._on_moved)
        self.clock = QLabel("0:00 / 0:00")
        self.clock.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.volume = VolumeControl()
        self._problem = ""
        self._was_heard = False
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 4)
        for widget in (self.button, self.slider, self.clock, self.volume, self.loop):
            layout.addWidget(widget)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._poll)
        self._timer.start(POLL_MS)
        self.hide()

    def set_player(self, player: Player | None) -> None:
        """Control this video; None hides the bar."""
        self.player = player
        self.setVisible(player is not None)
        if player is not None:
            self.loop.setChecked(player.loop)
            self._problem, self._was_heard = "", False
            self.volume.set_film(has_sound=player.has_sound, problem="")
            self._poll()

    def follow_latency(self, latency_ms: float | None) -> None:
        """Let the pictures come so much earlier that what is seen fits what is heard."""
        lead_s = min((latency_ms or 0.0) / 1000, LONGEST_LEAD_S)
        if self.player is not None and abs(lead_s - self.player.lead_s) >= LEAD_STEP_S:
            self.player.lead_s = lead_s

    def toggle(self) -> None:
        """Play or pause."""
        if self.player is not None:
            self.player.resume() if self.player.paused else self.player.pause()
            self._poll()

    def skip(self, seconds: float) -> None:
        """Forward, or back when negative."""
        if self.player is not None:
            self.player.seek(max(0.0, self.player.position_s + seconds))

    def _poll(self) -> None:
        if self.player is None:
            return
        self.button.setIcon(icon("play" if self.player.paused else "pause"))
        position, duration = self.player.position_s, self.player.duration_s
        self.clock.setText(f"{clock_text(position)} / {clock_text(duration)}")
        if not self.slider.isSliderDown():
            self.slider.blockSignals(True)
            self.slider.setValue(round(POSITIONS * position / duration) if duration else 0)
            self.slider.blockSignals(False)

        self._report_sound(self.player)

    def _report_sound(self, player: Player) -> None:
        self._was_heard |= not player.sound_problem and player.position_s > HEARD_S
        if player.sound_problem != self._problem:
            self._problem = player.sound_problem
            self.volume.set_film(has_sound=player.has_sound, problem=self._problem)
            if self._problem:
                self.silent.emit(self._problem, self._was_heard)

    def _on_moved(self, value: int) -> None:
        if self.player is not None:
            self.player.seek(value / POSITIONS * self.player.duration_s)

    def _on_loop(self, on: bool) -> None:
        if self.player is not None:
            self.player.loop = on


def _button(name: str, text: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(name))
    button.setIconSize(QSize(18, 18))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setToolTip(text)
    button.setAccessibleName(text)
    return button
