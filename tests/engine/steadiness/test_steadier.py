"""One stream: what is held back, and when it begins anew."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import cv2
import numpy as np
import pytest

from engine.frame import Frame, Image
from engine.masks import Mask
from engine.pipeline.pipeline import Pipeline
from engine.settings import Region, Settings
from engine.sources.pattern import PatternSource
from engine.steadiness import Steadier
from engine.steadiness.steadier import leaps
from engine.stylizer import Stylizer
from tests.engine.steadiness.test_painting_filter import flickering, panning
from tests.fakes import FakeSink, FakeSource, settings_of, style_of

STYLE = style_of(200)
SETTINGS = Settings(((STYLE, 1.0),), smoothing=1.0)


def steadily(
    times: list[Fraction], settings: list[Settings] | None = None
) -> tuple[list[Image], list[Image]]:
    """The painted frames of a still camera, as they flicker, and as they are shown."""
    contents = panning(0, len(times))
    painted, steadier = flickering(contents), Steadier(live=True)
    shown = []
    for n, time in enumerate(times):
        steadier.before(contents[n], settings[n] if settings else SETTINGS, time)
        shown.append(steadier.after(painted[n]))
    return painted, shown


def test_frames_that_follow_each_other_are_smoothed() -> None:
    painted, shown = steadily([Fraction(n, 25) for n in range(4)])
    assert not np.array_equal(shown[3], painted[3])


@pytest.mark.parametrize("jump", [Fraction(3), Fraction(-1)], ids=["forward", "back"])
def test_a_seek_or_a_pause_begins_anew(jump: Fraction) -> None:
    times = [Fraction(n, 25) for n in range(4)]
    painted, shown = steadily([*times, times[-1] + jump])
    assert np.array_equal(shown[4], painted[4])


def test_a_new_look_shows_at_once_and_a_fade_is_smoothed() -> None:
    looks = [SETTINGS, SETTINGS, replace(SETTINGS, strength=0.98), replace(SETTINGS, strength=0.5)]
    painted, shown = steadily([Fraction(n, 25) for n in range(4)], looks)
    assert not np.array_equal(shown[2], painted[2])
    assert np.array_equal(shown[3], painted[3])


def test_another_style_is_a_leap_and_a_little_of_it_is_not() -> None:
    other = style_of(10)
    faded = replace(SETTINGS, styles=((STYLE, 0.96), (other, 0.04)))
    assert not leaps(SETTINGS, faded)
    assert leaps(SETTINGS, replace(SETTINGS, styles=((other, 1.0),)))
    assert leaps(SETTINGS, replace(SETTINGS, lock_palette=True))
    assert leaps(SETTINGS, Settings())


def test_a_region_that_fades_or_moves_slowly_is_no_leap() -> None:
    def look(mask: Mask) -> Settings:
        return replace(SETTINGS, regions=(Region(mask),))

    slow, fast = look(Mask("circle", x=0.52, weight=0.97)), look(Mask("circle", x=0.9))
    assert not leaps(look(Mask("circle")), slow)
    assert leaps(look(Mask("circle")), fast)
    assert leaps(look(Mask("circle")), look(Mask("left")))
    assert leaps(SETTINGS, slow)


def painted_by_a_pipeline(stylizer: Stylizer, images: list[Image], settings: Settings) -> list[Image]:
    frames = [Frame(image, Fraction(n, 25), n) for n, image in enumerate(images)]
    sink = FakeSink()
    pipeline = Pipeline(FakeSource(frames), stylizer, [sink], settings)
    pipeline.start()
    assert pipeline.wait(60)
    return [frame.image for frame in sink.frames]


@pytest.fixture(scope="module")
def stylizer(shared_cache: object, tmp_path_factory: pytest.TempPathFactory) -> Stylizer:
    return Stylizer("small", device="cpu", cache=tmp_path_factory.mktemp("styles"))


def test_smoothing_off_is_the_plain_network(stylizer: Stylizer) -> None:
    settings = stylizer.settings_for("mosaic", smoothing=0.0)
    images = panning(2, 4)
    shown = painted_by_a_pipeline(stylizer, images, settings)
    for image, result in zip(images, shown, strict=True):
        assert np.array_equal(result, stylizer.paint(image, settings))


def changes(frames: list[Image]) -> float:
    """Mean change of a pixel from frame to frame, of 255, once the filters have seen the noise."""
    return float(np.mean([cv2.absdiff(a, b).mean() for a, b in pairwise(frames[4:])]))


@pytest.mark.parametrize("sigma", [2, 4])
def test_a_noisy_still_picture_changes_no_more_when_painted_with_default_settings(
    stylizer: Stylizer, sigma: float
) -> None:
    with PatternSource(320, 192, frames=1) as source:
        frame = source.read()
    assert frame is not None
    noise = np.random.default_rng(1)
    noisy = [
        np.clip(frame.image + noise.normal(0, sigma, frame.image.shape), 0, 255).astype(np.uint8)
        for _ in range(12)
    ]
    shown = painted_by_a_pipeline(stylizer, noisy, stylizer.settings_for("mosaic"))
    assert changes(shown) <= changes(noisy)


def test_a_repeated_frame_shows_new_settings_without_a_trace_of_the_old() -> None:
    steadier = Steadier(live=True)
    contents = panning(0, 3)
    for n, image in enumerate(contents[:2]):
        steadier.before(image, SETTINGS, Fraction(n, 25))
        steadier.after(image)
    steadier.forget_painting()
    steadier.before(contents[2], settings_of(10), Fraction(2, 25))
    black = np.zeros_like(contents[2])
    assert steadier.after(black) is black
