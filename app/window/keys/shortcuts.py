"""Shortcuts: keys that are no commands: digits for styles and saved looks, Esc, a key that is held."""

from collections.abc import Callable
from functools import partial

from PyQt6.QtCore import QEvent, QObject, Qt, pyqtSignal
from PyQt6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PyQt6.QtWidgets import QWidget

DIGITS: int = 9
"""Styles and saved looks that have a key of their own."""


def add_shortcuts(
    window: QWidget, style: Callable[[int], None], look: Callable[[int], None], leave: Callable[[], None]
) -> None:
    """Make the keys work in the whole window.

    Args:
        window: where they work.
        style: chooses a style by its place, 0 for the first.
        look: chooses a saved look by its place.
        leave: what Esc does.
    """
    for number in range(DIGITS):
        _add(window, str(number + 1), partial(style, number))
        _add(window, f"Ctrl+{number + 1}", partial(look, number))
    _add(window, "Esc", leave)


class HeldKey(QObject):
    """Says whether a key is held down in a window.

    Signals:
        changed: True when it is pressed; False when it is released, or the window is left meanwhile.
    """

    changed = pyqtSignal(bool)

    def __init__(self, window: QWidget, key: Qt.Key) -> None:
        super().__init__(window)
        self._key = key
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        if event is None:
            return False
        if event.type() == QEvent.Type.WindowDeactivate:
            self.changed.emit(False)  # the key may be released in another window
        if event.type() not in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            return False
        if not isinstance(event, QKeyEvent) or event.key() != self._key or event.isAutoRepeat():
            return False
        self.changed.emit(event.type() == QEvent.Type.KeyPress)
        return True


def _add(window: QWidget, key: str, work: Callable[[], None]) -> None:
    QShortcut(QKeySequence(key), window).activated.connect(lambda: work())
