"""Keys and clicks as a person makes them. (The types of PyQt6 take QTest's functions for methods.)"""

from typing import Any

from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QWidget

_QTEST: Any = QTest
NO_KEYS = Qt.KeyboardModifier.NoModifier


def type_key(widget: QWidget, key: Qt.Key, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
    _QTEST.keyClick(widget, key, keys)


def type_text(widget: QWidget, text: str) -> None:
    _QTEST.keyClicks(widget, text)


def hold_key(widget: QWidget, key: Qt.Key) -> None:
    _QTEST.keyPress(widget, key)


def release_key(widget: QWidget, key: Qt.Key) -> None:
    _QTEST.keyRelease(widget, key)


def click(widget: QWidget | None, at: QPoint | None = None, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
    _QTEST.mouseClick(widget, Qt.MouseButton.LeftButton, keys, at or QPoint())


def double_click(widget: QWidget) -> None:
    _QTEST.mouseDClick(widget, Qt.MouseButton.LeftButton)


def drag(widget: QWidget, start: QPoint, end: QPoint) -> None:
    _QTEST.mousePress(widget, Qt.MouseButton.LeftButton, NO_KEYS, start)
    _QTEST.mouseMove(widget, end)
    _QTEST.mouseRelease(widget, Qt.MouseButton.LeftButton, NO_KEYS, end)
