"""Theme: colours, how controls and icons are drawn, and texts that several panels share."""

from app.window.theme.control_style import CENTRED
from app.window.theme.drawing import faded
from app.window.theme.icons import draw_icon, icon
from app.window.theme.images import qt_image
from app.window.theme.labels import clock_text, left_to_right, menu_text, section_title
from app.window.theme.palette import RECORD, apply_theme, choose_theme

__all__ = [
    "CENTRED",
    "RECORD",
    "apply_theme",
    "choose_theme",
    "clock_text",
    "draw_icon",
    "faded",
    "icon",
    "left_to_right",
    "menu_text",
    "qt_image",
    "section_title",
]
