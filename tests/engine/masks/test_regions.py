"""What a region promises of the painted picture; with the bundled network where pictures are compared."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from engine import Mask, PaintedMask, Pipeline, Region, Settings, Style, Stylizer, UsageError
from engine.frame import Frame, Image
from engine.masks import MaskStream, Weights
from tests import clips
from tests.fakes import FakeRuntime, FakeSink, FakeSource, fake_stylizer, solid, style_of

SIZE = (128, 96)


@pytest.fixture(scope="module")
def stylizer() -> Stylizer:
    return Stylizer(device="cpu", precision="float32")


@pytest.fixture(scope="module")
def styles() -> tuple[Style, Style]:
    """Not studied: those that are share their weights with all that is painted beside them."""
    learner = Stylizer(device="cpu", precision="float32")  # for studied styles another one prepares itself
    one, other = (replace(learner.learn(name), tuning=None) for name in ("ink-wash", "mosaic"))
    return one, other


def half(inside: float = 1.0, outside: float = 0.0) -> PaintedMask:
    """The left half."""
    weights = np.full((96, 128), outside, np.float32)
    weights[:, :64] = inside
    return PaintedMask(weights)


def everywhere(weight: float) -> PaintedMask:
    return half(weight, weight)


def photo() -> Image:
    return clips.scene(SIZE, 3)


def difference(one: Image, other: Image) -> float:
    return float(np.abs(one.astype(int) - other.astype(int)).mean())


@pytest.mark.parametrize("runtime", ["openvino", "torch"])
def test_weights_1_and_0_equal_the_single_style_to_the_bit(runtime: str, styles: tuple[Style, Style]) -> None:
    stylizer = Stylizer(device="cpu", precision="float32", runtime=runtime)
    one, other = styles
    for weight, style in ((1.0, other), (0.0, one)):
        region = Region(everywhere(weight), ((other, 1.0),))
        both = stylizer.paint(photo(), Settings(((one, 1.0),), regions=(region,)))
        np.testing.assert_array_equal(both, stylizer.paint(photo(), Settings(((style, 1.0),))))


@pytest.mark.parametrize("weight", [0.0, 1.0])
def test_a_studied_style_without_a_pixel_changes_nothing(weight: float, styles: tuple[Style, Style]) -> None:
    stylizer = Stylizer(device="cpu", precision="float32", runtime="torch")
    tuning = np.full(stylizer.runtime.tuning_size, 0.05, np.float16)
    studied = tuple((replace(style, tuning=tuning * (1 + n)), 1.0) for n, style in enumerate(styles))
    region = Region(everywhere(weight), studied[1:])
    shown = Settings(studied[1:] if weight else studied[:1])
    both = stylizer.paint(photo(), Settings(studied[:1], regions=(region,)))
    np.testing.assert_array_equal(both, stylizer.paint(photo(), shown))


def test_a_half_black_mask_changes_only_its_half(stylizer: Stylizer, styles: tuple[Style, Style]) -> None:
    settings = Settings(((styles[0], 1.0),), regions=(Region(half(), ()),))
    painted, plain = stylizer.paint(photo(), settings), stylizer.paint(photo(), Settings(settings.styles))
    np.testing.assert_array_equal(painted[:, 66:], plain[:, 66:])
    np.testing.assert_array_equal(painted[:, :62], photo()[:, :62])


def test_a_region_that_others_cover_wholly_is_as_if_it_were_not_there(
    stylizer: Stylizer, styles: tuple[Style, Style]
) -> None:
    below, above = (Region(half(), ((styles[index], 1.0),)) for index in (0, 1))
    both = Settings(((styles[0], 1.0),), regions=(below, above))
    without = Settings(both.styles, regions=(above,))
    np.testing.assert_array_equal(stylizer.paint(photo(), both), stylizer.paint(photo(), without))


@pytest.mark.parametrize("style", [0, 1])
def test_a_half_looks_as_if_it_were_painted_alone(
    stylizer: Stylizer, styles: tuple[Style, Style], style: int
) -> None:
    inside, outside, image = styles[style], styles[1 - style], clips.scene((512, 256), 3)
    region = Region(Mask("left", edge=0.0), ((inside, 1.0),))
    both = stylizer.paint(image, Settings(((outside, 1.0),), regions=(region,)))[:, :128]
    left = np.ascontiguousarray(image[:, :256])
    alone, other = (stylizer.paint(left, Settings(((one, 1.0),)))[:, :128] for one in (inside, outside))
    assert difference(both, alone) < 0.6 * difference(both, other)


def test_both_runtimes_paint_the_same_maps(styles: tuple[Style, Style]) -> None:
    settings = Settings(((styles[0], 1.0),), regions=(Region(Mask("circle"), ((styles[1], 1.0),)),))
    one, other = (
        Stylizer(device="cpu", precision="float32", runtime=name).paint(photo(), settings)
        for name in ("openvino", "torch")
    )
    assert np.abs(one.astype(int) - other).max() <= 2


def test_a_region_may_have_a_strength_of_its_own(stylizer: Stylizer, styles: tuple[Style, Style]) -> None:
    plain = Settings(((styles[0], 1.0),))
    weak = Settings(plain.styles, regions=(Region(half(), strength=0.4),))
    painted, full = stylizer.paint(photo(), weak), stylizer.paint(photo(), plain)
    assert difference(painted[:, :56], photo()[:, :56]) < 0.8 * difference(full[:, :56], photo()[:, :56])


@pytest.mark.parametrize("network", ["small", "compact"])
def test_grey_blends_the_statistics_of_both(network: str) -> None:
    calm = 0 if network == "small" else None
    settings = Settings(
        ((style_of(40, calm=calm), 1.0),),
        regions=(Region(everywhere(0.25), ((style_of(80, calm=calm), 1.0),)),),
    )
    assert (fake_stylizer(FakeRuntime(), network).paint(solid(9, 64, 48), settings) == 50).all()


def test_a_later_region_lies_over_those_before_it() -> None:
    stylizer = fake_stylizer()
    regions = tuple(Region(everywhere(1.0), ((style_of(value), 1.0),)) for value in (60, 90))
    painted = stylizer.paint(solid(9, 64, 48), Settings(((style_of(30), 1.0),), regions=regions))
    assert (painted == 90).all()


def test_only_a_region_is_painted_where_nothing_else_is() -> None:
    settings = Settings((), regions=(Region(half(), ((style_of(90), 1.0),)),))
    painted = fake_stylizer().paint(solid(9, 128, 96), settings)
    assert settings.paints
    assert (painted[:, :62] == 90).all() and (painted[:, 66:] == 9).all()


def test_where_nothing_is_painted_the_picture_itself_comes_back() -> None:
    image = solid(9, 64, 48)
    settings = Settings(((style_of(90), 1.0),), regions=(Region(everywhere(1.0), ()),))
    assert fake_stylizer().paint(image, settings) is image


@pytest.mark.parametrize("size", [(640, 359), (33, 150)])
def test_any_size_is_divided_at_the_same_place(size: tuple[int, int]) -> None:
    width, height = size
    settings = Settings(
        ((style_of(30), 1.0),),
        render_size=96,
        regions=(Region(Mask("left", edge=0.0), ((style_of(90), 1.0),)),),
    )
    painted = fake_stylizer().paint(solid(9, width, height), settings)
    left, right = painted[:, : width * 2 // 5].astype(int), painted[:, width * 3 // 5 :].astype(int)
    assert np.abs(left - 90).max() <= 2 and np.abs(right - 30).max() <= 2  # enlarging rings a little


def test_a_region_of_another_networks_style_is_refused() -> None:
    region = Region(half(), ((style_of(90, network="other"), 1.0),))
    with pytest.raises(UsageError, match="was learned by the network other"):
        fake_stylizer().paint(solid(9), Settings(((style_of(30), 1.0),), regions=(region,)))


@pytest.mark.parametrize(("strength", "scale"), [(1.5, None), (None, 0.0), (None, 4.0)])
def test_a_value_out_of_range_is_refused(strength: float | None, scale: float | None) -> None:
    with pytest.raises(UsageError):
        Region(half(), (), strength, scale)


def test_masks_of_a_stream_follow_the_frames_times() -> None:
    frames = [Frame(solid(9, 64, 48), Fraction(second), second) for second in range(3)]
    sink, settings = (
        FakeSink(),
        Settings(
            ((style_of(30), 1.0),),
            regions=(Region(Mask("circle", size=0.15, edge=0.0, seconds=4), ((style_of(90), 1.0),)),),
        ),
    )
    pipeline = Pipeline(FakeSource(frames), fake_stylizer(), [sink], settings)
    pipeline.start()
    assert pipeline.wait(10)
    top, right, bottom = (frame.image[:, :, 0] == 90 for frame in sink.frames)
    assert top[:20].any() and not top[28:].any()
    assert right[:, 40:].any() and not right[:, :24].any()
    assert bottom[28:].any() and not bottom[:20].any()


def test_masks_that_stand_still_are_put_together_once() -> None:
    stream, image, calls = MaskStream(), photo(), []

    def segment(_: Image) -> Weights:
        calls.append(1)
        return np.zeros((4, 4), np.float32)

    masks = [Mask("left"), Mask("circle", invert=True)]
    first = stream.maps(masks, image, Fraction(0), segment)
    assert stream.maps(masks, image, Fraction(1), segment) is first and not calls
    np.testing.assert_allclose(first.sum(axis=0), 1, atol=1e-6)
    assert stream.maps(masks[:1], image, Fraction(1), segment).shape[0] == 2
    stream.close()


def test_a_region_is_made_from_texts_and_pictures(stylizer: Stylizer) -> None:
    natural, same = stylizer.region("person"), stylizer.region("left", "same", strength=0.5)
    painted = stylizer.region(np.ones((4, 4), np.uint8), {"mosaic": 1.0, "ink-wash": 1.0})
    assert natural.styles == () and same.styles is None and len(painted.styles or ()) == 2
    assert (natural.mask, same.strength) == (Mask("person"), 0.5)
