"""CalmStyle: Fusion with flat buttons, thin sliders and switches."""

from PyQt6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QPainter, QPalette, QPen
from PyQt6.QtWidgets import (
    QProxyStyle,
    QStyle,
    QStyleFactory,
    QStyleOption,
    QStyleOptionButton,
    QStyleOptionComplex,
    QStyleOptionSlider,
    QStyleOptionToolButton,
    QWidget,
)

RADIUS: float = 6.0
"""Pixels: corners of buttons and tiles."""

GROOVE: float = 4.0
"""Pixels: thickness of a slider's groove."""

KNOB: int = 16
"""Pixels: diameter of a slider's knob."""

BUTTON: int = 32
"""Pixels: least height of a button."""

CHEVRON: int = 16
"""Pixels at the right of a button that opens a menu."""

SCROLL_BAR: int = 10
"""Pixels: thickness of a scroll bar."""

LEFT_BUTTON: int = 1
"""Qt.MouseButton.LeftButton, as style hints want it."""

SWITCH = QSize(34, 20)
"""Pixels: a check box is drawn as a switch of this size."""


class CalmStyle(QProxyStyle):
    """Draws what Fusion draws too loudly."""

    def __init__(self) -> None:
        super().__init__(QStyleFactory.create("Fusion"))

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        sizes = {
            QStyle.PixelMetric.PM_IndicatorWidth: SWITCH.width(),
            QStyle.PixelMetric.PM_IndicatorHeight: SWITCH.height(),
            QStyle.PixelMetric.PM_SliderLength: KNOB,
            QStyle.PixelMetric.PM_SliderThickness: KNOB + 4,
            QStyle.PixelMetric.PM_SliderControlThickness: KNOB,
            QStyle.PixelMetric.PM_ToolBarItemSpacing: 4,
            QStyle.PixelMetric.PM_ToolBarFrameWidth: 0,
            QStyle.PixelMetric.PM_ToolBarItemMargin: 6,
            QStyle.PixelMetric.PM_MenuButtonIndicator: 14,
            QStyle.PixelMetric.PM_ScrollBarExtent: SCROLL_BAR,
        }
        return sizes[metric] if metric in sizes else super().pixelMetric(metric, option, widget)

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returned: object = None,
    ) -> int:
        if hint == QStyle.StyleHint.SH_Slider_AbsoluteSetButtons:
            return LEFT_BUTTON  # a click goes where it points
        return super().styleHint(hint, option, widget)

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption | None,
        painter: QPainter | None,
        widget: QWidget | None = None,
    ) -> None:
        if option is not None and painter is not None:
            if element == QStyle.PrimitiveElement.PE_IndicatorCheckBox:
                return _switch(option, painter)
            if element == QStyle.PrimitiveElement.PE_PanelButtonTool:
                return _tool_panel(option, painter)
            if element == QStyle.PrimitiveElement.PE_PanelButtonCommand:
                return _push_panel(option, painter)
            if element == QStyle.PrimitiveElement.PE_IndicatorArrowDown:
                return _chevron(option, painter)
        super().drawPrimitive(element, option, painter, widget)

    def drawControl(
        self,
        element: QStyle.ControlElement,
        option: QStyleOption | None,
        painter: QPainter | None,
        widget: QWidget | None = None,
    ) -> None:
        if element == QStyle.ControlElement.CE_ToolBar and option is not None and painter is not None:
            painter.fillRect(option.rect, option.palette.window())
            return
        super().drawControl(element, option, painter, widget)

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex | None,
        painter: QPainter | None,
        widget: QWidget | None = None,
    ) -> None:
        if (
            control == QStyle.ComplexControl.CC_Slider
            and isinstance(option, QStyleOptionSlider)
            and option.orientation == Qt.Orientation.Horizontal
            and painter is not None
        ):
            knob = self.subControlRect(control, option, QStyle.SubControl.SC_SliderHandle, widget)
            return _slider(option, knob, painter)
        if (
            control == QStyle.ComplexControl.CC_ScrollBar
            and isinstance(option, QStyleOptionSlider)
            and painter is not None
        ):
            handle = self.subControlRect(control, option, QStyle.SubControl.SC_ScrollBarSlider, widget)
            return _scroll_bar(option, handle, painter)
        if (
            control == QStyle.ComplexControl.CC_ToolButton
            and isinstance(option, QStyleOptionToolButton)
            and painter is not None
        ):
            return self._tool_button(option, painter, widget)
        super().drawComplexControl(control, option, painter, widget)

    def sizeFromContents(
        self,
        kind: QStyle.ContentsType,
        option: QStyleOption | None,
        size: QSize,
        widget: QWidget | None = None,
    ) -> QSize:
        size = super().sizeFromContents(kind, option, size, widget)
        if kind == QStyle.ContentsType.CT_PushButton:
            return QSize(size.width() + 8, max(BUTTON, size.height()))
        if kind == QStyle.ContentsType.CT_ToolButton:
            return size.expandedTo(QSize(BUTTON, BUTTON)) if size.width() > BUTTON - 8 else size
        return size

    def _tool_button(self, option: QStyleOptionToolButton, painter: QPainter, widget: QWidget | None) -> None:
        _tool_panel(option, painter)
        label = QStyleOptionToolButton(option)
        opens = bool(option.features & QStyleOptionToolButton.ToolButtonFeature.HasMenu)
        if opens and option.text:  # an icon alone says it by itself
            label.rect = option.rect.adjusted(0, 0, -CHEVRON, 0)
            _chevron(option, painter)
        self.drawControl(QStyle.ControlElement.CE_ToolButtonLabel, label, painter, widget)


def faded(color: QColor, opacity: float) -> QColor:
    """The colour at an opacity of 0..1."""
    return QColor(color.red(), color.green(), color.blue(), round(255 * opacity))


def _has(option: QStyleOption, flag: QStyle.StateFlag) -> bool:
    return bool(option.state & flag)


def _smooth(painter: QPainter) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _focus_ring(option: QStyleOption, rect: QRectF, radius: float, painter: QPainter) -> None:
    if _has(option, QStyle.StateFlag.State_HasFocus) and _has(
        option, QStyle.StateFlag.State_KeyboardFocusChange
    ):
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(option.palette.highlight().color(), 1.5))
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)


def _tool_panel(option: QStyleOption, painter: QPainter) -> None:
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


def _chevron(option: QStyleOption, painter: QPainter) -> None:
    x, y = option.rect.right() - CHEVRON / 2 - 2, QRectF(option.rect).center().y() - 2
    painter.save()
    _smooth(painter)
    painter.setPen(QPen(option.palette.color(QPalette.ColorRole.PlaceholderText), 1.5))
    painter.drawPolyline(QPointF(x - 4, y), QPointF(x, y + 4), QPointF(x + 4, y))
    painter.restore()


def _push_panel(option: QStyleOption, painter: QPainter) -> None:
    default = isinstance(option, QStyleOptionButton) and bool(
        option.features & QStyleOptionButton.ButtonFeature.DefaultButton
    )
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


def _switch(option: QStyleOption, painter: QPainter) -> None:
    on = _has(option, QStyle.StateFlag.State_On)
    palette = option.palette
    painter.save()
    _smooth(painter)
    if not _has(option, QStyle.StateFlag.State_Enabled):
        painter.setOpacity(0.4)
    rect = QRectF(option.rect).adjusted(1, 1, -1, -1)
    half = rect.height() / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.color(QPalette.ColorRole.Highlight if on else QPalette.ColorRole.Mid))
    painter.drawRoundedRect(rect, half, half)
    knob = QPointF(rect.right() - half if on else rect.left() + half, rect.center().y())
    painter.setBrush(QColor("white"))
    painter.drawEllipse(knob, half - 2.5, half - 2.5)
    painter.restore()


def _scroll_bar(option: QStyleOptionSlider, handle: QRect, painter: QPainter) -> None:
    painter.save()
    _smooth(painter)
    painter.fillRect(option.rect, option.palette.window())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(option.palette.color(QPalette.ColorRole.Mid))
    painter.drawRoundedRect(QRectF(handle).adjusted(2, 2, -2, -2), 3, 3)
    painter.restore()


def _slider(option: QStyleOptionSlider, knob: QRect, painter: QPainter) -> None:
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
    groove.setRight(at)
    painter.drawRoundedRect(groove, GROOVE / 2, GROOVE / 2)
    _knob(option, QPointF(at, middle), painter)
    painter.restore()


def _knob(option: QStyleOptionSlider, center: QPointF, painter: QPainter) -> None:
    held = bool(option.activeSubControls & QStyle.SubControl.SC_SliderHandle)
    focused = _has(option, QStyle.StateFlag.State_HasFocus)
    if held or focused:
        painter.setBrush(faded(option.palette.highlight().color(), 0.3))
        painter.drawEllipse(center, KNOB / 2 + 2, KNOB / 2 + 2)
    painter.setPen(QPen(faded(QColor("black"), 0.18), 1))
    painter.setBrush(QColor("white"))
    painter.drawEllipse(center, KNOB / 2 - 2, KNOB / 2 - 2)
