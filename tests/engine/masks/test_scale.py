"""Stroke size: a style learned at other scales, and the render size that follows."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from engine import Mask, Region, Settings, Style, Stylizer, UsageError, fitted_size, load_picture
from engine.artwork import style_file
from engine.frame import Image
from engine.settings import scales_for
from engine.style_cache import StyleCache
from tests import clips
from tests.fakes import FakeRuntime, fake_stylizer, solid, style_of


def scaled_style(small: int, usual: int, large: int) -> Style:
    statistics = [style_of(value).statistics for value in (small, large)]
    style = style_of(usual)
    scaled = ((0.5, statistics[0]), (2.0, statistics[1]))
    return Style("style", style.statistics, style.network, style.thumbnail, scaled)


@pytest.mark.parametrize(
    ("scale", "grey"), [(0.5, 20), (1.0, 60), (2.0, 120), (2.0**0.5, 90), (2.0**-0.5, 40)]
)
def test_between_the_learned_scales_statistics_are_interpolated(scale: float, grey: int) -> None:
    settings = Settings(((scaled_style(20, 60, 120), 1.0),), scale=scale)
    assert (fake_stylizer().paint(solid(9, 64, 64), settings) == grey).all()


@pytest.mark.parametrize(("scale", "width"), [(0.5, 905), (1.0, 640), (2.0, 453)])
def test_the_render_size_follows_by_the_root(scale: float, width: int) -> None:
    assert fitted_size(1280, 720, 640, scale)[0] == width


def test_two_scales_lie_in_one_picture() -> None:
    style = scaled_style(20, 60, 120)
    settings = Settings(((style, 1.0),), regions=(Region(Mask("left", edge=0.0), scale=2.0),))
    painted = fake_stylizer().paint(solid(9, 128, 64), settings)
    assert (painted[:, :60] == 120).all() and (painted[:, 68:] == 60).all()


def test_a_scale_that_was_not_learned_is_refused_with_what_to_do() -> None:
    settings = Settings(((style_of(60), 1.0),), scale=1.5)
    with pytest.raises(UsageError, match=r"Learn its picture again with scales=\[1.5\]"):
        fake_stylizer().paint(solid(9), settings)


def test_each_scale_is_learned_once(tmp_path: Path) -> None:
    runtime = FakeRuntime()
    stylizer = Stylizer("compact", runtime=runtime, cache=tmp_path)
    for scale in (1.0, 1.5, 2.0, 1.2, 0.7, 0.6):
        stylizer.settings_for("ink-wash", scale=scale)
    assert runtime.learned == 3
    again = Stylizer("compact", runtime=runtime, cache=tmp_path)
    assert len(again.learn("ink-wash", scales=(0.5, 2.0)).scaled) == 2
    assert runtime.learned == 3  # kept on disk


def test_a_style_is_learned_from_its_picture_enlarged(tmp_path: Path) -> None:
    seen: list[tuple[int, ...]] = []

    def encode(picture: Image) -> np.ndarray:
        seen.append(picture.shape[:2])
        return np.zeros(3, np.float32)

    cache = StyleCache("scales", encode, 100, tmp_path)
    for scale in (0.5, 1.0, 2.0):
        cache.learn_image(solid(7, 300, 200), "one", scale)
    assert seen == [(50, 75), (100, 150), (200, 300)]


@pytest.mark.parametrize(
    ("scale", "needed"), [(0.5, (0.5,)), (0.7, (0.5, 1.0)), (1.0, (1.0,)), (1.9, (1.0, 2.0))]
)
def test_only_the_neighbouring_scales_are_needed(scale: float, needed: tuple[float, ...]) -> None:
    assert scales_for(scale) == needed


def test_larger_strokes_are_larger() -> None:
    stylizer, image = Stylizer(device="cpu", precision="float32"), clips.scene((320, 240), 3)
    picture = load_picture(style_file("woodblock")).image[::2, ::2]
    usual, large = (mean_period(stylizer.stylize(image, picture, scale=scale)) for scale in (1.0, 2.0))
    assert large > 1.2 * usual


def mean_period(image: Image) -> float:
    """Pixels to a wave, on the average of the power spectrum."""
    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype(np.float32)
    power = np.abs(np.fft.rfft(grey - cv2.GaussianBlur(grey, (0, 0), 16), axis=1)) ** 2
    return float(power.sum() / (power * np.fft.rfftfreq(grey.shape[1])).sum())
