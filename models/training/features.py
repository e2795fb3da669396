"""VGG-16 up to relu4_1, the eye of the losses (Simonyan & Zisserman 2014, arXiv 1409.1556)."""

from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from models.errors import ModelError

WIDTHS = (64, 64, 128, 128, 256, 256, 256, 512)
POOLED = (2, 4, 7)
"""The convolutions that are preceded by 2x2 max pooling."""
TAPPED = (0, 2, 4, 7)
"""The convolutions whose ReLU is looked at: relu1_1, relu2_1, relu3_1, relu4_1."""
MEAN = (123.68 / 255, 116.779 / 255, 103.939 / 255)
"""RGB mean of the pictures VGG was trained on."""


class Vgg(nn.Module):
    """Features of relu1_1, relu2_1, relu3_1 and relu4_1; zero padding, max pooling, frozen.

    Channels are expected in Gatys' normalisation (mean activation 1 over natural pictures, Gatys et al. 2016):
    `normalise` makes it from the original weights.
    """

    def __init__(self, widths: tuple[int, ...] = WIDTHS) -> None:
        super().__init__()
        inputs = (3, *widths)
        self.convs = nn.ModuleList(
            nn.Conv2d(inputs[i], width, 3, padding=1) for i, width in enumerate(widths)
        )
        self.register_buffer("mean", torch.tensor(MEAN).view(1, 3, 1, 1), persistent=False)
        self.requires_grad_(False)

    def forward(self, x: Tensor) -> list[Tensor]:
        """(B, 3, H, W) RGB 0..1 -> four maps at 1, 1/2, 1/4 and 1/8 of the size, in the weights' dtype."""
        x = (x.float() - self.mean.float()).to(self.convs[0].weight.dtype)
        x = x.contiguous(memory_format=torch.channels_last)
        seen = []
        for i, layer in enumerate(self.convs):
            if i in POOLED:
                x = F.max_pool2d(x, 2)
            x = F.relu(layer(x))
            if i in TAPPED:
                seen.append(x)
        return seen


def load_features(path: Path) -> Vgg:
    """Read VGG-16 features in float32, normalised or as published.

    Raises:
        ModelError: no such file, or not VGG-16 features.
    """
    state = {key: value.float() for key, value in _read(path).items() if value.is_floating_point()}
    if any(key.startswith("features.") for key in state):
        raise ModelError(f"{path} holds the weights as published.")
    widths = tuple(state[f"convs.{i}.weight"].shape[0] for i in range(8))
    vgg = Vgg(widths)
    vgg.load_state_dict(state)
    return vgg


def _read(path: Path) -> dict[str, Tensor]:
    try:
        return load_file(path)
    except (OSError, SafetensorError) as error:
        raise ModelError(f"Cannot read VGG features {path}: {error}.") from error
