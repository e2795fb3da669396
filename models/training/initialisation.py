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
from models.training.features import normalise
from models.training.pictures import Squares, tensor
from models.vgg import Vgg
from models.weights import load

NORMALISING_PHOTOS = 200
"""Photos that published VGG features are normalised over."""

Eyes = tuple[Vgg, bool]
"""What `load_features` returns: VGG-16 features, and whether they are normalised."""

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


def prepare_eyes(eyes: Eyes, photos: Squares, device: torch.device, dtype: torch.dtype) -> Vgg:
    """VGG-16 features ready for the losses, normalised over some of the photos if they are not yet."""
    vgg, normalised = eyes
    if not normalised:
        normalise(vgg, _some(photos, NORMALISING_PHOTOS))
    return vgg.to(device, dtype, memory_format=torch.channels_last)  # type: ignore[call-overload,no-any-return]


def take_over(network: SmallNetwork, vgg: Vgg, teacher: CompactNetwork | None) -> frozenset[str]:
    """Start with the weights of others: VGG-16 to look at styles, and the teacher's where they fit.

    The teacher comes to the network's device.

    Returns:
        Names of the parameters that are the teacher's.
    """
    network.style.eye.load_state_dict(vgg.state_dict())
    if teacher is None:
        return frozenset()
    teacher.to(network.out.weight.device)
    return network.start_from(teacher)


def _some(squares: Squares, count: int) -> Iterator[Tensor]:
    """Evenly spaced ones, each (1, 3, side, side) RGB 0..1."""
    for index in np.linspace(0, len(squares) - 1, min(count, len(squares))).astype(int):
        yield tensor([squares[index]])
