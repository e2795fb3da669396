"""Drawing: how the parts of controls are drawn."""

from typing import TypeVar

from PyQt6 import sip
from PyQt6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QPainter, QPalette, QPen
from PyQt6.QtWidgets import (
    QStyle,
    QStyleOption,
    QStyleOptionButton,
    QStyleOptionMenuItem,
    QStyleOptionSlider,
    QStyleOptionToolButton,
)

T = TypeVar("T", QStyleOptionButton, QStyleOptionMenuItem, QStyleOptionSlider, QStyleOptionToolButton)

RADIUS: float = 6.0
"""Pixels: corners of buttons and tiles."""

GROOVE: float = 4.0
"""Pixels: thickness of a slider's groove."""

KNOB: int = 16
"""Pixels: diameter of a slider's knob."""

CHEVRON: int = 16
"""Pixels at the right of a button that opens a menu."""

SWITCH = QSize(34, 20)
"""Pixels: a check box is drawn as a switch of this size."""


def option_as(option: QStyleOption | None, kind: type[T]) -> T | None:
    """The option as what it is, or None when it is something else.

    Qt makes options on the stack. PyQt remembers its wrapper of one by its address, a while longer than the
    option lives, and hands the same wrapper out for another kind of option at that address.
    """
    if option is None or option.type != kind.StyleOptionType.Type.value:
        return None
    if isinstance(option, kind):
        return option
    found: T = sip.wrapinstance(sip.unwrapinstance(option), kind)
    return found


def draw_separator(option: QStyleOption, painter: QPainter) -> None:
    """A line in a menu."""
    middle = option.rect.adjusted(10, option.rect.height() // 2, -10, 0)
    painter.fillRect(middle.left(), middle.top(), middle.width(), 1, option.palette.mid())


def faded(color: QColor, opacity: float) -> QColor:
    """The colour at an opacity of 0..1."""
    return QColor(color.red(), color.green(), color.blue(), round(255 * opacity))


def _has(option: QStyleOption, flag: QStyle.StateFlag) -> bool:
    return bool(option.state & flag)


def _smooth(painter: QPainter) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _focus_ring(
    option: QStyleOption,
    rect: QRectF,
    radius: float,
    painter: QPainter,
    role: QPalette.ColorRole = QPalette.ColorRole.Highlight,
) -> None:
    if _has(option, QStyle.StateFlag.State_HasFocus) and _has(
        option, QStyle.StateFlag.State_KeyboardFocusChange
    ):
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(option.palette.color(role), 1.5))
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)


def draw_tool_panel(option: QStyleOption, painter: QPainter) -> None:
    """Behind a button that has an icon."""
    on = _has(option, QStyle.StateFlag.State_On)
    down = _has(option, QStyle.StateFlag.State_Sunken)
    hover = _has(option, QStyle.StateFlag.State_MouseOver)
    painter.save()
    _smooth(painter)
    rect = QRectF(option.rect)
    if on or down or hover:
        fill = option.palette.color(QPalette.ColorRole.Button)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill if on or down else faded(fill, 0.6))
        painter.drawRoundedRect(rect, RADIUS, RADIUS)
    _focus_ring(option, rect, RADIUS, painter)
    painter.restore()


def draw_chevron(option: QStyleOption, painter: QPainter) -> None:
    """Says that a button opens a menu."""
    inset, y = CHEVRON / 2 + 2, QRectF(option.rect).center().y() - 2
    rightward = option.direction == Qt.LayoutDirection.LeftToRight
    x = option.rect.right() - inset if rightward else option.rect.left() + inset
    painter.save()
    _smooth(painter)
    painter.setPen(QPen(option.palette.color(QPalette.ColorRole.PlaceholderText), 1.5))
    painter.drawPolyline(QPointF(x - 4, y), QPointF(x, y + 4), QPointF(x + 4, y))
    painter.restore()


def draw_push_panel(option: QStyleOption, painter: QPainter) -> None:
    """Behind a button that has a text."""
    button = option_as(option, QStyleOptionButton)
    default = button is not None and bool(button.features & QStyleOptionButton.ButtonFeature.DefaultButton)
    role = QPalette.ColorRole.Button
    fill = option.palette.color(role)
    if _has(option, QStyle.StateFlag.State_Sunken) or _has(option, QStyle.StateFlag.State_On):
        fill = fill.darker(115)
    elif _has(option, QStyle.StateFlag.State_MouseOver):
        fill = fill.lighter(112)
    painter.save()
    _smooth(painter)
    rect = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setBrush(fill)
    painter.setPen(option.palette.highlight().color() if default else Qt.GlobalColor.transparent)
    painter.drawRoundedRect(rect, RADIUS, RADIUS)
    _focus_ring(option, rect, RADIUS, painter)
    painter.restore()


def draw_switch(option: QStyleOption, painter: QPainter) -> None:
    """A check box: a switch, or a mark where there is no room for one."""
    on = _has(option, QStyle.StateFlag.State_On)
    palette = option.palette
    if option.rect.width() < SWITCH.width():
        return _check_mark(option, painter) if on else None
    painter.save()
    _smooth(painter)
    if not _has(option, QStyle.StateFlag.State_Enabled):
        painter.setOpacity(0.4)
    rect = QRectF(option.rect).adjusted(1, 1, -1, -1)
    half = rect.height() / 2
    edge = palette.color(QPalette.ColorRole.Highlight if on else QPalette.ColorRole.PlaceholderText)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(palette.color(QPalette.ColorRole.Highlight if on else QPalette.ColorRole.Mid))
    painter.drawRoundedRect(rect, half, half)
    ring = QPalette.ColorRole.WindowText  # one that is on has the accent's colour itself
    _focus_ring(option, QRectF(option.rect), half + 1, painter, ring)
    painter.setPen(Qt.PenStyle.NoPen)
    knob = QPointF(rect.right() - half if on else rect.left() + half, rect.center().y())
    painter.setBrush(QColor("white"))
    painter.drawEllipse(knob, half - 2.5, half - 2.5)
    painter.restore()


def draw_scroll_bar(option: QStyleOptionSlider, handle: QRect, painter: QPainter) -> None:
    """A handle, and nothing else."""
    painter.save()
    _smooth(painter)
    painter.fillRect(option.rect, option.palette.window())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(option.palette.color(QPalette.ColorRole.Mid))
    painter.drawRoundedRect(QRectF(handle).adjusted(2, 2, -2, -2), 3, 3)
    painter.restore()


def _check_mark(option: QStyleOption, painter: QPainter) -> None:
    """In a menu there is no room for a switch."""
    box = QRectF(option.rect)
    painter.save()
    _smooth(painter)
    painter.setPen(QPen(option.palette.highlight().color(), 1.8))
    painter.drawPolyline(
        QPointF(box.left() + 2.5, box.center().y()),
        QPointF(box.center().x() - 1, box.bottom() - 3.5),
        QPointF(box.right() - 2, box.top() + 3.5),
    )
    painter.restore()


def draw_slider(option: QStyleOptionSlider, knob: QRect, painter: QPainter) -> None:
    """A thin groove, filled up to a round knob."""
    palette = option.palette
    painter.save()
    _smooth(painter)
    if not _has(option, QStyle.StateFlag.State_Enabled):
        painter.setOpacity(0.4)
    middle, at = QRectF(option.rect).center().y(), QRectF(knob).center().x()
    groove = QRectF(option.rect.left(), middle - GROOVE / 2, option.rect.width(), GROOVE)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.color(QPalette.ColorRole.Mid))
    painter.drawRoundedRect(groove, GROOVE / 2, GROOVE / 2)
    painter.setBrush(palette.color(QPalette.ColorRole.Highlight))
    groove.setLeft(at) if option.upsideDown else groove.setRight(at)
    painter.drawRoundedRect(groove, GROOVE / 2, GROOVE / 2)
    _knob(option, QPointF(at, middle), painter)
    painter.restore()


def _knob(option: QStyleOptionSlider, center: QPointF, painter: QPainter) -> None:
    held = bool(option.activeSubControls & QStyle.SubControl.SC_SliderHandle)
    focused = _has(option, QStyle.StateFlag.State_HasFocus)
    if held or focused:
        painter.setBrush(faded(option.palette.highlight().color(), 0.3))
        painter.drawEllipse(center, KNOB / 2 + 2, KNOB / 2 + 2)
    painter.setPen(QPen(faded(QColor("black"), 0.55), 1))
    painter.setBrush(QColor("white"))
    painter.drawEllipse(center, KNOB / 2 - 2, KNOB / 2 - 2)
