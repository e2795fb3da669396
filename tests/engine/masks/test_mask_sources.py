"""What every source of masks does; a new kind is one line in MASKS."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np
import pytest

from engine.frame import Image
from engine.masks import AnyMask, Mask, MaskSource, MaskStream, PaintedMask, Weights, open_mask
from tests import clips

SECOND = Fraction(1)

MASKS: dict[str, AnyMask] = {
    **{kind: Mask(kind) for kind in ("left", "right", "top", "bottom", "circle", "bright", "dark")},
    **{kind: Mask(kind) for kind in ("person", "background")},
    "moving": Mask("circle", seconds=8.0),
    "cut": Mask("circle", cut=True),
    "painted": PaintedMask(np.eye(5, dtype=np.float32)),
}


def scene(width: int = 64, height: int = 48, index: int = 0) -> Image:
    return clips.scene((width, height), index)


def find_nobody(image: Image) -> Weights:
    return np.zeros((32, 32), np.float32)


def find_bright(image: Image) -> Weights:
    """Takes what is bright for a person."""
    return (cv2.resize(image, (32, 32))[:, :, 1] > 100).astype(np.float32)


@pytest.fixture(params=[*MASKS, "picture", "film"])
def source(request: pytest.FixtureRequest, tmp_path: Path) -> MaskSource:
    if request.param == "picture":
        cv2.imwrite(str(tmp_path / "mask.png"), np.tile(np.arange(0, 250, 10).astype(np.uint8), (9, 1)))
        return open_mask(Mask("file", tmp_path / "mask.png"))
    if request.param == "film":
        return open_mask(Mask("file", clips.write_clip(tmp_path / "mask.mp4", clips.PLAIN)))
    return open_mask(MASKS[request.param])


@pytest.mark.parametrize(("width", "height"), [(64, 48), (33, 71)])
def test_weights_have_the_frames_size_and_lie_between_0_and_1(
    source: MaskSource, width: int, height: int
) -> None:
    weights = source.weights(scene(width, height), SECOND, find_bright)
    assert weights.shape == (height, width) and weights.dtype == np.float32
    assert weights.min() >= 0 and weights.max() <= 1
    source.close()


def test_the_same_frame_at_the_same_time_has_the_same_weights(source: MaskSource) -> None:
    first = source.weights(scene(), SECOND, find_bright).copy()
    np.testing.assert_array_equal(source.weights(scene(), SECOND, find_bright), first)
    source.close()


@pytest.mark.parametrize(("kind", "inside"), [("left", (24, 2)), ("top", (2, 30)), ("circle", (24, 32))])
def test_a_shape_is_whole_inside_and_nothing_outside(kind: str, inside: tuple[int, int]) -> None:
    weights = open_mask(Mask(kind)).weights(scene(), SECOND, find_nobody)
    assert weights[inside] == 1 and weights[-1, -1] == 0


@pytest.mark.parametrize(("kind", "other"), [("left", "right"), ("top", "bottom"), ("bright", "dark")])
def test_opposite_masks_fill_the_picture(kind: str, other: str) -> None:
    one, rest = (open_mask(Mask(name)).weights(scene(), SECOND, find_nobody) for name in (kind, other))
    np.testing.assert_allclose(one + rest, 1, atol=1e-6)


def test_the_soft_edge_is_as_wide_as_asked_for() -> None:
    weights = open_mask(Mask("left", at=0.5, edge=0.5)).weights(scene(96, 48), SECOND, find_nobody)
    between = (weights[0] > 0) & (weights[0] < 1)
    assert between.sum() == pytest.approx(24, abs=1)  # half of the short side
    assert between[36:60].all()


def test_a_moving_circle_comes_back_after_its_seconds() -> None:
    source = open_mask(Mask("circle", size=0.2, seconds=4))
    places = [source.weights(scene(), Fraction(second), find_nobody) for second in (0, 2, 4)]
    assert np.abs(places[0] - places[1]).max() == 1
    np.testing.assert_allclose(places[0], places[2], atol=1e-4)


def test_bright_means_brighter_than_its_luma() -> None:
    image = np.zeros((40, 60, 3), np.uint8)
    image[:, 30:] = 200
    weights = open_mask(Mask("bright", at=0.5)).weights(image, SECOND, find_nobody)
    assert weights[20, 5] == 0 and weights[20, 55] == 1


def test_grey_of_a_picture_is_a_weight(tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "grey.png"), np.full((4, 4), 51, np.uint8))
    weights = open_mask(Mask("file", tmp_path / "grey.png")).weights(scene(), SECOND, find_nobody)
    np.testing.assert_allclose(weights, 0.2, atol=1e-6)


def test_a_film_of_masks_shows_the_picture_of_each_frames_time(tmp_path: Path) -> None:
    film = clips.write_clip(tmp_path / "mask.mp4", clips.PLAIN)
    source = open_mask(Mask("file", film))
    times = clips.frame_times(film)
    forward = [source.weights(scene(), time, find_nobody).mean() for time in times]
    assert len(set(forward)) > len(forward) // 2  # it moves
    wound_back = [source.weights(scene(), time, find_nobody).mean() for time in times]
    assert wound_back == forward
    assert source.weights(scene(), times[-1] + 60, find_nobody).mean() == forward[-1]
    source.close()


@pytest.mark.parametrize("opened", [Mask("left"), Mask("circle"), PaintedMask(np.ones((3, 3), np.float32))])
def test_what_stands_still_is_drawn_once(opened: AnyMask) -> None:
    source = open_mask(opened)
    first = source.weights(scene(), SECOND, find_nobody)
    assert source.weights(scene(index=5), 2 * SECOND, find_nobody) is first


def test_a_mask_counts_as_much_as_its_weight() -> None:
    stream, picture = MaskStream(), scene()
    half, none = (
        stream.maps([Mask("left", at=1.0, edge=0.0, weight=weight)], picture, SECOND, find_nobody)
        for weight in (0.5, 0.0)
    )
    assert (half == 0.5).all()
    assert (none[0] == 1).all() and not none[1].any()


def test_a_film_is_not_opened_again_while_its_mask_fades(tmp_path: Path) -> None:
    mask = Mask("file", clips.write_clip(tmp_path / "mask.mp4", clips.PLAIN))
    stream = MaskStream()
    for step in range(3):
        stream.maps([replace(mask, weight=step / 4)], scene(), Fraction(step, 25), find_nobody)
        opened = stream._sources.copy()
    stream.maps([replace(mask, weight=1.0, invert=True)], scene(), Fraction(3, 25), find_nobody)
    assert stream._sources == opened
    stream.close()


def disc(left: int) -> Image:
    """A red disc of 30 pixels before green noise."""
    noise = np.random.default_rng(1).integers(0, 60, (96, 128, 3)).astype(np.uint8)
    noise[..., 1] += 120
    return np.asarray(cv2.circle(noise, (left, 48), 15, (230, 40, 30), -1), np.uint8)


def inside(weights: Weights, left: int) -> tuple[float, float]:
    """Least weight well inside of the disc, most well outside."""
    y, x = np.indices(weights.shape)
    away = np.hypot(y - 48, x - left)
    return float(weights[away < 12].min()), float(weights[away > 19].max())


def test_what_lies_in_a_rough_circle_is_cut_out() -> None:
    source = open_mask(Mask("circle", x=0.45, size=0.4, edge=0.0, cut=True))
    least, most = inside(source.weights(disc(60), SECOND, find_nobody), 60)
    assert least > 0.8 and most < 0.1


def test_what_is_scribbled_is_cut_out_and_what_is_black_is_not(tmp_path: Path) -> None:
    scribble = np.full((96, 128), 128, np.uint8)
    scribble[:, 100:] = 0  # a second disc is there, and is not wanted
    cv2.circle(scribble, (40, 48), 4, 255, -1)
    cv2.imwrite(str(tmp_path / "scribble.png"), scribble)
    picture = np.asarray(cv2.circle(disc(40), (118, 48), 9, (230, 40, 30), -1), np.uint8)
    weights = open_mask(Mask("file", tmp_path / "scribble.png", cut=True)).weights(
        picture, SECOND, find_nobody
    )
    assert inside(weights, 40)[0] > 0.8
    assert weights[:, 106:].max() < 0.1


def test_where_nothing_can_be_told_apart_the_rough_mask_stays() -> None:
    source = open_mask(Mask("left", at=1.0, edge=0.0, cut=True))
    assert (source.weights(scene(), SECOND, find_nobody) == 1).all()
