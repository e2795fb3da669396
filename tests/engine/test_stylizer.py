from pathlib import Path

import numpy as np
import pytest

from engine.errors import UsageError
from engine.pipeline.meter import Meter
from engine.settings import Settings
from engine.stylizer import Stylizer
from tests.fakes import FakeRuntime, fake_stylizer, settings_of, solid, style_of


def test_strength_0_gives_the_very_same_picture() -> None:
    image = solid(50)
    assert fake_stylizer().stylize(image, Settings(((style_of(200), 1.0),), strength=0.0)) is image


def test_without_a_style_pictures_pass_through() -> None:
    image = solid(50)
    assert fake_stylizer().stylize(image, Settings()) is image


def test_full_strength_paints_the_style() -> None:
    assert (fake_stylizer().stylize(solid(50), settings_of(200)) == 200).all()


def test_half_strength_lies_halfway_to_the_contents_own_statistics() -> None:
    painted = fake_stylizer().stylize(solid(50), Settings(((style_of(150), 1.0),), strength=0.5))
    assert (painted == 100).all()


def test_where_the_contents_own_statistics_are_0_strength_is_a_factor_and_nothing_is_learned() -> None:
    runtime = FakeRuntime()
    stylizer = fake_stylizer(runtime, network="small")
    painted = stylizer.stylize(solid(50), Settings(((style_of(150), 1.0),), strength=0.5))
    assert (painted == 75).all() and runtime.learned == 0


def test_low_strengths_let_the_picture_show_through() -> None:
    faint = Settings(((style_of(150), 1.0),), strength=0.125)
    painted = fake_stylizer(network="small").stylize(solid(51), faint)  # 0.125 * 150 = 19 by the network
    assert (painted == 35).all()


def test_keep_colors_keeps_the_chroma_of_the_content() -> None:
    image = solid(0)
    image[:] = (180, 60, 60)
    painted = fake_stylizer().stylize(image, Settings(((style_of(120), 1.0),), keep_colors=True))
    red, green, blue = painted[0, 0].astype(int)
    assert red - green == pytest.approx(120, abs=3)
    assert red - blue == pytest.approx(120, abs=3)


def test_keep_colors_takes_the_luma_of_the_style() -> None:
    image = solid(0)
    image[:] = (180, 60, 60)
    painted = fake_stylizer().stylize(image, Settings(((style_of(120), 1.0),), keep_colors=True))
    luma = painted[0, 0].astype(float) @ [0.299, 0.587, 0.114]
    assert luma == pytest.approx(120, abs=2)


def test_network_runs_at_the_render_size_and_the_result_has_the_size_of_the_source() -> None:
    runtime = FakeRuntime()
    settings = Settings(((style_of(9), 1.0),), render_size=160)
    painted = fake_stylizer(runtime).stylize(solid(1, 641, 359), settings)
    assert runtime.seen_sizes == [(160, 96)]
    assert painted.shape == (359, 641, 3)


def test_every_stage_is_measured() -> None:
    meter = Meter()
    fake_stylizer().stylize(solid(1), settings_of(2), meter)
    assert list(meter.read().busy) == ["fit", "upload", "network", "download", "restore"]


def test_unknown_network_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match=r"compct.*did you mean 'compact'"):
        Stylizer("compct")


def test_style_from_a_picture_in_memory() -> None:
    style = fake_stylizer().learn(solid(77), "grey")
    np.testing.assert_allclose(style.statistics, [77.0] * 3)
    assert style.name == "grey"


class OtherRuntime(FakeRuntime):
    """Learns something else."""


def test_what_a_runtime_of_ones_own_learns_is_never_taken_for_the_networks(shared_cache: Path) -> None:
    picture = solid(77, 64, 64)
    for runtime in (FakeRuntime(), OtherRuntime()):
        assert fake_stylizer(runtime, network="small").learn(picture).statistics.shape == (3,)
        assert runtime.learned == 1
    real = Stylizer("small", device="cpu")
    learned = real.learn(picture)
    assert learned.statistics.shape == (real.runtime.statistics_size,)
    assert "small" in learned.network


def test_a_cache_that_can_be_written_is_not_worth_a_word() -> None:
    stylizer = fake_stylizer()
    stylizer.learn(solid(78))
    assert stylizer.warnings == ()


def test_other_code_learns_for_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    runtime = FakeRuntime()
    fake_stylizer(runtime).learn(solid(79))
    monkeypatch.setattr("engine.stylizer.code_fingerprint", lambda: "edited")
    fake_stylizer(runtime).learn(solid(79))
    assert runtime.learned == 2
