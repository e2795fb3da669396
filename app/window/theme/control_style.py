"""Control style: Fusion with flat buttons, thin sliders and switches.

Not superqt: its sliders are drawn by the QStyle, so this class would stay; its switch has no antialiasing
while disabled, and importing it takes 0.4 s.
"""

from PyQt6.QtCore import QSize, Qt
from PyQt6.QtGui import QPainter
from PyQt6.QtWidgets import (
    QProxyStyle,
    QStyle,
    QStyleFactory,
    QStyleOption,
    QStyleOptionComplex,
    QStyleOptionMenuItem,
    QStyleOptionSlider,
    QStyleOptionToolButton,
    QWidget,
)

from app.window.theme.drawing import (
    CHEVRON,
    KNOB,
    SWITCH,
    draw_chevron,
    draw_push_panel,
    draw_scroll_bar,
    draw_separator,
    draw_slider,
    draw_switch,
    draw_tool_panel,
    option_as,
)

BUTTON: int = 32
"""Pixels: least height of a button."""

SCROLL_BAR: int = 10
"""Pixels: thickness of a scroll bar."""

CENTRED: str = "centred"
"""Property of a button whose icon and text stand in its middle; Qt puts them at its left edge."""

ICON_GAP: int = 4
"""Pixels that Qt leaves between a button's icon and its text."""

SEPARATOR = QStyleOptionMenuItem.MenuItemType.Separator

LEFT_BUTTON: int = 1
"""Qt.MouseButton.LeftButton, as style hints want it."""


METRICS: dict[QStyle.PixelMetric, int] = {
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
"""Pixels of what Fusion makes larger, smaller, or with a gap."""


class FlatStyle(QProxyStyle):
    """Fusion, with some controls drawn flat."""

    def __init__(self) -> None:
        super().__init__(QStyleFactory.create("Fusion"))

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        return METRICS[metric] if metric in METRICS else super().pixelMetric(metric, option, widget)

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
                return draw_switch(option, painter)
            if element == QStyle.PrimitiveElement.PE_PanelButtonTool:
                return draw_tool_panel(option, painter)
            if element == QStyle.PrimitiveElement.PE_PanelButtonCommand:
                return draw_push_panel(option, painter)
            if element == QStyle.PrimitiveElement.PE_IndicatorArrowDown:
                return draw_chevron(option, painter)
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
        item = (
            option_as(option, QStyleOptionMenuItem) if element == QStyle.ControlElement.CE_MenuItem else None
        )
        if item is not None and painter is not None and item.menuItemType == SEPARATOR:
            return draw_separator(item, painter)
        super().drawControl(element, option, painter, widget)

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex | None,
        painter: QPainter | None,
        widget: QWidget | None = None,
    ) -> None:
        if painter is not None and control == QStyle.ComplexControl.CC_ToolButton:
            button = option_as(option, QStyleOptionToolButton)
            if button is not None:
                return self._tool_button(button, painter, widget)
        slider = option_as(option, QStyleOptionSlider)
        if slider is not None and painter is not None:
            if control == QStyle.ComplexControl.CC_ScrollBar:
                handle = self.subControlRect(control, slider, QStyle.SubControl.SC_ScrollBarSlider, widget)
                return draw_scroll_bar(slider, handle, painter)
            if slider.orientation == Qt.Orientation.Horizontal:
                knob = self.subControlRect(control, slider, QStyle.SubControl.SC_SliderHandle, widget)
                return draw_slider(slider, knob, painter)
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
        if kind == QStyle.ContentsType.CT_ToolButton and _opens_menu(option):
            return QSize(size.width() + CHEVRON, max(BUTTON, size.height()))
        if kind == QStyle.ContentsType.CT_ToolButton:
            return size.expandedTo(QSize(BUTTON, BUTTON)) if size.width() > BUTTON - 8 else size
        return size

    def _tool_button(self, option: QStyleOptionToolButton, painter: QPainter, widget: QWidget | None) -> None:
        draw_tool_panel(option, painter)
        label = QStyleOptionToolButton(option)
        if _opens_menu(option):
            without = option.rect.adjusted(0, 0, -CHEVRON, 0)
            label.rect = QStyle.visualRect(option.direction, option.rect, without)
            draw_chevron(option, painter)
        elif widget is not None and widget.property(CENTRED):
            needed = option.iconSize.width() + ICON_GAP + option.fontMetrics.horizontalAdvance(option.text)
            inside = option.rect.adjusted(max(0, option.rect.width() - needed) // 2, 0, 0, 0)
            label.rect = QStyle.visualRect(option.direction, option.rect, inside)
        self.drawControl(QStyle.ControlElement.CE_ToolButtonLabel, label, painter, widget)


def _opens_menu(option: QStyleOption | None) -> bool:
    """A tool button that shows a chevron; an icon without a text says it by itself."""
    button = option_as(option, QStyleOptionToolButton)
    return (
        button is not None
        and bool(button.features & QStyleOptionToolButton.ToolButtonFeature.HasMenu)
        and bool(button.text)
    )
