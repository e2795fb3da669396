"""What a person reads in a window, and what a screen reader says of it."""

from collections.abc import Iterator

from PyQt6.QtGui import QAction
from PyQt6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QSpinBox,
    QTabBar,
    QTabWidget,
    QWidget,
)


def parts_of(window: QWidget) -> Iterator[QWidget]:
    """The widgets of a window, but for those that Qt makes for itself, inside of others."""
    for part in window.findChildren(QWidget):
        inside = isinstance(part.parent(), QLineEdit | QComboBox | QTabBar | QSpinBox)
        if not part.objectName().startswith("qt_") and not inside:
            yield part


def texts_of(window: QWidget) -> Iterator[tuple[str, str]]:
    """Every text of a window, and where it is."""
    for part in parts_of(window):
        where = type(part).__name__
        for text in (*_own_texts(part), part.toolTip(), part.accessibleName(), part.accessibleDescription()):
            if text:
                yield text, where
        if isinstance(part, QMenu):
            yield part.title(), where
    for action in window.findChildren(QAction):
        yield action.text(), "QAction"


def _own_texts(part: QWidget) -> list[str]:
    if isinstance(part, QLabel | QAbstractButton):
        return [part.text()]
    if isinstance(part, QComboBox):
        return [part.itemText(index) for index in range(part.count())]
    if isinstance(part, QTabWidget):
        return [part.tabText(index) for index in range(part.count())]
    return [part.placeholderText()] if isinstance(part, QLineEdit) else []


def cut_off(window: QWidget) -> list[str]:
    """The texts in sight that have less room than they need."""
    found = []
    for part in parts_of(window):
        if not part.isVisible() or not isinstance(part, QLabel | QAbstractButton) or not part.text():
            continue
        needed = part.minimumSizeHint() if isinstance(part, QLabel) and part.wordWrap() else part.sizeHint()
        if part.width() < needed.width() and not isinstance(part, QLabel):
            found.append(f"{part.text()}: {part.width()} of {needed.width()} pixels")
        if isinstance(part, QLabel) and not part.wordWrap() and part.width() < needed.width() - 1:
            found.append(f"{part.text()}: {part.width()} of {needed.width()} pixels")
        if (
            isinstance(part, QLabel)
            and part.wordWrap()
            and part.height() < part.heightForWidth(part.width()) - 1
        ):
            found.append(f"{part.text()}: too few lines")
    return found
