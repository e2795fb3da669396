"""A drawn part of a screen."""

import sys

import pytest
from PyQt6.QtCore import QPoint, QRect

from app.window.sources.region import native_region


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_a_drawn_region_is_given_in_the_screens_own_pixels(ratio: float) -> None:
    text = native_region(QRect(10, 20, 300, 200), QPoint(1920, 0), ratio)
    scale = 1 if sys.platform == "darwin" else int(ratio)
    assert text == f"{1920 + 10 * scale},{20 * scale},{300 * scale},{200 * scale}"
