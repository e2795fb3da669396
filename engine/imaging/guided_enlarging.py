"""Guided enlarging: a small painting becomes as large as its content, with edges as sharp as the content's.

After the fast guided filter (He & Sun 2015, arXiv 1505.00996): around each pixel the painting's luma is
taken to be gain * content's luma + something smooth, and the gain, found at the small size, holds at the
full size. So the content's detail that the small painting cannot have is added to it, times the gain. Unlike
that filter it keeps what the content does not explain, which here is the brush strokes; but where the
content has an edge, the small painting is soft, and gives way to it.

All full-size steps are in 8 bits, so that 1920x1080 takes a few milliseconds.
"""

from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.frame import Image
from engine.imaging.resizing import average

Luma = NDArray[np.uint8]
"""(H, W)."""

Share = NDArray[np.uint8]
"""(H, W): factors in steps of 1 / `ONE`."""

ONE: Final = 128
"""Steps of a factor of 1."""

LEAST_GAIN, LARGEST_GAIN = 0.4, 1.6
"""Bounds of the gain. Where a small painting has lost letters or eyes, it would be near 0 and hide them."""

UNSURE: Final = 50.0
"""Variance of the content's luma, of 255^2, below which the gain goes to its least."""

EDGE: Final = 10.0
"""Mean deviation of the content's luma, of 255, at which a stroke gives half of its place to an edge."""

SPECKS: Final = 3
"""Pixels: single leaves and a sensor's noise would stand between the strokes; a median keeps letters."""

STRIP: Final = 64
"""Rows worked on at once: they stay in the cache, and no large memory comes and goes."""

NEAR: Final = (3, 3)
"""Pixels of the small painting among which an edge is looked for."""


def enlarge_guided(painted: Image, guide: Image) -> Image:
    """Enlarge a painting along the edges of the content it was painted from.

    Args:
        painted: (h, w, 3) uint8 RGB, of the whole content.
        guide: (H, W, 3) uint8 RGB: the content; no side is shorter than that of `painted`.

    Returns:
        (H, W, 3) uint8 RGB, C-contiguous.
    """
    small, full = painted.shape[1::-1], guide.shape[1::-1]
    luma = _u8(cv2.medianBlur(_luma(guide), SPECKS))
    small_luma = _u8(average(luma, *small))
    gain = _gain(small_luma, _luma(painted))
    base = cv2.resize(_with_edges(painted, small_luma, gain), full, interpolation=cv2.INTER_CUBIC)
    smooth = cv2.resize(small_luma, full, interpolation=cv2.INTER_CUBIC)
    return _add_detail(_u8(base), luma, _u8(smooth), _u8(cv2.resize(gain, full)))


def _gain(content: Luma, painted: Luma) -> Share:
    """How much the painting's luma changes where the content's does: regressions over 10 x 10 pixels."""
    size = max(1, content.shape[1] // 2), max(1, content.shape[0] // 2)
    x, y = (
        np.asarray(cv2.resize(of, size, interpolation=cv2.INTER_AREA), np.float32)
        for of in (content, painted)
    )
    mean_x = _mean(x)
    variance = np.maximum(_mean(x * x) - mean_x * mean_x, 0)
    slope = _mean((_mean(x * y) - mean_x * _mean(y)) / (variance + UNSURE))
    gain = ONE * np.clip(slope, LEAST_GAIN, LARGEST_GAIN)
    return _u8(cv2.resize(gain.astype(np.uint8), content.shape[::-1]))


def _mean(of: NDArray[Any]) -> NDArray[np.float32]:
    return np.asarray(cv2.blur(of, (5, 5)), np.float32)


def _with_edges(painted: Image, content: Luma, gain: Share) -> Image:
    """The painting, (h, w, 3), with the content's edges in the place of its own."""
    smooth = _u8(cv2.blur(content, NEAR))
    edges = _add_detail(_u8(cv2.blur(painted, NEAR)), content, smooth, gain)
    deviation = cv2.blur(cv2.absdiff(content, smooth), NEAR)
    share = _three(cv2.LUT(deviation, _SHARE_OF_EDGES))
    return _change(
        painted.copy(),
        _times(cv2.subtract(edges, painted), share),
        _times(cv2.subtract(painted, edges), share),
    )


def _add_detail(base: Image, luma: Luma, smooth: Luma, gain: Share) -> Image:
    """`base` + gain * (luma - smooth), in the memory of `base`."""
    for top in range(0, len(base), STRIP):
        rows = slice(top, top + STRIP)
        change = _times(cv2.absdiff(luma[rows], smooth[rows]), gain[rows])
        more = cv2.copyTo(change, cv2.subtract(luma[rows], smooth[rows]))  # 0 where it is less
        _change(base[rows], _three(more), _three(cv2.subtract(change, more)))
    return base


def _change(image: Image, more: Any, less: Any) -> Image:  # noqa: ANN401 - cv2's type of arrays
    """In its own memory. Unsigned differences: where there is more there is not less."""
    cv2.add(image, more, dst=image)
    return _u8(cv2.subtract(image, less, dst=image))


def _times(image: Any, share: Any) -> Any:  # noqa: ANN401
    return cv2.multiply(image, share, scale=1 / ONE)


def _three(luma: Any) -> Any:  # noqa: ANN401
    return cv2.cvtColor(luma, cv2.COLOR_GRAY2RGB)


def _luma(image: Image) -> Luma:
    return _u8(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY))


def _u8(of: Any) -> NDArray[np.uint8]:  # noqa: ANN401
    return np.asarray(of, np.uint8)


_DEVIATION = np.arange(256) ** 2
_SHARE_OF_EDGES: Final = (ONE * _DEVIATION / (_DEVIATION + EDGE**2)).astype(np.uint8)
