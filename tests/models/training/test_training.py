from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from models.compact import CompactNetwork
from models.describe import StyleEncoder
from models.errors import ModelError
from models.paper import PaperNetwork
from models.small import SMALL, SmallNetwork
from models.training.features import load_features
from models.training.loop import Trainer
from models.training.objective import PaperObjective, move
from models.training.pictures import SquareWriter, style_crop
from models.training.recipe import RECIPES, Stage, Weights
from models.training.start import make_network
from tests.models.conftest import PaperFiles
from tests.models.training_fakes import (
    TINY_RECIPE,
    TINY_SHAPE,
    TINY_WIDTHS,
    published,
    squares,
    tiny_trainer,
    tiny_vgg,
)

TEACHABLE = replace(SMALL, embedding=6, eye=TINY_WIDTHS)
"""As wide and deep as its teacher."""


@pytest.fixture(autouse=True)
def _one_thread() -> Iterator[None]:
    """Sums in a fixed order, and no threads that wait for each other over next to nothing."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def total(trainer: Trainer, steps: int) -> float:
    """Mean of the weighted loss over some steps."""
    weights = vars(TINY_RECIPE.stages[0].first)
    found = [trainer.step().losses for _ in range(steps)]
    return float(np.mean([sum(weights[name] * loss for name, loss in each.items()) for each in found]))


def test_losses_fall() -> None:
    trainer = tiny_trainer()
    first = total(trainer, 8)
    total(trainer, 24)
    assert total(trainer, 8) < 0.8 * first


def check_resume(make: Callable[[], Trainer], stop: int, end: int, checkpoint: Path) -> None:
    """A run that is stopped and resumed has the weights of one that was not, bit for bit."""
    straight, stopped, resumed = make(), make(), make()
    for _ in range(end):
        straight.step()
    for _ in range(stop):
        stopped.step()
    stopped.save(checkpoint)
    resumed.load(checkpoint)
    while resumed.iteration < end:
        resumed.step()
    for key, value in straight.average.items():
        assert torch.equal(value, resumed.average[key]), key


def test_a_resumed_run_ends_with_the_same_weights_bit_for_bit(tmp_path: Path) -> None:
    check_resume(tiny_trainer, 3, 6, tmp_path / "checkpoint.pt")


def shortened() -> Trainer:
    """The recipe of the bundled weights with all its stages, in 240 iterations of little pictures."""
    recipe = replace(
        RECIPES["small"].lasting(240), batch=2, content_size=48, style_size=48, square=64, shift=2
    )
    teacher = CompactNetwork().eval().requires_grad_(False)
    return tiny_trainer(recipe, SmallNetwork(TINY_SHAPE), teacher)


def test_losses_fall_in_the_recipe_of_the_bundled_weights() -> None:
    trainer = shortened()
    steps = [trainer.step() for _ in range(trainer.recipe.iterations)]
    weights = vars(trainer.recipe.stages[-1].first)
    painted = [step.losses for step in steps if "style" in step.losses]
    totals = [sum(weights[name] * loss for name, loss in losses.items()) for losses in painted]
    assert np.mean(totals[-40:]) < 0.9 * np.mean(totals[:40])


def test_the_recipe_of_the_bundled_weights_resumes_to_the_bit(tmp_path: Path) -> None:
    check_resume(shortened, 20, 50, tmp_path / "checkpoint.pt")  # stops while it still copies its teacher


def test_a_checkpoint_of_another_network_is_refused(tmp_path: Path) -> None:
    torch.save({"network": {}}, tmp_path / "checkpoint.pt")
    with pytest.raises(ModelError, match="Cannot go on from"):
        tiny_trainer().load(tmp_path / "checkpoint.pt")


def test_what_is_exported_is_the_average_in_half_precision(tmp_path: Path) -> None:
    trainer = tiny_trainer()
    trainer.step()
    trainer.export(tmp_path / "small.safetensors")
    state = load_file(tmp_path / "small.safetensors")
    assert state.keys() == trainer.network.state_dict().keys()
    assert torch.equal(state["out.weight"], trainer.average["out.weight"].half())


def test_a_taught_network_copies_pictures_and_features_of_its_teacher() -> None:
    teacher = CompactNetwork().eval().requires_grad_(False)
    network = SmallNetwork(TEACHABLE)
    borrowed = network.start_from(teacher)
    copy = Stage("copy", 12, (2e-3, 2e-3), Weights(teacher=4, first=0.3, middle=0.5, finish=2))
    trainer = tiny_trainer(replace(TINY_RECIPE, stages=(copy,)), network, teacher, borrowed)
    losses = [trainer.step().losses for _ in range(12)]
    for name in ("teacher", "first", "middle", "finish"):
        assert losses[-1][name] < losses[0][name], name
    for name in borrowed:
        assert torch.equal(network.get_parameter(name), teacher.get_parameter(name)), name


def test_borrowed_weights_learn_when_copying_is_over() -> None:
    teacher, network = CompactNetwork().eval().requires_grad_(False), SmallNetwork(TEACHABLE)
    borrowed = network.start_from(teacher)
    trainer = tiny_trainer(TINY_RECIPE, network, teacher, borrowed)
    trainer.step()
    assert not torch.equal(network.get_parameter("dec.0.a.weight"), teacher.get_parameter("dec.0.a.weight"))


def test_a_network_of_another_width_borrows_nothing() -> None:
    assert not SmallNetwork(TINY_SHAPE).start_from(CompactNetwork())


def test_a_network_of_another_width_is_taught_by_pictures_alone() -> None:
    teacher = CompactNetwork().eval().requires_grad_(False)
    copy = Stage("copy", 12, (5e-3, 5e-3), Weights(teacher=4, statistics=1, middle=1))
    trainer = tiny_trainer(replace(TINY_RECIPE, stages=(copy,)), SmallNetwork(TINY_SHAPE), teacher)
    losses = [trainer.step().losses for _ in range(12)]
    assert losses[0].keys() == {"teacher"}
    assert losses[-1]["teacher"] < losses[0]["teacher"]


def test_the_eye_of_the_style_encoder_is_never_trained() -> None:
    trainer = tiny_trainer()
    before = trainer.network.get_parameter("style.eye.convs.0.weight").clone()
    trainer.step()
    assert torch.equal(trainer.network.get_parameter("style.eye.convs.0.weight"), before)


def test_every_kind_of_artwork_is_drawn_equally_often() -> None:
    trainer = tiny_trainer(kinds=["many", "many", "many", "one"])
    assert trainer.wanted is not None
    alone = trainer.wanted[-TINY_RECIPE.style_crops :]  # of the last artwork
    drawn = torch.cat([trainer.draw().wanted for _ in range(60)])
    share = (drawn[:, None] == alone[None]).all(2).any(1).float().mean()
    assert 0.35 < share < 0.65


def test_the_embedding_begins_as_what_tells_artworks_apart() -> None:
    torch.manual_seed(1)
    encoder = StyleEncoder(10, 2, TINY_WIDTHS)
    roots = torch.rand(50, 1) * torch.rand(1, 52) + 1  # artworks that differ in one way only
    encoder.begin(roots.square())
    found = encoder.embed(roots - encoder.usual)
    assert found[:, 0].std() > 100 * found[:, 1].std()
    torch.testing.assert_close(found.mean(0), torch.zeros(2), atol=2e-3, rtol=0)


def test_the_stages_follow_each_other_and_end_at_the_last_rate() -> None:
    assert TINY_RECIPE.at(29)[0].name == "paint"
    assert TINY_RECIPE.at(30)[0].name == "cool"
    assert TINY_RECIPE.at(40)[1] == 0


def test_a_shortened_recipe_keeps_every_stage() -> None:
    short = RECIPES["small"].lasting(50)
    assert [stage.name for stage in short.stages] == [stage.name for stage in RECIPES["small"].stages]
    assert short.iterations == pytest.approx(50, abs=5)


def test_weights_go_evenly_from_first_to_last() -> None:
    stage = Stage("ramp", 10, (1, 3), Weights(style=1), Weights(style=2))
    assert stage.at(0.5) == (2, Weights(style=1.5))


def test_a_style_crop_is_the_same_every_time() -> None:
    styles = squares(2, 1)
    first, again = (style_crop(styles, 1, 1, 48, (0.6, 1.0)) for _ in range(2))
    assert first.shape == (1, 3, 48, 48)
    assert torch.equal(first, again)


def test_the_grid_of_no_movement_changes_nothing() -> None:
    trainer = tiny_trainer(replace(TINY_RECIPE, shift=0, zoom=0))
    batch = trainer.draw()
    torch.testing.assert_close(move(batch.content[:1], batch.grid), batch.content[:1])


def test_unreadable_pictures_are_named_and_the_others_kept(tmp_path: Path) -> None:
    from PIL import Image

    Image.new("RGB", (90, 70), "red").save(tmp_path / "good.png")
    (tmp_path / "bad.png").write_bytes(b"no picture")
    writer = SquareWriter(tmp_path / "out.npy", 64, seed=1)
    assert writer.add(tmp_path / "good.png") is None
    assert "identify" in (writer.add(tmp_path / "bad.png") or "")
    writer.commit()
    found = np.load(tmp_path / "out.npy")
    assert found.shape == (1, 64, 64, 3)
    assert (found[0, 0, 0] == (255, 0, 0)).all()


def test_published_features_see_the_same_as_ours(tmp_path: Path) -> None:
    ours = tiny_vgg()
    save_file(published(ours), tmp_path / "vgg.safetensors")
    torch.save(published(ours) | {"classifier.0.bias": torch.zeros(1)}, tmp_path / "vgg.pth")
    picture = torch.rand(1, 3, 32, 32)
    for name in ("vgg.safetensors", "vgg.pth"):
        theirs, normalised = load_features(tmp_path / name)
        assert not normalised
        torch.testing.assert_close(theirs(picture)[-1], ours(picture)[-1], rtol=1e-3, atol=1e-5)


@pytest.mark.parametrize("content", [b"", b"text", None])
def test_a_file_that_holds_no_features_is_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "vgg.safetensors"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ModelError, match="Cannot read VGG-16 features"):
        load_features(path)


def test_features_of_another_network_are_refused(tmp_path: Path) -> None:
    save_file({"conv.weight": torch.zeros(1)}, tmp_path / "vgg.safetensors")
    with pytest.raises(ModelError, match=r"features.0.weight is not in it"):
        load_features(tmp_path / "vgg.safetensors")


def test_the_papers_decoder_trains_and_its_encoder_stays(paper_files: PaperFiles) -> None:
    network = make_network("paper", paper_files.folder / "vgg_normalised.pth")
    assert isinstance(network, PaperNetwork)
    encoder = network.get_parameter("encoder.2.weight").clone()
    recipe = replace(RECIPES["paper"], batch=2, content_size=32, style_size=32, square=64)
    recipe = replace(recipe, stages=(Stage("paint", 12, (1e-3, 1e-3), Weights(content=1, style=10)),))
    trainer = Trainer(network, recipe, PaperObjective(network), squares(3, 1), squares(3, 2))
    list(trainer.measure_styles())
    losses = [trainer.step().losses for _ in range(12)]
    assert sum(x["style"] for x in losses[-3:]) < sum(x["style"] for x in losses[:3])
    assert torch.equal(encoder, network.get_parameter("encoder.2.weight"))


def test_a_file_that_is_no_encoder_of_the_paper_is_refused(tmp_path: Path) -> None:
    torch.save({"0.weight": torch.zeros(1)}, tmp_path / "vgg.pth")
    with pytest.raises(ModelError, match="not the VGG-19 encoder"):
        make_network("paper", tmp_path / "vgg.pth")
