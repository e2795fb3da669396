"""Keys dialog: all shortcuts in groups, generated from the tables of commands and controls."""

from PyQt6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PyQt6.QtGui import QKeySequence, QPainter, QPaintEvent, QPalette
from PyQt6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.window.commands import COMMANDS
from app.window.languages import translated
from app.window.look import CONTROLS
from app.window.theme import section_title

MOST_COLUMNS: int = 3
"""Columns of groups in a large window, each filled before the next; fewer where there is no room."""

MARGIN: int = 12
"""Pixels of the scroll bar and the edge."""

CAPS_WIDTH: int = 124
"""Pixels of the caps before each text, at least."""

Row = tuple[tuple[str, ...], str]
"""Keys in Qt's portable names, each of which does it, and what it does."""

ALSO: dict[str, tuple[Row, ...]] = {
    "Picture": ((("Space",), "Hold: the original"), (("Esc",), "Leave full screen")),
    "Styles": (
        (("1", "9"), "One of the first nine styles"),
        (("Left", "Right"), "Move among the styles"),
        (("Return",), "Paint with the style under the frame"),
        (("Ctrl+Return",), "Add it to the blend, or take it out"),
        (("Alt+Left", "Alt+Right"), "Put it elsewhere in the row"),
        (("*",), "Make it a favourite, or not any more"),
        (("F2",), "Rename it"),
        (("Delete",), "Remove it"),
    ),
    "Look": ((("Ctrl+1", "Ctrl+9"), "One of the first nine saved looks"),),
    "Regions": (
        (("Alt+Up", "Alt+Down"), "Put it over the one above it, or below the next"),
        (("Delete",), "Remove it"),
    ),
    "Program": ((("F10",), "Menu"), (("Tab",), "To the next control")),
}
"""Keys that are neither a command's nor a control's, by group."""


class KeysDialog(QDialog):
    """The list of shortcuts."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.groups = _groups()
        """Heading -> rows, as they are shown."""
        inside = self._inside(MOST_COLUMNS)
        for count in range(MOST_COLUMNS - 1, 0, -1):
            if inside.sizeHint().width() + MARGIN > parent.width():
                inside = self._inside(count)
        area = QScrollArea()
        area.setWidget(inside)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)
        size = inside.sizeHint()
        self.resize(min(parent.width(), size.width() + MARGIN), min(parent.height() - 40, size.height() + 4))

    def _inside(self, count: int) -> QWidget:
        inside = QWidget()
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(28, 22, 28, 22)
        columns.setSpacing(44)
        for names in self._columns(count):
            columns.addLayout(self._column(names))
        return inside

    def _columns(self, count: int) -> list[list[str]]:
        lines = sum(len(rows) + 2 for rows in self.groups.values())
        columns: list[list[str]] = [[]]
        filled = 0
        for name, rows in self.groups.items():
            if filled + len(rows) / 2 > lines / count and len(columns) < count:
                columns.append([])
                filled = 0
            columns[-1].append(name)
            filled += len(rows) + 2
        return columns

    def _column(self, names: list[str]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        for name in names:
            column.addWidget(section_title(self, translated(name)))
            grid = QGridLayout()
            grid.setHorizontalSpacing(16)
            grid.setVerticalSpacing(6)
            grid.setColumnStretch(1, 1)
            grid.setColumnMinimumWidth(0, CAPS_WIDTH)
            for row, (keys, text) in enumerate(self.groups[name]):
                grid.addLayout(_caps(keys), row, 0)
                grid.addWidget(QLabel(text), row, 1)
            column.addLayout(grid)
            column.addSpacing(12)
        column.addStretch()
        return column


class KeyCap(QLabel):
    """A key as it looks on a keyboard."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def sizeHint(self) -> QSize:
        return QSize(max(24, self.fontMetrics().horizontalAdvance(self.text()) + 14), 24)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent | None) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cap = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
        painter.setBrush(self.palette().color(QPalette.ColorRole.Button))
        painter.drawRoundedRect(cap, 5, 5)
        painter.drawLine(
            QPointF(cap.left() + 5, cap.bottom() - 1.5), QPointF(cap.right() - 5, cap.bottom() - 1.5)
        )
        painter.end()
        super().paintEvent(event)


def key_names(key: str) -> list[str]:
    """The caps to press together, as they are printed on this system's keyboards."""
    shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
    return [part for part in shown.split("+") if part] if len(shown) > 1 else [shown]


def _groups() -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = {}
    for command in COMMANDS:
        rows = groups.setdefault(command.group, [])
        if command.keys:
            rows.append((command.keys, QCoreApplication.translate("Commands", command.text).rstrip(" …")))
    looks = groups.setdefault("Look", [])
    for control in CONTROLS:
        if control.keys:
            looks.append((control.keys, QCoreApplication.translate("Controls", control.label)))
    for name, also in ALSO.items():
        groups.setdefault(name, []).extend((keys, translated(text)) for keys, text in also)
    return groups


def _caps(keys: tuple[str, ...]) -> QHBoxLayout:
    """The caps of each key; a gap lies between two ways to do the same."""
    row = QHBoxLayout()
    row.setSpacing(3)
    for number, key in enumerate(keys):
        if number:
            row.addSpacing(6)
            if keys in (("1", "9"), ("Ctrl+1", "Ctrl+9")):
                row.addWidget(QLabel("…"))
        for name in key_names(key):
            row.addWidget(KeyCap(name))
    row.addStretch()
    return row
