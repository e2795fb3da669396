"""Line icons, drawn in the colour of the text around them, sharp at any size."""

from functools import cache

from PyQt6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PyQt6.QtSvg import QSvgRenderer

PATHS: dict[str, str] = {
    "source": '<rect x="3" y="6.5" width="12.5" height="11" rx="2.5"/><path d="M15.5 11l5-3v8l-5-3"/>',
    "split": '<rect x="3" y="5" width="18" height="14" rx="2.5"/><path d="M12 5v14"/>'
    '<path d="M6.2 12h2.6M15.2 12h2.6"/>',
    "snapshot": '<path d="M4 8.5h3.2L9 6h6l1.8 2.5H20v10H4z"/><circle cx="12" cy="13" r="3.2"/>',
    "record": '<circle cx="12" cy="12" r="8"/><circle cx="12" cy="12" r="4" fill="#e5484d" stroke="none"/>',
    "stop": '<circle cx="12" cy="12" r="8"/>'
    '<rect x="9" y="9" width="6" height="6" rx="1" fill="#e5484d" stroke="none"/>',
    "virtual_camera": '<circle cx="12" cy="10.5" r="6.2"/><circle cx="12" cy="10.5" r="2.2"/>'
    '<path d="M7.5 15.5L6 19.5h12l-1.5-4"/>',
    "full": '<path d="M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5"/>',
    "panel": '<rect x="3" y="5" width="18" height="14" rx="2.5"/><path d="M15 5v14"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "film": '<rect x="3.5" y="5" width="17" height="14" rx="2"/><path d="M8 5v14M16 5v14M3.5 9.7H8M3.5 14.3H8'
    'M16 9.7h4.5M16 14.3h4.5"/>',
    "photo": '<rect x="3" y="5" width="18" height="14" rx="2"/><circle cx="8.5" cy="10" r="1.6"/>'
    '<path d="M4 17.5l5-4.5 3.5 3 3-2.5 5 4"/>',
    "screen": '<rect x="3" y="4.5" width="18" height="12" rx="2"/><path d="M12 16.5V20M8 20h8"/>',
    "sound": '<path d="M4 9.5v5h3.5l4.5 4v-13l-4.5 4z"/><path d="M15.5 9a4.2 4.2 0 0 1 0 6"/>'
    '<path d="M18 6.5a8 8 0 0 1 0 11"/>',
    "mute": '<path d="M4 9.5v5h3.5l4.5 4v-13l-4.5 4z"/><path d="M16 9.5l5 5M21 9.5l-5 5"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "export": '<rect x="3.5" y="5" width="17" height="14" rx="2"/>'
    '<path d="M8 5v14M16 5v14M3.5 9.7H8M3.5 14.3H8M16 9.7h4.5M16 14.3h4.5"/>',
    "blend": '<circle cx="9" cy="12" r="5.5"/><circle cx="15" cy="12" r="5.5"/>',
    "grid": '<path d="M4 4h6.5v6.5H4zM13.5 4H20v6.5h-6.5zM4 13.5h6.5V20H4zM13.5 13.5H20V20h-6.5z"/>',
    "star": '<path d="M12 4l2.5 5.2 5.6.8-4 4 .9 5.6-5-2.7-5 2.7.9-5.6-4-4 5.6-.8z"/>',
    "star_full": '<path fill="currentColor" '
    'd="M12 4l2.5 5.2 5.6.8-4 4 .9 5.6-5-2.7-5 2.7.9-5.6-4-4 5.6-.8z"/>',
    "check": '<path d="M5 12.5l4.5 4.5L19 7.5"/>',
    "left": '<path d="M14.5 5.5L8 12l6.5 6.5"/>',
    "right": '<path d="M9.5 5.5L16 12l-6.5 6.5"/>',
    "up": '<path d="M5.5 14.5L12 8l6.5 6.5"/>',
    "down": '<path d="M5.5 9.5L12 16l6.5-6.5"/>',
    "play": '<path d="M8 5.5l10 6.5-10 6.5z"/>',
    "pause": '<path d="M9 5.5v13M15 5.5v13"/>',
    "loop": '<path d="M5 11a6 6 0 0 1 6-5h6M14 3l3 3-3 3"/><path d="M19 13a6 6 0 0 1-6 5H7M10 21l-3-3 3-3"/>',
    "reset": '<path d="M5 5v5h5"/><path d="M5.6 10a7 7 0 1 1-.3 4.5"/>',
    "close": '<path d="M6.5 6.5l11 11M17.5 6.5l-11 11"/>',
    "folder": '<path d="M3.5 6.5h6l2 2.5h9v9.5h-17z"/>',
}
"""Inner SVG of each icon in a 24x24 box, stroked 1.6 wide."""


@cache
def icon(name: str) -> QIcon:
    """The icon of a name in `PATHS`."""
    return QIcon(_LineIcon(PATHS[name]))


def draw_icon(painter: QPainter, name: str, room: QRectF, color: QColor) -> None:
    """Draw the icon of a name in `PATHS` in one colour."""
    _render(PATHS[name], color).render(painter, room)


class _LineIcon(QIconEngine):
    def __init__(self, path: str) -> None:
        super().__init__()
        self._path = path

    def paint(self, painter: QPainter | None, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        group = QPalette.ColorGroup.Disabled if mode == QIcon.Mode.Disabled else QPalette.ColorGroup.Active
        role = QPalette.ColorRole.Highlight if state == QIcon.State.On else QPalette.ColorRole.ButtonText
        color = QGuiApplication.palette().color(group, role)
        _render(self._path, color).render(painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        return _LineIcon(self._path)


def _render(path: str, color: QColor) -> QSvgRenderer:
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="{color.name()}" '
        f'stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round">{path}</svg>'
    ).replace("currentColor", color.name())
    return QSvgRenderer(QByteArray(svg.encode()))
