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
from models.small import SmallNetwork
from models.training.data import BatchSampler
from models.training.initialisation import make_network
from models.training.paper_objective import PaperObjective
from models.training.recipe import LossWeights, Stage
from models.training.recipes import RECIPES
from models.training.trainer import Trainer
from tests.models.conftest import PaperFiles
from tests.models.training.fakes import TINY_CONFIG, TINY_RECIPE, measured, squares, tiny_trainer


@pytest.fixture(autouse=True)
def _one_thread() -> Iterator[None]:
    """Sums in a fixed order, and no threads that wait for each other over next to nothing."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def weighted(losses: dict[str, float], weights: LossWeights) -> float:
    by_name: dict[str, float] = vars(weights)
    return sum(by_name[name] * loss for name, loss in losses.items())


def check_resume(make: Callable[[Path], Trainer], stop: int, end: int, folder: Path) -> None:
    """A run that is stopped and resumed has the weights of one that was not, bit for bit."""
    straight, stopped, resumed = (make(folder / name) for name in ("straight", "stopped", "resumed"))
    for _ in range(end):
        straight.step()
    for _ in range(stop):
        stopped.step()
    stopped.save(folder / "checkpoint.pt")
    resumed.load(folder / "checkpoint.pt")
    while resumed.iteration < end:
        resumed.step()
    expected, found = straight.average.state_dict(), resumed.average.state_dict()
    for key, value in expected.items():
        assert torch.equal(value, found[key]), key


def test_a_resumed_run_ends_with_the_same_weights_bit_for_bit(tmp_path: Path) -> None:
    check_resume(in_its_folder(tiny_trainer), 3, 6, tmp_path)


def in_its_folder(make: Callable[[Path], Trainer]) -> Callable[[Path], Trainer]:
    """Makes the folder too."""

    def making(folder: Path) -> Trainer:
        folder.mkdir()
        return make(folder)

    return making


PAINT = RECIPES["small"].stages[-1].weights
TINY_CONFIGS = {"small": TINY_CONFIG, "base": replace(TINY_CONFIG, quarter=12, eighth=16, blocks=2)}


def shortened(name: str, iterations: int) -> Callable[[Path], Trainer]:
    """A whole recipe with all its stages, in few iterations of little pictures, on a tiny network."""

    def make(folder: Path) -> Trainer:
        torch.manual_seed(2)
        teacher = CompactNetwork().eval().requires_grad_(False)
        recipe = replace(RECIPES[name].lasting(iterations), batch=3, content_size=48, square=64)
        return tiny_trainer(folder, recipe, SmallNetwork(TINY_CONFIGS[name]), teacher)

    return make


@pytest.mark.parametrize("name", ["small", "base"])
def test_losses_fall_in_a_shortened_recipe(name: str, tmp_path: Path) -> None:
    trainer = shortened(name, 300)(tmp_path)
    steps = [trainer.step() for _ in range(trainer.recipe.iterations)]
    painted = [weighted(step.losses, PAINT) for step in steps if "style" in step.losses]
    assert np.mean(painted[-50:]) < 0.9 * np.mean(painted[:50])


@pytest.mark.parametrize("name", ["small", "base"])
def test_a_shortened_recipe_resumes_to_the_bit(name: str, tmp_path: Path) -> None:
    make = in_its_folder(shortened(name, 100))
    check_resume(make, 3, 12, tmp_path)  # stops while it still copies its teacher


def test_a_checkpoint_of_another_network_is_refused(tmp_path: Path) -> None:
    torch.save({"network": {}}, tmp_path / "checkpoint.pt")
    with pytest.raises(ModelError, match="Cannot go on from"):
        tiny_trainer(tmp_path).load(tmp_path / "checkpoint.pt")


def test_what_is_exported_is_the_average_in_half_precision(tmp_path: Path) -> None:
    trainer = tiny_trainer(tmp_path)
    trainer.step()
    trainer.export(tmp_path / "small.safetensors")
    state = load_file(tmp_path / "small.safetensors")
    assert state.keys() == trainer.network.state_dict().keys()
    assert torch.equal(state["out.weight"], trainer.average.get_parameter("out.weight").half())


def test_the_noise_in_what_is_exported_is_multiplied_as_the_recipe_says(tmp_path: Path) -> None:
    trainer = tiny_trainer(tmp_path, replace(TINY_RECIPE, noise=0.5))
    trainer.export(tmp_path / "small.safetensors")
    state, trained = load_file(tmp_path / "small.safetensors"), trainer.network.state_dict()
    for name in ("noise_eighth.field", "noise_quarter.field"):
        assert torch.equal(state[name], (trained[name] / 2).half())
    assert torch.equal(state["out.weight"], trained["out.weight"].half())


def test_what_is_kept_has_its_share_of_an_earlier_stage_also_after_a_resumption(tmp_path: Path) -> None:
    first, second = TINY_RECIPE.stages
    stages = (replace(first, iterations=2, share=0.25), replace(second, iterations=2))
    trainers = [
        in_its_folder(lambda folder: tiny_trainer(folder, replace(TINY_RECIPE, stages=stages)))(
            tmp_path / name
        )
        for name in ("begun", "resumed")
    ]
    averages = []
    for _ in range(3):
        trainers[0].step()
        averages.append(trainers[0].average.get_parameter("out.weight").clone())
    trainers[0].save(tmp_path / "checkpoint.pt")
    trainers[1].load(tmp_path / "checkpoint.pt")
    for trainer in trainers:
        assert torch.equal(trainer.kept["out.weight"], torch.lerp(averages[2], averages[1], 0.25))


def test_a_checkpoint_of_an_earlier_version_is_gone_on_with(tmp_path: Path) -> None:
    begun, resumed = (in_its_folder(tiny_trainer)(tmp_path / name) for name in ("begun", "resumed"))
    begun.step()
    begun.save(tmp_path / "checkpoint.pt")
    state = torch.load(tmp_path / "checkpoint.pt", weights_only=True)
    del state["shared"]
    torch.save(state, tmp_path / "checkpoint.pt")
    resumed.load(tmp_path / "checkpoint.pt")
    assert torch.equal(resumed.kept["out.weight"], begun.kept["out.weight"])


def test_a_taught_network_paints_more_and_more_as_its_teacher(tmp_path: Path) -> None:
    teacher = CompactNetwork().eval().requires_grad_(False)
    distil = Stage("distil", 12, (5e-3, 5e-3), LossWeights(teacher=4))
    trainer = tiny_trainer(tmp_path, replace(TINY_RECIPE, stages=(distil,)), teacher=teacher)
    losses = [trainer.step().losses for _ in range(12)]
    assert losses[0].keys() == {"teacher"}
    assert losses[-1]["teacher"] < losses[0]["teacher"]


def test_the_feature_extractor_of_the_style_encoder_is_never_trained(tmp_path: Path) -> None:
    trainer = tiny_trainer(tmp_path)
    before = trainer.network.get_parameter("style.feature_extractor.convs.0.weight").clone()
    trainer.step()
    assert torch.equal(trainer.network.get_parameter("style.feature_extractor.convs.0.weight"), before)


def test_the_papers_decoder_trains_and_its_encoder_stays(paper_files: PaperFiles, tmp_path: Path) -> None:
    network = make_network("paper", paper_files.folder / "vgg_normalised.pth")
    assert isinstance(network, PaperNetwork)
    encoder = network.get_parameter("encoder.2.weight").clone()
    recipe = replace(RECIPES["paper"], batch=2, content_size=32, square=64)
    recipe = replace(recipe, stages=(Stage("paint", 12, (1e-3, 1e-3), LossWeights(content=1, style=10)),))
    objective = PaperObjective(network)
    artworks = measured(tmp_path, objective)
    sampler = BatchSampler(squares(3, 1), artworks, recipe, torch.device("cpu"))
    trainer = Trainer(network, recipe, objective, sampler)
    losses = [trainer.step().losses for _ in range(12)]
    assert sum(x["style"] for x in losses[-3:]) < sum(x["style"] for x in losses[:3])
    assert torch.equal(encoder, network.get_parameter("encoder.2.weight"))
