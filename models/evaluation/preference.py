"""E: how much of an artwork's texture a result has, by a statistic that was fitted to people's preference.

Yeh et al., "Improving Style Transfer with Calibrated Metrics", WACV 2020 (arXiv 1910.09447). Features of a
picture are taken as a Gaussian with a full covariance, so E sees which features occur together; the means and
deviations that the style loss compares do not. Theirs are VGG-19 features, ours Gatys-normalised VGG-16.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor

from models.errors import ModelError

COMPONENTS = (32, 48, 128)
"""Principal components of relu1_1, relu2_1 and relu3_1 that are compared."""

WEIGHTS = (0.7468, 0.2557, 2.3768)
"""Of E at the three layers: the paper's regression on people's choices."""

RIDGE = 1e-6
"""Share of the mean variance that is added to each variance, so that no direction has none."""

BUNDLED_COMPONENTS = Path(__file__).with_name("components.safetensors")
"""Principal components of the photographs that the published figures were computed with."""

Components = tuple[Tensor, ...]
"""For each layer (C, K) float64, orthonormal columns, the largest variance first."""


@dataclass(frozen=True, slots=True)
class Gaussian:
    """The distribution of one layer's features over the places of a picture."""

    mean: Tensor
    """(C,) float64."""

    covariance: Tensor
    """(C, C) float64, biased."""


def fit_gaussians(features: Sequence[Tensor]) -> list[Gaussian]:
    """Mean and covariance of each layer of one picture: relu1_1, relu2_1 and relu3_1, each (1, C, H, W)."""
    return [_fit(layer) for layer in features]


def _fit(layer: Tensor) -> Gaussian:
    places = layer[0].flatten(1)  # (C, H * W)
    mean = places.mean(1, keepdim=True)
    centred = places - mean  # before squares are summed: so float32 is exact enough
    return Gaussian(mean[:, 0].double(), (centred @ centred.T).double() / places.shape[1])


def find_components(
    photographs: Iterable[Sequence[Gaussian]], counts: Sequence[int] = COMPONENTS
) -> Components:
    """Principal components of the mean covariance of photographs, layer by layer.

    Args:
        photographs: what `fit_gaussians` gave for each.
        counts: how many for each layer; all of them where a layer has fewer channels.
    """
    layers = list(zip(*photographs, strict=True))
    covariances = [torch.stack([each.covariance for each in layer]).mean(0) for layer in layers]
    return tuple(
        torch.linalg.eigh(covariance).eigenvectors.flip(1)[:, :count].contiguous()
        for covariance, count in zip(covariances, counts, strict=True)
    )


def save_components(components: Components, path: Path) -> None:
    """Write components as float32, keys `relu1_1`, `relu2_1`, `relu3_1`."""
    save_file({f"relu{i}_1": each.float().contiguous() for i, each in enumerate(components, 1)}, path)


def load_components(path: Path = BUNDLED_COMPONENTS) -> Components:
    """Read what `save_components` wrote.

    Raises:
        ModelError: no such file, or it holds something else.
    """
    try:
        found = load_file(path)
        return tuple(found[f"relu{i}_1"].double() for i in range(1, len(COMPONENTS) + 1))
    except (OSError, SafetensorError, KeyError) as error:
        raise ModelError(
            f"{path} does not hold principal components; write it with --save-components."
        ) from error


def project(gaussians: Sequence[Gaussian], components: Components) -> list[Gaussian]:
    """The distributions of the features' principal components. C -> K, the ridge added."""
    pairs = zip(gaussians, components, strict=True)
    return [Gaussian(*on_components(each.mean, each.covariance, basis)) for each, basis in pairs]


def on_components(
    mean: Tensor, covariance: Tensor, basis: Tensor, floor: float = 0.0
) -> tuple[Tensor, Tensor]:
    """Mean and covariance of the features' components, the ridge added.

    Args:
        mean: (..., C).
        covariance: (..., C, C).
        basis: (C, K), of the same dtype.
        floor: added to each variance beside the ridge.

    Returns:
        (..., K), (..., K, K).
    """
    own = basis.T @ covariance @ basis
    ridge = RIDGE * own.diagonal(dim1=-2, dim2=-1).mean(-1) + floor
    identity = torch.eye(basis.shape[1], dtype=basis.dtype, device=basis.device)
    return mean @ basis, own + ridge[..., None, None] * identity


def kl_divergence(mean: Tensor, covariance: Tensor, other_mean: Tensor, other_covariance: Tensor) -> Tensor:
    """Kullback-Leibler divergence KL(first || second) of Gaussians, in nats.

    Args:
        mean: (..., K) of the first.
        covariance: (..., K, K) of the first, positive definite.
        other_mean: of the second; leading dimensions are broadcast.
        other_covariance: likewise.

    Returns:
        (...).
    """
    own, root = torch.linalg.cholesky(covariance), torch.linalg.cholesky(other_covariance)
    spread = torch.linalg.solve_triangular(root, own, upper=False)
    offset = torch.linalg.solve_triangular(root, (other_mean - mean)[..., None], upper=False)
    logarithms = 2 * spread.diagonal(dim1=-2, dim2=-1).log().sum(-1)
    squares = spread.square().sum((-2, -1)) + offset.square().sum((-2, -1))
    nats: Tensor = (squares - own.shape[-1] - logarithms) / 2
    return nats


def divergence(first: Gaussian, second: Gaussian) -> float:
    """KL(first || second), in nats; see `kl_divergence`."""
    return float(kl_divergence(first.mean, first.covariance, second.mean, second.covariance))


def preference(result: Sequence[Gaussian], style: Sequence[Gaussian]) -> float:
    """E of a result; higher is more like the artwork.

    Args:
        result: projected distributions of the result.
        style: those of the artwork.

    Returns:
        The weighted sum of -log KL(result || style) over the layers; infinite for the artwork itself.
    """
    divergences = torch.tensor([divergence(*pair) for pair in zip(result, style, strict=True)])
    return float(-(torch.tensor(WEIGHTS) * divergences.clamp_min(0).log()).sum())
