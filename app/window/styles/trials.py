"""Trials: the gallery shows the person's own picture in every style, when asked to."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject

from app.window.bridge import StyleTrial
from app.window.styles.gallery import Gallery

if TYPE_CHECKING:
    from engine import Frame


class StyleTrials(QObject):
    """Shows trials in the gallery, those in sight first, and takes them away again."""

    def __init__(self, gallery: Gallery, trial: StyleTrial, frame: "Callable[[], Frame | None]") -> None:
        """Be ready; `frame` gives what is on the screen."""
        super().__init__(gallery)
        self._gallery = gallery
        self._trial = trial
        self._frame = frame
        trial.painted.connect(gallery.set_trial)

    def set_on(self, on: bool) -> None:
        """Show the picture that is on the screen now in every style, or the styles' own pictures."""
        self._trial.stop()
        frame = self._frame()
        if not on:
            self._gallery.clear_trials()
        elif frame is not None:
            image = frame.image if frame.content is None else frame.content
            keys, shown = self._gallery.keys(), self._gallery.keys_in_sight()
            rest = [key for key in keys if key not in shown]
            self._trial.start(image, [*shown, *rest])
