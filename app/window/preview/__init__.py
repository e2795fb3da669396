"""Preview: the painted picture, what is drawn over it, and how it is looked at (split, original, mirror)."""

from app.window.preview.mask_canvas import MaskCanvas
from app.window.preview.overlay import draw_caption
from app.window.preview.presenter import ViewPresenter
from app.window.preview.preview import Preview, draw_picture, fitted
from app.window.preview.surface import make_surface

__all__ = ["MaskCanvas", "Preview", "ViewPresenter", "draw_caption", "draw_picture", "fitted", "make_surface"]
