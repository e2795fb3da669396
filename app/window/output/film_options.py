"""Film options: how painted files are written: container, size, part, quality, encoder."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from engine import VideoOptions

if TYPE_CHECKING:
    from engine import VideoPart

USUAL = VideoOptions()
"""What is chosen at first."""

CONTAINERS: tuple[str, ...] = (".mp4", ".mov", ".mkv", ".webm", ".gif")
"""Endings of painted films, the usual one first."""

SIZES: tuple[int, ...] = (1920, 1280, 854)
"""Pixels of the long side that a painted film may have, besides those of the film."""


class FilmOptions(QWidget):
    """A row for each choice; what is typed wrong is told when it is used."""

    def __init__(self) -> None:
        super().__init__()
        self.container = QComboBox()
        for ending in CONTAINERS:
            self.container.addItem(ending[1:].upper(), ending)
        self.film_size = QComboBox()
        self.film_size.addItem(self.tr("As the film"), None)
        for pixels in SIZES:
            self.film_size.addItem(f"{pixels} px", pixels)
        self.start, self.end = _time_field(self.tr("start")), _time_field(self.tr("end"))
        self.start.setAccessibleName(self.tr("Begin at"))
        self.end.setAccessibleName(self.tr("End at"))
        part = QWidget()
        row = QHBoxLayout(part)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.start)
        row.addWidget(QLabel("–"))  # noqa: RUF001
        row.addWidget(self.end)
        self.fine = QCheckBox()
        self.quality = _quality_slider(self.tr("Quality of the painted videos"))
        self.encoder = _choices([USUAL.encoder])
        self.overwrite = QCheckBox()
        self.pause_live = QCheckBox()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for text, widget in (
            (self.tr("Part"), part),
            (self.tr("Paint at full size, slower"), self.fine),
            (self.tr("Size of the film"), self.film_size),
            (self.tr("Kind of file"), self.container),
            (self.tr("Quality"), self.quality),
            (self.tr("Encoder"), self.encoder),
            (self.tr("Replace existing files"), self.overwrite),
            (self.tr("Pause the live view meanwhile"), self.pause_live),
        ):
            layout.addLayout(_row(text, widget))
        for widget in (
            self.container,
            self.film_size,
            self.encoder,
            self.fine,
            self.overwrite,
            self.pause_live,
        ):
            widget.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_encoders(self, names: Sequence[str]) -> None:
        """Offer these encoders besides the automatic one."""
        known = [self.encoder.itemText(index) for index in range(self.encoder.count())]
        self.encoder.addItems([name for name in names if name not in known])

    @property
    def ending(self) -> str:
        """Of painted films, with the dot."""
        return str(self.container.currentData())

    def video_options(self) -> VideoOptions:
        """How films are written."""
        return VideoOptions(self.encoder.currentText(), self.quality.value(), self.overwrite.isChecked())

    def part(self) -> "VideoPart | None":
        """From where to where, and how large; None = all of it.

        Raises:
            UsageError: what was typed is no time, or the part ends before it begins.
        """
        from engine import VideoPart, parse_time

        start, end = self.start.text().strip(), self.end.text().strip()
        size: int | None = self.film_size.currentData()
        if not (start or end or size):
            return None
        return VideoPart(parse_time(start or "0"), parse_time(end) if end else None, size)

    def clear_part(self) -> None:
        """The next film is another one."""
        self.start.clear()
        self.end.clear()


def _choices(names: Sequence[str]) -> QComboBox:
    box = QComboBox()
    box.addItems(list(names))
    return box


def _time_field(hint: str) -> QLineEdit:
    field = QLineEdit()
    field.setPlaceholderText(hint)
    field.setFixedWidth(62)
    field.setToolTip("1:05")
    return field


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
    slider.setValue(USUAL.quality)
    slider.setFixedWidth(110)
    slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    slider.setAccessibleName(name)
    slider.setToolTip("0–100")  # noqa: RUF001
    return slider
