"""Timeline box: looks over the time of a film: the strip of keyframes, and what fills and empties it."""

from collections.abc import Callable

from PyQt6.QtCore import QTimer
from PyQt6.QtGui import QIcon, QPalette
from PyQt6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.window.bridge import Player, WantedLook, WantedTimeline
from app.window.output.timeline_strip import Mark, TimelineStrip
from app.window.theme import icon

POLL_MS: int = 200
"""Milliseconds between two looks at where the film is."""


class TimelineBox(QWidget):
    """Keyframes are put where the film that plays is, with the look of now."""

    def __init__(self) -> None:
        super().__init__()
        self.look: Callable[[], WantedLook | None] = lambda: None
        """Gives the look of now."""
        self.picture: Callable[[], QIcon] = QIcon
        """Gives the picture of its first style."""
        self.player: Player | None = None
        """The film that plays."""
        self.strip = TimelineStrip()
        self.strip.changed.connect(self._show)
        self.hint = QLabel()
        self.hint.setWordWrap(True)
        self.hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.put_button = QPushButton(icon("plus"), self.tr("Keyframe here"))
        self.put_button.setToolTip(self.tr("From this moment of the film on, it is painted as now."))
        self.put_button.clicked.connect(self.put)
        self.clear_button = QPushButton(self.tr("Clear"))
        self.clear_button.clicked.connect(self.strip.clear)
        self.transition = QComboBox()
        self.transition.setAccessibleName(self.tr("How one look becomes the next"))
        for text, value in (
            (self.tr("Even"), "linear"),
            (self.tr("Soft"), "smooth"),
            (self.tr("Cut"), "cut"),
        ):
            self.transition.addItem(text, value)
        row = QHBoxLayout()
        row.addWidget(self.transition, 1)
        row.addWidget(self.clear_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.strip)
        layout.addWidget(self.hint)
        layout.addWidget(self.put_button)
        layout.addLayout(row)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._poll)
        self._show()

    @property
    def timeline(self) -> WantedTimeline | None:
        """What the next videos are painted with; None without keyframes."""
        marks = sorted(self.strip.marks, key=lambda mark: mark.time_s)
        if not marks:
            return None
        keyframes = tuple((mark.time_s, mark.look) for mark in marks)
        return WantedTimeline(keyframes, self.transition.currentData())

    def set_player(self, player: Player | None) -> None:
        """The film that plays; None when none does."""
        self.player = player
        self._timer.start(POLL_MS) if player is not None else self._timer.stop()
        self._poll()
        self._show()

    def put(self) -> None:
        """A keyframe where the film is, with the look of now."""
        look = self.look()
        if self.player is not None and look is not None and look.styles:
            self.strip.put(Mark(round(self.player.position_s, 3), look, self.picture()))

    def _poll(self) -> None:
        player = self.player
        self.strip.set_film(player.duration_s if player else 0.0, player.position_s if player else 0.0)

    def _show(self) -> None:
        any_marks = bool(self.strip.marks)
        self.strip.setVisible(any_marks or self.player is not None)
        self.put_button.setEnabled(self.player is not None)
        self.clear_button.setVisible(any_marks)
        self.transition.setVisible(any_marks)
        self.hint.setVisible(not any_marks)
        self.hint.setText(
            self.tr("Put the look of now at this moment of the film; at another moment, another look.")
            if self.player is not None
            else self.tr("Play a video to give its moments looks of their own.")
        )
