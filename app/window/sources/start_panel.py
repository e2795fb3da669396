"""Start panel: three large buttons over the demo scene, for the first ten seconds."""

from PyQt6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PyQt6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.window.theme import draw_icon, faded

BUTTON = QSize(172, 108)
"""Pixels."""

NARROW: int = 620
"""Pixels: in a picture that is narrower the buttons are smaller."""

LOW: float = 24.0
"""Pixels between the panel and the lower edge of the picture."""

ABOVE: float = 56.0
"""Pixels above the panel that the picture's own buttons and a message need."""


class StartPanel(QWidget):
    """Over a widget, in the middle of its lower half; hidden until `offer`.

    Signals:
        cameraWanted, filesWanted, screenWanted: a button was pressed.
    """

    cameraWanted = pyqtSignal()  # noqa: N815
    filesWanted = pyqtSignal()  # noqa: N815
    screenWanted = pyqtSignal()  # noqa: N815

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._dismissed = False
        self._offered = False
        self._in_the_way = False
        title = QLabel(self.tr("What shall be painted?"))
        self.camera = self._button("source", self.tr("Use my camera"), self.cameraWanted)
        self.files = self._button("film", self.tr("Open video or photo"), self.filesWanted)
        self.screen_button = self._button("screen", self.tr("Paint my screen"), self.screenWanted)
        self.keep = QPushButton(self.tr("Keep the demo scene"))
        self.keep.setFlat(True)
        self.keep.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.keep.clicked.connect(self.dismiss)
        row = QHBoxLayout()
        row.setSpacing(10)
        for button in (self.camera, self.files, self.screen_button):
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 10)
        layout.setSpacing(10)
        layout.addWidget(title, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addLayout(row)
        layout.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignHCenter)
        self.setAccessibleName(title.text())
        over.installEventFilter(self)
        self.hide()

    def offer(self, on: bool) -> None:
        """Show it, unless a person has sent it away; or hide it."""
        self._offered = on
        self._update()

    def dismiss(self) -> None:
        """Not again until the program is started anew."""
        self._dismissed = True
        self._update()

    def make_way(self, on: bool) -> None:
        """Hide for a moment, while something is dragged over the picture; or come back."""
        self._in_the_way = on
        self._update()

    def _update(self) -> None:
        self._fit()
        hidden = self._dismissed or self._in_the_way or self._in_full_screen or not self._has_room
        self.setVisible(self._offered and not hidden)

    @property
    def _has_room(self) -> bool:
        """While all styles are shown in a small window, it would cover the picture and the buttons on it."""
        return self.height() + LOW + ABOVE <= self._over.height()

    @property
    def _in_full_screen(self) -> bool:
        window = self.window()
        return window is not None and window.isFullScreen()

    def _button(self, picture: str, text: str, wanted: object) -> "LargeButton":
        button = LargeButton(picture, text)
        button.clicked.connect(lambda: wanted.emit())  # type: ignore[attr-defined]
        return button

    def _fit(self) -> None:
        narrow = self._over.width() < NARROW
        for button in (self.camera, self.files, self.screen_button):
            button.setFixedSize(QSize(140, 84) if narrow else BUTTON)
        self.adjustSize()
        size = self.sizeHint()
        low = max(0, self._over.height() - size.height() - round(LOW))
        self.setGeometry((self._over.width() - size.width()) // 2, low, size.width(), size.height())
        self.raise_()

    def paintEvent(self, event: QPaintEvent | None) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
        painter.setBrush(faded(self.palette().color(QPalette.ColorRole.Window), 0.92))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 14, 14)
        painter.end()

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        if event is not None and event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._update()
        return False


class LargeButton(QToolButton):
    """A plate with a large icon above a word or two."""

    def __init__(self, picture: str, text: str) -> None:
        super().__init__()
        self._picture = picture
        self.setText(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(text)

    def paintEvent(self, event: QPaintEvent | None) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, plate = self.palette(), QRectF(self.rect()).adjusted(1, 1, -1, -1)
        accent = palette.color(QPalette.ColorRole.Highlight)
        active = self.underMouse() or self.isDown() or self.hasFocus()
        painter.setPen(QPen(accent, 2) if active else QPen(palette.color(QPalette.ColorRole.Mid), 1))
        painter.setBrush(faded(accent, 0.22) if active else palette.color(QPalette.ColorRole.Button))
        painter.drawRoundedRect(plate, 10, 10)
        lower = self.fontMetrics().height() + 14
        side = min(44.0, plate.height() - lower - 14)
        picture = QRectF(0, 0, side, side)
        picture.moveCenter(plate.center() - QPointF(0, lower / 2 - 4))
        draw_icon(painter, self._picture, picture, palette.color(QPalette.ColorRole.ButtonText))
        painter.setPen(palette.color(QPalette.ColorRole.ButtonText))
        words = QRectF(plate.left() + 4, plate.bottom() - lower, plate.width() - 8, lower)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()
