"""Loads the network that finds persons."""

import hashlib

from safetensors.torch import load

from models.errors import ModelError
from models.person.network import PersonNetwork
from models.registry import BUNDLED_FOLDER, PERSON


def load_person() -> PersonNetwork:
    """The network on the CPU: float32, evaluation mode, no gradients.

    Raises:
        ModelError: its file is missing or damaged.
    """
    path = BUNDLED_FOLDER / PERSON.name
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path} cannot be read: {error.strerror}. Install Impasto again.") from error
    if hashlib.sha256(content).hexdigest() != PERSON.sha256:
        raise ModelError(f"{path} is not the file it should be. Install Impasto again.")
    network = PersonNetwork()
    network.load_state_dict({name: tensor.float() for name, tensor in load(content).items()})
    return network.eval().requires_grad_(False)
