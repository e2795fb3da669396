from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image as Pillow

from engine.errors import UsageError
from engine.pictures import load_picture
from engine.pipeline.meter import Meter
from engine.pipeline.stream_state import StreamState
from engine.settings import Settings
from engine.stylizer import Stylizer
from tests.fakes import FakeRuntime, fake_stylizer, settings_of, solid, style_of


@pytest.fixture
def stylizer(tmp_path: Path) -> Stylizer:
    """A fake one with a cache of its own: it learns real pictures."""
    return Stylizer("compact", runtime=FakeRuntime(), cache=tmp_path / "cache")


@pytest.fixture
def painting(tmp_path: Path) -> Path:
    """A style picture: a grey of 200."""
    path = tmp_path / "painting.png"
    Pillow.fromarray(solid(200)).save(path)
    return path


def test_strength_0_gives_the_very_same_picture() -> None:
    image = solid(50)
    assert fake_stylizer().paint(image, Settings(((style_of(200), 1.0),), strength=0.0)) is image


def test_without_a_style_pictures_pass_through() -> None:
    image = solid(50)
    assert fake_stylizer().paint(image, Settings()) is image


def test_full_strength_paints_the_style() -> None:
    assert (fake_stylizer().paint(solid(50), settings_of(200)) == 200).all()


def test_half_strength_lies_halfway_to_the_contents_own_statistics() -> None:
    painted = fake_stylizer().paint(solid(50), Settings(((style_of(150), 1.0),), strength=0.5))
    assert (painted == 100).all()


def test_where_the_contents_own_statistics_are_0_strength_is_a_factor_and_nothing_is_learned() -> None:
    runtime = FakeRuntime()
    stylizer = fake_stylizer(runtime, network="small")
    painted = stylizer.paint(solid(50), Settings(((style_of(150, calm=9), 1.0),), strength=0.5))
    assert (painted == 75).all() and runtime.learned == 0


@pytest.mark.parametrize(("texture", "expected"), [(0.0, 40), (0.5, 60), (1.0, 80)])
def test_texture_goes_from_the_calm_statistics_to_the_rough_ones(texture: float, expected: int) -> None:
    settings = Settings(((style_of(80, calm=40), 1.0),), texture=texture)
    assert (fake_stylizer(network="small").paint(solid(50), settings) == expected).all()


def test_texture_changes_nothing_where_a_network_knows_only_one() -> None:
    settings = Settings(((style_of(80), 1.0),), texture=0.0)
    assert (fake_stylizer(network="compact").paint(solid(50), settings) == 80).all()


def test_low_strengths_let_the_picture_show_through() -> None:
    faint = Settings(((style_of(150, calm=9), 1.0),), strength=0.125)
    painted = fake_stylizer(network="small").paint(solid(51), faint)  # 0.125 * 150 = 19 by the network
    assert (painted == 35).all()


def test_keep_colors_keeps_the_chroma_of_the_content() -> None:
    image = solid(0)
    image[:] = (180, 60, 60)
    painted = fake_stylizer().paint(image, Settings(((style_of(120), 1.0),), keep_colors=True))
    red, green, blue = painted[0, 0].astype(int)
    assert red - green == pytest.approx(120, abs=3)
    assert red - blue == pytest.approx(120, abs=3)


def test_keep_colors_takes_the_luma_of_the_style() -> None:
    image = solid(0)
    image[:] = (180, 60, 60)
    painted = fake_stylizer().paint(image, Settings(((style_of(120), 1.0),), keep_colors=True))
    luma = painted[0, 0].astype(float) @ [0.299, 0.587, 0.114]
    assert luma == pytest.approx(120, abs=2)


def test_network_runs_at_the_render_size_and_the_result_has_the_size_of_the_source() -> None:
    runtime = FakeRuntime()
    settings = Settings(((style_of(9), 1.0),), render_size=160)
    painted = fake_stylizer(runtime).paint(solid(1, 641, 359), settings)
    assert runtime.seen_sizes == [(160, 96)]
    assert painted.shape == (359, 641, 3)


def test_every_stage_is_measured() -> None:
    meter = Meter()
    fake_stylizer().paint(solid(1), settings_of(2), StreamState(stopwatch=meter))
    assert list(meter.read().busy) == ["fit", "masks", "upload", "network", "download", "steady", "restore"]


def test_unknown_network_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match=r"compct.*did you mean 'compact'"):
        Stylizer("compct")


def test_style_from_a_picture_in_memory() -> None:
    style = fake_stylizer().learn(solid(77), "grey")
    np.testing.assert_allclose(style.statistics, [77.0] * 3)
    assert style.name == "grey"


def test_a_picture_is_learned_and_painted_with_in_one_call(stylizer: Stylizer, painting: Path) -> None:
    assert (stylizer.stylize(solid(50), painting) == 200).all()
    assert (stylizer.stylize(solid(50), str(painting)) == 200).all()


@pytest.mark.parametrize("kind", ["Style", "bytes", "array", "tensor", "Pillow", "Picture", "Settings"])
def test_a_style_is_given_as_people_have_it(stylizer: Stylizer, painting: Path, kind: str) -> None:
    style = stylizer.learn(painting)
    given = {
        "Style": style,
        "bytes": painting.read_bytes(),
        "array": solid(200),
        "tensor": torch.full((3, 32, 40), 200, dtype=torch.uint8),
        "Pillow": Pillow.fromarray(solid(200)),
        "Picture": load_picture(painting),
        "Settings": Settings(((style, 1.0),)),
    }[kind]
    assert (stylizer.stylize(solid(50), given) == 200).all()  # type: ignore[arg-type]


def test_files_and_folders_may_be_text(tmp_path: Path, painting: Path) -> None:
    stylizer = Stylizer("compact", runtime=FakeRuntime(), cache=str(tmp_path / "cache"))
    assert stylizer.learn(painting).name == painting.stem
    with pytest.raises(UsageError, match=r"nowhere\.safetensors"):
        Stylizer(weights=str(tmp_path / "nowhere.safetensors"))


def test_bundled_styles_have_names(stylizer: Stylizer) -> None:
    assert stylizer.learn("ink-wash").name == "ink-wash"


def test_a_blend_is_a_dict_of_weights(stylizer: Stylizer, painting: Path) -> None:
    grey = stylizer.learn(solid(100), "grey")
    assert (stylizer.stylize(solid(50), {grey: 3, str(painting): 1}) == 125).all()


def test_keywords_are_fields_of_settings(stylizer: Stylizer, painting: Path) -> None:
    assert (stylizer.stylize(solid(50), painting, strength=0.5) == 125).all()
    settings = stylizer.settings_for(painting, keep_colors=True, render_size=640)
    assert (settings.keep_colors, settings.render_size) == (True, 640)
    assert stylizer.settings_for(settings, strength=0.5).keep_colors


def test_pictures_of_every_kind_are_painted_as_what_they_are(stylizer: Stylizer, painting: Path) -> None:
    assert stylizer.stylize(solid(50)[..., 0], painting).shape == (32, 40, 3)
    batch = stylizer.stylize(np.zeros((2, 32, 40, 4), np.float32), painting)
    assert batch.shape == (2, 32, 40, 4) and batch.dtype == np.float32
    assert batch[..., :3] == pytest.approx(200 / 255) and (batch[..., 3] == 0).all()
    assert stylizer.stylize(torch.zeros(2, 3, 32, 40), painting).shape == (2, 3, 32, 40)


def test_what_is_not_painted_is_a_copy(stylizer: Stylizer, painting: Path) -> None:
    image = solid(50)
    copy = stylizer.stylize(image, painting, strength=0.0)
    assert (copy == image).all() and not np.shares_memory(copy, image)


def test_a_style_of_another_network_is_refused_before_anything_is_painted() -> None:
    runtime = FakeRuntime()
    stylizer = fake_stylizer(runtime)
    other = style_of(1, "waves", network="small-1")
    for paint in (stylizer.stylize, stylizer.paint):
        with pytest.raises(UsageError, match=r'"waves" was learned by the network small-1, .* is fake'):
            paint(solid(1), Settings(((other, 1.0),)))
    with pytest.raises(UsageError, match="waves"):
        stylizer.stylize(solid(1), {other: 1.0})
    assert not runtime.seen_sizes


def test_a_wrong_value_is_said_before_a_picture_is_learned() -> None:
    runtime = FakeRuntime()
    with pytest.raises(UsageError, match="Strength"):
        fake_stylizer(runtime).stylize(solid(1), solid(2), strength=2.0)
    assert not runtime.learned


@pytest.mark.parametrize("name", ["ink-wsh", "", ".", "x" * 400])
def test_what_is_neither_file_nor_bundled_is_said(stylizer: Stylizer, name: str) -> None:
    with pytest.raises(UsageError, match="neither a picture file nor a bundled style"):
        stylizer.learn(name)


def test_no_style_at_all_is_refused(stylizer: Stylizer) -> None:
    with pytest.raises(UsageError, match="no style"):
        stylizer.stylize(solid(1), {})
    with pytest.raises(UsageError, match="not a NoneType"):
        stylizer.stylize(solid(1), None)  # type: ignore[arg-type]


def test_a_learned_array_may_be_changed_afterwards(stylizer: Stylizer) -> None:
    image = solid(77)
    style = stylizer.learn(image)
    image[:] = 0
    assert (style.thumbnail == 77).all()


class OtherRuntime(FakeRuntime):
    """Learns something else."""


def test_what_a_runtime_of_ones_own_learns_is_never_taken_for_the_networks(shared_cache: Path) -> None:
    picture = solid(77, 64, 64)
    for runtime in (FakeRuntime(), OtherRuntime()):
        assert fake_stylizer(runtime, network="small").learn(picture).statistics.shape == (3,)
        assert runtime.learned == 1
    real = Stylizer("small", device="cpu")
    learned = real.learn(picture)
    size = real.runtime.statistics_size
    assert size is not None
    assert learned.statistics.shape == (real.entry.textures * size,)
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


def test_a_painting_below_the_size_of_the_source_gets_its_edges_unless_it_is_enlarged_plainly() -> None:
    image = solid(60, 320, 200)
    image[:, 160:] = 180
    settings = Settings(((style_of(100), 1.0),), render_size=80)
    guided = fake_stylizer().paint(image, settings)
    assert guided[100, 158, 0] < 100 < guided[100, 161, 0]
    assert (fake_stylizer().paint(image, replace(settings, enlarge="plain")) == 100).all()
    assert (fake_stylizer().paint(image, replace(settings, render_size=320)) == 100).all()
