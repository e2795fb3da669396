"""Style learner: learns style pictures one after the other, those that are wanted now first."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject, pyqtSignal

from app.window.bridge.background import Background

if TYPE_CHECKING:
    from engine import Image, LiveSession, Style


class StyleLearner(QObject):
    """Has the network of a session learn pictures, prepared in a thread of their own.

    Signals:
        learned: key of a style and its Style.
        failed: key of a style that is no picture, and why.
        postponed: why a style could not be learned for now, though its picture may be good.
    """

    learned = pyqtSignal(str, object)
    failed = pyqtSignal(str, str)
    postponed = pyqtSignal(object)

    def __init__(self, background: Background) -> None:
        super().__init__(background)
        self.styles: dict[str, Style] = {}
        """Key -> what the session's network has learned so far."""
        self._background = background
        self._pool = background.pool("impasto-learn")
        self._session: LiveSession | None = None
        self._pictures: dict[str, tuple[Path, str]] = {}
        self._decoded: dict[str, Image] = {}
        self._wanted: Mapping[str, Sequence[float]] = {}
        self._learning = False
        self._failed: set[str] = set()

    def restart(self, session: "LiveSession") -> None:
        """Learn all pictures anew, with the network of this session."""
        self._session = session
        self._learning = False
        self.styles.clear()
        self._failed.clear()
        self._learn_next()

    def stop(self) -> None:
        """The session has ended: learn nothing until `restart`."""
        self._session = None

    def set_pictures(self, pictures: dict[str, tuple[Path, str]]) -> None:
        """Set what is to be learned: key -> picture's file and name."""
        self._pictures = dict(pictures)
        self._failed.clear()
        self._decoded = {key: image for key, image in self._decoded.items() if key in pictures}
        self._learn_next()

    def keep_decoded(self, key: str, image: "Image") -> None:
        """Learn a style from its decoded picture, (H, W, 3) uint8 RGB, instead of reading its file again."""
        if self._session is not None and key not in self.styles:  # else it would only take memory
            self._decoded[key] = image

    def pictures_of(self, shares: Sequence[tuple[str, float]]) -> tuple[tuple[Path, str, float], ...]:
        """File, name and weight of styles, learned or not, from their keys and weights."""
        return tuple((*self._pictures[key], weight) for key, weight in shares if key in self._pictures)

    def picture_of(self, key: str) -> tuple[Path, str] | None:
        """File and name of a style, learned or not; None where there is no such style."""
        return self._pictures.get(key)

    def want(self, scales: Mapping[str, Sequence[float]]) -> bool:
        """Learn these before the others.

        Args:
            scales: key -> the stroke sizes for which it is learned; styles that are gone are left out.

        Returns:
            True when all of them are learned already.
        """
        self._wanted = {key: each for key, each in scales.items() if key in self._pictures}
        self._failed.difference_update(scales)
        self._learn_next()
        return all(self._is_learned(key) for key in self._wanted)

    def learn_again(self, key: str) -> None:
        """Learn a style that was studied meanwhile; what is painted stays until it is learned."""
        if self._session is not None and key in self._pictures:
            self._session.refresh(self._pictures[key][0])
            self.styles.pop(key, None)
            self._learn_next()

    def _learn_next(self) -> None:
        if self._session is None or self._learning:
            return
        for key in (*self._wanted, *self._pictures):
            if key in self._pictures and key not in self._failed and not self._is_learned(key):
                self._learn(self._session, key)
                return

    def _is_learned(self, key: str) -> bool:
        style = self.styles.get(key)
        return style is not None and all(style.covers(scale) for scale in self._wanted.get(key, ()))

    def _learn(self, session: "LiveSession", key: str) -> None:
        self._learning = True
        path, name = self._pictures[key]
        decoded = self._decoded.pop(key, None)
        scales = self._wanted.get(key, (1.0,))
        self._background.follow(
            self._pool.submit(lambda: session.learn(path, name, decoded, scales)),
            lambda style: self._on_learned(session, key, style),
            lambda error: self._on_failed(session, key, error),
        )

    def _on_learned(self, session: "LiveSession", key: str, style: "Style") -> None:
        if session is not self._session:  # learned by the network before: of no use to this one
            return
        self._learning = False
        self.styles[key] = style
        self.learned.emit(key, style)
        self._learn_next()

    def _on_failed(self, session: "LiveSession", key: str, error: Exception) -> None:
        if session is not self._session:
            return
        from engine import PictureError

        self._learning = False
        self._failed.add(key)
        if isinstance(error, PictureError):
            self.failed.emit(key, str(error))
        else:
            self.postponed.emit(error)
        self._learn_next()
