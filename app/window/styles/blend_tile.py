"""Blend tile: the last tile of the strip; the next style that is chosen joins those that are painted with."""

from PyQt6.QtCore import QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPalette, QPen
from PyQt6.QtWidgets import QAbstractButton

from app.window.styles.tile import THUMBNAIL, TILE
from app.window.theme import draw_icon, faded

ICON: int = 36
"""Pixels."""


class BlendTile(QAbstractButton):
    """As large as a style, with a dashed edge; on while it waits for one."""

    def __init__(self) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setText(self.tr("+ Blend"))
        self.setToolTip(self.tr("Add another style: the next one that you click."))
        self.setAccessibleDescription(self.toolTip())
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedSize(self.sizeHint())
        self.setEnabled(False)

    def sizeHint(self) -> QSize:
        return TILE

    def paintEvent(self, event: QPaintEvent | None) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        square = QRectF(6, 6, THUMBNAIL, THUMBNAIL)
        color = self._color()
        painter.setPen(QPen(color, 1.5, Qt.PenStyle.SolidLine if self.isChecked() else Qt.PenStyle.DashLine))
        painter.setBrush(faded(color, 0.12 if self.isChecked() or self.underMouse() else 0.0))
        painter.drawRoundedRect(square.adjusted(1, 1, -1, -1), 8, 8)
        middle = square.center()
        draw_icon(painter, "blend", QRectF(middle.x() - ICON / 2, middle.y() - ICON / 2, ICON, ICON), color)
        self._draw_name(painter, square)
        painter.end()

    def _draw_name(self, painter: QPainter, square: QRectF) -> None:
        room = QRectF(square.left() - 4, square.bottom() + 5, square.width() + 8, 20)
        text = self.tr("Click a style") if self.isChecked() else self.text()
        shown = QFontMetricsF(self.font()).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        group = QPalette.ColorGroup.Active if self.isEnabled() else QPalette.ColorGroup.Disabled
        painter.setPen(self.palette().color(group, QPalette.ColorRole.WindowText))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, shown)

    def _color(self) -> QColor:
        if self.isChecked() or self.hasFocus():
            return self.palette().color(QPalette.ColorRole.Highlight)
        role = QPalette.ColorRole.WindowText if self.underMouse() else QPalette.ColorRole.PlaceholderText
        return self.palette().color(role if self.isEnabled() else QPalette.ColorRole.Mid)
