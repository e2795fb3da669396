"""A network so small that a study takes a second, and what it is to study."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image as Pillow
from safetensors.torch import save_file

from engine.pictures import content_hash
from engine.study import SharedStyle, Studied, write_shared
from engine.stylizer import Stylizer
from models.registry import SMALL
from models.small import SmallNetwork
from tests.models.training.fakes import TINY_CONFIG, squares, tiny_vgg

OpenStylizer = Callable[..., Stylizer]


def save_tiny_weights(path: Path, seed: int = 3) -> Path:
    torch.manual_seed(seed)
    network = SmallNetwork(TINY_CONFIG).requires_grad_(False)
    network.style.feature_extractor.load_state_dict(tiny_vgg().state_dict())
    save_file({name: value.half().contiguous() for name, value in network.state_dict().items()}, path)
    return path


def save_shared(path: Path, painting: Path) -> Path:
    """A style for the default network as people share them; its numbers are of no use."""
    numbers, network = np.ones(6, np.float16), f"small-{SMALL.fingerprint}"
    studied = Studied(numbers, numbers, network, content_hash(painting), 3)
    write_shared(SharedStyle("Sea at night", "mine", painting.read_bytes(), studied), path)
    return path


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    return save_tiny_weights(tmp_path / "tiny.safetensors")


@pytest.fixture
def open_stylizer(tmp_path: Path, weights: Path) -> OpenStylizer:
    """Each like a new run of the program: with the same weights and cache unless others are given."""

    def opened(weights: Path = weights, runtime: str = "torch") -> Stylizer:
        cache = tmp_path / "cache"
        return Stylizer(weights=weights, device="cpu", precision="float32", runtime=runtime, cache=cache)

    return opened


@pytest.fixture
def painting(tmp_path: Path) -> Path:
    path = tmp_path / "painting.png"
    Pillow.fromarray(squares(1, 9, side=80)[0]).save(path)
    return path


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.png"
    Pillow.fromarray(squares(1, 5, side=96)[0]).save(path)
    return path
