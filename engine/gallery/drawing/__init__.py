"""One function per bundled style picture; the same call draws the same picture, always."""

import cv2
import numpy as np

from engine.frame import Image
from engine.gallery.drawing.dots import draw_pointillism
from engine.gallery.drawing.glass import draw_stained_glass
from engine.gallery.drawing.glow import draw_neon
from engine.gallery.drawing.ink import draw_charcoal, draw_ink_wash
from engine.gallery.drawing.mosaic import draw_mosaic
from engine.gallery.drawing.oil import draw_oil
from engine.gallery.drawing.palette_knife import draw_palette_knife
from engine.gallery.drawing.paper import draw_paper_cut
from engine.gallery.drawing.press import draw_comic, draw_woodblock
from engine.gallery.drawing.watercolor import draw_watercolor

LARGEST: int = 148_000
"""Bytes that a picture's file may have."""

DRAWINGS = {
    "ink-wash": draw_ink_wash,
    "woodblock": draw_woodblock,
    "stained-glass": draw_stained_glass,
    "pointillism": draw_pointillism,
    "oil-strokes": draw_oil,
    "mosaic": draw_mosaic,
    "charcoal": draw_charcoal,
    "neon": draw_neon,
    "paper-cut": draw_paper_cut,
    "watercolor": draw_watercolor,
    "palette-knife": draw_palette_knife,
    "comic": draw_comic,
}


def draw_style(name: str) -> Image:
    """(640, 640, 3) uint8 RGB. It takes a second or two."""
    return DRAWINGS[name]()


def jpeg(image: Image) -> bytes:
    """The best JPEG that is small enough."""
    for quality in range(92, 40, -3):
        coded = cv2.imencode(
            ".jpg", np.ascontiguousarray(image[:, :, ::-1]), [cv2.IMWRITE_JPEG_QUALITY, quality]
        )[1]
        if coded.size <= LARGEST:
            break
    return coded.tobytes()
