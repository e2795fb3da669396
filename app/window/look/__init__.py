"""Look: how it is painted, as values (`Look`, `CONTROLS`) and as the panel that shows and changes them."""

from app.window.look.blend import LEAST, Shares
from app.window.look.controls import CONTROLS
from app.window.look.look import MAX_BLEND, Look
from app.window.look.mask_brush import MaskBrush
from app.window.look.panel import LookPanel
from app.window.look.presets import SavedLook
from app.window.look.region_box import RegionBox, moved

__all__ = [
    "CONTROLS",
    "LEAST",
    "MAX_BLEND",
    "Look",
    "LookPanel",
    "MaskBrush",
    "RegionBox",
    "SavedLook",
    "Shares",
    "moved",
]
