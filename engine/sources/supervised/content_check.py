"""Detects a camera that has failed but still sends pictures: all black, or all the same."""

from typing import Final, Literal

import numpy as np

from engine.frame import Image

BLACK_LEVEL: Final = 16
"""Of 255: a picture with hardly a pixel above it is black; a dark room seen by a real sensor is not."""

STRIDE: Final = 8
"""Only every eighth pixel is compared, in both directions: 15,000 of a 720p picture."""

Content = Literal["picture", "black", "frozen"]


class ContentCheck:
    """Detects a stream of black, or of identical pictures.

    Args:
        black_s: seconds of black until `check` returns "black"; None = never.
        frozen_s: seconds of the same picture until it returns "frozen"; None = never. The noise of a real
            sensor never gives the same picture twice.
    """

    def __init__(self, black_s: float | None, frozen_s: float | None) -> None:
        self._black_s = black_s
        self._frozen_s = frozen_s
        self._last: Image | None = None
        self._black_since: float | None = None
        self._same_since = 0.0

    def check(self, image: Image, now_s: float) -> Content:
        """Classify the next picture.

        Args:
            image: (H, W, 3) uint8 RGB.
            now_s: seconds, by any steady clock.
        """
        seen = image[::STRIDE, ::STRIDE].copy()
        if self._last is None or not np.array_equal(seen, self._last):
            self._last, self._same_since = seen, now_s
        if np.percentile(seen, 99) >= BLACK_LEVEL:
            self._black_since = None
        elif self._black_since is None:
            self._black_since = now_s
        if self._black_s is not None and self._black_since is not None:
            return "black" if now_s - self._black_since >= self._black_s else "picture"
        if self._frozen_s is not None and now_s - self._same_since >= self._frozen_s:
            return "frozen"
        return "picture"
