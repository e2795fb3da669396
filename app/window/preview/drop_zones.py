"""Drop zones: what can be done with something that is dragged over the picture, and where to drop it."""

from dataclasses import dataclass
from pathlib import Path

from PyQt6.QtCore import QMimeData, QPointF, QRectF, Qt
from PyQt6.QtGui import QColor, QPainter, QPalette, QPen

from app.window.languages import translated
from app.window.theme import faded

CONTENT, STYLE = "content", "style"
"""Keys of the zones: paint this, and paint with this."""

GAP: float = 12.0
"""Pixels around and between the zones."""

PLATE: float = 18.0
"""Pixels of the plate behind a text to its left and right."""


@dataclass(frozen=True, slots=True)
class Zone:
    """One thing that can be done."""

    key: str
    """CONTENT or STYLE."""

    text: str
    """What a drop here does."""


def zones_of(mime: QMimeData | None) -> tuple[Zone, ...]:
    """What can be done with this, from left to right; one at least."""
    with_it = Zone(STYLE, translated("Paint with this"))
    if mime is None:
        return (with_it,)
    files = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    if files and all(_is_video(file) for file in files):
        return (
            Zone(
                CONTENT,
                translated("Paint this video") if len(files) == 1 else translated("Paint these videos"),
            ),
        )
    if files or mime.hasImage() or mime.hasHtml() or mime.hasUrls():
        return (
            Zone(CONTENT, translated("Paint this") if len(files) < 2 else translated("Paint these")),
            with_it,
        )
    return (with_it,)


def zone_at(zones: tuple[Zone, ...], at: QPointF, room: QRectF) -> Zone | None:
    """The zone below a point; None when there are none."""
    if not zones:
        return None
    middle = (int(room.width()) - 1) // 2
    return zones[-1] if at.x() >= middle or len(zones) == 1 else zones[0]


def draw_zones(
    painter: QPainter, room: QRectF, zones: tuple[Zone, ...], active: Zone | None, palette: QPalette
) -> None:
    """A large field for each, the one below the mouse in colour."""
    accent = palette.color(QPalette.ColorRole.Highlight)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(room, faded(QColor("black"), 0.35))
    width = (room.width() - GAP * (len(zones) + 1)) / len(zones)
    font = painter.font()
    font.setPointSizeF(font.pointSizeF() * 1.7)
    painter.setFont(font)
    for number, zone in enumerate(zones):
        field = QRectF(
            room.left() + GAP + number * (width + GAP), room.top() + GAP, width, room.height() - 2 * GAP
        )
        on = zone is active or len(zones) == 1
        pen = QPen(accent if on else QColor("white"), 3 if on else 1.5)
        pen.setStyle(Qt.PenStyle.SolidLine if on else Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(faded(accent, 0.35) if on else faded(QColor("black"), 0.35))
        painter.drawRoundedRect(field, 14, 14)
        _draw_text(painter, field, zone.text)


def _draw_text(painter: QPainter, field: QRectF, text: str) -> None:
    """On a dark plate, as the picture behind it may be white."""
    how = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    words = painter.boundingRect(field.adjusted(PLATE, 0, -PLATE, 0), how, text)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(faded(QColor("black"), 0.6))
    painter.drawRoundedRect(words.adjusted(-PLATE, -PLATE / 2, PLATE, PLATE / 2), 10, 10)
    painter.setPen(QColor("white"))
    painter.drawText(words, how, text)


def _is_video(path: Path) -> bool:
    from engine import PICTURES, VIDEOS

    return path.suffix.lower() in VIDEOS.suffixes - PICTURES.suffixes
