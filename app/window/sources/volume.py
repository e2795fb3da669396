"""Volume control: how loud films are, in the playback bar."""

from PyQt6.QtCore import QSize, Qt, pyqtSignal
from PyQt6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QToolButton, QWidget

from app.window.theme import icon

STEPS: int = 100
"""Of the slider."""

WIDTH: int = 84
"""Pixels of the slider."""


class VolumeControl(QWidget):
    """A button that mutes and a slider.

    Signals:
        changed: the volume, 0..1, and whether it is muted; a person did it.
    """

    changed = pyqtSignal(float, bool)

    def __init__(self) -> None:
        super().__init__()
        self.button = QToolButton()
        self.button.setCheckable(True)
        self.button.setIconSize(QSize(18, 18))
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.setAccessibleName(self.tr("Mute"))
        self.button.toggled.connect(self._tell)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, STEPS)
        self.slider.setPageStep(10)
        self.slider.setFixedWidth(WIDTH)
        self.slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.slider.setAccessibleName(self.tr("Volume"))
        self.slider.valueChanged.connect(self._on_moved)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.button)
        layout.addWidget(self.slider)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.set_film(has_sound=True, problem="")
        self.set_volume(1.0, muted=False)

    def set_volume(self, volume: float, *, muted: bool) -> None:
        """Show it, 0..1."""
        for widget in (self.slider, self.button):
            widget.blockSignals(True)
        self.slider.setValue(round(volume * STEPS))
        self.button.setChecked(muted)
        for widget in (self.slider, self.button):
            widget.blockSignals(False)
        self._update()

    def set_film(self, *, has_sound: bool, problem: str) -> None:
        """Show whether there is something to hear, and why not."""
        silent = self.tr("This film has no sound")
        self.setEnabled(has_sound)
        self.slider.setEnabled(has_sound and not problem)
        self.slider.setToolTip(problem or (self.tr("Volume") if has_sound else silent))
        self.button.setToolTip(self.tr("Mute: neither heard nor recorded") if has_sound else silent)

    def toggle(self) -> None:
        """Mute, or end it."""
        if self.isEnabled():
            self.button.toggle()

    def _on_moved(self) -> None:
        self.button.blockSignals(True)
        self.button.setChecked(False)  # who turns it up or down wants to hear it
        self.button.blockSignals(False)
        self._tell()

    def _tell(self) -> None:
        self._update()
        self.changed.emit(self.slider.value() / STEPS, self.button.isChecked())

    def _update(self) -> None:
        silent = self.button.isChecked() or self.slider.value() == 0
        self.button.setIcon(icon("mute" if silent else "sound"))
