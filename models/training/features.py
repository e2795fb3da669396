"""VGG-16 features as others publish them, normalised for losses."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from models.errors import ModelError
from models.vgg import Vgg

PUBLISHED = (0, 2, 5, 7, 10, 12, 14, 17)
"""Where torchvision counts these convolutions: `features.0`, `features.2`, …"""


def load_features(path: Path) -> tuple[Vgg, bool]:
    """Read VGG-16 features in float32, from a safetensors file or a PyTorch checkpoint.

    Returns:
        The features, and whether they are normalised already (keys `convs.0.weight`, …, input RGB 0..1 less
        the mean) or as torchvision publishes them (keys `features.0.weight`, …; its input is 0..255).

    Raises:
        ModelError: no such file, or not VGG-16 features.
    """
    state = _read(path)
    normalised = "convs.0.weight" in state
    names = {
        f"convs.{i}.{kind}": f"convs.{i}.{kind}" if normalised else f"features.{published}.{kind}"
        for i, published in enumerate(PUBLISHED)
        for kind in ("weight", "bias")
    }
    if missing := [name for name in names.values() if name not in state]:
        raise ModelError(
            f"{path} does not hold VGG-16 features: {missing[0]} is not in it. "
            "The file torchvision publishes is vgg16_features-amdegroot-88682ab5.pth."
        )
    found = {name: state[there].float() for name, there in names.items()}
    if not normalised:
        found["convs.0.weight"] = found["convs.0.weight"] * 255
    return _fill(path, found), normalised


def _fill(path: Path, state: dict[str, Tensor]) -> Vgg:
    widths = tuple(state[f"convs.{i}.bias"].shape[0] for i in range(len(PUBLISHED)))
    vgg = Vgg(widths)
    try:
        vgg.load_state_dict(state)
    except RuntimeError as error:
        raise ModelError(f"{path} holds weights of other shapes than VGG-16 features.") from error
    return vgg


def _read(path: Path) -> dict[str, Any]:
    try:
        if path.suffix == ".safetensors":
            return load_file(path)
        state = torch.load(path, map_location="cpu", weights_only=True)
    except Exception as error:  # whatever a parser raises, the file is to blame
        reason = "no such file" if not path.exists() else "it is damaged, or not a file of weights"
        raise ModelError(f"Cannot read VGG-16 features from {path}: {reason}.") from error
    return state if isinstance(state, dict) else {}


@torch.no_grad()
def normalise(vgg: Vgg, pictures: Iterable[Tensor]) -> None:
    """Scale each channel so that its mean activation over these pictures is 1, in place.

    Gatys et al. 2016 ("Image Style Transfer Using Convolutional Neural Networks", section 2): without it the
    channels with the largest activations dominate a loss on means and deviations. ReLU is linear in a
    positive scale, so the network computes what it did before but for these scales.

    Args:
        vgg: features as published.
        pictures: each (B, 3, H, W) RGB 0..1; some dozens of natural photos are enough.
    """
    convs = cast(Iterable[nn.Conv2d], vgg.convs)
    sums = [torch.zeros(layer.out_channels) for layer in convs]
    count = 0
    for picture in pictures:
        for total, x in zip(sums, vgg.activations(picture), strict=True):
            total += x.float().mean((0, 2, 3)).cpu()
        count += 1
    before = torch.ones(3)
    for layer, total in zip(convs, sums, strict=True):
        mean = (total / count).clamp_min(1e-6)
        layer.weight.mul_(before.view(1, -1, 1, 1) / mean.view(-1, 1, 1, 1))
        cast(Tensor, layer.bias).div_(mean)
        before = mean
