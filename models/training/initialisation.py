"""What a training begins with: the network and its first weights, the teacher, the feature extractor."""

from collections.abc import Iterator, Sequence
from itertools import takewhile
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from models.errors import ModelError, UsageError
from models.former.small_v1 import SmallV1Network
from models.network import StyleNetwork
from models.paper import PaperNetwork
from models.small import BASE_CONFIG, SMALL_CONFIG, SmallNetwork
from models.style_encoder import StyleEncoder
from models.training.data import Artworks, Squares, StyleTargets, to_tensor
from models.training.features import normalise
from models.vgg import Vgg, covariance
from models.weights import load

NORMALISING_PHOTOS = 200
"""Photos that published VGG features are normalised over."""

AXES_PHOTOS = 100
"""Photos whose features the principal axes are taken from."""

SMALLEST_DEVIATION = 0.01
"""Of a number that the style encoder divides by: few artworks may agree in it."""

ROWS_AT_ONCE = 64
"""Measurements of artworks that are read together, at 1.4 MB each."""

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
    except Exception as error:  # whatever a parser raises, the file is to blame
        raise ModelError(
            f"{vgg} is not the VGG-19 encoder of the paper. `impasto models get paper` downloads "
            "vgg_normalised.pth."
        ) from error
    network.encoder.requires_grad_(False)
    return network


def load_teacher(name: str, device: torch.device) -> StyleNetwork:
    """The network whose pictures are copied first.

    Raises:
        UsageError: there is none of this name, or it is the paper's.
        ModelError: its weights are missing or damaged.
    """
    if name == "paper":
        raise UsageError("'paper' cannot be a teacher; 'small' and 'compact' can. Or use --teacher none.")
    return load(name).to(device)


def normalise_over(vgg: Vgg, photos: Squares) -> None:
    """Normalise published VGG features, in place, over evenly spaced photos."""
    normalise(vgg, _evenly_spaced(photos, NORMALISING_PHOTOS))


@torch.no_grad()
def copy_from_teacher(network: SmallNetwork, teacher: StyleNetwork) -> frozenset[str]:
    """Take the teacher's layers where they have the same name and fit, but for its feature extractor.

    Returns:
        Names of the layers that were taken.
    """
    layers, taken = dict(teacher.named_modules()), set()
    for name, layer in network.named_modules():
        own, given = _weights(layer), _weights(layers.get(name, nn.Identity()))
        fits = own and [each.shape for each in own] == [each.shape for each in given]
        if fits and "feature_extractor" not in name:
            for mine, theirs in zip(own, given, strict=True):
                mine.copy_(theirs)
            taken.add(name)
    _copy_output(network, teacher)
    return frozenset(taken)


def _weights(layer: nn.Module) -> list[Tensor]:
    """Of the layer itself, not of layers inside it."""
    return [*layer.parameters(recurse=False), *layer.buffers(recurse=False)]


def _copy_output(network: SmallNetwork, teacher: StyleNetwork) -> None:
    """The rows of the output layer for the first AdaIN layers, as far as both networks have the same."""
    if not isinstance(teacher, (SmallNetwork, SmallV1Network)):
        return
    if teacher.config.embedding != network.config.embedding:
        return
    both = zip(network.config.adain_channels, teacher.config.adain_channels, strict=False)
    rows = 2 * sum(own for own, _ in takewhile(lambda pair: pair[0] == pair[1], both))
    for own, given in zip(
        network.style.output_layer.parameters(), teacher.style.output_layer.parameters(), strict=True
    ):
        own[:rows].copy_(given[:rows])


def initialise_style_encoder(
    encoder: StyleEncoder, extractor: Vgg, axes: Sequence[Tensor], artworks: Artworks
) -> None:
    """Set all that is measured and not trained: extractor, principal axes, embedding, correlations.

    Args:
        encoder: of the network.
        extractor: normalised VGG features, on their device.
        axes: `principal_axes` of photos; of each the first are taken, as many as the encoder looks at.
        artworks: the embedding and the scale of the correlations are of theirs.
    """
    encoder.feature_extractor.load_state_dict(extractor.state_dict())
    for own, found in zip(encoder.correlations.axes, axes, strict=True):
        own.copy_(found[: len(own)])
    initialise_embedding(encoder, torch.cat([rows.description for rows in _in_parts(artworks)]))
    initialise_correlations(encoder, artworks)


@torch.no_grad()
def principal_axes(extractor: Vgg, photos: Squares, counts: Sequence[int]) -> tuple[Tensor, ...]:
    """Principal axes of the features of evenly spaced photos, the longest first.

    Args:
        extractor: normalised VGG features, on their device.
        photos: all of them.
        counts: K, how many axes of each feature map; all where it has fewer channels.

    Returns:
        For each count (K, C) float32, orthonormal rows, on the extractor's device.
    """
    device = next(extractor.parameters()).device
    sums: list[Tensor] = []
    for picture in _evenly_spaced(photos, AXES_PHOTOS):
        found = [covariance(each)[0].double().cpu() for each in extractor(picture.to(device))]
        sums = [a + b for a, b in zip(sums, found, strict=True)] if sums else found
    vectors = [torch.linalg.eigh(total).eigenvectors.flip(1) for total in sums]
    return tuple(
        each[:, :count].T.float().contiguous().to(device)
        for each, count in zip(vectors, counts, strict=False)
    )


@torch.no_grad()
def initialise_embedding(encoder: StyleEncoder, features: Tensor) -> None:
    """Set the embedding to the principal components of the artworks' features.

    As in the style loss each feature map counts alike, however many channels it has. A component is divided
    by the root of its standard deviation: the order stays, but weak components are amplified. The output
    layer is drawn small, so that every style begins near plain instance normalisation, and calm as rough.

    Args:
        encoder: its feature mean, embedding and output layers are replaced.
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
    nn.init.normal_(encoder.output_layer.weight, std=0.02)
    for zero in (encoder.embed.bias, encoder.output_layer.bias, *encoder.calm_layer.parameters()):
        nn.init.zeros_(zero)


@torch.no_grad()
def initialise_correlations(encoder: StyleEncoder, artworks: Artworks) -> None:
    """Whiten the correlations over the artworks; at first they add nothing to the embedding."""
    correlations, device = encoder.correlations, encoder.feature_mean.device
    raw = [correlations.raw([each.to(device) for each in rows.covariances]) for rows in _in_parts(artworks)]
    found = torch.cat(raw)  # (N, D)
    correlations.mean.copy_(found.mean(0))
    correlations.deviation.copy_(found.std(0, correction=0).clamp_min(SMALLEST_DEVIATION))
    for zero in encoder.embed_correlations.parameters():
        nn.init.zeros_(zero)


def _evenly_spaced(photos: Squares, count: int) -> Iterator[Tensor]:
    """Each (1, 3, side, side) RGB 0..1."""
    places = np.linspace(0, len(photos) - 1, min(count, len(photos))).astype(int)
    return (to_tensor([photos[i]]) for i in places)


def _in_parts(artworks: Artworks) -> Iterator[StyleTargets]:
    """All measurements, some at a time: together they do not fit the memory."""
    for start in range(0, len(artworks), ROWS_AT_ONCE):
        yield artworks.rows(range(start, min(start + ROWS_AT_ONCE, len(artworks))))
