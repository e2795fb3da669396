"""Export card: one video file of the queue: its name, its progress, and what can be done with it."""

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QPalette
from PyQt6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.window.output import export_queue
from app.window.output.export_queue import Export, ExportQueue
from app.window.theme import clock_text, icon


class ExportCard(QWidget):
    """One export: its name, its progress, and what can be done about it."""

    shown = pyqtSignal(str)
    removed = pyqtSignal()

    def __init__(self, export: Export, queue: ExportQueue) -> None:
        super().__init__()
        self._export = export
        self._queue = queue
        name = QLabel(export.source.name)
        name.setToolTip(str(export.output))
        name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.bar.setAccessibleName(self.tr("Progress of {name}").format(name=export.source.name))
        self.state_label = QLabel()
        self.state_label.setWordWrap(True)
        self.state_label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.pause_button = _small_button(self)
        self.pause_button.clicked.connect(self._on_pause)
        self.remove_button = _small_button(self)
        self.remove_button.clicked.connect(self._on_remove)
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(name, 1)
        head.addWidget(self.pause_button)
        head.addWidget(self.remove_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.bar)
        layout.addWidget(self.state_label)
        self.refresh()

    def refresh(self) -> None:
        """Show how far it is."""
        export = self._export
        self.bar.setValue(round(export.done * 1000))
        self.bar.setVisible(export.state in (export_queue.PAINTING, export_queue.PAUSED))
        self.state_label.setText(self._text())
        running = export.state in (export_queue.PAINTING, export_queue.PAUSED)
        done = export.state == export_queue.DONE
        self.pause_button.setVisible(running or done)
        _show_on(self.pause_button, *self._pause_button_shows(done))
        waiting = running or export.state == export_queue.WAITING
        _show_on(
            self.remove_button, "close", self.tr("Cancel") if waiting else self.tr("Remove from the list")
        )

    def _pause_button_shows(self, done: bool) -> tuple[str, str]:
        if done:
            return "folder", self.tr("Show in folder")
        paused = self._export.state == export_queue.PAUSED
        return ("play", self.tr("Go on")) if paused else ("pause", self.tr("Pause"))

    def _text(self) -> str:
        export = self._export
        if export.state == export_queue.PAINTING:
            left = (
                "" if export.left_s is None else self.tr("{time} left").format(time=clock_text(export.left_s))
            )
            return " · ".join(part for part in (f"{round(export.done * 100)} %", left) if part)
        return {
            export_queue.WAITING: self.tr("Waits for its turn"),
            export_queue.PAUSED: self.tr("Paused at {share} %").format(share=round(export.done * 100)),
            export_queue.DONE: export.message or self.tr("Done: {name}").format(name=export.output.name),
            export_queue.FAILED: export.message,
            export_queue.CANCELLED: self.tr("Cancelled"),
        }[export.state]

    def _on_pause(self) -> None:
        if self._export.state == export_queue.DONE:
            self.shown.emit(str(self._export.output))
        elif self._export.state == export_queue.PAUSED:
            self._queue.resume(self._export)
        else:
            self._queue.pause(self._export)

    def _on_remove(self) -> None:
        if self._export.state in (export_queue.WAITING, export_queue.PAINTING, export_queue.PAUSED):
            self._queue.cancel(self._export)
        else:
            self._queue.exports.remove(self._export)
            self.removed.emit()


def _small_button(card: QWidget) -> QToolButton:
    button = QToolButton(card)
    button.setFixedSize(24, 24)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _show_on(button: QToolButton, picture: str, text: str) -> None:
    button.setIcon(icon(picture))
    button.setToolTip(text)
    button.setAccessibleName(text)
