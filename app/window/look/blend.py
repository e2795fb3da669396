"""Blend: the styles that are painted with; more than one are mixed on a pad or with sliders."""

from collections.abc import Mapping, Sequence

from PyQt6.QtCore import QPointF, QRectF, QSize, Qt, pyqtSignal
from PyQt6.QtGui import (
    QColor,
    QIcon,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
    QPixmap,
)
from PyQt6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QSlider, QToolButton, QVBoxLayout, QWidget

from app.window.icons import icon
from app.window.strokes import faded

Shares = tuple[tuple[str, float], ...]
"""Keys of styles and their weights."""

CORNER: int = 40
"""Pixels of a style's picture in a corner of the pad."""

PAD_HEIGHT: int = 120
"""Pixels; less for two styles, which lie on a line."""

LEAST: float = 0.01
"""A weight is never quite 0, or its style would leave the blend."""


class BlendBox(QWidget):
    """The styles in use.

    Signals:
        changed: the new weights; a style that was taken out is missing.
    """

    changed = pyqtSignal(object)

    def __init__(self) -> None:
        super().__init__()
        self._names: Mapping[str, str] = {}
        self._icons: Mapping[str, QIcon] = {}
        self._rows: list[ShareRow] = []
        self._shares: Shares = ()
        self.pad = BlendPad()
        self.pad.changed.connect(self._on_pad)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._hint = QLabel(self.tr("Ctrl + click another style to blend."))
        self._hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._hint.setWordWrap(True)
        self._column.addWidget(self.pad)
        self._column.addWidget(self._hint)
        self.show_shares((), {}, {})

    def show_shares(self, shares: Shares, names: Mapping[str, str], icons: Mapping[str, QIcon]) -> None:
        """Show these styles."""
        if (
            [key for key, _ in shares] != [row.key for row in self._rows]
            or names != self._names
            or not self._icons
        ):
            self._names, self._icons = names, icons
            self._rebuild(shares)
        self._shares = shares
        total = sum(weight for _, weight in shares) or 1.0
        for row, (_, weight) in zip(self._rows, shares, strict=True):
            row.set_share(weight / total)
        self.pad.show_styles([icons.get(key, QIcon()) for key, _ in shares], [weight for _, weight in shares])
        self.pad.setVisible(len(shares) > 1)
        self._hint.setVisible(len(shares) < 2)

    def _rebuild(self, shares: Shares) -> None:
        for row in self._rows:
            self._column.removeWidget(row)
            row.deleteLater()
        self._rows = []
        for key, _ in shares:
            row = ShareRow(key, self._names.get(key, key), self._icons.get(key), alone=len(shares) == 1)
            row.moved.connect(lambda share, key=key: self._on_row(key, share))
            row.removed.connect(lambda key=key: self._on_removed(key))
            self._column.insertWidget(self._column.count() - 1, row)
            self._rows.append(row)

    def _on_row(self, moved: str, share: float) -> None:
        """The style that was moved gets its share; the others keep their proportions in the rest."""
        share = min(1 - LEAST, max(LEAST, share))
        rest = sum(weight for key, weight in self._shares if key != moved) or 1.0
        self.changed.emit(
            tuple(
                (key, share if key == moved else max(LEAST / 4, weight / rest * (1 - share)))
                for key, weight in self._shares
            )
        )

    def _on_removed(self, removed: str) -> None:
        self.changed.emit(tuple(pair for pair in self._shares if pair[0] != removed))

    def _on_pad(self, weights: Sequence[float]) -> None:
        keys = [key for key, _ in self._shares]
        self.changed.emit(tuple(zip(keys, (max(LEAST / 4, weight) for weight in weights), strict=True)))


class ShareRow(QWidget):
    """A style's name and how much of it is in the blend."""

    moved = pyqtSignal(float)
    removed = pyqtSignal()

    def __init__(self, key: str, name: str, picture: QIcon | None = None, *, alone: bool) -> None:
        super().__init__()
        self.key = key
        self.number = QLabel()
        self.number.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, 100)
        self.slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.slider.setAccessibleName(self.tr("Share of {name}").format(name=name))
        self.slider.valueChanged.connect(lambda value: self.moved.emit(value / 100))
        take_out = QToolButton()
        take_out.setIcon(icon("close"))
        take_out.setFixedSize(20, 20)
        take_out.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        take_out.setToolTip(self.tr("Take it out of the blend"))
        take_out.setAccessibleName(self.tr("Take {name} out of the blend").format(name=name))
        take_out.clicked.connect(self.removed.emit)
        label = QLabel(name)
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        head = QHBoxLayout()
        head.setSpacing(12 if alone else 6)
        if alone and picture is not None:
            head.addWidget(_framed(picture))
        head.addWidget(label, 1)
        for widget in (self.number, take_out):
            head.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(head)
        layout.addWidget(self.slider)
        for part in (self.slider, self.number, take_out):
            part.setVisible(not alone)

    def set_share(self, share: float) -> None:
        """Show a share of 0..1 without a signal."""
        self.slider.blockSignals(True)
        self.slider.setValue(round(share * 100))
        self.slider.blockSignals(False)
        self.number.setText(f"{round(share * 100)} %")


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
            _draw_corner(painter, corner, picture)
        painter.setPen(QPen(faded(QColor("black"), 0.3), 1))
        painter.setBrush(QColor("white"))
        painter.drawEllipse(point, 8, 8)
        painter.end()

    def sizeHint(self) -> QSize:
        return QSize(220, PAD_HEIGHT)


def _framed(picture: QIcon) -> QLabel:
    """A style's picture with round corners."""
    ratio = 2
    pixmap = QPixmap(CORNER * ratio, CORNER * ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    pixmap.setDevicePixelRatio(ratio)
    painter = QPainter(pixmap)
    _draw_corner(painter, QPointF(CORNER / 2, CORNER / 2), picture)
    painter.end()
    label = QLabel()
    label.setPixmap(pixmap)
    return label


def _draw_corner(painter: QPainter, at: QPointF, picture: QIcon) -> None:
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
