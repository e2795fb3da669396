"""Look: how it is painted, as values (`Look`, `CONTROLS`) and as the panel that shows and changes them."""

from app.window.look.blend import LEAST, Shares
from app.window.look.controls import CONTROLS
from app.window.look.look import MAX_BLEND, Look
from app.window.look.panel import LookPanel
from app.window.look.presets import SavedLook

__all__ = ["CONTROLS", "LEAST", "MAX_BLEND", "Look", "LookPanel", "SavedLook", "Shares"]
