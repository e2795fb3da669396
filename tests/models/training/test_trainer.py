"""Iterations, checkpoints, and the weights that are kept."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from models.compact import CompactNetwork
from models.errors import ModelError
from models.paper import PaperNetwork
from models.small import SMALL_CONFIG, SmallNetwork
from models.training.batch import BatchSampler, Pictures
from models.training.initialisation import copy_from_teacher, make_network, measure_artworks
from models.training.paper_objective import PaperObjective
from models.training.recipe import RECIPES, LossWeights, Stage
from models.training.trainer import Trainer
from tests.models.conftest import PaperFiles
from tests.models.training.fakes import TINY_CONFIG, TINY_RECIPE, TINY_WIDTHS, squares, tiny_trainer

TEACHABLE = replace(SMALL_CONFIG, embedding=6, feature_widths=TINY_WIDTHS)
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
    expected, found = straight.average.state_dict(), resumed.average.state_dict()
    for key, value in expected.items():
        assert torch.equal(value, found[key]), key


def test_a_resumed_run_ends_with_the_same_weights_bit_for_bit(tmp_path: Path) -> None:
    check_resume(tiny_trainer, 3, 6, tmp_path / "checkpoint.pt")


def shortened() -> Trainer:
    """The recipe of the bundled weights with all its stages, in 240 iterations of little pictures."""
    recipe = replace(
        RECIPES["small"].lasting(240), batch=2, content_size=48, style_size=48, square=64, shift=2
    )
    teacher = CompactNetwork().eval().requires_grad_(False)
    return tiny_trainer(recipe, SmallNetwork(TINY_CONFIG), teacher)


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
    assert torch.equal(state["out.weight"], trainer.average.get_parameter("out.weight").half())


def test_a_taught_network_copies_pictures_and_features_of_its_teacher() -> None:
    teacher = CompactNetwork().eval().requires_grad_(False)
    network = SmallNetwork(TEACHABLE)
    from_teacher = copy_from_teacher(network, teacher)
    copy = Stage("copy", 12, (2e-3, 2e-3), LossWeights(teacher=4, encoder=0.3, bottleneck=0.5, decoder=2))
    trainer = tiny_trainer(replace(TINY_RECIPE, stages=(copy,)), network, teacher, from_teacher)
    losses = [trainer.step().losses for _ in range(12)]
    for name in ("teacher", "encoder", "bottleneck", "decoder"):
        assert losses[-1][name] < losses[0][name], name
    for name in from_teacher:
        assert torch.equal(network.get_parameter(name), teacher.get_parameter(name)), name


def test_weights_of_the_teacher_are_trained_when_distillation_is_over() -> None:
    teacher, network = CompactNetwork().eval().requires_grad_(False), SmallNetwork(TEACHABLE)
    from_teacher = copy_from_teacher(network, teacher)
    trainer = tiny_trainer(TINY_RECIPE, network, teacher, from_teacher)
    trainer.step()
    assert not torch.equal(network.get_parameter("dec.0.a.weight"), teacher.get_parameter("dec.0.a.weight"))


def test_a_network_of_another_width_is_taught_by_pictures_alone() -> None:
    teacher = CompactNetwork().eval().requires_grad_(False)
    copy = Stage("copy", 12, (5e-3, 5e-3), LossWeights(teacher=4, statistics=1, bottleneck=1))
    trainer = tiny_trainer(replace(TINY_RECIPE, stages=(copy,)), SmallNetwork(TINY_CONFIG), teacher)
    losses = [trainer.step().losses for _ in range(12)]
    assert losses[0].keys() == {"teacher"}
    assert losses[-1]["teacher"] < losses[0]["teacher"]


def test_the_feature_extractor_of_the_style_encoder_is_never_trained() -> None:
    trainer = tiny_trainer()
    before = trainer.network.get_parameter("style.feature_extractor.convs.0.weight").clone()
    trainer.step()
    assert torch.equal(trainer.network.get_parameter("style.feature_extractor.convs.0.weight"), before)


def test_the_papers_decoder_trains_and_its_encoder_stays(paper_files: PaperFiles) -> None:
    network = make_network("paper", paper_files.folder / "vgg_normalised.pth")
    assert isinstance(network, PaperNetwork)
    encoder = network.get_parameter("encoder.2.weight").clone()
    recipe = replace(RECIPES["paper"], batch=2, content_size=32, style_size=32, square=64)
    recipe = replace(recipe, stages=(Stage("paint", 12, (1e-3, 1e-3), LossWeights(content=1, style=10)),))
    pictures, objective = Pictures(squares(3, 1), squares(3, 2)), PaperObjective(network)
    features = torch.cat(list(measure_artworks(objective, pictures, recipe, torch.device("cpu"))))
    sampler = BatchSampler(pictures, features, recipe, torch.device("cpu"))
    trainer = Trainer(network, recipe, objective, sampler)
    losses = [trainer.step().losses for _ in range(12)]
    assert sum(x["style"] for x in losses[-3:]) < sum(x["style"] for x in losses[:3])
    assert torch.equal(encoder, network.get_parameter("encoder.2.weight"))
