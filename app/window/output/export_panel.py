"""Export panel: the video files that are painted, with their progress, beside the picture."""

from collections.abc import Sequence
from pathlib import Path

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QPalette
from PyQt6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from app.window.file_dialogs import CONTENT, ask_files, ask_folder
from app.window.output.export_card import ExportCard
from app.window.output.export_queue import Export, ExportQueue
from app.window.output.timeline_box import TimelineBox
from app.window.theme import icon, section_title

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
        self.timeline = TimelineBox()
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
        layout.addWidget(section_title(self, self.tr("Paint video files")))
        layout.addWidget(add)
        layout.addWidget(self._make_cards(), 1)
        layout.addWidget(section_title(self, self.tr("Looks over time")))
        layout.addWidget(self.timeline)
        layout.addLayout(_row(self.tr("Save"), self.folder_button))
        layout.addLayout(_row(self.tr("Quality"), self.quality))
        layout.addLayout(_row(self.tr("Encoder"), self.encoder))
        layout.addLayout(_row(self.tr("Replace existing files"), self.overwrite))
        layout.addLayout(_row(self.tr("Pause the live view meanwhile"), self.pause_live))

    def ask_files(self) -> None:
        """Let a person choose videos."""
        paths = ask_files(self.window(), self.tr("Paint files"), CONTENT)
        if paths:
            self.filesChosen.emit(paths)

    def ask_folder(self) -> None:
        """Let a person choose where results go; cancelling means beside each video."""
        self.folder = ask_folder(self.window(), self.tr("Folder for painted files"), self.folder)
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
