"""What a training starts from: the network, and what judges it."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from models.compact import CompactNetwork
from models.errors import ModelError, UsageError
from models.network import StyleNetwork
from models.paper import PaperNetwork
from models.small import BASE, SMALL, SmallNetwork
from models.training.features import Vgg, normalise
from models.training.pictures import Squares, tensor
from models.weights import load

SHAPES = {"small": SMALL, "base": BASE}


def make_network(name: str, vgg: Path) -> StyleNetwork:
    """A network to be trained, with weights drawn by torch's random generator.

    The paper's has the encoder of the file `vgg`, frozen.

    Raises:
        ModelError: the file is not such an encoder.
    """
    if name != "paper":
        return SmallNetwork(SHAPES[name])
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


def load_teacher(name: str) -> CompactNetwork:
    """The network whose pictures are copied first.

    Raises:
        UsageError: it is not of the compact network's kind.
        ModelError: its weights are missing or damaged.
    """
    teacher = load(name)
    if not isinstance(teacher, CompactNetwork):
        raise UsageError(f"'{name}' cannot be a teacher; 'compact' can. Or use --teacher none.")
    return teacher


def finish_eyes(vgg: Vgg, normalised: bool, photos: Squares, count: int) -> Vgg:
    """VGG-16 features as `load_features` gave them, normalised over some photos if need be."""
    if not normalised:
        normalise(vgg, _some(photos, count))
    return vgg


def _some(photos: Squares, count: int) -> Iterator[Tensor]:
    for index in np.linspace(0, len(photos) - 1, min(count, len(photos))).astype(int):
        yield tensor([photos[index]])
