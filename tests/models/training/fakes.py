"""A training so small that a step takes milliseconds: coarse pictures, thin features, a thin network."""

import numpy as np
import torch
from numpy.typing import NDArray

from models.compact import CompactNetwork
from models.small import SmallConfig, SmallNetwork
from models.training.batch import BatchSampler, Pictures
from models.training.features import PUBLISHED
from models.training.initialisation import initialise_style_encoder, measure_artworks
from models.training.objective import Objective, SmallObjective
from models.training.recipe import LossWeights, Recipe, Stage
from models.training.trainer import Trainer
from models.vgg import Vgg

TINY_WIDTHS = (4, 4, 6, 6, 8, 8, 8, 8)
TINY_CONFIG = SmallConfig(quarter=8, eighth=8, blocks=1, embedding=6, feature_widths=TINY_WIDTHS)
ALL = LossWeights(content=0.3, style=10, variation=0.1, grid=1, strength=1, stability=1)
TINY_RECIPE = Recipe(
    stages=(Stage("paint", 30, (8e-3, 8e-3), ALL), Stage("cool", 10, (8e-3, 0), ALL)),
    batch=2,
    content_size=48,
    style_size=48,
    square=64,
    shift=2,
)


def tiny_vgg() -> Vgg:
    """Seeded weights, in the shape of VGG-16 features."""
    torch.manual_seed(7)
    vgg = Vgg(TINY_WIDTHS)
    for name, parameter in vgg.named_parameters():
        if name.endswith("weight"):
            parameter.mul_(3)  # torch's own weights are so small that features vanish eight layers on
    return vgg


def published(vgg: Vgg) -> dict[str, torch.Tensor]:
    """The same features as torchvision would publish them: named by their place, input 0..255."""
    state = vgg.state_dict()
    found = {
        f"features.{place}.{kind}": state[f"convs.{i}.{kind}"]
        for i, place in enumerate(PUBLISHED)
        for kind in ("weight", "bias")
    }
    return found | {"features.0.weight": found["features.0.weight"] / 255}


def squares(count: int, seed: int, side: int = 64) -> NDArray[np.uint8]:
    """Pictures of coloured stripes."""
    rng = np.random.default_rng(seed)
    position = np.arange(side)
    waves = np.sin(np.outer(rng.uniform(0.2, 1.5, count), position))[:, :, None, None]
    colours = rng.uniform(40, 120, (count, 1, 1, 3))
    return np.broadcast_to(128 + waves * colours, (count, side, side, 3)).astype(np.uint8)


def tiny_trainer(
    recipe: Recipe = TINY_RECIPE,
    network: SmallNetwork | None = None,
    teacher: CompactNetwork | None = None,
    from_teacher: frozenset[str] = frozenset(),
) -> Trainer:
    """Ready for its first step; always the same."""
    torch.manual_seed(recipe.seed)
    objective = SmallObjective(tiny_vgg(), teacher, torch.float32)
    network = network or SmallNetwork(TINY_CONFIG)
    sampler, features = tiny_sampler(recipe, objective)
    initialise_style_encoder(network.style, features)
    return Trainer(network, recipe, objective, sampler, from_teacher)


def tiny_sampler(
    recipe: Recipe, objective: Objective, kinds: list[str] | None = None
) -> tuple[BatchSampler, torch.Tensor]:
    """Batches of five photos and four artworks, and the artworks' target features."""
    pictures, cpu = Pictures(squares(5, 1), squares(4, 2), kinds), torch.device("cpu")
    features = torch.cat(list(measure_artworks(objective, pictures, recipe, cpu)))
    return BatchSampler(pictures, features, recipe, cpu), features
