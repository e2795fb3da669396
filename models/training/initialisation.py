"""What a training begins with: the network and its first weights, the teacher, the feature extractor."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from models.compact import CompactNetwork
from models.errors import ModelError, UsageError
from models.network import StyleNetwork
from models.paper import PaperNetwork
from models.small import BASE_CONFIG, SMALL_CONFIG, SmallNetwork
from models.style_encoder import StyleEncoder
from models.training.batch import Pictures
from models.training.features import normalise
from models.training.objective import Objective, has_same_blocks
from models.training.pictures import Squares, style_crop, to_tensor
from models.training.recipe import Recipe
from models.vgg import Vgg
from models.weights import load

NORMALISING_PHOTOS = 200
"""Photos that published VGG features are normalised over."""

CONFIGS = {"small": SMALL_CONFIG, "base": BASE_CONFIG}


def make_network(name: str, vgg: Path) -> StyleNetwork:
    """A network to be trained, with weights drawn by torch's random generator.

    The paper's has the encoder of the file `vgg`, frozen.

    Raises:
        ModelError: the file is not such an encoder.
    """
    if name != "paper":
        return SmallNetwork(CONFIGS[name])
    network = PaperNetwork()
    try:
        state = torch.load(vgg, map_location="cpu", weights_only=True)
        network.encoder.load_state_dict({key: state[key] for key in network.encoder.state_dict()})
    except Exception as error:  # whatever a parser stumbles over, the file is to blame
        raise ModelError(
            f"{vgg} is not the VGG-19 encoder of the paper. `run.py models get paper` downloads "
            "vgg_normalised.pth."
        ) from error
    network.encoder.requires_grad_(False)
    return network


def load_teacher(name: str, device: torch.device) -> CompactNetwork:
    """The network whose pictures are copied first.

    Raises:
        UsageError: it is not of the compact network's kind.
        ModelError: its weights are missing or damaged.
    """
    teacher = load(name)
    if not isinstance(teacher, CompactNetwork):
        raise UsageError(f"'{name}' cannot be a teacher; 'compact' can. Or use --teacher none.")
    return teacher.to(device)


def normalise_over(vgg: Vgg, photos: Squares) -> None:
    """Normalise published VGG features, in place, over evenly spaced photos."""
    count = min(NORMALISING_PHOTOS, len(photos))
    normalise(vgg, (to_tensor([photos[i]]) for i in np.linspace(0, len(photos) - 1, count).astype(int)))


@torch.no_grad()
def copy_from_teacher(network: SmallNetwork, teacher: CompactNetwork) -> frozenset[str]:
    """Copy the teacher's residual blocks, where they are as wide and deep as the network's.

    Returns:
        Names of the parameters that were copied.
    """
    if not has_same_blocks(network, teacher):
        return frozenset()
    network.dec.load_state_dict(teacher.dec.state_dict())
    return frozenset(f"dec.{name}" for name in teacher.dec.state_dict())


def measure_artworks(
    objective: Objective, pictures: Pictures, recipe: Recipe, device: torch.device
) -> Iterator[Tensor]:
    """Target features of the crops of each artwork: yields (style_crops, S) float32, on the CPU."""
    for index in range(len(pictures.style)):
        crops = [
            style_crop(pictures.style, index, crop, recipe.style_size, recipe.style_scales)
            for crop in range(recipe.style_crops)
        ]
        yield objective.target_features(torch.cat(crops).to(device)).cpu()


@torch.no_grad()
def initialise_style_encoder(encoder: StyleEncoder, features: Tensor) -> None:
    """Set the embedding to the principal components of the artworks' features.

    As in the style loss each feature map counts alike, however many channels it has. A component is divided
    by the root of its standard deviation: the order stays, but weak components are amplified. The output
    layer is drawn small, so that every style begins near plain instance normalisation.

    Args:
        encoder: its feature mean, embedding and output layer are replaced.
        features: (N, S) float32, feature statistics of many artworks.
    """
    encoder.feature_mean.copy_(features.clamp_min(0).sqrt().mean(0))
    widths = [width for width in encoder.feature_channels for _ in range(2)]  # mean and deviation of each map
    importance = torch.cat([torch.full((width,), width**-0.5) for width in widths]).to(encoder.feature_mean)
    weighted = (encoder.centred(features.to(encoder.feature_mean)) * importance).double()  # (N, S)
    variances, axes = torch.linalg.eigh(weighted.T @ weighted / len(weighted))  # ascending
    count = encoder.embed.out_features
    deviations = variances.flip(0)[:count].clamp_min(1e-12).sqrt()
    deviations = deviations.clamp_min(0.01 * deviations[0].item())  # few artworks have few components
    scale = (deviations * deviations.mean()).rsqrt()
    encoder.embed.weight.copy_((axes.flip(1)[:, :count] * scale).T * importance)
    encoder.embed.bias.zero_()
    nn.init.normal_(encoder.output_layer.weight, std=0.02)
    nn.init.zeros_(encoder.output_layer.bias)
