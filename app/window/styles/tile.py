"""Tile: how one style looks in the gallery."""

from typing import TYPE_CHECKING, Any

from PyQt6.QtCore import QModelIndex, QRectF, QSize, Qt
from PyQt6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QIcon,
    QImage,
    QPainter,
    QPainterPath,
    QPalette,
    QPen,
    QPixmap,
)
from PyQt6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.window.theme import faded

if TYPE_CHECKING:
    from engine import Image

THUMBNAIL: int = 92
"""Pixels of a thumbnail's side."""

TILE = QSize(THUMBNAIL + 12, THUMBNAIL + 32)
"""A thumbnail with its name and the space around it."""

ENTRY, SHARE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
"""What an item holds: its StyleEntry, and how much of the picture is painted in it, 0..1."""


class TileDelegate(QStyledItemDelegate):
    """Draws the tiles of a list that holds a StyleEntry and a share per item."""

    def __init__(self, gallery: QWidget) -> None:
        super().__init__(gallery)
        self._gallery = gallery

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        return TILE

    def paint(self, painter: QPainter | None, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        if painter is None:
            return
        entry, share = index.data(ENTRY), float(index.data(SHARE) or 0.0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, top = option.rect.left() + 6, option.rect.top() + 6
        square = QRectF(left, top, THUMBNAIL, THUMBNAIL)
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        focus = bool(option.state & QStyle.StateFlag.State_HasFocus) and self._gallery.hasFocus()
        _paint_thumbnail(
            painter, option, square, index.data(Qt.ItemDataRole.DecorationRole), hover or share > 0
        )
        _paint_ring(painter, option.palette, square, share, focus)
        _paint_badge(painter, option.font, square, index.row(), entry.favourite)
        _paint_name(painter, option, square, entry.name, share > 0)
        painter.restore()


def _paint_thumbnail(
    painter: QPainter, option: QStyleOptionViewItem, square: QRectF, icon: object, bright: bool
) -> None:
    path = QPainterPath()
    path.addRoundedRect(square, 8, 8)
    painter.fillPath(path, option.palette.button())
    pixmap = icon.pixmap(THUMBNAIL, THUMBNAIL) if hasattr(icon, "pixmap") else QPixmap()
    if not pixmap.isNull():
        painter.setClipPath(path)
        painter.setOpacity(1.0 if bright else 0.82)
        painter.drawPixmap(square.toRect(), pixmap)
        painter.setOpacity(1.0)
        painter.setClipping(False)


def _paint_ring(painter: QPainter, palette: QPalette, square: QRectF, share: float, focus: bool) -> None:
    accent = palette.color(QPalette.ColorRole.Highlight)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if share > 0:
        painter.setPen(QPen(accent, 2.5))
        painter.drawRoundedRect(square.adjusted(-2.5, -2.5, 2.5, 2.5), 10, 10)
    elif focus:
        painter.setPen(QPen(faded(accent, 0.6), 1.5))
        painter.drawRoundedRect(square.adjusted(-2.5, -2.5, 2.5, 2.5), 10, 10)
    if 0 < share < 0.995:  # one of a blend: a bar says how much
        bar = QRectF(square.left() + 8, square.bottom() - 12, square.width() - 16, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(faded(QColor("black"), 0.55))
        painter.drawRoundedRect(bar, 2, 2)
        bar.setWidth(bar.width() * share)
        painter.setBrush(accent)
        painter.drawRoundedRect(bar, 2, 2)


def _paint_badge(painter: QPainter, font: QFont, square: QRectF, row: int, favourite: bool) -> None:
    text = ("★" if favourite else "") + (str(row + 1) if row < 9 else "")
    if not text:
        return
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.8)
    small.setWeight(QFont.Weight.DemiBold)
    width = QFontMetricsF(small).horizontalAdvance(text) + 10
    badge = QRectF(square.left() + 5, square.top() + 5, max(16.0, width), 16)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(faded(QColor("black"), 0.5))
    painter.drawRoundedRect(badge, 5, 5)
    painter.setFont(small)
    painter.setPen(Qt.GlobalColor.white)
    painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)


def _paint_name(
    painter: QPainter, option: QStyleOptionViewItem, square: QRectF, name: str, chosen: bool
) -> None:
    role = QPalette.ColorRole.Text if chosen else QPalette.ColorRole.PlaceholderText
    small = QFont(option.font)
    small.setPointSizeF(option.font.pointSizeF() * 0.9)
    painter.setFont(small)
    painter.setPen(option.palette.color(role))
    room = QRectF(square.left() - 2, square.bottom() + 5, square.width() + 4, 18)
    elided = QFontMetricsF(small).elidedText(name, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, elided)


def thumbnail_of(image: "Image") -> QImage:
    """A small copy of a decoded picture, (H, W, 3) uint8 RGB, enough for a gallery at twice the pixels."""
    height, width = image.shape[:2]
    pixels: Any = image.data
    whole = QImage(pixels, width, height, 3 * width, QImage.Format.Format_RGB888)
    scale = 2 * THUMBNAIL / min(width, height)
    if scale >= 1:
        return whole.copy()
    return whole.scaled(
        max(1, round(width * scale)),
        max(1, round(height * scale)),
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )


def icon_of(image: QImage, side: int, ratio: float) -> QIcon:
    """The middle of a picture as a square of `side` device pixels."""
    scaled = image.scaled(
        side, side, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
    )
    square = scaled.copy((scaled.width() - side) // 2, (scaled.height() - side) // 2, side, side)
    square.setDevicePixelRatio(ratio)
    return QIcon(QPixmap.fromImage(square))
