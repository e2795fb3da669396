"""Blend pad: two to four styles at the corners of a field, and the point that says how they are blended."""

from collections.abc import Sequence

from PyQt6.QtCore import QPointF, QRectF, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QColor, QIcon, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPalette, QPen
from PyQt6.QtWidgets import QWidget

from app.window.theme import faded

CORNER: int = 40
"""Pixels of a style's picture in a corner of the pad."""

PAD_HEIGHT: int = 120
"""Pixels; less for two styles, which lie on a line."""


class BlendPad(QWidget):
    """Two to four styles at the corners; the nearer the point, the more of a style.

    Signals:
        changed: the new weights, in the order of the styles; they add up to 1.
    """

    changed = pyqtSignal(object)

    def __init__(self) -> None:
        super().__init__()
        self._icons: list[QIcon] = []
        self._weights: list[float] = []
        self.setFixedHeight(PAD_HEIGHT)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(self.tr("Blend of the styles"))
        self.setAccessibleDescription(self.tr("The sliders below do the same."))

    def show_styles(self, icons: Sequence[QIcon], weights: Sequence[float]) -> None:
        """Put these styles at the corners and the point where their weights say."""
        total = sum(weights) or 1.0
        self._icons, self._weights = list(icons), [weight / total for weight in weights]
        self.setFixedHeight(CORNER + 16 if len(icons) == 2 else PAD_HEIGHT)
        self.update()

    def corners(self) -> list[QPointF]:
        """Where the styles are: side by side, a triangle, or a square."""
        inset = CORNER / 2 + 6
        room = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        middle = room.center()
        return {
            2: [QPointF(room.left(), middle.y()), QPointF(room.right(), middle.y())],
            3: [QPointF(middle.x(), room.top()), room.bottomLeft(), room.bottomRight()],
            4: [room.topLeft(), room.topRight(), room.bottomLeft(), room.bottomRight()],
        }.get(len(self._icons), [])

    def point(self) -> QPointF:
        """Where the weights put the point."""
        pairs = list(zip(self.corners(), self._weights, strict=False))
        return QPointF(
            sum(corner.x() * weight for corner, weight in pairs),
            sum(corner.y() * weight for corner, weight in pairs),
        )

    def weights_at(self, at: QPointF) -> list[float]:
        """Weights for a point of the pad."""
        corners = self.corners()
        if len(corners) == 3:
            return _in_triangle(at, corners)
        first, last = corners[0], corners[-1]
        x = _clamped((at.x() - first.x()) / max(1.0, last.x() - first.x()))
        if len(corners) == 2:
            return [1 - x, x]
        y = _clamped((at.y() - first.y()) / max(1.0, last.y() - first.y()))
        return [(1 - x) * (1 - y), x * (1 - y), (1 - x) * y, x * y]

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        self.mouseMoveEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        if event is not None and event.buttons() & Qt.MouseButton.LeftButton and self.corners():
            self.changed.emit(self.weights_at(event.position()))

    def paintEvent(self, event: QPaintEvent | None) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color(QPalette.ColorRole.Base))
        painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        corners, point = self.corners(), self.point()
        for corner, weight in zip(corners, self._weights, strict=False):
            painter.setPen(
                QPen(faded(palette.color(QPalette.ColorRole.Highlight), 0.15 + 0.85 * weight), 1.5)
            )
            painter.drawLine(corner, point)
        for corner, picture in zip(corners, self._icons, strict=False):
            draw_corner(painter, corner, picture)
        painter.setPen(QPen(faded(QColor("black"), 0.3), 1))
        painter.setBrush(QColor("white"))
        painter.drawEllipse(point, 8, 8)
        painter.end()

    def sizeHint(self) -> QSize:
        return QSize(220, PAD_HEIGHT)


def draw_corner(painter: QPainter, at: QPointF, picture: QIcon) -> None:
    """A style's picture, `CORNER` pixels wide with round corners, around a point."""
    square = QRectF(at.x() - CORNER / 2, at.y() - CORNER / 2, CORNER, CORNER)
    outline = QPainterPath()
    outline.addRoundedRect(square, 6, 6)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipPath(outline)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    pixmap = picture.pixmap(96, 96)
    painter.drawPixmap(square, pixmap, QRectF(pixmap.rect()))
    painter.restore()


def _in_triangle(at: QPointF, corners: Sequence[QPointF]) -> list[float]:
    """Barycentric coordinates; outside of the triangle, those of a point near by inside."""
    a, b, c = corners
    area = (b.y() - c.y()) * (a.x() - c.x()) + (c.x() - b.x()) * (a.y() - c.y()) or 1.0
    first = ((b.y() - c.y()) * (at.x() - c.x()) + (c.x() - b.x()) * (at.y() - c.y())) / area
    second = ((c.y() - a.y()) * (at.x() - c.x()) + (a.x() - c.x()) * (at.y() - c.y())) / area
    weights = [max(0.0, share) for share in (first, second, 1 - first - second)]
    return [weight / sum(weights) for weight in weights]


def _clamped(share: float) -> float:
    return min(1.0, max(0.0, share))
