"""A training so small that a step takes milliseconds: coarse pictures, thin features, a thin network."""

from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from models.network import StyleNetwork
from models.small import SmallConfig, SmallNetwork
from models.training.data import Artworks, ArtworkWriter, BatchSampler, to_tensor
from models.training.features import PUBLISHED
from models.training.initialisation import initialise_style_encoder, principal_axes
from models.training.objective import Objective, SmallObjective
from models.training.recipe import LossWeights, Movement, Recipe, Stage
from models.training.trainer import Trainer
from models.vgg import Vgg

TINY_WIDTHS = (4, 4, 6, 6, 8, 8, 8, 8)
TINY_AXES = (2, 3, 4)
TINY_CONFIG = SmallConfig(
    quarter=8,
    eighth=8,
    half=6,
    blocks=1,
    embedding=6,
    noise=2,
    period=8,
    axes=TINY_AXES,
    feature_widths=TINY_WIDTHS,
)
ALL = LossWeights(
    content=0.3,
    style=10,
    covariance=0.5,
    calm_covariance=0.5,
    divergence=0.05,
    calm_divergence=0.05,
    variation=0.1,
    grid=1,
    halo=0.1,
    affinity=0.1,
    strength=1,
    stability=1,
    calm_stability=3,
)
TINY_RECIPE = Recipe(
    stages=(Stage("paint", 30, (8e-3, 8e-3), ALL), Stage("settle", 10, (8e-3, 0), ALL, power=0.7)),
    content_size=48,
    square=64,
    style_sides=(48, 64),
    movement=Movement(shifts=((0, 0.5), (2, 0.5))),
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


def measured(
    folder: Path, objective: Objective, kinds: list[tuple[str, bool]] | None = None, count: int = 4
) -> Artworks:
    """Four artworks in a file, each with its kind and whether it is sharp."""
    writer = ArtworkWriter(folder / "artworks.npy", count)
    for square, (kind, sharp) in zip(squares(count, 2), kinds or [("", True)] * count, strict=True):
        writer.add(objective.measure(to_tensor([square])), kind, sharp=sharp)
    writer.commit()
    return Artworks(folder / "artworks.npy")


def tiny_trainer(
    folder: Path,
    recipe: Recipe = TINY_RECIPE,
    network: SmallNetwork | None = None,
    teacher: StyleNetwork | None = None,
) -> Trainer:
    """Ready for its first step; always the same."""
    torch.manual_seed(recipe.seed)
    vgg = tiny_vgg()
    axes = principal_axes(vgg, squares(5, 1), TINY_AXES)
    objective = SmallObjective(vgg, teacher, torch.float32, axes)
    network = network or SmallNetwork(TINY_CONFIG)
    artworks = measured(folder, objective)
    initialise_style_encoder(network.style, vgg, axes, artworks)
    sampler = BatchSampler(squares(5, 1), artworks, recipe, torch.device("cpu"))
    return Trainer(network, recipe, objective, sampler)
