"""Status line: how fast and how late it is painted, in plain words; the details on a click."""

from PyQt6.QtCore import QPoint, QSize, Qt
from PyQt6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PyQt6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QLabel, QStatusBar, QToolButton, QWidget

from app.window.bridge import LiveStatus

GOOD, SLOW = QColor("#30a46c"), QColor("#e2a336")
"""Colours of the dot: it keeps up, or it does not."""

SMOOTH_RATE: float = 20.0
"""Frames per second that look smooth; fewer are fine where the source gives fewer."""

DETAILS_WIDTH: int = 380
"""Pixels."""


class StatusLine(QStatusBar):
    """A note at the left; a dot and two figures at the right, which open the details."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self.setContentsMargins(14, 0, 14, 4)
        self.note = QLabel()
        self.note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.addWidget(self.note)
        self.details = Details(self)
        self.dot = Dot()
        self.figures = QToolButton()
        self.figures.setAutoRaise(True)
        self.figures.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.figures.setToolTip(
            self.tr("Painted pictures per second, and how late they are. Click for more.")
        )
        self.figures.clicked.connect(self._show_details)
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.dot)
        layout.addWidget(self.figures)
        row.setMinimumHeight(self.figures.sizeHint().height())  # the picture does not move when they go
        self.addPermanentWidget(row)
        self._say("", None)

    def show_status(self, status: LiveStatus, latency_ms: float | None) -> None:
        """Show these; the size of a picture that stands still, and nothing of one that is lost."""
        strained = status.strained and status.rate > 0  # a photo has nothing to keep up with
        self.note.setText(self.tr("Painting small to keep up") if strained else "")
        if status.rate <= 0:
            width, height = status.size
            self._say(f"{width} × {height}" if status.source_ok else "", None)  # noqa: RUF001
        else:
            fps = self.tr("{rate} fps").format(rate=round(status.rate))
            late = "" if latency_ms is None else self.tr("{ms} ms").format(ms=round(latency_ms))
            keeps_up = status.rate >= min(SMOOTH_RATE, 0.8 * status.source_rate)
            self._say(" · ".join(part for part in (fps, late) if part), keeps_up)
        self.details.show_status(status, latency_ms if status.rate > 0 else None)

    def _say(self, text: str, keeps_up: bool | None) -> None:
        self.figures.setText(text)
        self.figures.setVisible(bool(text))
        words = {True: self.tr("keeps up"), False: self.tr("is slow"), None: ""}[keeps_up]
        spoken = " · ".join(part for part in (text, words) if part)
        self.figures.setAccessibleName(spoken or self.tr("Details of the painting"))
        self.dot.show_color({True: GOOD, False: SLOW, None: None}[keeps_up])

    def _show_details(self) -> None:
        size = QSize(DETAILS_WIDTH, self.details.heightForWidth(DETAILS_WIDTH))
        self.details.resize(size)
        corner = self.figures.mapToGlobal(QPoint(self.figures.width() - size.width(), -size.height() - 6))
        self.details.move(corner)
        self.details.show()


class Dot(QWidget):
    """A small disc of a colour; nothing without one."""

    def __init__(self) -> None:
        super().__init__()
        self.color: QColor | None = None
        self.setFixedSize(QSize(10, 10))

    def show_color(self, color: QColor | None) -> None:
        """Be of this colour."""
        if color != self.color:
            self.color = color
            self.update()

    def paintEvent(self, event: QPaintEvent | None) -> None:
        if self.color is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.color)
        painter.drawEllipse(self.rect().adjusted(1, 1, -1, -1))
        painter.end()


class Details(QFrame):
    """What engineers want to know, in a pop-up that any click closes."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(self.tr("Details of the painting"))
        form = QFormLayout(self)
        form.setContentsMargins(16, 12, 16, 12)
        form.setHorizontalSpacing(16)
        self.rate = _row(form, self.tr("Painted"))
        self.latency = _row(form, self.tr("From camera to screen"))
        self.size_label = _row(form, self.tr("Painted at"))
        self.device = _row(form, self.tr("Device"))
        self.runtime = _row(form, self.tr("Computed with"))
        self.reason = QLabel()
        self.reason.setWordWrap(True)
        self.reason.setFixedWidth(DETAILS_WIDTH)
        self.reason.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        form.addRow(self.reason)

    def show_status(self, status: LiveStatus, latency_ms: float | None) -> None:
        """Show these."""
        self.rate.setText(self.tr("{rate} fps").format(rate=f"{status.rate:.1f}"))
        self.latency.setText("–" if latency_ms is None else self.tr("{ms} ms").format(ms=round(latency_ms)))  # noqa: RUF001
        self._show_sizes(status)
        if (device := status.device) is not None:
            self.device.setText(device.device.upper())
            self.runtime.setText(f"{device.runtime}, {device.precision}")
            self.reason.setText(device.reason)

    def _show_sizes(self, status: LiveStatus) -> None:
        painted, shown = (f"{width} × {height}" for width, height in (status.render_size, status.size))  # noqa: RUF001
        if painted == shown:
            self.size_label.setText(painted)
            self.size_label.setToolTip(self.tr("Size at which the network paints"))
            return
        self.size_label.setText(f"{painted} → {shown}")
        how = self.tr("along the edges of the picture") if status.sharp else self.tr("plainly")
        meaning = self.tr("Painted at {painted} and enlarged {how}").format(painted=painted, how=how)
        self.size_label.setToolTip(meaning)


def _row(form: QFormLayout, text: str) -> QLabel:
    value = QLabel()
    label = QLabel(text)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    form.addRow(label, value)
    return value
