"""The painting follows the motion of the content, and nothing of it stays where it should not."""

import cv2
import numpy as np
import pytest

from engine.frame import Image
from engine.imaging import resize
from engine.steadiness.flow import CAREFUL, Follower
from engine.steadiness.motion import MotionEstimator
from engine.steadiness.painting_filter import LIVE, OFFLINE, Care, PaintingFilter
from tests.fakes import solid

CARES = pytest.mark.parametrize("care", [LIVE, OFFLINE], ids=["live", "offline"])
WIDTH, HEIGHT = 192, 144


def texture(width: int = 400, height: int = HEIGHT, seed: int = 1) -> Image:
    """Soft spots, in which motion can be followed."""
    noise = np.random.default_rng(seed).uniform(0, 255, (height, width, 3))
    soft = np.asarray(cv2.GaussianBlur(noise, (0, 0), 3))
    return _bytes(255 * (soft - soft.min()) / np.ptp(soft))


def panning(step: int, frames: int, seed: int = 1) -> list[Image]:
    """A camera that moves to the right, `step` pixels a frame."""
    wide = texture(WIDTH + step * frames, seed=seed)
    return [np.ascontiguousarray(wide[:, step * n : step * n + WIDTH]) for n in range(frames)]


def flickering(contents: list[Image], amount: float = 12) -> list[Image]:
    """A painting of each content that jumps from frame to frame."""
    noise = np.random.default_rng(2)
    return [_bytes(image + noise.normal(0, amount, image.shape)) for image in contents]


def _bytes(values: "np.ndarray") -> Image:
    return np.asarray(np.clip(values, 0, 255), np.uint8)


def box_on(ground: Image, left: int, right: int) -> Image:
    return np.asarray(cv2.rectangle(ground.copy(), (left, 40), (right, 100), (255, 0, 0), -1), np.uint8)


def halved(image: Image) -> Image:
    return resize(image, max(1, image.shape[1] // 2), max(1, image.shape[0] // 2))


def smoothed(painted: list[Image], contents: list[Image], care: Care, smoothing: float = 1.0) -> list[Image]:
    painting_filter = PaintingFilter(care)
    pairs = zip(painted, contents, strict=True)
    return [painting_filter.apply(image, halved(content), smoothing) for image, content in pairs]


def error(results: list[Image], truth: list[Image]) -> float:
    inside = (slice(16, -16), slice(16, -16))
    return float(np.mean([cv2.absdiff(a, b)[inside].mean() for a, b in zip(results, truth, strict=True)]))


@CARES
def test_flickering_on_a_moving_picture_becomes_less(care: Care) -> None:
    contents = panning(3, 12)
    painted = flickering(contents)
    calm = smoothed(painted, contents, care)
    assert error(calm[6:], contents[6:]) < 0.75 * error(painted[6:], contents[6:])


@CARES
def test_a_still_picture_flickers_much_less(care: Care) -> None:
    contents = panning(0, 12)
    painted = flickering(contents)
    calm = smoothed(painted, contents, care)
    jumps = [error(frames[6:-1], frames[7:]) for frames in (calm, painted)]
    assert jumps[0] < 0.4 * jumps[1]


@CARES
def test_flickering_becomes_less_in_a_part_that_moves_by_itself(care: Care) -> None:
    part, still = (slice(48, 120), slice(72, 168)), texture(WIDTH, seed=3)
    contents = [still.copy() for _ in range(12)]
    for content, moving in zip(contents, panning(3, 12), strict=True):
        content[part] = moving[part]
    painted = flickering(contents)
    calm = smoothed(painted, contents, care)
    within = [[image[part] for image in images[6:]] for images in (calm, painted, contents)]
    assert error(within[0], within[2]) < 0.8 * error(within[1], within[2])


@CARES
def test_no_smoothing_gives_the_very_painting(care: Care) -> None:
    contents = panning(2, 3)
    painted = flickering(contents)
    assert all(a is b for a, b in zip(smoothed(painted, contents, care, 0.0), painted, strict=True))


@CARES
def test_after_a_cut_the_painting_is_its_own_at_once(care: Care) -> None:
    contents = [*panning(2, 5), *panning(2, 3, seed=9)]
    painted = flickering(contents)
    calm = smoothed(painted, contents, care)
    assert not np.array_equal(calm[4], painted[4])
    assert np.array_equal(calm[5], painted[5])


@CARES
def test_a_box_that_moves_fast_leaves_no_ghost_where_it_was(care: Care) -> None:
    contents = [box_on(texture(WIDTH), 12 * n, 12 * n + 40) for n in range(10)]
    painted = [_bytes(255.0 - image) for image in contents]  # a painting that is unlike its content
    last = smoothed(painted, contents, care)[-1].astype(int)
    trail = np.s_[44:96, 12 * 9 - 36 : 12 * 9 - 4]
    assert np.abs(last[trail] - painted[-1][trail]).mean() < 6


@CARES
def test_a_painting_that_does_not_flicker_stays_as_it_is(care: Care) -> None:
    contents = panning(0, 6)
    calm = smoothed(contents, contents, care)
    assert max(cv2.absdiff(a, b).max() for a, b in zip(calm, contents, strict=True)) <= 1


def test_a_new_size_begins_anew() -> None:
    painting_filter = PaintingFilter(OFFLINE)
    small, large = texture(64, 48), texture(96, 64)
    painting_filter.apply(small, halved(small), 1.0)
    assert painting_filter.apply(large, halved(large), 1.0) is large


@CARES
@pytest.mark.parametrize("size", [(1, 1), (8, 200), (17, 16), (33, 20), (31, 97)])
def test_tiny_pictures_are_no_trouble(size: tuple[int, int], care: Care) -> None:
    contents = [solid(value, *size) for value in (1, 2, 3)]
    assert smoothed(contents, contents, care)[-1].shape == contents[-1].shape


def test_the_motion_of_a_pan_is_found_in_pixels_of_the_frame() -> None:
    estimator = MotionEstimator(CAREFUL, short_side=72)
    first, second = (halved(image) for image in panning(6, 2))
    assert estimator.estimate(first, WIDTH, HEIGHT) is None
    motion = estimator.estimate(second, WIDTH, HEIGHT)
    assert motion is not None
    flow, confidence = (
        cv2.resize(plane, (WIDTH, HEIGHT))[30:-30, 30:-30] for plane in (motion.flow, motion.confidence)
    )
    assert np.abs(flow - (6, 0)).mean() < 0.7
    assert confidence.mean() > 0.8


def test_what_was_hidden_is_not_sure() -> None:
    before, now = (box_on(texture(WIDTH), x, x + 50) for x in (40, 60))
    _, sure = Follower().follow(before, now)
    assert sure[45:95, 42:56].mean() < 0.7 < sure[:, 130:].mean()
