from fractions import Fraction

import numpy as np
import pytest

from engine.frame import Frame
from tests.fakes import solid


def test_frame_is_read_only_so_that_threads_can_share_it() -> None:
    frame = Frame(solid(1), Fraction(0), 0)
    with pytest.raises(ValueError, match="read-only"):
        frame.image[0, 0, 0] = 2


def test_the_array_a_frame_was_made_from_stays_writable() -> None:
    image = solid(1)
    Frame(image, Fraction(0), 0)
    image[0, 0, 0] = 2


@pytest.mark.parametrize(
    "image",
    [np.zeros((4, 4, 3), np.float32), np.zeros((4, 4), np.uint8), np.zeros((4, 4, 4), np.uint8)],
    ids=["float", "grey", "rgba"],
)
def test_frame_refuses_what_is_not_rgb_bytes(image: np.ndarray) -> None:
    with pytest.raises(TypeError, match="uint8"):
        Frame(image, Fraction(0), 0)


def test_frame_refuses_memory_with_gaps() -> None:
    with pytest.raises(TypeError, match="C-contiguous"):
        Frame(solid(1)[:, ::2], Fraction(0), 0)
