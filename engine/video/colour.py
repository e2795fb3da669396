"""Colour tags of video (ITU-T H.273) and the way from decoded pixels to RGB."""

from dataclasses import dataclass
from typing import Final

import av
import numpy as np
from av.video.reformatter import ColorRange, Colorspace, Interpolation, VideoReformatter

from engine.frame import Image

HD_LINES: Final = 720
"""Untagged video of at least so many lines is taken as BT.709, smaller as BT.601: what players do."""

PQ: Final = 16
"""Transfer characteristics of HDR10 and Dolby Vision (SMPTE ST 2084)."""

HLG: Final = 18
"""Transfer characteristics of broadcast and telephone HDR (ARIB STD-B67)."""

BT2020_PRIMARIES: Final = 9
"""Colour primaries of HDR and of wide-gamut SDR."""

TO_RGB: Final = Interpolation.BILINEAR | Interpolation.ACCURATE_RND | Interpolation.FULL_CHR_H_INT
"""How swscale reads video. Fewer flags save 5 ms at 1080p, but make all colours 1 to 2 of 255 darker."""

FROM_RGB: Final = Interpolation.AREA | Interpolation.ACCURATE_RND
"""How swscale writes video: the colour of four pixels is their mean."""

_UNKNOWN: Final = (0, 2, 3)
"""Codes that say nothing: reserved or unspecified (for the matrix 0 is RGB, handled by the pixel format)."""

_SWSCALE: Final = {
    1: Colorspace.ITU709,
    4: Colorspace.FCC,
    5: Colorspace.ITU601,
    6: Colorspace.ITU601,
    7: Colorspace.SMPTE240M,
    9: Colorspace.BT2020,
    10: Colorspace.BT2020,
}
"""H.273 matrix coefficients to swscale's numbers."""

_WRITABLE: Final = (1, 5, 6)
"""Matrix coefficients every player knows: BT.709 and the two BT.601."""


@dataclass(frozen=True, slots=True)
class ColourTags:
    """What the numbers of a picture mean; codes of ITU-T H.273, which FFmpeg and mp4 share."""

    matrix: int
    """Matrix coefficients: 1 BT.709, 5 and 6 BT.601, 9 BT.2020."""

    primaries: int
    """Colour primaries: 1 BT.709, 5 BT.601 625 lines, 6 BT.601 525 lines, 9 BT.2020."""

    transfer: int
    """Transfer characteristics: 1 BT.709, 6 BT.601, 13 sRGB, 16 PQ, 18 HLG."""

    full_range: bool = False
    """True: 8-bit luma is 0..255; False: 16..235."""

    @property
    def swscale(self) -> Colorspace:
        """The matrix as swscale numbers it."""
        return _SWSCALE.get(self.matrix, Colorspace.ITU709)

    @property
    def range(self) -> ColorRange:
        """The range as FFmpeg numbers it."""
        return ColorRange.JPEG if self.full_range else ColorRange.MPEG

    @property
    def is_hdr(self) -> bool:
        """True when the picture must be tone-mapped for an ordinary screen."""
        return self.transfer in (PQ, HLG)

    @property
    def needs_mapping(self) -> bool:
        """True when a matrix alone does not give BT.709 colours."""
        return self.is_hdr or self.primaries == BT2020_PRIMARIES

    def for_output(self) -> "ColourTags":
        """How to write the painted video: the source's tags where players know them, limited range."""
        if self.needs_mapping or self.matrix not in _WRITABLE:
            return BT709
        return ColourTags(self.matrix, self.primaries, self.transfer)


BT709: Final = ColourTags(1, 1, 1)
BT601: Final = ColourTags(6, 6, 6)


def tags_of(frame: av.VideoFrame) -> ColourTags:
    """The tags of a decoded frame, with what it does not say filled in as players do."""
    guess = BT709 if frame.height >= HD_LINES else BT601
    matrix = guess.matrix if frame.colorspace in _UNKNOWN else frame.colorspace
    like = BT601 if matrix in (5, 6) else BT709
    return ColourTags(
        matrix,
        like.primaries if frame.color_primaries in _UNKNOWN else frame.color_primaries,
        like.transfer if frame.color_trc in _UNKNOWN else frame.color_trc,
        frame.color_range == ColorRange.JPEG or frame.format.name.startswith("yuvj"),
    )


class RgbConverter:
    """Decoded frames to RGB of one size. Keep one per stream: swscale prepares its tables once.

    Args:
        width, height: of the result, in pixels; frames of another size are scaled.
        threads: how many threads convert one frame.
    """

    def __init__(self, width: int, height: int, threads: int = 0) -> None:
        self._width, self._height, self._threads = width, height, threads
        self._scaler = VideoReformatter()

    def __call__(self, frame: av.VideoFrame) -> Image:
        """(H, W, 3) uint8 RGB full range, C-contiguous, of a frame of any pixel format."""
        tags = tags_of(frame)
        rgb = self._scaler.reformat(
            frame,
            width=self._width,
            height=self._height,
            format="rgb24",
            src_colorspace=tags.swscale,
            dst_colorspace=Colorspace.ITU709,
            src_color_range=ColorRange.JPEG if _is_rgb(frame) else tags.range,
            dst_color_range=ColorRange.JPEG,
            interpolation=TO_RGB,
            threads=self._threads,
        )
        return np.ascontiguousarray(rgb.to_ndarray(), np.uint8)


def _is_rgb(frame: av.VideoFrame) -> bool:
    return frame.format.is_rgb or frame.format.has_palette
