"""Style learner: learns style pictures one after the other, those that are wanted now first.

What is wanted is learned between two frames, as quickly as can be; the rest beside them, so that the picture
goes on while hundreds are learned.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject, pyqtSignal

from app.window.bridge.background import Background
from app.window.bridge.worker_pool import WorkerPool

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
        self._pool_beside = background.pool("impasto-learn-beside")
        self._session: LiveSession | None = None
        self._pictures: dict[str, tuple[Path, str]] = {}
        self._decoded: dict[str, Image] = {}
        self._wanted: Mapping[str, Sequence[float]] = {}
        self._under_way: set[WorkerPool] = set()
        self._failed: set[str] = set()

    def restart(self, session: "LiveSession") -> None:
        """Learn all pictures anew, with the network of this session."""
        self._session = session
        self._under_way.clear()
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
        if self._session is None or key not in self._pictures:
            return
        from engine import PictureError

        try:
            self._session.refresh(self._pictures[key][0])
        except PictureError as error:  # it was deleted while it was studied
            self.failed.emit(key, str(error))
            return
        self.styles.pop(key, None)
        self._learn_next()

    def _learn_next(self) -> None:
        """What is wanted does not wait for another picture that is under way; the others wait for it."""
        if self._session is None or self._pool in self._under_way:
            return
        for pool, keys in ((self._pool, self._wanted), (self._pool_beside, self._pictures)):
            key = next((key for key in keys if self._is_open(key)), None)
            if key is not None:
                if pool not in self._under_way:
                    self._learn(self._session, key, pool)
                return

    def _is_open(self, key: str) -> bool:
        return key in self._pictures and key not in self._failed and not self._is_learned(key)

    def _is_learned(self, key: str) -> bool:
        style = self.styles.get(key)
        return style is not None and all(style.covers(scale) for scale in self._wanted.get(key, ()))

    def _learn(self, session: "LiveSession", key: str, pool: WorkerPool) -> None:
        self._under_way.add(pool)
        path, name = self._pictures[key]
        decoded = self._decoded.get(key)  # it may be wanted before it is learned beside the frames
        scales = self._wanted.get(key, (1.0,))
        beside = pool is self._pool_beside
        self._background.follow(
            pool.submit(lambda: session.learn(path, name, decoded, scales, beside=beside)),
            lambda style: self._on_learned(session, key, style, pool),
            lambda error: self._on_failed(session, key, error, pool),
        )

    def _on_learned(self, session: "LiveSession", key: str, style: "Style", pool: WorkerPool) -> None:
        if session is not self._session:  # learned by the network before: of no use to this one
            return
        self._under_way.discard(pool)
        self._decoded.pop(key, None)
        if not self._is_learned(key):  # else it was wanted meanwhile, and learned for more stroke sizes
            self.styles[key] = style
            self.learned.emit(key, style)
        self._learn_next()

    def _on_failed(self, session: "LiveSession", key: str, error: Exception, pool: WorkerPool) -> None:
        if session is not self._session:
            return
        from engine import PictureError

        self._under_way.discard(pool)
        self._decoded.pop(key, None)
        self._failed.add(key)
        if isinstance(error, PictureError):
            self.failed.emit(key, str(error))
        else:
            self.postponed.emit(error)
        self._learn_next()
