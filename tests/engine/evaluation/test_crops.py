"""Which part of a picture is evaluated."""

import numpy as np
import pytest

from engine.errors import UsageError
from engine.evaluation.crops import crop


def test_without_a_size_nothing_is_resized() -> None:
    image = np.random.default_rng(1).integers(0, 255, (400, 340, 3)).astype(np.uint8)
    assert (crop(image, None, "a.png") == image[40:360, 10:330]).all()


@pytest.mark.parametrize("shape", [(100, 150), (300, 200), (128, 128)])
def test_with_a_size_the_whole_short_side_is_seen(shape: tuple[int, int]) -> None:
    image = np.zeros((*shape, 3), np.uint8)
    middle = shape[1] // 2
    image[:, middle:] = 200
    cropped = crop(image, 128, "a.png")
    assert cropped.shape == (128, 128, 3)
    assert cropped[:, :60].max() < 20
    assert cropped[:, 68:].min() > 180


def test_a_picture_too_small_to_be_measured_is_named() -> None:
    with pytest.raises(UsageError, match=r"a\.png is 50x80"):
        crop(np.zeros((80, 50, 3), np.uint8), None, "a.png")
