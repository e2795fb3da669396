"""Import job: pictures that are read by a few threads, on their way into the library a few at a time."""

from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject, QTimer, pyqtSignal
from PyQt6.QtGui import QImage

from app.window.bridge import Background
from app.window.styles.library import Library, StyleEntry

if TYPE_CHECKING:
    from engine import Image

PAUSE_MS: int = 60
"""Milliseconds between two steps: the window stays alive meanwhile."""

MOST: int = 12
"""Pictures that come into the library in one step; together they take a few milliseconds."""


@dataclass(frozen=True, slots=True)
class ImportedStyle:
    """A picture that is in the library's folder now."""

    entry: StyleEntry
    """What the library needs to know."""

    thumbnail: QImage
    """For the gallery."""

    image: "Image | None"
    """The decoded picture, (H, W, 3) uint8 RGB, to learn the style from; None = decode the file again."""


class MemoryBudget:
    """Bytes of memory that several threads share."""

    def __init__(self, size: int) -> None:
        self._left = size
        self._lock = Lock()

    def take(self, size: int) -> bool:
        """Take some; False when there are not so many left."""
        with self._lock:
            enough = size <= self._left
            self._left -= size if enough else 0
            return enough


class ImportJob(QObject):
    """Puts pictures into the library in the order given, as they are read; one that fails stops no other.

    Signals:
        added: ImportedStyles that are in the library now, the key of the one to paint with, or "", and
            whether they are the first ones.
        progressed: pictures done, and all.
        ended: keys of the styles added, and (file name, error) of each that failed.
    """

    added = pyqtSignal(list, str, bool)
    progressed = pyqtSignal(int, int)
    ended = pyqtSignal(list, list)

    def __init__(
        self,
        background: Background,
        library: Library,
        pictures: "Sequence[tuple[str, Future[ImportedStyle]]]",
        apply: bool,
    ) -> None:
        """Begin; `apply`: paint with the first picture that can be read."""
        super().__init__(background)
        self._library = library
        self._waiting = deque(pictures)
        self._count = len(pictures)
        self._apply = apply
        self._added: list[str] = []
        self._failures: list[tuple[str, Exception]] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._step)
        for _, picture in pictures:
            background.follow(picture, self._on_read, self._on_read)

    def _on_read(self, _: object) -> None:
        # With none waiting, a step took this one before it was reported, and all is done.
        if self._waiting and not self._timer.isActive():
            self._timer.start(PAUSE_MS if self._added else 0)

    def _step(self) -> None:
        styles: list[ImportedStyle] = []
        while self._waiting and self._waiting[0][1].done() and len(styles) < MOST:
            name, picture = self._waiting.popleft()
            if picture.cancelled():  # the window closes
                self._waiting.clear()
                break
            error = picture.exception()
            if error is None:
                styles.append(picture.result())
            elif isinstance(error, Exception):
                self._failures.append((name, error))
        if styles:
            self._add(styles)
        self._continue()

    def _add(self, styles: list[ImportedStyle]) -> None:
        self._library.add_all([style.entry for style in styles])
        first = styles[0].entry.key if self._apply else ""
        self._apply = False
        is_first = not self._added
        self._added += [style.entry.key for style in styles]
        self.added.emit(styles, first, is_first)

    def _continue(self) -> None:
        if not self._waiting:
            self.ended.emit(self._added, self._failures)
            return
        self.progressed.emit(self._count - len(self._waiting), self._count)
        if self._waiting[0][1].done():
            self._timer.start(PAUSE_MS)
