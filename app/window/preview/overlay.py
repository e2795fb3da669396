"""Overlay: what is drawn over the picture: the divider, labels, and a line of text."""

from PyQt6.QtCore import QPointF, QRectF, Qt
from PyQt6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPalette, QPen

from app.window.theme import faded

HANDLE: float = 13.0
"""Pixels: radius of the divider's handle."""


def draw_divider(painter: QPainter, x: float, where: QRectF) -> None:
    """A thin white line with a handle that points both ways."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    top, bottom, middle = QPointF(x, where.top()), QPointF(x, where.bottom()), QPointF(x, where.center().y())
    for color, width in ((faded(QColor("black"), 0.25), 4.0), (QColor("white"), 1.5)):
        painter.setPen(QPen(color, width))
        painter.drawLine(top, bottom)
    painter.setPen(QPen(faded(QColor("black"), 0.25), 1))
    painter.setBrush(QColor("white"))
    painter.drawEllipse(middle, HANDLE, HANDLE)
    painter.setPen(QPen(QColor("#444444"), 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    for side in (-1, 1):
        tip = QPointF(x + side * 7.5, middle.y())
        for lean in (-1, 1):
            painter.drawLine(tip, QPointF(x + side * 4, middle.y() + lean * 3.5))


def draw_label(painter: QPainter, where: QRectF, text: str, *, right: bool) -> None:
    """A small word in a lower corner of the picture."""
    _pill(painter, text, _smaller(painter.font()), where.adjusted(14, 14, -14, -14), right=right)


def draw_caption(painter: QPainter, room: QRectF, text: str) -> None:
    """A line at the bottom, in the middle."""
    _pill(painter, text, painter.font(), room.adjusted(18, 18, -18, -18), right=None)


def draw_hint(painter: QPainter, room: QRectF, text: str, palette: QPalette) -> None:
    """Words where there is no picture."""
    painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, text)


def draw_veil(painter: QPainter, room: QRectF) -> None:
    """Darkness over a picture that is no longer live."""
    painter.fillRect(room, faded(QColor("black"), 0.55))


def _smaller(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.9)
    return small


def _pill(painter: QPainter, text: str, font: QFont, room: QRectF, *, right: bool | None) -> None:
    metrics = QFontMetricsF(font)
    width, height = metrics.horizontalAdvance(text) + 24, metrics.height() + 10
    left = room.center().x() - width / 2 if right is None else room.right() - width if right else room.left()
    pill = QRectF(left, room.bottom() - height, width, height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(faded(QColor("black"), 0.6))
    painter.drawRoundedRect(pill, height / 2, height / 2)
    painter.setFont(font)
    painter.setPen(QColor("white"))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
