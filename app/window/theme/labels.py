"""Labels: section titles and times, the same in every panel."""

from PyQt6.QtGui import QFont
from PyQt6.QtWidgets import QLabel, QWidget


def section_title(panel: QWidget, text: str) -> QLabel:
    """The title of a part of a panel."""
    title = QLabel(text, panel)
    font = QFont(title.font())
    font.setWeight(QFont.Weight.DemiBold)
    title.setFont(font)
    return title


def clock_text(seconds: float) -> str:
    """`1:05`, or `1:00:05` from an hour on."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def left_to_right(text: str) -> str:
    """A text such as `1280 × 720` that is read from left to right in every language."""  # noqa: RUF002
    return f"\u2066{text}\u2069"


def menu_text(text: str) -> str:
    """As a menu or a button shows it letter by letter: a single `&` would underline the next one."""
    return text.replace("&", "&&")
