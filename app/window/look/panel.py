"""Look panel: the styles in use, all controls, and the saved looks."""

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.window.look.blend import BlendBox
from app.window.look.control_panel import ControlPanel
from app.window.look.presets import PresetButton
from app.window.theme import section_title


class LookPanel(QWidget):
    """Everything about how it is painted, top to bottom."""

    def __init__(self) -> None:
        super().__init__()
        self.blend = BlendBox()
        self.controls = ControlPanel()
        self.presets = PresetButton()
        reset = QPushButton(self.tr("Reset"))
        reset.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        reset.clicked.connect(self.controls.reset)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(section_title(self, self.tr("Style")))
        layout.addWidget(self.blend)
        layout.addWidget(_line())
        layout.addWidget(section_title(self, self.tr("Look")))
        layout.addWidget(self.controls)
        layout.addWidget(_line())
        row = QHBoxLayout()
        row.addWidget(self.presets, 1)
        row.addWidget(reset)
        layout.addLayout(row)
        layout.addStretch()


def _line() -> QFrame:
    line = QFrame()
    line.setFrameShape(QFrame.Shape.HLine)
    line.setFrameShadow(QFrame.Shadow.Plain)
    line.setForegroundRole(line.palette().ColorRole.Mid)
    return line
