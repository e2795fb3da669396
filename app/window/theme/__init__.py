"""Theme: colours, how controls and icons are drawn, and texts that several panels share."""

from app.window.theme.drawing import faded
from app.window.theme.icons import icon
from app.window.theme.labels import clock_text, section_title
from app.window.theme.palette import apply_theme

__all__ = ["apply_theme", "clock_text", "faded", "icon", "section_title"]
