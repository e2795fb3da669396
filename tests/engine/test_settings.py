from dataclasses import fields

import numpy as np
import pytest

from engine.errors import UsageError
from engine.settings import Look, Settings, Style
from tests.fakes import solid, style_of


@pytest.mark.parametrize("strength", [-0.1, 1.5, float("nan")])
def test_strength_outside_0_to_1_is_refused(strength: float) -> None:
    with pytest.raises(UsageError, match=r"from 0 .* to 1"):
        Settings(strength=strength)


@pytest.mark.parametrize("texture", [-0.1, 1.5, float("nan")])
def test_texture_outside_0_to_1_is_refused(texture: float) -> None:
    with pytest.raises(UsageError, match=r"0 \(calm\) to 1 \(rough\)"):
        Settings(texture=texture)


def test_tiny_render_size_is_refused() -> None:
    with pytest.raises(UsageError, match="at least 64 pixels, not 10"):
        Settings(render_size=10)


@pytest.mark.parametrize("weight", [0.0, -1.0, float("nan"), float("inf")])
def test_weight_that_is_no_share_is_refused(weight: float) -> None:
    with pytest.raises(UsageError, match="weight of style 'waves'"):
        Settings(((style_of(1, "waves"), weight),))


def test_blend_is_the_weighted_mean_whatever_the_sum_of_the_weights() -> None:
    settings = Settings(((style_of(100), 6.0), (style_of(200), 2.0)))
    np.testing.assert_allclose(settings.blend(), [125.0] * 3)


def test_blend_keeps_statistics_in_float32() -> None:
    assert Settings(((style_of(1), 0.3), (style_of(2), 0.7))).blend().dtype == np.float32


def test_blend_of_nothing_is_refused() -> None:
    with pytest.raises(UsageError, match="no style"):
        Settings().blend()


def test_styles_of_different_networks_do_not_blend() -> None:
    other = Style("other", np.zeros(3, np.float32), "another network", solid(0))
    with pytest.raises(UsageError, match="different networks"):
        Settings(((style_of(1), 1.0), (other, 1.0))).blend()


def test_the_array_a_style_was_made_from_stays_writable() -> None:
    statistics = np.zeros(3, np.float32)
    Style("style", statistics, "network", solid(0))
    statistics[0] = 2


def test_a_look_names_every_setting_but_the_styles() -> None:
    assert [*Look.__annotations__] == [field.name for field in fields(Settings) if field.name != "styles"]


def test_statistics_of_a_style_are_read_only() -> None:
    with pytest.raises(ValueError, match="read-only"):
        style_of(1).statistics[0] = 2


def test_huge_weights_count_by_their_proportions() -> None:
    settings = Settings(((style_of(100), 1.5e308), (style_of(200), 0.5e308), (style_of(0), 1e-300)))
    np.testing.assert_allclose(settings.blend(), [125.0] * 3)


def test_an_unknown_way_to_enlarge_is_refused() -> None:
    with pytest.raises(UsageError, match="guided or plain, not sharp"):
        Settings(enlarge="sharp")  # type: ignore[arg-type]
