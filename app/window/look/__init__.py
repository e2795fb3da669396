"""Look: how it is painted, as values (`Look`, `CONTROLS`) and as the panel that shows and changes them."""

from app.window.look.blend import LEAST, Shares
from app.window.look.controls import CONTROLS
from app.window.look.look import MAX_BLEND, Look
from app.window.look.mask_brush import MaskBrush
from app.window.look.mask_text import FILE, MaskText, masks_folder
from app.window.look.panel import LookPanel
from app.window.look.presets import SavedLook
from app.window.look.region_box import RegionBox, moved
from app.window.look.regions_box import RegionsBox

__all__ = [
    "CONTROLS",
    "FILE",
    "LEAST",
    "MAX_BLEND",
    "Look",
    "LookPanel",
    "MaskBrush",
    "MaskText",
    "RegionBox",
    "RegionsBox",
    "SavedLook",
    "Shares",
    "masks_folder",
    "moved",
]
