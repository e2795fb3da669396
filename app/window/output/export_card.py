"""Export card: one video file of the queue: its name, its progress, and what can be done with it."""

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QPalette
from PyQt6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.window.languages import translated
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
        name = QLabel(_title(export))
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
        self.look_label = QLabel(describe(export))
        self.look_label.setWordWrap(True)
        self.look_label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.retry_button = QPushButton(self.tr("Retry"))
        self.retry_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.retry_button.clicked.connect(lambda: queue.retry(export))
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
        layout.addWidget(self.look_label)
        layout.addWidget(self.bar)
        layout.addWidget(self.state_label)
        layout.addWidget(self.retry_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.refresh()

    def refresh(self) -> None:
        """Show how far it is."""
        export = self._export
        self.bar.setValue(round(export.done * 1000))
        self.bar.setVisible(export.state in (export_queue.PAINTING, export_queue.PAUSED))
        self.state_label.setText(self._text())
        self.retry_button.setVisible(export.state in (export_queue.FAILED, export_queue.CANCELLED))
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
            again = "" if export.goes_on_s is None else self._goes_on(export.goes_on_s)
            return " · ".join(part for part in (f"{round(export.done * 100)} %", left, again) if part)
        return {
            export_queue.WAITING: self.tr("Waits for its turn"),
            export_queue.PAUSED: self.tr("Paused at {share} %").format(share=round(export.done * 100)),
            export_queue.DONE: export.message or self.tr("Done: {name}").format(name=export.output.name),
            export_queue.FAILED: export.message,
            export_queue.CANCELLED: self.tr("Cancelled"),
        }[export.state]

    def _goes_on(self, seconds: float) -> str:
        return self.tr("goes on at {time}, where it was cut off").format(time=clock_text(seconds))

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


def describe(export: Export) -> str:
    """How it is painted: styles, size, and whatever is not as always."""
    settings, part = export.look.settings, export.part
    words = [" + ".join(name for _, name, _ in export.look.styles)]
    size = settings.render_size
    words.append(
        translated("painted at full size")
        if size is None
        else translated("painted at {size} px").format(size=size)
    )
    if settings.strength < 1:
        words.append(translated("strength {share} %").format(share=round(settings.strength * 100)))
    if settings.smoothing and not export.is_photo:
        words.append(translated("smoothing {share} %").format(share=round(settings.smoothing * 100)))
    if settings.keep_colors:
        words.append(translated("own colours"))
    if settings.mirror:
        words.append(translated("mirrored"))
    if part is not None and not part.is_whole:
        end = translated("the end") if part.end is None else clock_text(float(part.end))
        words.append(translated("{start} to {end}").format(start=clock_text(float(part.start)), end=end))
    if part is not None and part.long_side:
        words.append(translated("{size} px wide or high").format(size=part.long_side))
    return " · ".join(words)


def _title(export: Export) -> str:
    return (
        translated("Try-out of {name}").format(name=export.source.name)
        if export.is_try
        else export.source.name
    )


def _small_button(card: QWidget) -> QToolButton:
    button = QToolButton(card)
    button.setFixedSize(24, 24)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _show_on(button: QToolButton, picture: str, text: str) -> None:
    button.setIcon(icon(picture))
    button.setToolTip(text)
    button.setAccessibleName(text)
