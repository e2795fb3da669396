"""What is turned about the colours of the result."""

import cv2
import numpy as np
import pytest

from engine.colour import Palette, PaletteLock, ResultColours
from engine.colour.palette import to_lab
from engine.errors import UsageError
from engine.frame import Image
from engine.settings import Settings, Style
from engine.stylizer import Stylizer
from tests.fakes import FAKE, solid, style_of


def result(painted: Image, content: Image | None = None, **look: float) -> Image:
    settings = Settings(((style_of(1), 1.0),), **look)  # type: ignore[arg-type]
    return ResultColours().apply(painted, painted if content is None else content, settings)


def picture(seed: int = 1) -> Image:
    noise = np.random.default_rng(seed).uniform(0, 255, (64, 96, 3))
    return cv2.GaussianBlur(noise, (0, 0), 2).clip(0, 255).astype(np.uint8)


def chroma_apart(a: Image, b: Image) -> float:
    """Mean distance of the colours in the a*b* plane of CIELAB."""
    return float(np.linalg.norm(to_lab(a)[..., 1:] - to_lab(b)[..., 1:], axis=-1).mean())


def test_nothing_turned_is_the_very_painting() -> None:
    painted = picture()
    assert result(painted) is painted


def test_the_colours_of_the_content_survive_in_cielab(shared_cache: object) -> None:
    stylizer = Stylizer("small", device="cpu")
    content = cv2.resize(picture(3), (192, 128), interpolation=cv2.INTER_CUBIC).astype(np.uint8)
    plain = stylizer.stylize(content, "mosaic")
    kept = stylizer.stylize(content, "mosaic", keep_colors=True)
    matched = stylizer.stylize(content, "mosaic", keep_colors=True, match_colors=True)
    assert chroma_apart(kept, content) < 4  # the bound that docs/colour-and-time.md states
    means = [to_lab(image).mean(axis=(0, 1))[1:] for image in (content, plain, matched)]
    assert np.linalg.norm(means[2] - means[0]) < 8 < np.linalg.norm(means[1] - means[0])


def test_half_of_the_colours_lies_between_none_and_all() -> None:
    painted, content = picture(1), picture(2)
    none, half, whole = (result(painted, content, keep_colors=k).astype(int) for k in (0.0, 0.5, 1.0))
    assert np.abs(half - (none + whole) / 2).max() <= 1


def test_true_keeps_all_colours() -> None:
    painted, content = picture(1), picture(2)
    assert np.array_equal(
        result(painted, content, keep_colors=True), result(painted, content, keep_colors=1.0)
    )


def test_without_saturation_it_is_grey() -> None:
    grey = result(picture(), saturation=0.0).astype(int)
    assert (grey.max(axis=-1) - grey.min(axis=-1)).max() <= 1


def test_without_contrast_it_is_one_grey() -> None:
    assert np.ptp(result(picture(), contrast=0.0)) <= 1


@pytest.mark.parametrize(("brightness", "value"), [(-1.0, 0), (1.0, 255)])
def test_all_brightness_is_white_and_none_is_black(brightness: float, value: int) -> None:
    assert (result(solid(100), brightness=brightness) == value).all()


@pytest.mark.parametrize("name", ["keep_colors", "brightness", "contrast", "saturation"])
def test_values_out_of_range_are_refused(name: str) -> None:
    with pytest.raises(UsageError, match=r"must be from .* not 3"):
        Settings(**{name: 3.0})  # type: ignore[arg-type]


def bars(*colours: tuple[int, int, int]) -> Image:
    """A style picture of flat colours."""
    return np.repeat(np.array([colours], np.uint8), 16, axis=1).repeat(16, axis=0).reshape(16, -1, 3)


def test_no_colour_leaves_the_palette() -> None:
    style = Style("s", np.zeros(3, np.float32), FAKE, bars((200, 40, 30), (30, 60, 160), (240, 230, 200)))
    locked = ResultColours().apply(picture(), picture(), Settings(((style, 1.0),), lock_palette=True))
    apart = Palette([style.thumbnail]).distance(locked)
    assert apart.max() < 8  # the bound that docs/colour-and-time.md states: one step of the table more
    assert Palette([style.thumbnail]).distance(picture()).max() > 20


def test_colours_of_the_palette_stay_as_they_are() -> None:
    own = bars((200, 40, 30), (30, 60, 160), (240, 230, 200))
    assert np.abs(PaletteLock(Palette([own])).apply(own).astype(int) - own).max() <= 2


def test_a_soft_gradient_within_the_palette_gets_no_bands() -> None:
    ramp = np.repeat(np.arange(256, dtype=np.uint8)[None, :, None], 3, axis=2).repeat(8, axis=0)
    locked = PaletteLock(Palette([ramp])).apply(np.ascontiguousarray(ramp)).astype(int)
    assert np.abs(np.diff(locked[0, :, 1])).max() <= 4


def test_a_blend_has_the_palettes_of_all_its_styles() -> None:
    red, blue = ((Style("s", np.zeros(3, np.float32), FAKE, solid_of(c))) for c in ((220, 0, 0), (0, 0, 220)))
    image = np.concatenate([solid_of((250, 60, 60)), solid_of((60, 60, 250))], axis=1)
    settings = Settings(((red, 0.5), (blue, 0.5)), lock_palette=True)
    locked = ResultColours().apply(image, image, settings).astype(int)
    assert locked[0, 0, 0] > 200 > 60 > locked[0, 0, 2]
    assert locked[0, -1, 2] > 200 > 60 > locked[0, -1, 0]


def solid_of(colour: tuple[int, int, int]) -> Image:
    return np.full((32, 32, 3), colour, np.uint8)
