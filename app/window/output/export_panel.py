"""Export panel: the video files that are painted, with their progress, beside the picture."""

from pathlib import Path

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QPalette
from PyQt6.QtWidgets import (
    QWIDGETSIZE_MAX,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.window.file_dialogs import CONTENT, ask_files, ask_folder
from app.window.output.export_card import ExportCard
from app.window.output.export_queue import Export, ExportQueue
from app.window.output.film_options import FilmOptions
from app.window.output.timeline_box import TimelineBox
from app.window.theme import icon, section_title

EMPTY_HEIGHT: int = 76
"""Pixels in place of the cards while there is none."""

CARDS_HEIGHT: int = 160
"""Pixels that the cards have at least; on a low screen the whole panel scrolls."""


class ExportPanel(QWidget):
    """A card for each export, and how files are written.

    Signals:
        filesChosen: videos to paint.
        tryChosen: the video to paint a short piece of.
        shown: path of a finished file to show in its folder.
    """

    filesChosen = pyqtSignal(list)  # noqa: N815
    tryChosen = pyqtSignal(object)  # noqa: N815
    shown = pyqtSignal(str)

    def __init__(self, queue: ExportQueue) -> None:
        super().__init__()
        self.queue = queue
        self.cards: dict[Export, ExportCard] = {}
        self.folder: Path | None = None
        """Where results go; None = beside each video."""
        self.film: Path | None = None
        """The film that plays in the window."""
        self.timeline = TimelineBox()
        queue.changed.connect(self._on_changed)
        self.film_button = QPushButton(icon("film"), self.tr("Paint this film"))
        self.film_button.clicked.connect(lambda: self.filesChosen.emit([self.film]))
        add = QPushButton(icon("plus"), self.tr("Add files …"))
        add.clicked.connect(self.ask_files)
        self.try_button = QPushButton()
        self.try_button.clicked.connect(self.ask_try)
        buttons = QVBoxLayout()  # side by side they would be wider than the panel in most languages
        buttons.setSpacing(8)
        for button in (self.film_button, add, self.try_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            buttons.addWidget(button)
        self.show_film(None)
        self.folder_button = QPushButton(self.tr("Save beside each file"))
        self.folder_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.folder_button.clicked.connect(self.ask_folder)
        self.options = FilmOptions()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        layout.addWidget(section_title(self, self.tr("Paint files")))
        layout.addLayout(buttons)
        layout.addWidget(self._make_cards(), 1)
        layout.addWidget(section_title(self, self.tr("Looks over time")))
        layout.addWidget(self.timeline)
        layout.addWidget(self.folder_button)
        layout.addWidget(self.options)
        layout.addStretch()
        self._show_empty()

    def show_film(self, film: Path | None) -> None:
        """The film that plays in the window, which need not be chosen again; None when none does."""
        self.film = film
        self.film_button.setVisible(film is not None)
        self.film_button.setToolTip(film.name if film is not None else "")
        self.try_button.setText(self.tr("Try 3 seconds …") if film is None else self.tr("Try 3 seconds"))

    def ask_files(self) -> None:
        """Let a person choose videos."""
        paths = ask_files(self.window(), self.tr("Paint files"), CONTENT)
        if paths:
            self.filesChosen.emit(paths)

    def ask_try(self) -> None:
        """Paint a short piece of the film that plays; when none does, let a person choose one."""
        paths = (
            [self.film]
            if self.film is not None
            else ask_files(self.window(), self.tr("Try 3 seconds"), CONTENT)
        )
        if paths:
            self.tryChosen.emit(paths[0])

    def ask_folder(self) -> None:
        """Let a person choose where results go; cancelling means beside each video."""
        self.folder = ask_folder(self.window(), self.tr("Folder for painted files"), self.folder)
        self.folder_button.setText(
            self.tr("Save in {folder}").format(folder=self.folder.name)
            if self.folder
            else self.tr("Save beside each file")
        )

    def clear_ended(self) -> None:
        """Take away the cards of what has ended."""
        self.queue.clear_ended()
        for export in [export for export in self.cards if export not in self.queue.exports]:
            self.cards.pop(export).deleteLater()
        self._show_empty()

    def _make_cards(self) -> QScrollArea:
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._empty = QLabel(
            self.tr(
                "Drop videos or a folder of them on the picture. They are painted as the picture looks now."
            )
        )
        self._empty.setWordWrap(True)
        self._empty.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._column.addWidget(self._empty)
        self._column.addStretch()
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setMinimumHeight(EMPTY_HEIGHT)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area = area
        return area

    def _show_empty(self) -> None:
        """Say what to do while there is no card; that takes less room than a card."""
        self._empty.setVisible(not self.cards)
        self._area.setMinimumHeight(CARDS_HEIGHT if self.cards else EMPTY_HEIGHT)
        self._area.setMaximumHeight(QWIDGETSIZE_MAX if self.cards else EMPTY_HEIGHT)

    def _on_changed(self, export: Export) -> None:
        if export not in self.cards:
            card = ExportCard(export, self.queue)
            card.shown.connect(self.shown.emit)
            card.removed.connect(self.clear_ended)
            self.cards[export] = card
            self._column.insertWidget(self._column.count() - 1, card)
            self._show_empty()
        self.cards[export].refresh()
