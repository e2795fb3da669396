"""Blend pad: two to four styles at the corners of a field, and the point that says how they are blended."""

from collections.abc import Sequence

from PyQt6.QtCore import QPointF, QRectF, QSize, Qt, pyqtSignal
from PyQt6.QtGui import (
    QColor,
    QIcon,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PyQt6.QtWidgets import QAbstractSlider, QToolButton, QWidget

from app.window.theme import draw_icon, faded

CORNER: int = 40
"""Pixels of a style's picture in a corner of the pad."""

NUMBER: int = 18
"""Pixels below a picture, for its share."""

PAD_HEIGHT: int = 164
"""Pixels; less for two styles, which lie on a line."""

STEP: float = 0.05
"""What an arrow key moves the point by, as a share of the pad."""


class BlendPad(QAbstractSlider):
    """Two to four styles at the corners; the nearer the point, the more of a style.

    To a screen reader it is a slider: the share of the first style, in percent.

    Signals:
        changed: the new weights, in the order of the styles; they add up to 1.
        removed: number of the style to take out.
    """

    changed = pyqtSignal(object)
    removed = pyqtSignal(int)

    def __init__(self) -> None:
        super().__init__()
        self.tiles: list[CornerTile] = []
        """The pictures, each a button that takes its style out."""
        self._weights: list[float] = []
        self.setFixedHeight(PAD_HEIGHT)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(self.tr("Blend of the styles"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(self.tr("Drag the point, or move it with the arrow keys."))

    def show_styles(
        self, icons: Sequence[QIcon], weights: Sequence[float], names: Sequence[str] = ()
    ) -> None:
        """Put these styles at the corners and the point where their weights say."""
        total = sum(weights) or 1.0
        self._weights = [weight / total for weight in weights]
        self._make_tiles(len(icons))
        for number, tile in enumerate(self.tiles):
            tile.show_style(icons[number], names[number] if names else "")
        self.setFixedHeight(CORNER + NUMBER + 16 if len(icons) == 2 else PAD_HEIGHT)
        self._place_tiles()
        self.setRange(0, 100)
        self.setValue(round(self._weights[0] * 100) if self._weights else 0)
        shares = (f"{tile.name} {share}" for tile, share in zip(self.tiles, self.shares(), strict=True))
        self.setAccessibleDescription(", ".join(shares))
        self.update()

    def shares(self) -> list[str]:
        """How much of each style is in the blend, as people read it."""
        return [f"{round(weight * 100)} %" for weight in self._weights]

    def _make_tiles(self, count: int) -> None:
        while len(self.tiles) > count:
            self.tiles.pop().deleteLater()
        while len(self.tiles) < count:
            number = len(self.tiles)
            tile = CornerTile(self)
            tile.clicked.connect(lambda _, number=number: self.removed.emit(number))
            tile.show()
            self.tiles.append(tile)

    def _place_tiles(self) -> None:
        for tile, corner in zip(self.tiles, self.corners(), strict=False):
            tile.move(round(corner.x() - CORNER / 2), round(corner.y() - CORNER / 2))

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        self._place_tiles()

    def corners(self) -> list[QPointF]:
        """Where the styles are: side by side, a triangle, or a square."""
        inset = CORNER / 2 + 6
        room = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset - NUMBER)
        middle = room.center()
        return {
            2: [QPointF(room.left(), middle.y()), QPointF(room.right(), middle.y())],
            3: [QPointF(middle.x(), room.top()), room.bottomLeft(), room.bottomRight()],
            4: [room.topLeft(), room.topRight(), room.bottomLeft(), room.bottomRight()],
        }.get(len(self._weights), [])

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

    def wheelEvent(self, event: QWheelEvent | None) -> None:
        if event is not None:
            event.ignore()  # the panel scrolls

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        self.mouseMoveEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        if event is not None and event.buttons() & Qt.MouseButton.LeftButton and self.corners():
            self.changed.emit(self.weights_at(event.position()))

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        if event is None:
            return
        steps = {
            Qt.Key.Key_Left: (-STEP, 0.0),
            Qt.Key.Key_Right: (STEP, 0.0),
            Qt.Key.Key_Up: (0.0, -STEP),
            Qt.Key.Key_Down: (0.0, STEP),
        }
        x, y = steps.get(Qt.Key(event.key()), (0.0, 0.0))
        if (x, y) == (0.0, 0.0) or not self.corners():
            return event.ignore()
        at = self.point() + QPointF(x * self.width(), y * self.height())
        self.changed.emit(self.weights_at(at))

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
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        for corner, share in zip(corners, self.shares(), strict=False):
            room = QRectF(corner.x() - CORNER / 2 - 4, corner.y() + CORNER / 2 + 1, CORNER + 8, NUMBER)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, share)
        painter.setPen(QPen(faded(QColor("black"), 0.45), 1.2))
        painter.setBrush(palette.color(QPalette.ColorRole.Highlight) if self.hasFocus() else QColor("white"))
        painter.drawEllipse(point, 8, 8)
        painter.end()

    def sizeHint(self) -> QSize:
        return QSize(220, PAD_HEIGHT)


class CornerTile(QToolButton):
    """A style's picture; with the mouse or the keyboard on it, it says that a click takes it out."""

    def __init__(self, pad: QWidget) -> None:
        super().__init__(pad)
        self.name = ""
        """Of the style."""
        self._picture = QIcon()
        self.setFixedSize(QSize(CORNER, CORNER))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def show_style(self, picture: QIcon, name: str) -> None:
        """Be this style's."""
        self._picture, self.name = picture, name
        text = self.tr("Take {name} out of the blend").format(name=name)
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.update()

    def paintEvent(self, event: QPaintEvent | None) -> None:
        painter = QPainter(self)
        middle = QRectF(self.rect()).center()
        draw_corner(painter, middle, self._picture, self.palette())
        if self.underMouse() or self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor("white"), 1.5) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(faded(QColor("black"), 0.55))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
            draw_icon(painter, "close", QRectF(middle.x() - 10, middle.y() - 10, 20, 20), QColor("white"))
        painter.end()


def draw_corner(painter: QPainter, at: QPointF, picture: QIcon, palette: QPalette) -> None:
    """A style's picture, `CORNER` pixels wide with round corners, around a point; at first an empty plate."""
    square = QRectF(at.x() - CORNER / 2, at.y() - CORNER / 2, CORNER, CORNER)
    outline = QPainterPath()
    outline.addRoundedRect(square, 6, 6)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipPath(outline)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.fillRect(square, palette.button())
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
