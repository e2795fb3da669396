"""Playback bar: pause, seek and loop, below a video file."""

from PyQt6.QtCore import QSize, Qt, QTimer
from PyQt6.QtGui import QPalette
from PyQt6.QtWidgets import QHBoxLayout, QLabel, QSlider, QToolButton, QWidget

from app.window.bridge import Player
from app.window.theme import clock_text, icon

POLL_MS: int = 200
"""Milliseconds between two updates of the position."""

POSITIONS: int = 1000
"""Positions of the slider."""


class PlaybackBar(QWidget):
    """Hidden without a player."""

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
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 4)
        for widget in (self.button, self.slider, self.clock, self.loop):
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
            self._poll()

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
