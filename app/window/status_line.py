"""Status line: frame rate, latency, render size and device."""

from PyQt6.QtGui import QPalette
from PyQt6.QtWidgets import QLabel, QStatusBar

from app.window.bridge import LiveStatus


class StatusLine(QStatusBar):
    """A row of labels, each with a tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self.setContentsMargins(14, 0, 14, 4)
        self.note = QLabel()
        self.note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.addWidget(self.note)
        self.rate = self._figure(self.tr("Painted frames per second"))
        self.latency = self._figure(self.tr("From the camera to the screen"))
        self.size_label = self._figure(self.tr("Size at which the network paints"))
        self.device = self._figure("")

    def show_status(self, figures: LiveStatus, latency_ms: float | None) -> None:
        """Show these."""
        self.note.setText(self.tr("Painting small to keep up") if figures.strained else "")
        self.rate.setText(self.tr("{rate} frames/s").format(rate=round(figures.rate)))
        self.latency.setText("" if latency_ms is None else self.tr("{ms} ms").format(ms=round(latency_ms)))
        self._show_sizes(figures)
        if (device := figures.device) is not None:
            self.device.setText(f"{device.device.upper()} · {device.precision} · {device.runtime}")
            self.device.setToolTip(device.reason)

    def _show_sizes(self, figures: LiveStatus) -> None:
        painted, shown = (f"{width} × {height}" for width, height in (figures.render_size, figures.size))  # noqa: RUF001
        if painted == shown:
            self.size_label.setText(painted)
            self.size_label.setToolTip(self.tr("Size at which the network paints"))
            return
        self.size_label.setText(f"{painted} → {shown}")
        how = self.tr("along the edges of the picture") if figures.sharp else self.tr("plainly")
        meaning = self.tr("Painted at {painted} and enlarged {how}").format(painted=painted, how=how)
        self.size_label.setToolTip(meaning)

    def _figure(self, meaning: str) -> QLabel:
        label = QLabel()
        label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        label.setToolTip(meaning)
        label.setContentsMargins(10, 0, 0, 0)
        self.addPermanentWidget(label)
        return label
