"""What is written over the picture while something is dragged over it."""

import pytest
from PyQt6.QtCore import QPointF, QRectF
from PyQt6.QtGui import QColor, QImage, QPainter, QPalette

from app.window.preview.drop_zones import CONTENT, STYLE, Zone, draw_zones, zone_at
from tests.app.window.theme.test_theme import contrast

ROOM = QRectF(0, 0, 600, 200)
ZONES = (Zone(CONTENT, "i"), Zone(STYLE, "i"))


@pytest.mark.parametrize("accent", ["#e8834f", "#2a5c9a"])
@pytest.mark.parametrize("share", [0.25, 0.75])
def test_what_a_drop_does_can_be_read_on_a_white_picture(qapp: object, accent: str, share: float) -> None:
    picture, palette = QImage(600, 200, QImage.Format.Format_RGB32), QPalette()
    picture.fill(QColor("white"))
    palette.setColor(QPalette.ColorRole.Highlight, QColor(accent))
    painter = QPainter(picture)
    draw_zones(painter, ROOM, ZONES, zone_at(ZONES, QPointF(10, 10), ROOM), palette)
    painter.end()
    beside = picture.pixelColor(round(600 * share) - 10, 100)
    assert contrast("#ffffff", beside.name()) >= 4.5
