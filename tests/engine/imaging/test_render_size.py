import cv2
import numpy as np
import pytest

from engine import PatternSource
from engine.imaging.render_size import DEFAULT_RENDER_SIZE, RenderSize
from engine.imaging.resizing import average, shrink
from tests.fakes import solid


@pytest.mark.parametrize(("width", "height"), [(1, 1), (65, 49), (4096, 16), (640, 360), (33, 1000)])
def test_any_size_fits_and_comes_back(width: int, height: int) -> None:
    image = np.random.default_rng(0).integers(0, 256, (height, width, 3), np.uint8)
    size = RenderSize.of(image, 4096, 8)
    fitted = size.fit(image)
    assert fitted.shape[0] % 8 == fitted.shape[1] % 8 == 0
    assert min(fitted.shape[:2]) >= 32
    np.testing.assert_array_equal(size.restore(fitted), image)


def test_padding_reflects_the_picture() -> None:
    image = np.arange(33 * 33 * 3, dtype=np.uint8).reshape(33, 33, 3)
    fitted = RenderSize.of(image, None, 8).fit(image)
    np.testing.assert_array_equal(fitted[:33, 33], image[:, 31])


def test_render_size_limits_the_long_side_and_keeps_the_shape() -> None:
    size = RenderSize.of(solid(0, 1280, 720), 640, 8)
    assert (size.render_width, size.render_height) == (640, 360)


def test_small_frames_are_never_enlarged() -> None:
    size = RenderSize.of(solid(0, 320, 200), 640, 8)
    assert (size.render_width, size.render_height) == (320, 200)


def test_default_render_size_limits_large_frames() -> None:
    assert RenderSize.of(solid(0, 3840, 2160), None, 8).render_width == DEFAULT_RENDER_SIZE


def test_restored_frame_has_the_size_of_the_source() -> None:
    image = solid(7, 1280, 721)
    size = RenderSize.of(image, 640, 8)
    assert size.restore(size.fit(image)).shape == image.shape


def test_shrink_limits_the_short_side_only() -> None:
    assert shrink(solid(0, 1000, 400), short_side=100).shape == (100, 250, 3)
    assert shrink(solid(0, 50, 40), short_side=100).shape == (40, 50, 3)


@pytest.mark.parametrize(("width", "height"), [(448, 252), (640, 360), (480, 270), (100, 540), (1919, 3)])
def test_averaging_by_halves_is_averaging(width: int, height: int) -> None:
    with PatternSource(1920, 1080, frames=1) as source:
        image = next(iter(source)).image
    at_once = cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA)
    difference = average(image, width, height).astype(float) - at_once
    assert difference.shape == (height, width, 3)
    assert np.abs(difference).mean() < 0.5
    assert abs(difference.mean()) < 0.3  # halves are rounded up
