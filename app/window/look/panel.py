"""Look panel: the styles in use, all controls, and the saved looks."""

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from app.window.look.blend import BlendBox
from app.window.look.control_panel import ControlPanel
from app.window.look.presets import SavedLooksBox
from app.window.look.regions_box import RegionsBox
from app.window.theme import section_title


class LookPanel(QWidget):
    """Everything about how it is painted, top to bottom.

    Signals:
        resetWanted: every control back to its default.
    """

    resetWanted = pyqtSignal()  # noqa: N815

    def __init__(self) -> None:
        super().__init__()
        self.blend = BlendBox()
        self.study = QToolButton()
        """Studies the style that is painted with; hidden where that is not to be had, or done."""
        self.study.setText(self.tr("Study"))
        self.study.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.study.setToolTip(
            self.tr(
                "Learn this style thoroughly, on what is seen now: a minute or two beside the live picture"
            )
        )
        self.study.hide()
        self.controls = ControlPanel()
        self.regions = RegionsBox()
        self.presets = SavedLooksBox()
        reset = QToolButton()
        reset.setText(self.tr("Reset"))
        reset.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        reset.setToolTip(self.tr("Every control back to where it was at first"))
        reset.clicked.connect(lambda: self.resetWanted.emit())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(section_title(self, self.tr("Style")))
        style = QHBoxLayout()
        style.addWidget(self.blend, 1)
        style.addWidget(self.study)
        layout.addLayout(style)
        layout.addWidget(_line())
        head = QHBoxLayout()
        head.addWidget(section_title(self, self.tr("Look")), 1)
        head.addWidget(reset)
        layout.addLayout(head)
        layout.addWidget(self.controls)
        layout.addWidget(_line())
        layout.addWidget(section_title(self, self.tr("Regions")))
        layout.addWidget(self.regions)
        layout.addWidget(_line())
        layout.addWidget(section_title(self, self.tr("Saved looks")))
        layout.addWidget(self.presets)
        layout.addStretch()


def _line() -> QFrame:
    line = QFrame()
    line.setFrameShape(QFrame.Shape.HLine)
    line.setFrameShadow(QFrame.Shadow.Plain)
    line.setForegroundRole(line.palette().ColorRole.Mid)
    return line
