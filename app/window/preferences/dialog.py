"""Preferences dialog: a few pages of fields; nothing changes until it is saved."""

from collections.abc import Sequence
from dataclasses import replace

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.window.languages import LANGUAGES
from app.window.preferences.fields import ChoiceField, FolderField, NumberField, add_row, make_form
from app.window.preferences.midi_page import MidiPage
from app.window.preferences.preferences import SYSTEM, Preferences
from app.window.theme import left_to_right
from engine import RECORDING_SUFFIXES, CameraOptions

SIZES: tuple[tuple[int, int], ...] = ((640, 480), (1280, 720), (1920, 1080), (2560, 1440), (3840, 2160))
"""Pixels that cameras are asked for."""

RATES: tuple[int, ...] = (15, 24, 25, 30, 50, 60)
"""Frames per second that cameras are asked for."""

SHAPES: tuple[str, ...] = ("16:9", "4:3", "1:1", "9:16")
"""Parts of a camera's picture, width to height."""


class PreferencesDialog(QDialog):
    """Shows preferences and gives back what a person made of them.

    Signals:
        saved: the new Preferences.
    """

    saved = pyqtSignal(object)

    def __init__(self, values: Preferences, parent: QWidget) -> None:
        super().__init__(parent)
        self._before = values
        self.setWindowTitle(self.tr("Preferences"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.pages = QTabWidget()
        self.pages.setDocumentMode(True)
        self.pages.addTab(self._general(values), self.tr("General"))
        self.pages.addTab(self._files(values), self.tr("Recording"))
        self.pages.addTab(self._camera(values.camera), self.tr("Camera"))
        self.midi = MidiPage(values.midi_port, values.midi)
        self.pages.addTab(self.midi, "MIDI")
        self.save_button = QPushButton(self.tr("Save"))
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self.save)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        last = QHBoxLayout()
        last.addStretch()
        last.addWidget(self.save_button)
        last.addWidget(cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 18)
        column.setSpacing(14)
        column.addWidget(self.pages)
        column.addLayout(last)
        self.setMinimumWidth(520)

    @property
    def values(self) -> Preferences:
        """What is in the fields."""
        width, height = (int(number) for number in self.resolution.value.split("x"))
        camera = CameraOptions(
            width, height, int(self.rate.value), self.flip.value, self.shape.value,  # type: ignore[arg-type]
            self.zoom.value, self.across.value / 100, self.down.value / 100,
        )  # fmt: skip
        return replace(
            self._before,
            theme=self.theme.value,
            language=self.language.value,
            device=self.device.value,
            recordings=self.recordings.value,
            snapshots=self.snapshots.value,
            name=self.name.text().strip() or Preferences().name,
            quality=round(self.quality.value),
            container=self.container.value,
            camera=camera,
            midi_port=self.midi.port.value,
            midi=self.midi.values,
        )

    def save(self) -> None:
        """Give back what is in the fields."""
        self.saved.emit(self.values)
        self.accept()

    def show_devices(self, devices: Sequence[tuple[str, str]]) -> None:
        """Offer these devices, name and value, besides the automatic choice."""
        self.device.offer([(self.tr("Automatic"), "auto"), *devices], self.device.value)

    def _general(self, values: Preferences) -> QWidget:
        page, form = _page()
        themes = [(self.tr("As the system"), SYSTEM), (self.tr("Dark"), "dark"), (self.tr("Light"), "light")]
        self.theme = ChoiceField(themes, values.theme)
        languages = [(self.tr("As the system"), SYSTEM), *((name, code) for code, name in LANGUAGES.items())]
        self.language = ChoiceField(languages, values.language)
        self.device = ChoiceField([(self.tr("Automatic"), "auto")], values.device)
        add_row(form, self.tr("Theme"), self.theme)
        add_row(form, self.tr("Language"), self.language, self.tr("Changes when Impasto is started again."))
        add_row(form, self.tr("Paint on"), self.device, self.tr("The live view pauses while it changes."))
        return page

    def _files(self, values: Preferences) -> QWidget:
        page, form = _page()
        self.recordings = FolderField(values.recordings, self.tr("Impasto in your videos"))
        self.snapshots = FolderField(values.snapshots, self.tr("Impasto in your pictures"))
        self.name = QLineEdit(values.name)
        self.quality = NumberField(0, 100, values.quality, "")
        kinds = [(suffix[1:].upper(), suffix) for suffix in RECORDING_SUFFIXES]
        self.container = ChoiceField(kinds, values.container)
        add_row(form, self.tr("Recordings"), self.recordings)
        add_row(form, self.tr("Snapshots"), self.snapshots)
        hint = self.tr("{date}, {time} and {style} are filled in.")
        add_row(form, self.tr("File names"), self.name, hint)
        add_row(form, self.tr("Quality"), self.quality, self.tr("Higher is larger."))
        add_row(form, self.tr("Container"), self.container)
        return page

    def _camera(self, camera: CameraOptions) -> QWidget:
        page, form = _page()
        sizes = [(left_to_right(f"{width} × {height}"), f"{width}x{height}") for width, height in SIZES]  # noqa: RUF001
        self.resolution = ChoiceField(sizes, f"{camera.width}x{camera.height}")
        self.rate = ChoiceField([(str(rate), str(rate)) for rate in RATES], str(camera.rate))
        flips = (
            (self.tr("As it is"), "none"),
            (self.tr("Left and right"), "horizontal"),
            (self.tr("Upside down"), "vertical"),
            (self.tr("Both: half a turn"), "both"),
        )
        self.flip = ChoiceField(flips, camera.flip)
        self.shape = ChoiceField([(self.tr("All of it"), ""), *((one, one) for one in SHAPES)], camera.shape)
        self.zoom = NumberField(10, 80, camera.zoom, "×", 0.1)  # noqa: RUF001
        self.across = NumberField(0, 100, camera.x * 100, "%")
        self.down = NumberField(0, 100, camera.y * 100, "%")
        add_row(
            form, self.tr("Resolution"), self.resolution, self.tr("A camera gives the nearest that it can.")
        )
        add_row(form, self.tr("Frames per second"), self.rate)
        add_row(form, self.tr("Flip"), self.flip)
        add_row(form, self.tr("Crop"), self.shape)
        add_row(form, self.tr("Zoom"), self.zoom)
        add_row(form, self.tr("From left to right"), self.across)
        add_row(form, self.tr("From top to bottom"), self.down)
        return page


def _page() -> tuple[QWidget, QFormLayout]:
    page = QWidget()
    return page, make_form(page)
