"""Timeline strip: keyframes over the time of a film, as thumbnails that are dragged along a line."""

from dataclasses import dataclass

from PyQt6.QtCore import QPointF, QRectF, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QIcon, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPalette, QPen
from PyQt6.QtWidgets import QAbstractSlider

from app.window.bridge import WantedLook
from app.window.theme import clock_text

MARK: int = 32
"""Pixels of a keyframe's picture."""

LINE: int = 46
"""Pixels from the top to the line."""

STEP_S: float = 0.5
"""Seconds by which an arrow key moves a keyframe."""


@dataclass(eq=False)
class Mark:
    """One keyframe."""

    time_s: float
    """Seconds since the start of the film."""

    look: WantedLook
    """How the film is painted then."""

    picture: QIcon
    """Of its first style."""


class TimelineStrip(QAbstractSlider):
    """Keyframes on a line as long as the film. Drag one to another time; Delete takes the chosen one out.

    For screen readers it is a slider, at the tenths of a second of the chosen keyframe.

    Signals:
        changed: a keyframe was put in, moved or taken out.
    """

    changed = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.marks: list[Mark] = []
        """In no order."""
        self.chosen: Mark | None = None
        """What the keys move and take out."""
        self._length_s = 0.0
        self._position_s = 0.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Looks over time"))

    @property
    def length_s(self) -> float:
        """Of the film, in seconds; 0 = not known."""
        return max([self._length_s, *(mark.time_s for mark in self.marks)])

    def set_film(self, length_s: float, position_s: float) -> None:
        """Length of the film that plays and where it is, in seconds."""
        if (length_s, position_s) != (self._length_s, self._position_s):
            self._length_s, self._position_s = length_s, position_s
            self.setRange(0, round(length_s))
            self.setValue(round(position_s))
            self.update()

    def put(self, mark: Mark) -> None:
        """Put a keyframe in; one at the same time makes room."""
        self.marks = [other for other in self.marks if abs(other.time_s - mark.time_s) > 1e-3]
        self.marks.append(mark)
        self._choose(mark)
        self._tell()

    def take_out(self, mark: Mark) -> None:
        """Take a keyframe out."""
        self.marks.remove(mark)
        self._choose(None)
        self._tell()

    def clear(self) -> None:
        """Take all of them out."""
        self.marks = []
        self._choose(None)
        self._tell()

    def move_to(self, mark: Mark, time_s: float) -> None:
        """Move a keyframe to another time within the film."""
        mark.time_s = round(min(self.length_s, max(0.0, time_s)), 3)
        self._tell()

    def x_of(self, time_s: float) -> float:
        """Pixels from the left; where people read from the right, the film begins there, as in its slider."""
        room = self.width() - MARK
        share = time_s / self.length_s if self.length_s else 0.0
        return MARK / 2 + room * (1 - share if self._mirrored else share)

    def sizeHint(self) -> QSize:
        return QSize(200, LINE + 22)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, LINE + 22)

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        if event is not None:
            near = [
                mark for mark in self.marks if abs(self.x_of(mark.time_s) - event.position().x()) < MARK / 2
            ]
            x = event.position().x()
            self._choose(min(near, key=lambda mark: abs(self.x_of(mark.time_s) - x), default=None))

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        if event is not None and self.chosen is not None and self.width() > MARK:
            share = (event.position().x() - MARK / 2) / (self.width() - MARK)
            self.move_to(self.chosen, (1 - share if self._mirrored else share) * self.length_s)

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        if event is None or self.chosen is None:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.take_out(self.chosen)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            later = (event.key() == Qt.Key.Key_Right) != self._mirrored
            self.move_to(self.chosen, self.chosen.time_s + (STEP_S if later else -STEP_S))
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent | None) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        painter.setPen(QPen(palette.color(QPalette.ColorRole.Mid), 3))
        painter.drawLine(QPointF(MARK / 2, LINE), QPointF(self.width() - MARK / 2, LINE))
        if self._length_s:
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), 1))
            x = self.x_of(min(self._position_s, self._length_s))
            painter.drawLine(QPointF(x, 2), QPointF(x, LINE + 6))
        for mark in sorted(self.marks, key=lambda mark: mark is self.chosen):
            self._draw(painter, mark)

    def _draw(self, painter: QPainter, mark: Mark) -> None:
        palette, x = self.palette(), self.x_of(mark.time_s)
        square = QRectF(x - MARK / 2, 4, MARK, MARK)
        shape = QPainterPath()
        shape.addRoundedRect(square, 5, 5)
        painter.save()
        painter.setClipPath(shape)
        mark.picture.paint(painter, square.toRect())
        painter.restore()
        role = QPalette.ColorRole.Highlight if mark is self.chosen else QPalette.ColorRole.Mid
        painter.setPen(QPen(palette.color(role), 2))
        painter.drawPath(shape)
        painter.drawLine(QPointF(x, square.bottom()), QPointF(x, LINE + 4))
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        label = QRectF(min(max(0.0, x - 30), self.width() - 60.0), LINE + 4, 60, 16)
        left, right = x < 30, x > self.width() - 30
        side = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignRight if right else None
        painter.drawText(label, side or Qt.AlignmentFlag.AlignHCenter, clock_text(mark.time_s))

    @property
    def _mirrored(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _choose(self, mark: Mark | None) -> None:
        self.chosen = mark
        self._follow()

    def _tell(self) -> None:
        self._follow()
        self.changed.emit()

    def _follow(self) -> None:
        self.setRange(0, round(10 * self.length_s))
        self.setValue(round(10 * self.chosen.time_s) if self.chosen else 0)
        self.update()
