"""Mask canvas: over the picture, while a mask is painted or placed there with the mouse."""

from PyQt6.QtCore import QEvent, QObject, QPointF, Qt, pyqtSignal
from PyQt6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent
from PyQt6.QtWidgets import QWidget

from app.window.preview.preview import Preview

TINT: str = "#66e03030"
"""Colour over what is inside the mask."""


class MaskCanvas(QWidget):
    """Takes the mouse over the picture while it is shown.

    Signals:
        stroked: from where to where (x, y: shares of the picture), and whether it takes away (right button).
        strokeEnded: the button was let go.
    """

    stroked = pyqtSignal(tuple, tuple, bool)
    strokeEnded = pyqtSignal()  # noqa: N815

    def __init__(self, preview: Preview) -> None:
        super().__init__(preview)
        self._preview = preview
        self._mask = QImage()
        self._last: tuple[float, float] | None = None
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.hide()
        preview.installEventFilter(self)

    def show_mask(self, mask: QImage) -> None:
        """Tint what is inside; greys, or a null image for nothing."""
        self._mask = mask
        self.update()

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        if event is not None and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._preview.rect())
        return False

    def showEvent(self, event: object) -> None:
        self.setGeometry(self._preview.rect())
        self.raise_()

    def paintEvent(self, event: QPaintEvent | None) -> None:
        if self._mask.isNull():
            return
        tint = QImage(self._mask.size(), QImage.Format.Format_ARGB32)
        tint.fill(QColor(TINT))
        alpha = QImage(self._mask)
        alpha.reinterpretAsFormat(QImage.Format.Format_Alpha8)
        inside = QPainter(tint)
        inside.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
        inside.drawImage(0, 0, alpha)
        inside.end()
        if self._preview.view.mirror:
            tint = tint.flipped(Qt.Orientation.Horizontal)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self._preview.picture_rect(), tint)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        if event is not None and not self._preview.picture_rect().isEmpty():
            self._last = self._place(event.position())
            self._stroke(event, event.button() == Qt.MouseButton.RightButton)

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        if event is not None and self._last is not None:
            self._stroke(event, bool(event.buttons() & Qt.MouseButton.RightButton))

    def mouseReleaseEvent(self, event: QMouseEvent | None) -> None:
        if self._last is not None:
            self._last = None
            self.strokeEnded.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent | None) -> None:
        self.mousePressEvent(event)  # or the picture below would go to full screen

    def _stroke(self, event: QMouseEvent, erase: bool) -> None:
        assert self._last is not None
        place = self._place(event.position())
        self.stroked.emit(self._last, place, erase)
        self._last = place

    def _place(self, at: QPointF) -> tuple[float, float]:
        where = self._preview.picture_rect()
        x, y = (at.x() - where.left()) / where.width(), (at.y() - where.top()) / where.height()
        return (1 - x if self._preview.view.mirror else x), y
