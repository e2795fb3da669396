"""Keys dialog: all shortcuts, generated from the tables of commands and controls."""

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QPalette
from PyQt6.QtWidgets import QDialog, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.window.commands import COMMANDS, readable_keys
from app.window.look import CONTROLS

COLUMNS: int = 2


class KeysDialog(QDialog):
    """The list of shortcuts."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(24, 20, 24, 20)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(8)
        pairs = self._pairs()
        half = (len(pairs) + 1) // COLUMNS
        for number, (keys, text) in enumerate(pairs):
            column, row = divmod(number, half)
            key_label = QLabel(keys)
            key_label.setForegroundRole(QPalette.ColorRole.Highlight)
            grid.addWidget(key_label, row, column * 3)
            grid.addWidget(QLabel(text), row, column * 3 + 1)
        grid.setColumnMinimumWidth(2, 24)
        area = QScrollArea()
        area.setWidget(inside)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)
        self.resize(inside.sizeHint().width() + 8, min(640, inside.sizeHint().height() + 8))

    def _pairs(self) -> list[tuple[str, str]]:
        from PyQt6.QtCore import QCoreApplication

        first = [
            (self.tr("1 – 9"), self.tr("The first nine styles")),  # noqa: RUF001
            (self.tr("Space"), self.tr("Hold: the original")),
            (self.tr("Ctrl + click"), self.tr("Add a style to the blend")),
            (self.tr("Esc"), self.tr("Leave full screen")),
        ]
        commands = [
            (readable_keys(command.keys), QCoreApplication.translate("Commands", command.text).rstrip(" …"))
            for command in COMMANDS
            if command.keys
        ]
        controls = [
            (readable_keys(control.keys), QCoreApplication.translate("Controls", control.label))
            for control in CONTROLS
        ]
        return first + commands + controls
