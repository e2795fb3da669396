"""Export panel: the video files that are painted, with their progress, beside the picture."""

from collections.abc import Sequence
from pathlib import Path

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QPalette
from PyQt6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.window import exports
from app.window.controls import heading_font
from app.window.exports import Export, ExportQueue
from app.window.icons import icon
from app.window.playback import clock_text

AUTO = "auto"
"""The encoder that plays everywhere."""

DEFAULT_QUALITY: int = 75
"""As on the command line."""


class ExportPanel(QWidget):
    """A card for each export, and how files are written.

    Signals:
        filesChosen: videos to paint.
        shown: path of a finished file to show in its folder.
    """

    filesChosen = pyqtSignal(list)  # noqa: N815
    shown = pyqtSignal(str)

    def __init__(self, queue: ExportQueue) -> None:
        super().__init__()
        self.queue = queue
        self.cards: dict[Export, ExportCard] = {}
        self.folder: Path | None = None
        """Where results go; None = beside each video."""
        queue.changed.connect(self._on_changed)
        add = QPushButton(icon("plus"), self.tr("Add video files …"))
        add.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        add.clicked.connect(self.ask_files)
        self.folder_button = QPushButton(self.tr("Beside each video"))
        self.folder_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.folder_button.clicked.connect(self.ask_folder)
        self.quality = _quality_slider(self.tr("Quality of the painted videos"))
        self.encoder = QComboBox()
        self.encoder.addItem(AUTO)
        self.encoder.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.overwrite = QCheckBox()
        self.pause_live = QCheckBox()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        layout.addWidget(_title(self, self.tr("Paint video files")))
        layout.addWidget(add)
        layout.addWidget(self._make_cards(), 1)
        layout.addLayout(_row(self.tr("Save"), self.folder_button))
        layout.addLayout(_row(self.tr("Quality"), self.quality))
        layout.addLayout(_row(self.tr("Encoder"), self.encoder))
        layout.addLayout(_row(self.tr("Replace existing files"), self.overwrite))
        layout.addLayout(_row(self.tr("Pause the live view meanwhile"), self.pause_live))

    def ask_files(self) -> None:
        """Let a person choose videos."""
        paths, _ = QFileDialog.getOpenFileNames(self.window(), self.tr("Paint video files"))
        if paths:
            self.filesChosen.emit([Path(path) for path in paths])

    def ask_folder(self) -> None:
        """Let a person choose where results go; cancelling means beside each video."""
        path = QFileDialog.getExistingDirectory(self.window(), self.tr("Folder for painted videos"))
        self.folder = Path(path) if path else None
        self.folder_button.setText(self.folder.name if self.folder else self.tr("Beside each video"))

    def show_encoders(self, names: Sequence[str]) -> None:
        """Offer these encoders besides the automatic one."""
        known = [self.encoder.itemText(index) for index in range(self.encoder.count())]
        self.encoder.addItems([name for name in names if name not in known])

    def clear_ended(self) -> None:
        """Take away the cards of what has ended."""
        self.queue.clear_ended()
        for export in [export for export in self.cards if export not in self.queue.exports]:
            self.cards.pop(export).deleteLater()
        self._empty.setVisible(not self.cards)

    def _make_cards(self) -> QScrollArea:
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._empty = QLabel(
            self.tr("Drop videos or a folder of them on the picture. The look of now is used.")
        )
        self._empty.setWordWrap(True)
        self._empty.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._column.addWidget(self._empty)
        self._column.addStretch()
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area

    def _on_changed(self, export: Export) -> None:
        if export not in self.cards:
            card = ExportCard(export, self.queue)
            card.shown.connect(self.shown.emit)
            card.removed.connect(self.clear_ended)
            self.cards[export] = card
            self._column.insertWidget(self._column.count() - 1, card)
            self._empty.hide()
        self.cards[export].refresh()


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
        self.says = QLabel()
        self.says.setWordWrap(True)
        self.says.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.hold = _small_button(self)
        self.hold.clicked.connect(self._on_hold)
        self.end = _small_button(self)
        self.end.clicked.connect(self._on_end)
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(name, 1)
        head.addWidget(self.hold)
        head.addWidget(self.end)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.bar)
        layout.addWidget(self.says)
        self.refresh()

    def refresh(self) -> None:
        """Show how far it is."""
        export = self._export
        self.bar.setValue(round(export.done * 1000))
        self.bar.setVisible(export.state in (exports.PAINTING, exports.PAUSED))
        self.says.setText(self._text())
        running = export.state in (exports.PAINTING, exports.PAUSED)
        done = export.state == exports.DONE
        self.hold.setVisible(running or done)
        _dress(self.hold, *self._hold_look(done))
        waiting = running or export.state == exports.WAITING
        _dress(self.end, "close", self.tr("Cancel") if waiting else self.tr("Remove from the list"))

    def _hold_look(self, done: bool) -> tuple[str, str]:
        if done:
            return "folder", self.tr("Show in folder")
        paused = self._export.state == exports.PAUSED
        return ("play", self.tr("Go on")) if paused else ("pause", self.tr("Pause"))

    def _text(self) -> str:
        export = self._export
        if export.state == exports.PAINTING:
            left = (
                "" if export.left_s is None else self.tr("{time} left").format(time=clock_text(export.left_s))
            )
            return " · ".join(part for part in (f"{round(export.done * 100)} %", left) if part)
        return {
            exports.WAITING: self.tr("Waits for its turn"),
            exports.PAUSED: self.tr("Paused at {share} %").format(share=round(export.done * 100)),
            exports.DONE: export.message or self.tr("Done: {name}").format(name=export.output.name),
            exports.FAILED: export.message,
            exports.CANCELLED: self.tr("Cancelled"),
        }[export.state]

    def _on_hold(self) -> None:
        if self._export.state == exports.DONE:
            self.shown.emit(str(self._export.output))
        elif self._export.state == exports.PAUSED:
            self._queue.resume(self._export)
        else:
            self._queue.pause(self._export)

    def _on_end(self) -> None:
        if self._export.state in (exports.WAITING, exports.PAINTING, exports.PAUSED):
            self._queue.cancel(self._export)
        else:
            self._queue.exports.remove(self._export)
            self.removed.emit()


def _title(panel: QWidget, text: str) -> QLabel:
    title = QLabel(text, panel)
    title.setFont(heading_font(title.font()))
    return title


def _row(text: str, widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    label = QLabel(text)
    label.setBuddy(widget)
    widget.setAccessibleName(widget.accessibleName() or text)
    row.addWidget(label)
    row.addStretch()
    row.addWidget(widget)
    return row


def _quality_slider(name: str) -> QSlider:
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setRange(0, 100)
    slider.setValue(DEFAULT_QUALITY)
    slider.setFixedWidth(110)
    slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    slider.setAccessibleName(name)
    slider.setToolTip("0–100")  # noqa: RUF001
    return slider


def _small_button(card: QWidget) -> QToolButton:
    button = QToolButton(card)
    button.setFixedSize(24, 24)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _dress(button: QToolButton, picture: str, text: str) -> None:
    button.setIcon(icon(picture))
    button.setToolTip(text)
    button.setAccessibleName(text)
