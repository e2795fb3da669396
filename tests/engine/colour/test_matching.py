"""Colours of pictures: measured, matched in closed form, followed in a stream."""

import numpy as np
import pytest

from engine.colour import ColourStatistics, RunningColours, colours_of, coral
from engine.errors import UsageError
from engine.frame import Image
from engine.settings import Settings
from tests.fakes import FakeRuntime, fake_stylizer, solid, style_of


def colourful(mean: tuple[int, int, int], spread: float, seed: int = 1) -> Image:
    """A picture whose channels hang together."""
    random = np.random.default_rng(seed)
    mixing = random.uniform(-1, 1, (3, 3)) + np.eye(3)
    pixels = random.normal(0, spread, (64, 64, 3)) @ mixing + mean
    return np.clip(pixels, 0, 255).astype(np.uint8)


def root(symmetric: "np.ndarray") -> "np.ndarray":
    """The root of a positive definite matrix by Denman and Beavers' iteration: another way than ours."""
    y, z = symmetric.copy(), np.eye(len(symmetric))
    for _ in range(50):
        y, z = (y + np.linalg.inv(z)) / 2, (z + np.linalg.inv(y)) / 2
    return y


def test_coral_is_the_closed_form_in_float64() -> None:
    source, target = (
        colours_of(colourful((90, 120, 60), 20)),
        colours_of(colourful((170, 90, 110), 25, seed=5)),
    )
    more = 0.03**2 * np.eye(3)
    matrix = root(target.covariance + more) @ np.linalg.inv(root(source.covariance + more))
    found = coral(source, target)
    assert found.matrix.dtype == np.float64
    np.testing.assert_allclose(found.matrix, matrix, atol=1e-9)
    np.testing.assert_allclose(found.offset, target.mean - matrix @ source.mean, atol=1e-9)


def test_a_recoloured_picture_has_the_colours_of_the_other() -> None:
    picture, other = colourful((90, 120, 60), 18), colourful((150, 100, 120), 14, seed=5)
    found = colours_of(coral(colours_of(picture), colours_of(other)).apply(picture))
    wanted = colours_of(other)
    np.testing.assert_allclose(found.mean, wanted.mean, atol=0.01)
    np.testing.assert_allclose(found.covariance, wanted.covariance, atol=0.001)


def test_a_picture_keeps_its_own_colours() -> None:
    own = colours_of(colourful((90, 120, 60), 18))
    np.testing.assert_allclose(coral(own, own).matrix, np.eye(3), atol=1e-9)


def test_the_noise_of_a_grey_picture_does_not_become_colour() -> None:
    grey = np.random.default_rng(1).integers(0, 255, (64, 64, 1))
    noisy = np.clip(grey + np.random.default_rng(2).normal(0, 2, (64, 64, 3)), 0, 255).astype(np.uint8)
    change = coral(colours_of(noisy), colours_of(colourful((128, 128, 128), 40)))
    assert np.abs(np.linalg.eigvals(change.matrix)).max() < 9


def test_a_matched_style_is_learned_in_the_colours_of_the_content() -> None:
    stylizer = fake_stylizer()  # learns a picture's mean colour, and paints it
    content = colourful((60, 150, 90), 10)
    style = stylizer.learn(colourful((180, 60, 60), 12))
    painted = stylizer.stylize(content, style, keep_colors=1.0, match_colors=True)
    np.testing.assert_allclose(painted[0, 0], content.reshape(-1, 3).mean(axis=0), atol=2)


def test_half_matched_lies_half_way() -> None:
    stylizer = fake_stylizer()
    content, style = solid(50, 64, 64), stylizer.learn(solid(150, 64, 64))
    painted = stylizer.stylize(content, style, keep_colors=0.5, match_colors=True)
    assert abs(int(painted[0, 0, 0]) - 100) <= 2


def test_a_style_is_matched_once_for_the_same_colours() -> None:
    runtime = FakeRuntime()
    stylizer = fake_stylizer(runtime)
    style = stylizer.learn(solid(150, 64, 64))
    learned = runtime.learned
    for _ in range(3):
        stylizer.stylize(solid(50, 64, 64), style, keep_colors=True, match_colors=True)
    assert runtime.learned == learned + 1


def test_given_colours_are_matched_instead_of_the_contents() -> None:
    stylizer = fake_stylizer()
    style = stylizer.learn(solid(150, 64, 64))
    settings = stylizer.settings_for(style, keep_colors=1.0, match_colors=colours_of(solid(30, 64, 64)))
    assert abs(int(stylizer.stylize(solid(90), settings)[0, 0, 0]) - 30) <= 2


def test_a_style_without_its_picture_says_so() -> None:
    with pytest.raises(UsageError, match="made without its picture"):
        fake_stylizer().stylize(solid(50), style_of(9), keep_colors=True, match_colors=True)


def stream(running: RunningColours, values: list[int]) -> list[ColourStatistics]:
    return [running.follow(solid(value)) for value in values]


def test_a_stream_whose_light_hardly_changes_keeps_one_set_of_colours() -> None:
    given = stream(RunningColours(), [100 + n % 3 for n in range(100)])
    assert len({id(colours) for colours in given}) == 1


def test_a_stream_that_slowly_gets_brighter_is_matched_anew_now_and_then() -> None:
    given = stream(RunningColours(), [100 + n // 5 for n in range(300)])
    assert 2 <= len({id(colours) for colours in given}) <= 8
    assert abs(given[-1].mean[0] * 255 - 159) < 25


def test_after_a_cut_the_new_colours_are_matched_within_a_few_frames() -> None:
    given = stream(RunningColours(), [50] * 20 + [200] * 5)
    assert given[-1].mean[0] == pytest.approx(200 / 255)


def test_a_stream_without_matching_is_not_looked_at() -> None:
    settings = Settings(keep_colors=1.0)
    assert RunningColours().settings_for(solid(1), settings) is settings
