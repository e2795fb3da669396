"""Status line: frame rate, latency, render size and device."""

from PyQt6.QtCore import QTimer
from PyQt6.QtGui import QColor, QPalette
from PyQt6.QtWidgets import QLabel, QStatusBar

from app.window.bridge import LiveStatus
from app.window.theme import clock_text


class StatusLine(QStatusBar):
    """A row of labels, each with a tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self.setContentsMargins(14, 0, 14, 4)
        self.recording = QLabel()
        red = self.recording.palette()
        red.setColor(QPalette.ColorRole.WindowText, QColor("#e5484d"))
        self.recording.setPalette(red)
        self._recorded_s = 0
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._on_second)
        self.addWidget(self.recording)
        self.rate = self._figure(self.tr("Painted frames per second"))
        self.latency = self._figure(self.tr("From the camera to the screen"))
        self.size_label = self._figure(self.tr("Size at which the network paints"))
        self.device = self._figure("")

    def show_status(self, figures: LiveStatus, latency_ms: float | None) -> None:
        """Show these."""
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

    def show_recording(self, on: bool) -> None:
        """Show that a recording runs, and for how long."""
        self._recorded_s = 0
        self.recording.setText(f"●  {clock_text(0)}" if on else "")
        self._clock.start() if on else self._clock.stop()

    def _on_second(self) -> None:
        self._recorded_s += 1
        self.recording.setText(f"●  {clock_text(self._recorded_s)}")

    def _figure(self, meaning: str) -> QLabel:
        label = QLabel()
        label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        label.setToolTip(meaning)
        label.setContentsMargins(10, 0, 0, 0)
        self.addPermanentWidget(label)
        return label
