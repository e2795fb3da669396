"""What a training starts from: the network, and what judges it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from models.errors import ModelError
from models.network import StyleNetwork
from models.paper import PaperNetwork
from models.pyramid import BASE, SMALL, PyramidNetwork
from models.training.features import load_features, normalise
from models.training.objective import CompactObjective, Objective, PaperObjective
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
        return PyramidNetwork(SHAPES[name])
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


def make_objective(
    network: StyleNetwork,
    vgg: Path,
    *,
    teacher: str | None,
    dtype: torch.dtype,
    compiled: bool,
    normalising: int,
) -> Callable[[Squares], Objective]:
    """Load what judges the network; the result still wants the photos to normalise published features over.

    Args:
        network: to be trained, on its device.
        vgg: file of VGG-16 features, published or normalised.
        teacher: name of the network whose pictures are copied first, or None.
        dtype: of the features and convolutions.
        compiled: compile the losses.
        normalising: so many photos.

    Raises:
        ModelError: a file is not what it should be.
    """
    if isinstance(network, PaperNetwork):
        return lambda photos: PaperObjective(network)
    device = next(network.parameters()).device
    features, normalised = load_features(vgg)
    taught_by = load(teacher).to(device) if teacher else None
    if taught_by is not None:
        borrow(network, taught_by)

    def objective(photos: Squares) -> Objective:
        if not normalised:
            normalise(features, _some(photos, normalising))
        eyes = features.to(device, dtype, memory_format=torch.channels_last)  # type: ignore[call-overload]
        return CompactObjective(eyes, taught_by, dtype, compiled=compiled)

    return objective


def borrow(network: StyleNetwork, teacher: StyleNetwork) -> int:
    """Start with the teacher's weights where names and shapes agree (its style encoder). Returns how many."""
    own = network.state_dict()
    same = {k: v for k, v in teacher.state_dict().items() if k in own and own[k].shape == v.shape}
    network.load_state_dict(same, strict=False)
    return len(same)


def _some(photos: Squares, count: int) -> Iterator[Tensor]:
    for index in np.linspace(0, len(photos) - 1, min(count, len(photos))).astype(int):
        yield tensor([photos[index]])
