"""Which part of a camera's picture is taken, and which way round."""

import cv2
import numpy as np
import pytest

from engine.errors import UsageError
from engine.frame import Image
from engine.sources import CameraOptions, CameraSource
from engine.sources.camera import Camera
from tests.devices import FakeCapture


def corners() -> Image:
    """Black, with a number in the red of each corner: 1 2 above, 3 4 below."""
    image = np.zeros((48, 64, 3), np.uint8)
    for number, (y, x) in enumerate([(0, 0), (0, -1), (-1, 0), (-1, -1)], start=1):
        image[y, x, 0] = number
    return image


def reds(image: Image) -> list[int]:
    return [int(image[y, x, 0]) for y, x in [(0, 0), (0, -1), (-1, 0), (-1, -1)]]


def test_without_wishes_the_picture_stays_the_one_it_is() -> None:
    image = corners()
    assert CameraOptions().applied(image) is image


@pytest.mark.parametrize(
    ("flip", "expected"),
    [("horizontal", [2, 1, 4, 3]), ("vertical", [3, 4, 1, 2]), ("both", [4, 3, 2, 1])],
)
def test_a_flip_turns_the_picture_round(flip: str, expected: list[int]) -> None:
    assert reds(CameraOptions(flip=flip).applied(corners())) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(("shape", "size"), [("1:1", (48, 48)), ("16:9", (36, 64)), ("9:16", (48, 27))])
def test_a_shape_cuts_the_picture(shape: str, size: tuple[int, int]) -> None:
    assert CameraOptions(shape=shape).applied(corners()).shape[:2] == size


def test_the_part_lies_where_it_was_asked_for() -> None:
    assert reds(CameraOptions(shape="1:1", x=0.0).applied(corners())) == [1, 0, 3, 0]
    assert reds(CameraOptions(shape="1:1", x=1.0).applied(corners())) == [0, 2, 0, 4]


def test_zoom_shows_a_part_as_large_as_the_whole() -> None:
    image = np.zeros((48, 64, 3), np.uint8)
    image[12:36, 16:48] = 200
    zoomed = CameraOptions(zoom=2).applied(image)
    assert zoomed.shape == image.shape and zoomed.min() == 200


@pytest.mark.parametrize(
    "wrong",
    [{"flip": "sideways"}, {"zoom": 0.5}, {"zoom": 99}, {"shape": "wide"}, {"shape": "0:1"}, {"x": 2}],
)
def test_what_cannot_be_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        CameraOptions(**wrong)  # type: ignore[arg-type]


def test_a_camera_gives_the_part_that_was_asked_for_and_says_its_size() -> None:
    webcam = Camera("webcam", "Webcam", 0, cv2.CAP_V4L2)
    with CameraSource(webcam, options=CameraOptions(shape="1:1"), capture=FakeCapture()) as source:
        frame = source.read()
        assert (source.info.width, source.info.height) == (48, 48)
    assert frame is not None and frame.image.shape == (48, 48, 3)
