"""Edges: arrows at both ends of the strip of styles, where there are more of them."""

from PyQt6.QtCore import QEasingCurve, QEvent, QObject, QPropertyAnimation, QSize, Qt
from PyQt6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent, QPalette
from PyQt6.QtWidgets import QAbstractItemView, QToolButton

from app.window.theme import draw_icon, faded

WIDTH: int = 42
"""Pixels of an arrow."""

SCROLL_MS: int = 220
"""Milliseconds that one page takes."""


class Edges(QObject):
    """Two arrows over a list that scrolls sideways; each is there only while it leads somewhere."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        bar = view.horizontalScrollBar()
        assert bar is not None
        self._bar = bar
        self._glide = QPropertyAnimation(bar, b"value", self)
        self._glide.setDuration(SCROLL_MS)
        self._glide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.back = Arrow(view, "left", self.tr("Styles before these"))
        self.on = Arrow(view, "right", self.tr("More styles"))
        self.back.clicked.connect(lambda: self._scroll(-1))
        self.on.clicked.connect(lambda: self._scroll(1))
        for changed in (bar.valueChanged, bar.rangeChanged):
            changed.connect(self.place)
        view.installEventFilter(self)
        self.place()

    def place(self) -> None:
        """Put the arrows where they belong."""
        view, bar = self._view, self._bar
        mirrored = view.layoutDirection() == Qt.LayoutDirection.RightToLeft
        ends = (self.on, self.back) if mirrored else (self.back, self.on)
        for arrow, x in zip(ends, (0, view.width() - WIDTH), strict=True):
            arrow.setGeometry(x, 0, WIDTH, view.height())
            arrow.picture = "left" if x == 0 else "right"
        self.back.setVisible(bar.maximum() > 0 and bar.value() > bar.minimum())
        self.on.setVisible(bar.maximum() > 0 and bar.value() < bar.maximum())

    def _scroll(self, pages: int) -> None:
        bar = self._bar
        target = bar.value() + pages * (bar.pageStep() - 2 * WIDTH)
        self._glide.stop()
        self._glide.setEndValue(min(bar.maximum(), max(bar.minimum(), target)))
        self._glide.start()

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        if event is not None and event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutDirectionChange):
            self.place()
        return False


class Arrow(QToolButton):
    """An arrow on a veil over the edge."""

    def __init__(self, view: QAbstractItemView, picture: str, text: str) -> None:
        super().__init__(view)
        self.picture = picture
        """Name of its icon."""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrow keys move among the styles
        self.setToolTip(text)
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, WIDTH)

    def paintEvent(self, event: QPaintEvent | None) -> None:
        painter = QPainter(self)
        palette = self.palette()
        painter.fillRect(self.rect(), self._veil(palette.color(QPalette.ColorRole.Window)))
        leftward = self.picture == "left"
        room = self.rect().adjusted(*((4, 0, -16, 0) if leftward else (16, 0, -4, 0)))
        room.setTop((self.height() - room.width()) // 2 - 10)
        room.setHeight(room.width())
        draw_icon(painter, self.picture, room.toRectF(), palette.color(QPalette.ColorRole.WindowText))
        painter.end()

    def _veil(self, color: QColor) -> QLinearGradient:
        """Nothing at the inner edge, so that no name is cut off hard."""
        inner, outer = (self.width(), 0) if self.picture == "left" else (0, self.width())
        veil = QLinearGradient(inner, 0, outer, 0)
        veil.setColorAt(0.0, faded(color, 0.0))
        veil.setColorAt(0.4, faded(color, 0.95 if self.underMouse() else 0.85))
        veil.setColorAt(1.0, faded(color, 0.98))
        return veil
