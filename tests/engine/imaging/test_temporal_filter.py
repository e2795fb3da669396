from fractions import Fraction
from itertools import pairwise

import cv2
import numpy as np
import pytest

from engine.frame import Frame, Image
from engine.imaging.temporal_filter import TemporalFilter
from engine.pipeline.pipeline import Pipeline
from engine.settings import Settings
from engine.sources.pattern import PatternSource
from engine.steadiness import LIVE_SMOOTHING
from tests.fakes import FakeRuntime, FakeSink, FakeSource, fake_stylizer, solid, style_of

SIZE = (320, 180)


def scene(frames: int) -> list[Image]:
    source = PatternSource(*SIZE, Fraction(25))
    return [frame.image for _ in range(frames) if (frame := source.read())]


def with_noise(images: list[Image], sigma: float) -> list[Image]:
    noise = np.random.default_rng(1)
    return [np.clip(image + noise.normal(0, sigma, image.shape), 0, 255).astype(np.uint8) for image in images]


def steady(images: list[Image], smoothing: float) -> list[Image]:
    temporal_filter = TemporalFilter()
    return [temporal_filter.apply(image, smoothing) for image in images]


def flicker(images: list[Image]) -> float:
    """Mean change of a pixel from frame to frame, of 255."""
    return float(np.mean([cv2.absdiff(a, b).mean() for a, b in pairwise(images[4:])]))


def likeness(a: Image, b: Image) -> float:
    """Structural similarity (SSIM) of the grey pictures, 11 x 11 Gaussian windows of sigma 1.5."""
    x, y = (cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype(np.float64) for image in (a, b))
    mean_x, mean_y = _window(x), _window(y)
    var_x, var_y = _window(x * x) - mean_x**2, _window(y * y) - mean_y**2
    covariance = _window(x * y) - mean_x * mean_y
    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    ssim = (2 * mean_x * mean_y + c1) * (2 * covariance + c2)
    return float((ssim / ((mean_x**2 + mean_y**2 + c1) * (var_x + var_y + c2))).mean())


def _window(values: "np.ndarray") -> "np.ndarray":
    return np.asarray(cv2.GaussianBlur(values, (11, 11), 1.5))


@pytest.mark.parametrize("sigma", [2, 5, 10, 20])
def test_flicker_of_a_still_noisy_picture_drops_by_more_than_half(sigma: float) -> None:
    noisy = with_noise(scene(1) * 16, sigma)
    assert flicker(steady(noisy, 0.7)) < 0.5 * flicker(noisy)


def test_more_smoothing_means_less_flicker() -> None:
    noisy = with_noise(scene(1) * 16, 5)
    amounts = [flicker(steady(noisy, smoothing)) for smoothing in (0.0, 0.3, 0.7, 1.0)]
    assert amounts == sorted(amounts, reverse=True)


def test_smoothing_brings_a_noisy_still_picture_nearer_to_the_truth() -> None:
    (truth,) = scene(1)
    noisy = with_noise([truth] * 16, 8)
    assert likeness(steady(noisy, 0.7)[-1], truth) > likeness(noisy[-1], truth) + 0.05


@pytest.mark.parametrize("smoothing", [0.7, 1.0])
def test_what_moves_is_left_as_it_is(smoothing: float) -> None:
    images = scene(50)
    pairs = zip(steady(images, smoothing), images, strict=True)
    assert min(likeness(smooth, image) for smooth, image in pairs) > 0.95


@pytest.mark.parametrize("smoothing", [0.7, 1.0])
def test_a_moving_edge_in_noise_leaves_no_ghost(smoothing: float) -> None:
    truth = [
        cv2.rectangle(solid(90, *SIZE), (8 * n, 60), (8 * n + 40, 120), (150, 150, 150), -1)
        for n in range(30)
    ]
    smooth = steady(with_noise([np.asarray(image, np.uint8) for image in truth], 4), smoothing)
    for n in (10, 20, 29):
        trail = smooth[n][64:116, 8 * n - 40 : 8 * n - 12].astype(
            float
        )  # where the box was up to 5 frames ago
        assert abs(trail.mean() - 90) < 2


@pytest.mark.parametrize("smoothing", [0.7, 1.0])
def test_what_moves_faintly_in_strong_noise_leaves_no_ghost(smoothing: float) -> None:
    bright, dark, steps = 42, 30, range(0, 150, 5)
    truth = [solid(dark, *SIZE).copy() for _ in steps]
    for image, left in zip(truth, steps, strict=True):
        image[60:120, left : left + 60] = bright
    last = steady(with_noise(truth, 6), smoothing)[-1].astype(float)
    trail, box = last[64:116, 60:130].mean(), last[64:116, 150:200].mean()
    assert abs(trail - dark) < 2 and abs(box - bright) < 2


def test_a_slow_fade_is_followed() -> None:
    fade = [solid(60 + n, *SIZE) for n in range(100)]
    assert abs(int(steady(fade, 1.0)[-1].mean()) - 159) <= 6


@pytest.mark.parametrize("smoothing", [0.7, 1.0])
def test_a_fade_comes_to_its_very_end(smoothing: float) -> None:
    for start, end in ((100, 104), (104, 100)):
        assert (steady([solid(start, *SIZE)] + [solid(end, *SIZE)] * 60, smoothing)[-1] == end).all()


def test_a_cut_passes_untouched() -> None:
    before, after = scene(1)[0], np.ascontiguousarray(scene(1)[0][::-1])
    assert np.array_equal(steady([before, before, after], 1.0)[-1], after)


def test_a_new_size_begins_anew() -> None:
    small, large = solid(100, 64, 48), solid(101, 128, 96)
    assert np.array_equal(steady([small, large], 1.0)[-1], large)


def test_no_smoothing_gives_the_very_picture_and_remembers_nothing() -> None:
    temporal_filter, first, second = TemporalFilter(), solid(100), solid(101)
    assert temporal_filter.apply(first, 0.0) is first
    assert np.array_equal(temporal_filter.apply(second, 1.0), second)


def test_pictures_of_one_pixel_are_no_trouble() -> None:
    assert steady([solid(1, 1, 1), solid(2, 1, 1)], 1.0)[-1].shape == (1, 1, 3)


def test_the_pipeline_paints_the_steadied_picture_and_shows_the_true_one_beside() -> None:
    noisy = with_noise([solid(100, *SIZE)] * 8, 5)
    frames = [Frame(image, Fraction(n, 25), n) for n, image in enumerate(noisy)]
    seen: list[Image] = []
    runtime = FakeRuntime()
    runtime.upload = lambda content: seen.append(content) or content  # type: ignore
    sink = FakeSink()
    settings = painting(smoothing=LIVE_SMOOTHING)
    pipeline = Pipeline(FakeSource(frames), fake_stylizer(runtime), [sink], settings)
    pipeline.start()
    assert pipeline.wait(5)
    assert flicker(seen) < 0.5 * flicker(noisy)
    assert all(painted.content is frame.image for painted, frame in zip(sink.frames, frames, strict=True))


def painting(*, smoothing: float = 0.0, mirror: bool = False) -> Settings:
    return Settings(((style_of(200), 1.0),), smoothing=smoothing, mirror=mirror)
