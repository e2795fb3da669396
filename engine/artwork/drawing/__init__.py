"""One function per bundled style picture; the same call draws the same picture, always."""

import cv2
import numpy as np

from engine.artwork.drawing.dots import draw_pointillism
from engine.artwork.drawing.glass import draw_stained_glass
from engine.artwork.drawing.glow import draw_neon
from engine.artwork.drawing.ink import draw_charcoal, draw_ink_wash
from engine.artwork.drawing.mosaic import draw_mosaic
from engine.artwork.drawing.oil import draw_oil
from engine.artwork.drawing.palette_knife import draw_palette_knife
from engine.artwork.drawing.paper import draw_paper_cut
from engine.artwork.drawing.press import draw_comic, draw_woodblock
from engine.artwork.drawing.watercolor import draw_watercolor
from engine.frame import Image

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
