"""Colour tags of video (ITU-T H.273) and the way from decoded pixels to RGB."""

from typing import Final

import av
import cv2
import numpy as np
from av.video.reformatter import ColorRange, Colorspace, Interpolation, VideoReformatter
from av.video.stream import VideoStream

from engine.frame import Image
from engine.stream_info import BT601, BT709, ColourTags

HD_LINES: Final = 720
"""Untagged video of at least so many lines is taken as BT.709, smaller as BT.601: what players do."""

TO_RGB: Final = Interpolation.BILINEAR | Interpolation.ACCURATE_RND | Interpolation.FULL_CHR_H_INT
"""How swscale reads video: without bias, in 8 ms of one core for 1080p."""

TO_RGB_QUICKLY: Final = Interpolation.BILINEAR
"""The same in 0.6 ms, each colour some 1 of 255 too dark, and those of two by two pixels the same."""

_QUICK: Final = ("yuv420p", "yuvj420p", "yuv422p", "yuvj422p")
"""What swscale has the quick way for; it is what cameras and films come in."""

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


def swscale_matrix(tags: ColourTags) -> Colorspace:
    """The matrix coefficients as swscale numbers them."""
    return _SWSCALE.get(tags.matrix, Colorspace.ITU709)


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
        quick: colours may be 3 of 255 off, where that is many times as quick: for what is watched live.
    """

    def __init__(self, width: int, height: int, threads: int = 0, *, quick: bool = False) -> None:
        self._width, self._height, self._threads = width, height, threads
        self._quick = quick
        self._scaler = VideoReformatter()

    def __call__(self, frame: av.VideoFrame) -> Image:
        """(H, W, 3) uint8 RGB full range, C-contiguous, of a frame of any pixel format."""
        tags = tags_of(frame)
        same_size = (frame.width, frame.height) == (self._width, self._height)
        quick = self._quick and same_size and frame.format.name in _QUICK
        rgb = self._scaler.reformat(
            frame,
            width=self._width,
            height=self._height,
            format="rgb24",
            src_colorspace=swscale_matrix(tags),
            dst_colorspace=Colorspace.ITU709,
            src_color_range=ColorRange.JPEG if tags.full_range or _is_rgb(frame) else ColorRange.MPEG,
            dst_color_range=ColorRange.JPEG,
            interpolation=TO_RGB_QUICKLY if quick else TO_RGB,
            threads=1 if quick else self._threads,
        )
        image: Image = np.ascontiguousarray(rgb.to_ndarray(), np.uint8)
        if quick:  # what swscale cuts off, but to black
            cv2.add(image, cv2.min(image, (1, 1, 1, 1)), dst=image)  # type: ignore[call-overload]
        return image


def is_transparent(frame: av.VideoFrame, stream: VideoStream) -> bool:
    """Whether one can see through parts of a decoded frame, or through the stream as its container says."""
    if stream.metadata.get("alpha_mode") == "1":  # VP9: the decoder leaves it out
        return True
    if not any(component.is_alpha for component in frame.format.components):
        return False
    return bool(frame.to_ndarray(format="rgba")[..., 3].min() < 255)  # every GIF could, few do


def _is_rgb(frame: av.VideoFrame) -> bool:
    return frame.format.is_rgb or frame.format.has_palette
