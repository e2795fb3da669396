"""Guided enlarging: edges of the content, strokes of the painting."""

import cv2
import numpy as np
import pytest
from hypothesis import given, strategies as st
from numpy.typing import NDArray

from engine import PatternSource, Stylizer
from engine.frame import Image
from engine.imaging import enlarge_guided, resize
from tests.fakes import solid
from tests.measurements.enlarging import likeness

SEEDS = range(5)


def shapes(random: np.random.Generator, width: int = 480, height: int = 270) -> Image:
    """A content of hard edges: polygons of random colours."""
    image = solid(128, width, height)
    for _ in range(40):
        corners = random.integers(0, (width, height), (3, 2)).astype(np.int32)
        cv2.fillPoly(image, [corners], random.integers(0, 256, 3).tolist(), cv2.LINE_AA)
    return image


def strokes(random: np.random.Generator, width: int = 480, height: int = 270) -> NDArray[np.float64]:
    """What a painting adds to its content: soft blots, (H, W, 1)."""
    noise = np.asarray(cv2.GaussianBlur(random.normal(0, 1, (height, width)), (0, 0), 8))
    return np.asarray(20 * noise / noise.std())[..., None]


def painted(content: Image, random: np.random.Generator) -> Image:
    """As a network does: another tone curve for all of it, and strokes."""
    gain, offset = random.uniform(0.6, 1.4), random.uniform(-30, 30)
    tones = 128 + gain * (content.astype(np.float64) - 128) + offset
    return np.asarray(np.clip(tones + strokes(random), 0, 255), np.uint8)


@pytest.mark.parametrize("part", [2, 3])
@pytest.mark.parametrize("seed", SEEDS)
def test_a_small_painting_gets_the_edges_of_one_at_full_size(seed: int, part: int) -> None:
    random = np.random.default_rng(seed)
    content = shapes(random)
    full = painted(content, random)
    small = resize(full, 480 // part, 270 // part)
    guided = likeness(enlarge_guided(small, content), full, content)
    plain = likeness(resize(small, 480, 270), full, content)
    assert guided.ssim > max(0.9, plain.ssim)
    assert guided.edge_error < 0.6 * plain.edge_error


@pytest.mark.parametrize("seed", SEEDS)
def test_strokes_stay_where_the_content_is_flat(seed: int) -> None:
    small = np.random.default_rng(seed).integers(0, 256, (90, 160, 3), np.uint8)
    np.testing.assert_array_equal(enlarge_guided(small, solid(77, 480, 270)), resize(small, 480, 270))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_noise_of_a_camera_does_not_come_through(seed: int) -> None:
    noise = np.random.default_rng(seed).normal(120, 4, (270, 480, 3))
    result = enlarge_guided(solid(90, 160, 90), np.clip(noise, 0, 255).astype(np.uint8))
    assert result.std() < 1.0


@given(st.integers(1, 70), st.integers(1, 70), st.integers(1, 9), st.integers(1, 9))
def test_any_size_is_enlarged_to_any(width: int, height: int, wider: int, higher: int) -> None:
    guide = np.random.default_rng(0).integers(0, 256, (height * higher, width * wider, 3), np.uint8)
    result = enlarge_guided(solid(9, width, height), guide)
    assert (result.shape, result.dtype, result.flags.c_contiguous) == (guide.shape, guide.dtype, True)


def test_the_bundled_network_at_a_third_of_the_size_paints_the_edges_of_the_content() -> None:
    with PatternSource(960, 540, frames=1) as source:
        content = next(iter(source)).image
    stylizer = Stylizer(device="cpu", precision="float32")
    full = stylizer.stylize(content, "watercolor")
    guided, plain = (
        stylizer.stylize(content, "watercolor", render_size=320, enlarge=how) for how in ("guided", "plain")
    )
    assert likeness(guided, full, content).edge_error < 0.8 * likeness(plain, full, content).edge_error
    assert likeness(guided, full, content).ssim > likeness(plain, full, content).ssim
