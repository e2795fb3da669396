"""Evaluation of finished pictures and of networks."""

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from safetensors.torch import save_file

from engine.errors import ModelError, UsageError
from engine.evaluation.crops import crop_middle
from engine.evaluation.evaluation import Evaluation, Figures
from engine.evaluation.flicker import temporal_error
from engine.evaluation.options import EvaluationOptions
from engine.evaluation.painters import NetworkPainter
from engine.imaging import resize_short_side
from engine.steadiness import Follower
from models.evaluation import multiply_adds
from models.evaluation.preference import BUNDLED_COMPONENTS
from models.registry import COMPACT, SMALL, paths
from models.weights import load
from tests.models.training.fakes import squares, tiny_vgg

Options = Callable[..., EvaluationOptions]


@pytest.fixture
def options(tmp_path: Path) -> Options:
    """Two photos, two artworks, and a list of two pairs."""
    for name, seed in (("content", 1), ("style", 2)):
        (tmp_path / name).mkdir()
        for number, square in enumerate(squares(2, seed, side=96)):
            Image.fromarray(square).save(tmp_path / name / f"{name[0]}{number}.png")
    (tmp_path / "pairs.csv").write_text("content,style\nc0.png,s0.png\nc1.png,s1.png\n")
    save_file(tiny_vgg().state_dict(), tmp_path / "vgg.safetensors")
    (tmp_path / "done").mkdir()
    usual = EvaluationOptions(
        pairs=tmp_path / "pairs.csv",
        content=tmp_path / "content",
        style=tmp_path / "style",
        vgg=tmp_path / "vgg.safetensors",
        out=tmp_path / "out",
    )
    return lambda **changed: replace(usual, **changed)


def evaluate(options: EvaluationOptions) -> Figures:
    evaluation = Evaluation(options)
    for _ in evaluation.steps():
        pass
    assert evaluation.figures is not None
    return evaluation.figures


def finish(tmp_path: Path, source: str) -> Path:
    """Finished pictures that are copies of the photos or of the artworks."""
    for number in range(2):
        with Image.open(tmp_path / source / f"{source[0]}{number}.png") as image:
            image.save(tmp_path / "done" / f"c{number}_s{number}.png")
    return tmp_path / "done"


def test_a_photo_is_its_own_content_and_not_its_style(options: Options, tmp_path: Path) -> None:
    figures = evaluate(options(pictures=finish(tmp_path, "content")))
    assert figures.content == pytest.approx(0, abs=1e-6)
    assert figures.ssim == pytest.approx(1)
    assert figures.style > 1e-4
    assert figures.pairs == 2


def test_an_artwork_has_its_own_style_and_not_the_content(options: Options, tmp_path: Path) -> None:
    figures = evaluate(options(pictures=finish(tmp_path, "style")))
    assert figures.style == pytest.approx(0, abs=1e-6)
    assert figures.content > 0.1
    assert figures.ssim < 0.9


def test_figures_of_each_pair_their_means_and_a_contact_sheet_are_left(
    options: Options, tmp_path: Path
) -> None:
    figures = evaluate(options(pictures=finish(tmp_path, "style")))
    with (tmp_path / "out" / "pairs.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["content_file"] for row in rows] == ["c0.png", "c1.png"]
    assert np.mean([float(row["content"]) for row in rows]) == pytest.approx(figures.content)
    assert json.loads((tmp_path / "out" / "figures.json").read_text())["pairs"] == 2
    with Image.open(tmp_path / "out" / "contact.png") as sheet:
        assert sheet.size == (1200, 200)


def test_a_network_is_judged_timed_and_counted(options: Options, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.evaluation.painters.BENCH_SIZE", (64, 48))
    monkeypatch.setattr("engine.evaluation.painters.BENCH_FRAMES", 2)
    figures = evaluate(options(device="cpu", precision="float32"))
    assert figures.name == "small"
    assert figures.multiply_adds == 12_896
    assert figures.milliseconds is not None
    assert figures.setting.startswith("cpu float32")
    assert 0 < figures.ssim < 1


def test_other_weights_are_really_used(tmp_path: Path) -> None:
    (own,) = paths(COMPACT)
    state = {key: value * 0 for key, value in load("compact").state_dict().items()}
    save_file(state, tmp_path / "zero.safetensors")
    photo = squares(1, 1)[0]
    grey = NetworkPainter("compact", tmp_path / "zero.safetensors", "cpu", "float32")
    same = NetworkPainter("compact", own, "cpu", "float32")
    assert (grey.paint(photo, photo, "c", "s") == 128).all()
    assert same.paint(photo, photo, "c", "s").std() > 10


def test_each_texture_is_evaluated_by_itself() -> None:
    photo = squares(1, 1)[0]
    calm, rough = (NetworkPainter("small", None, "cpu", "float32", texture) for texture in (0.0, 1.0))
    learned = rough.learn(photo, "s")
    half = len(learned.statistics) // 2
    calmest = np.concatenate([learned.statistics[:half]] * 2)  # a style that is calm at any texture
    expected = rough.stylize(photo, replace(learned, statistics=calmest))
    np.testing.assert_array_equal(calm.stylize(photo, learned), expected)
    assert (rough.stylize(photo, learned) != expected).any()


def test_weights_of_another_network_are_refused(options: Options, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="of another network"):
        evaluate(options(weights=tmp_path / "vgg.safetensors", device="cpu"))


def test_missing_finished_pictures_are_named(options: Options, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no c0_s0\.png"):
        evaluate(options(pictures=tmp_path / "done"))


@pytest.mark.parametrize("text", ["", "content,style\n", "a,b\n1,2\n", "content,style\nc0.png,\n"])
def test_a_list_of_no_use_is_refused(options: Options, tmp_path: Path, text: str) -> None:
    (tmp_path / "pairs.csv").write_text(text)
    with pytest.raises(UsageError, match="--pairs"):
        Evaluation(options())


def test_a_listed_picture_that_is_not_there_is_named(options: Options, tmp_path: Path) -> None:
    (tmp_path / "style" / "s1.png").unlink()
    with pytest.raises(UsageError, match=r"has no s1\.png"):
        Evaluation(options())


def test_the_middle_is_cropped_and_small_pictures_stay() -> None:
    image = np.zeros((400, 340, 3), np.uint8)
    image[40:360, 10:330] = 255
    assert crop_middle(image).min() == 255
    assert crop_middle(image[:100, :90]).shape == (100, 90, 3)


def test_a_clip_that_only_moves_has_no_temporal_error() -> None:
    wide = np.repeat(np.repeat(np.random.default_rng(1).integers(0, 255, (12, 20, 3)), 8, 0), 8, 1)
    clip = [np.ascontiguousarray(wide[:, 2 * i : 2 * i + 96]).astype(np.uint8) for i in range(4)]
    flickering = [np.bitwise_xor(frame, np.uint8(index % 2 * 64)) for index, frame in enumerate(clip)]
    calm, wild = temporal_error(clip, [clip, flickering], 1, Follower())
    assert calm < 0.05 < wild


def test_multiply_adds_of_the_compact_network_are_as_documented() -> None:
    assert multiply_adds(load("compact")) == 24_704


def test_an_artwork_is_ahead_of_the_photo_by_e(options: Options, tmp_path: Path) -> None:
    photo = evaluate(options(pictures=finish(tmp_path, "content"), out=tmp_path / "photo"))
    artwork = evaluate(options(pictures=finish(tmp_path, "style"), against=tmp_path / "photo"))
    assert artwork.preference > photo.preference + 10
    assert artwork.ahead == 1
    assert photo.ahead is None


def test_pages_at_full_size_are_left(options: Options, tmp_path: Path) -> None:
    evaluate(options(pictures=finish(tmp_path, "content"), size=None))
    pages = sorted((tmp_path / "out" / "sheets").iterdir())
    assert [page.name for page in pages] == ["c0_s0.png", "c1_s1.png"]
    with Image.open(pages[0]) as page:
        assert page.size == (3 * 96, 2 * 96)


def test_saved_components_give_the_same_e(options: Options, tmp_path: Path) -> None:
    done, file = finish(tmp_path, "content"), tmp_path / "components.safetensors"
    own = evaluate(options(pictures=done, save_components=file))
    again = evaluate(options(pictures=done, components=file))
    assert again.preference == pytest.approx(own.preference, abs=1e-3)


def test_pictures_are_compared_at_the_size_asked_for(options: Options, tmp_path: Path) -> None:
    done = finish(tmp_path, "content")
    with pytest.raises(UsageError, match="96x96; the photo's middle that is compared is 64x64"):
        evaluate(options(pictures=done, size=64))


def test_an_artwork_is_learned_at_the_side_that_the_program_uses() -> None:
    artwork = np.repeat(np.repeat(squares(1, 3, side=96)[0], 6, 0), 6, 1)  # 576 pixels; small looks at fewer
    painter, side = NetworkPainter("small", None, "cpu", "float32"), SMALL.style_side
    large, shrunk = painter.learn(artwork, "large"), painter.learn(resize_short_side(artwork, side), "shrunk")
    np.testing.assert_array_equal(large.statistics, shrunk.statistics)


def test_components_of_other_features_are_refused(options: Options, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="--save-components"):
        Evaluation(options(pictures=tmp_path / "done", components=BUNDLED_COMPONENTS))


@pytest.mark.parametrize(
    "changed",
    [
        {"out": ""},
        {"save_components": "vgg.safetensors"},
        {"save_components": "pairs.csv"},
        {"out": "out", "pictures": "out/sheets"},
    ],
    ids=["pairs", "features", "components", "finished pictures"],
)
def test_what_is_read_is_never_written_over(
    options: Options, tmp_path: Path, changed: dict[str, str]
) -> None:
    (tmp_path / "out" / "sheets").mkdir(parents=True)
    before = (tmp_path / "pairs.csv").read_bytes()
    with pytest.raises(UsageError, match="is itself an input"):
        Evaluation(options(**{name: tmp_path / value for name, value in changed.items()}))
    assert (tmp_path / "pairs.csv").read_bytes() == before
