from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from engine.frame import DeviceFrame, DeviceImage, Frame, Image, frame_of
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


class FarImage(DeviceImage):
    """A picture that counts how often it is brought."""

    shape = (32, 40, 3)

    def __init__(self) -> None:
        self.brought = 0

    def download(self) -> Image:
        self.brought += 1
        return solid(7)

    def resized(self, width: int, height: int) -> DeviceImage:
        raise NotImplementedError

    def mirrored(self) -> DeviceImage:
        raise NotImplementedError


def test_a_frame_on_a_device_is_brought_only_when_its_image_is_asked_for() -> None:
    far = FarImage()
    frame = frame_of(far, Fraction(1, 2), 3, duration=Fraction(1, 25))
    later = frame.with_pixels(frame.pixels, time=Fraction(1), mirrored=True)
    assert isinstance(later, DeviceFrame)
    assert later.pixels is far
    assert (later.time, later.duration) == (Fraction(1), Fraction(1, 25))
    assert (later.index, later.mirrored) == (3, True)
    assert far.brought == 0
    assert (later.image == 7).all() and far.brought == 1
    assert not later.image.flags.writeable


def test_a_frame_on_a_device_can_be_replaced_as_any() -> None:
    frame = replace(frame_of(FarImage(), Fraction(0), 0), time=Fraction(2))
    assert frame.time == 2
    assert (frame.image == 7).all()


def test_a_frame_that_is_painted_here_is_one_like_any_other() -> None:
    painted = frame_of(FarImage(), Fraction(2), 5).with_pixels(solid(9), content=solid(8))
    assert type(painted) is Frame
    assert (painted.time, painted.index) == (Fraction(2), 5)
    assert painted.content is not None and (painted.image[0, 0, 0], painted.content[0, 0, 0]) == (9, 8)
