"""Study content: what was on the screen in the last seconds, for a study to be made on."""

import tempfile
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from engine import Frame, Image

INTERVAL_MS: int = 700
"""Milliseconds between two frames that are remembered."""

REMEMBERED: int = 8
"""Frames that are remembered: those of some six seconds."""


class RecentContent(QObject):
    """Remembers a few of the newest frames as they came, unpainted; their memory is the frames' own."""

    def __init__(self, latest: "Callable[[], Frame | None]", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._latest = latest
        self._frames: deque[Frame] = deque(maxlen=REMEMBERED)
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Remember the newest frame, if it is another."""
        frame = self._latest()
        if frame is not None and (not self._frames or self._frames[-1] is not frame):
            self._frames.append(frame)

    def pictures(self) -> "list[Image]":
        """The remembered frames, (H, W, 3) uint8 RGB each."""
        self.look()
        return [frame.image if frame.content is None else frame.content for frame in self._frames]


def write_pictures(images: "Sequence[Image]") -> "tempfile.TemporaryDirectory[str]":
    """Write pictures into a folder that goes when it is cleaned up. For any thread."""
    from engine import Picture, save_picture

    folder = tempfile.TemporaryDirectory(prefix="impasto-study-", ignore_cleanup_errors=True)
    for index, image in enumerate(images):
        save_picture(Path(folder.name) / f"{index}.png", Picture(image))
    return folder
