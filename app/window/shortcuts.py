"""Shortcuts: keys that are no commands: digits for styles and saved looks, Esc to leave."""

from collections.abc import Callable
from functools import partial

from PyQt6.QtGui import QKeySequence, QShortcut
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


def _add(window: QWidget, key: str, work: Callable[[], None]) -> None:
    QShortcut(QKeySequence(key), window).activated.connect(lambda: work())
