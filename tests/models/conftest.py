"""Files of the paper's network in the public format, with seeded weights."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import torch
from torch import Tensor

from models.registry import PAPER, NetworkInfo, WeightsFile

VGG_LAYERS = (
    *((2, 3, 64), (5, 64, 64), (9, 64, 128), (12, 128, 128), (16, 128, 256), (19, 256, 256), (22, 256, 256)),
    *((25, 256, 256), (29, 256, 512), (32, 512, 512), (35, 512, 512), (38, 512, 512), (42, 512, 512)),
    *((45, 512, 512), (48, 512, 512), (51, 512, 512)),
)
"""Index in `vgg_normalised.pth`, inputs, outputs of each 3x3 layer; before them a 1x1 layer at 0."""

DECODER_LAYERS = (
    *((1, 512, 256), (5, 256, 256), (8, 256, 256), (11, 256, 256), (14, 256, 128), (18, 128, 128)),
    *((21, 128, 64), (25, 64, 64), (28, 64, 3)),
)
"""The same for `decoder.pth`."""


@dataclass(frozen=True)
class PaperFiles:
    """A paper's network with seeded weights, on disk."""

    entry: NetworkInfo
    folder: Path
    vgg: dict[str, Tensor]
    decoder: dict[str, Tensor]


@pytest.fixture(scope="session")
def paper_files(tmp_path_factory: pytest.TempPathFactory) -> PaperFiles:
    folder = tmp_path_factory.mktemp("paper")
    random = torch.Generator().manual_seed(0)
    vgg = {"0.weight": torch.eye(3)[:, :, None, None] * 2, "0.bias": torch.full((3,), -1.0)}
    vgg |= _seeded(VGG_LAYERS, random)
    decoder = _seeded(DECODER_LAYERS, random)
    decoder["28.bias"] += 0.5
    torch.save(vgg, folder / "vgg_normalised.pth")
    torch.save(decoder, folder / "decoder.pth")
    entry = replace(PAPER, files=tuple(described(folder / file.name) for file in PAPER.files))
    return PaperFiles(entry, folder, vgg, decoder)


def described(path: Path, url: str | None = None) -> WeightsFile:
    """The registry's line for a file as it is."""
    content = path.read_bytes()
    return WeightsFile(path.name, hashlib.sha256(content).hexdigest(), len(content), url)


def _seeded(layers: Sequence[tuple[int, int, int]], random: torch.Generator) -> dict[str, Tensor]:
    state = {}
    for index, inputs, outputs in layers:
        # Layers no network uses are one number, repeated: the file stays small.
        drawn = 1 if index > 29 else inputs * 9 * outputs
        weight = torch.randn(drawn, generator=random) * (2 / (9 * inputs)) ** 0.5
        state[f"{index}.weight"] = weight.expand(inputs * 9 * outputs).view(outputs, inputs, 3, 3)
        state[f"{index}.bias"] = torch.randn(outputs, generator=random) * 0.1
    return state
