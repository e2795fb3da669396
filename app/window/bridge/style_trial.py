"""Style trial: paints one picture small in style after style, between the frames of the live view."""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject, QTimer, pyqtSignal
from PyQt6.QtGui import QImage

from app.window.bridge.background import Background
from app.window.bridge.controller import Controller
from app.window.theme import qt_image

if TYPE_CHECKING:
    from engine import Image, LiveSession, Settings, Style, Stylizer

SIDE: int = 320
"""Pixels of the long side at which trials are painted."""

PAUSE_MS: int = 25
"""Milliseconds between two trials: the live view goes on meanwhile."""


class StyleTrial(QObject):
    """Shows what styles would make of a picture; each as soon as its style is learned.

    Signals:
        painted: key of a style, and the picture in it.
    """

    painted = pyqtSignal(str, QImage)

    def __init__(
        self,
        controller: Controller,
        background: Background,
        pictures: Callable[[], Mapping[str, tuple[Path, str]]],
    ) -> None:
        """Be ready.

        Args:
            controller: has the session and the look of now.
            background: does the slow parts.
            pictures: gives picture and name of each style, by its key.
        """
        super().__init__(controller)
        self._pictures = pictures
        self._controller = controller
        self._background = background
        self._image: Image | None = None
        self._waiting: deque[str] = deque()
        self._busy = False
        controller.learned.connect(self._on_learned)
        controller.started.connect(self._end)  # what was under way with the session before never ends

    def start(self, image: "Image", keys: Sequence[str]) -> None:
        """Paint this picture, (H, W, 3) uint8 RGB, in these styles, the first ones first."""
        self._image = image
        self._waiting = deque(keys)
        self._next()

    def stop(self) -> None:
        """Paint no more."""
        self._image = None
        self._waiting.clear()

    def _on_learned(self, key: str) -> None:
        if self._image is not None:
            self._waiting.append(key)
            self._next()

    def _next(self) -> None:
        session, image = self._controller.session, self._image
        if self._busy or session is None or image is None:
            return
        while self._waiting and not self._busy:
            self._paint(session, image, self._waiting.popleft())

    def _paint(self, session: "LiveSession", image: "Image", key: str) -> None:
        """Paint a picture, if the style is learned; at this stroke size it may have to be learned first."""
        style, picture = self._controller.styles.get(key), self._pictures().get(key)
        if style is None:
            return
        scale = self._controller.wanted_look.settings.scale
        if style.covers(scale):
            self._paint_with(session, image, key, style, scale)
        elif picture is not None:
            self._busy = True
            self._background.run(
                lambda: session.learn(*picture, scales=(scale,)),
                lambda learned: self._paint_with(session, image, key, learned, scale),
                lambda error: self._end(),
            )

    def _paint_with(
        self, session: "LiveSession", image: "Image", key: str, style: "Style", scale: float
    ) -> None:
        """Have the style thread paint it."""
        settings = replace(
            self._controller.settings,
            styles=((style, 1.0),),
            render_size=SIDE,
            smoothing=0.0,
            mirror=False,
            scale=scale,
            regions=(),
        )
        self._busy = True
        painted = session.pipeline.call(lambda stylizer: _paint_small(stylizer, image, settings))
        self._background.follow(
            painted, lambda small: self._on_painted(key, small, image), lambda error: self._end()
        )

    def _on_painted(self, key: str, small: "Image", image: "Image") -> None:
        if image is self._image:
            self.painted.emit(key, qt_image(small).copy())
        self._end()

    def _end(self) -> None:
        self._busy = False
        QTimer.singleShot(PAUSE_MS, self._next)


def _paint_small(stylizer: "Stylizer", image: "Image", settings: "Settings") -> "Image":
    """Paint a picture after it was made smaller by whole pixels, which is quick. In the style thread."""
    step = max(1, max(image.shape[:2]) // SIDE)
    height, width = image.shape[0] // step, image.shape[1] // step
    cells = image[: height * step, : width * step].reshape(height, step, width, step, 3)
    return stylizer.paint(cells.mean((1, 3)).astype("uint8"), settings)
