"""Tile: how one style looks in the gallery."""

from typing import TYPE_CHECKING

from PyQt6.QtCore import QModelIndex, QRect, QRectF, QSize, Qt
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

from app.window.theme import draw_icon, faded, qt_image

if TYPE_CHECKING:
    from engine import Image

THUMBNAIL: int = 92
"""Pixels of a thumbnail's side."""

TILE = QSize(THUMBNAIL + 12, THUMBNAIL + 34)
"""A thumbnail with its name and the space around it."""

BADGE: int = 20
"""Pixels of the small plates on a thumbnail: its number, its star."""

ENTRY, SHARE, TRIAL = (Qt.ItemDataRole.UserRole + number for number in range(3))
"""What an item holds: its StyleEntry; its share of the picture, 0..1; what it makes of a picture."""


class TileDelegate(QStyledItemDelegate):
    """Draws the tiles of a list that holds a StyleEntry and a share per item."""

    def __init__(self, gallery: QWidget) -> None:
        super().__init__(gallery)
        self._gallery = gallery
        self.selecting = False
        """Tiles are being selected, to do something with all of them."""

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
            painter,
            option,
            square,
            index.data(TRIAL) or index.data(Qt.ItemDataRole.DecorationRole),
            hover or share > 0,
        )
        _paint_ring(painter, option.palette, square, share, focus)
        _paint_number(painter, option.font, square, index.row())
        if self.selecting:
            _paint_selected(painter, square, option)
        elif entry.favourite or hover or focus:
            _paint_star(painter, square, entry.favourite)
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


def star_room(tile: QRect) -> QRect:
    """Where in a tile the star is."""
    return QRect(tile.left() + 6 + THUMBNAIL - BADGE - 5, tile.top() + 11, BADGE, BADGE)


def _paint_number(painter: QPainter, font: QFont, square: QRectF, row: int) -> None:
    """The key that chooses it."""
    if row > 8:
        return
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    badge = QRectF(square.left() + 5, square.top() + 5, BADGE - 2, BADGE - 2)
    _paint_plate(painter, badge)
    painter.setFont(bold)
    painter.setPen(Qt.GlobalColor.white)
    painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, str(row + 1))


def _paint_star(painter: QPainter, square: QRectF, favourite: bool) -> None:
    room = QRectF(square.right() - BADGE - 5, square.top() + 5, BADGE, BADGE)
    _paint_plate(painter, room)
    color = QColor("#ffd166" if favourite else "white")
    draw_icon(painter, "star_full" if favourite else "star", room.adjusted(2, 2, -2, -2), color)


def _paint_selected(painter: QPainter, square: QRectF, option: QStyleOptionViewItem) -> None:
    room = QRectF(square.right() - BADGE - 5, square.top() + 5, BADGE, BADGE)
    on = bool(option.state & QStyle.StateFlag.State_Selected)
    painter.setPen(QPen(QColor("white"), 1.5))
    painter.setBrush(option.palette.highlight().color() if on else faded(QColor("black"), 0.5))
    painter.drawEllipse(room)
    if on:
        draw_icon(painter, "check", room.adjusted(3, 3, -3, -3), option.palette.highlightedText().color())


def _paint_plate(painter: QPainter, room: QRectF) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(faded(QColor("black"), 0.62))
    painter.drawRoundedRect(room, 5, 5)


def _paint_name(
    painter: QPainter, option: QStyleOptionViewItem, square: QRectF, name: str, chosen: bool
) -> None:
    font = QFont(option.font)
    font.setWeight(QFont.Weight.DemiBold if chosen else QFont.Weight.Normal)
    painter.setFont(font)
    painter.setPen(option.palette.color(QPalette.ColorRole.WindowText))
    room = QRectF(square.left() - 4, square.bottom() + 5, square.width() + 8, 20)
    elided = QFontMetricsF(font).elidedText(name, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, elided)


def thumbnail_of(image: "Image") -> QImage:
    """A small copy of a decoded picture, (H, W, 3) uint8 RGB, enough for a gallery at twice the pixels."""
    whole = qt_image(image)
    width, height = whole.width(), whole.height()
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
