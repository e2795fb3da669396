"""Preview: the newest painted frame, as large as it fits. A timer polls for it."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from PyQt6.QtCore import QPointF, QRectF, QSizeF, Qt, QTimer, pyqtSignal
from PyQt6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QMouseEvent,
    QPainter,
    QPalette,
)
from PyQt6.QtWidgets import QVBoxLayout, QWidget

from app.window.preview.drop_zones import CONTENT, Zone, draw_zones, zone_at, zones_of
from app.window.preview.overlay import draw_divider, draw_hint, draw_label, draw_veil
from app.window.preview.surface import make_surface
from app.window.theme import qt_image

if TYPE_CHECKING:
    from engine import Frame, Image

POLL_MS: int = 8
"""Milliseconds between two polls of the slot: a frame waits at most this long."""

GRAB: float = 14.0
"""Pixels on each side of the divider where the mouse takes hold of it."""

LATENCIES: int = 30
"""Frames over which the shown latency is the median."""


@dataclass(frozen=True, slots=True)
class View:
    """What is shown of a frame."""

    split: float | None = None
    """Position of the divider, 0..1 of the picture's width: before | after. None: no divider."""

    original: bool = False
    """Show the unpainted picture instead."""

    mirror: bool = False
    """Show it as a mirror would; nothing but the view is turned."""


class Preview(QWidget):
    """Shows the newest frame of a slot.

    Signals:
        fullScreenWanted: the picture was double-clicked.
        splitMoved: the divider was dragged; 0..1.
        dropped: what was dropped on the picture to paint with, as QMimeData.
        dragged: something is over the picture (True), or is no longer.
        contentDropped: what was dropped on the picture to be painted, as QMimeData.
    """

    fullScreenWanted = pyqtSignal()  # noqa: N815
    splitMoved = pyqtSignal(float)  # noqa: N815
    dropped = pyqtSignal(object)
    dragged = pyqtSignal(bool)
    contentDropped = pyqtSignal(object)  # noqa: N815

    def __init__(self, latest: "Callable[[], Frame | None]", *, opengl: bool | None = None) -> None:
        """Open.

        Args:
            latest: gives the newest frame at once, or None.
            opengl: scale on the GPU; None = when there is one.
        """
        super().__init__()
        self.view = View()
        self.frames_shown = 0
        """Different frames that reached the screen."""
        self.hint = ""
        """What to say where there is no picture."""
        self.stale = False
        """The picture is an old one: its source gives no more."""
        self._zones: tuple[Zone, ...] = ()
        self._zone: Zone | None = None
        self._latest = latest
        self._frame: Frame | None = None
        self._latencies: deque[float] = deque(maxlen=LATENCIES)
        self._dragging = False
        self.surface = make_surface(self, self.paint, opengl=opengl)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.surface)
        self.setMinimumSize(320, 180)
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Painted picture"))
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._poll)
        self._timer.start(POLL_MS)

    @property
    def frame(self) -> "Frame | None":
        """The frame on the screen."""
        return self._frame

    @property
    def latency_ms(self) -> float | None:
        """From the camera to the screen, median of the last frames; None when the source does not say."""
        return median(self._latencies) if self._latencies else None

    def show_view(self, view: View) -> None:
        """Change what is shown."""
        self.view = view
        self.surface.update()

    def show_hint(self, text: str) -> None:
        """Say something where there is no picture."""
        self.hint = text
        self.surface.update()

    def show_stale(self, on: bool) -> None:
        """Veil the picture, as its source gives no more; or unveil it."""
        if on != self.stale:
            self.stale = on
            self._latencies.clear()
            self.surface.update()

    def paint(self, painter: QPainter, size: QSizeF) -> None:
        """Draw everything onto a surface of this size."""
        room = QRectF(QPointF(0, 0), size)
        painter.fillRect(room, self.palette().color(QPalette.ColorRole.Shadow))
        painter.setFont(self.font())
        if self._frame is None:
            draw_hint(painter, room, self.hint, self.palette())
        else:
            self._paint_frame(painter, self._frame, size)
            if self.stale:
                draw_veil(painter, room)
        if self._zones:
            draw_zones(painter, room, self._zones, self._zone, self.palette())

    def _paint_frame(self, painter: QPainter, frame: "Frame", size: QSizeF) -> None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        height, width = frame.image.shape[:2]
        where = fitted(QSizeF(width, height), size)
        before = frame.image if frame.content is None else frame.content
        if self.view.split is None:
            return draw_picture(
                painter, before if self.view.original else frame.image, where, self.view.mirror
            )
        self._paint_split(painter, before, frame.image, where)

    def _paint_split(self, painter: QPainter, before: "Image", after: "Image", where: QRectF) -> None:
        x = where.left() + (self.view.split or 0.0) * where.width()
        for image, left, right in ((before, where.left(), x), (after, x, where.right())):
            painter.setClipRect(QRectF(left, where.top(), right - left, where.height()))
            draw_picture(painter, before if self.view.original else image, where, self.view.mirror)
        painter.setClipping(False)
        draw_divider(painter, x, where)
        draw_label(painter, where, self.tr("Before"), right=False)
        draw_label(painter, where, self.tr("After"), right=True)

    def _poll(self) -> None:
        frame = self._latest()
        if frame is None or frame is self._frame:
            return
        self._frame = frame
        self.frames_shown += 1
        if frame.captured_s is not None:
            self._latencies.append((time.perf_counter() - frame.captured_s) * 1000)
        self.surface.update()

    def picture_rect(self) -> QRectF:
        """Where the picture is, in this widget's pixels; empty when there is none."""
        if self._frame is None:
            return QRectF()
        height, width = self._frame.image.shape[:2]
        return fitted(QSizeF(width, height), QSizeF(self.size()))

    def _near_divider(self, at: QPointF) -> bool:
        if self.view.split is None:
            return False
        where = self.picture_rect()
        return abs(at.x() - (where.left() + self.view.split * where.width())) <= GRAB

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        if event is not None and event.button() == Qt.MouseButton.LeftButton:
            self._dragging = self._near_divider(event.position())

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        if event is None:
            return
        if self._dragging:
            where = self.picture_rect()
            share = (event.position().x() - where.left()) / max(1.0, where.width())
            self.splitMoved.emit(min(1.0, max(0.0, share)))
        near = self._dragging or self._near_divider(event.position())
        self.setCursor(Qt.CursorShape.SplitHCursor if near else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent | None) -> None:
        self._dragging = False

    def mouseDoubleClickEvent(self, event: QMouseEvent | None) -> None:
        if event is not None and not self._near_divider(event.position()):
            self.fullScreenWanted.emit()

    def dragEnterEvent(self, event: QDragEnterEvent | None) -> None:
        if event is not None:
            event.acceptProposedAction()
            self._offer(zones_of(event.mimeData()), event.position())

    def dragMoveEvent(self, event: QDragMoveEvent | None) -> None:
        if event is not None:
            event.acceptProposedAction()
            self._offer(self._zones, event.position())

    def dragLeaveEvent(self, event: QDragLeaveEvent | None) -> None:
        self._offer((), QPointF())

    def dropEvent(self, event: QDropEvent | None) -> None:
        if event is None:
            return
        zone = zone_at(zones_of(event.mimeData()), event.position(), QRectF(self.rect()))
        self._offer((), QPointF())
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        to_paint = zone is not None and zone.key == CONTENT
        (self.contentDropped if to_paint else self.dropped).emit(event.mimeData())

    def _offer(self, zones: tuple[Zone, ...], at: QPointF) -> None:
        zone = zone_at(zones, at, QRectF(self.rect()))
        if (zones, zone) != (self._zones, self._zone):
            if bool(zones) != bool(self._zones):
                self.dragged.emit(bool(zones))
            self._zones, self._zone = zones, zone
            self.surface.update()


def fitted(picture: QSizeF, room: QSizeF) -> QRectF:
    """The largest rectangle of the picture's shape in the middle of the room."""
    size = picture.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
    return QRectF((room.width() - size.width()) / 2, (room.height() - size.height()) / 2, *_pair(size))


def _pair(size: QSizeF) -> tuple[float, float]:
    return size.width(), size.height()


def draw_picture(painter: QPainter, image: "Image", where: QRectF, mirror: bool = False) -> None:
    """Draw (H, W, 3) uint8 RGB into a rectangle."""
    painter.save()
    if mirror:
        painter.translate(2 * where.center().x(), 0)
        painter.scale(-1, 1)
    painter.drawImage(where, qt_image(image))
    painter.restore()
