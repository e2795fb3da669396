"""Blend follower: what is painted moves to the blend that is wanted, as soon as its styles are learned."""

import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject, Qt, QTimer, pyqtSignal

from app.window.bridge.background import Background
from app.window.bridge.cross_fade import CrossFade
from app.window.bridge.style_learner import StyleLearner

if TYPE_CHECKING:
    from app.window.bridge.cross_fade import Blend
    from app.window.look import Shares
    from engine import LiveSession, Style

STEP_MS: int = 30
"""Milliseconds between two steps of a cross-fade: about a frame."""


class BlendFollower(QObject):
    """Learns styles, and cross-fades from one blend to the next.

    Signals:
        changed: `blend` is another one.
    """

    changed = pyqtSignal()

    def __init__(self, background: Background) -> None:
        super().__init__(background)
        self.learner = StyleLearner(background)
        self.learner.learned.connect(self._on_learned)
        self.blend: Blend = ()
        """What is to be painted now."""
        self.wanted: Shares = ()
        """Keys and weights of what is wanted."""
        self.fade_s = 0.0
        """How long one blend takes to turn into the next."""
        self.scales: Mapping[str, Sequence[float]] = {}
        """Keys of all that is wanted, for regions too, and the stroke sizes of each."""
        self._cross_fade: CrossFade | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(STEP_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._step)

    def want(self, shares: "Shares", fade_s: float, scales: Mapping[str, Sequence[float]]) -> None:
        """Move to this blend, as soon as these styles are learned for these stroke sizes."""
        self.wanted, self.fade_s, self.scales = shares, fade_s, scales
        self._begin()

    def restart(self, session: "LiveSession") -> None:
        """Learn all anew with the network of a session, which paints as it was begun until then."""
        self.blend, self._cross_fade = session.pipeline.settings.styles, None
        self.learner.restart(session)

    def pictures(self) -> tuple[tuple[Path, str, float], ...]:
        """File, name and weight of the wanted styles, learned or not."""
        return self.learner.pictures_of(self.wanted)

    def _on_learned(self, key: str, style: "Style") -> None:
        if key in self.scales:
            self._begin()

    def _begin(self) -> None:
        """Cross-fade from what is painted to what is wanted, once all of it is learned."""
        there = all(key in self.learner.styles for key, _ in self.wanted)
        if not self.learner.want(self.scales) or not there:
            return
        blend = tuple((self.learner.styles[key], weight) for key, weight in self.wanted)
        same = {id(style.statistics) for style, _ in blend} == {id(s.statistics) for s, _ in self.blend}
        at_once = same or not blend  # the sliders of a blend are followed without a fade
        # One step is taken now, so that the very next frame shows something of the new style.
        begun_s = time.perf_counter() - STEP_MS / 1000
        self._cross_fade = CrossFade(self.blend, blend, begun_s, 0.0 if at_once else self.fade_s)
        self._timer.start()
        self._step()

    def _step(self) -> None:
        if self._cross_fade is None:
            return
        self.blend, done = self._cross_fade.at(time.perf_counter())
        if done:
            self._cross_fade = None
            self._timer.stop()
        self.changed.emit()
