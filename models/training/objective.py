"""Objective: paints a batch, compares the results, and returns each loss before its weight."""

from abc import ABC, abstractmethod
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F

from models.network import StyleNetwork
from models.small import Noise, SmallNetwork
from models.textures import at_texture
from models.training import losses
from models.training.data import Batch, StyleTargets, move, move_noise
from models.training.divergence import divergence_loss
from models.training.recipe import LossWeights
from models.vgg import Vgg, covariance, feature_statistics

MARGIN = 16
"""Pixels at the border that the stability loss leaves out: what moved in there was outside the content."""

Axes = tuple[Tensor, ...]
"""Principal axes of the first feature maps, each (K, C) float32."""

Losses = dict[str, Tensor]
"""Each loss, a scalar, before its weight; the names are those of `LossWeights`."""


class Objective(ABC):
    """Computes the losses of a network on a batch."""

    @abstractmethod
    def measure(self, picture: Tensor) -> StyleTargets:
        """What results are to share with a style picture. (1, 3, h, w) RGB 0..1."""

    @abstractmethod
    def losses(self, network: StyleNetwork, batch: Batch, weights: LossWeights) -> Losses:
        """Paint the batch and compare; a loss whose weight is 0 may be missing."""


class SmallObjective(Objective):
    """For `SmallNetwork`: first distillation of a teacher where there is one, then the perceptual losses."""

    def __init__(
        self,
        vgg: Vgg,
        teacher: StyleNetwork | None,
        dtype: torch.dtype,
        axes: Axes = (),
        *,
        compiled: bool = False,
    ) -> None:
        """`vgg` is on its device, in `dtype`; `compiled` takes minutes at first, and halves an iteration.

        `axes` are the `principal_axes` that divergences are taken along; without them there is no such loss.
        """
        self._vgg, self._teacher, self._dtype, self._axes = vgg, teacher, dtype, axes
        painting: Any = torch.compile(painting_losses, dynamic=False) if compiled else painting_losses
        self._painting = painting

    @torch.no_grad()
    def measure(self, picture: Tensor) -> StyleTargets:
        """See Objective: VGG-16 feature statistics and covariances."""
        features = [each.float() for each in self._vgg(picture)]
        kept = losses.inner(features)
        teacher = self._teacher
        statistics = picture.new_zeros(1, 0)
        if teacher is not None:
            statistics = at_texture(teacher.encode_style(picture), 1.0, teacher.textures)
        covariances = tuple(covariance(each) for each in kept)
        return StyleTargets(feature_statistics(features), feature_statistics(kept), covariances, statistics)

    def losses(self, network: StyleNetwork, batch: Batch, weights: LossWeights) -> Losses:
        """See Objective."""
        assert isinstance(network, SmallNetwork), "this objective uses the parts of a small network"
        found: Losses
        with torch.autocast(batch.content.device.type, self._dtype, enabled=self._dtype != torch.float32):
            if weights.teacher and self._teacher is not None:
                found = distillation_losses(network, self._teacher, batch)
            else:
                found = self._painting(network, self._vgg, batch, self._axes)
        return found


def painting_losses(network: SmallNetwork, vgg: Vgg, batch: Batch, axes: Axes) -> Losses:
    """Paint, and compute every loss that needs no teacher.

    Each picture is painted twice, the second time moved, noisy and re-lit. The last is painted once more, at
    another strength: it must lie between content and result.
    """
    content, last, count = batch.content, batch.content[-1:], len(batch.content)
    with torch.no_grad():
        content_features = vgg(content)[-1]
    statistics = texture_statistics(network, batch)  # (B, P)
    pictures = torch.cat([content, last, next_frames(batch)])  # (2 * B + 1, 3, H, W)
    rows = torch.cat([statistics, batch.strength * statistics[-1:], statistics])
    results = network(pictures, rows, noise=noise_of_frames(network, batch, again=1)).float()
    painted, weak, again = results.split_with_sizes([count, 1, count])
    features = vgg(painted)
    kept = losses.inner(features)
    moments, covariances = batch.targets.moments, batch.targets.covariances
    return {
        "content": losses.content_loss(features[-1], content_features),
        "style": losses.style_loss(kept, moments),
        **by_texture("covariance", losses.covariance_loss(kept, covariances), batch),
        **by_texture("divergence", divergence_loss(kept, moments, covariances, axes), batch),
        "variation": losses.variation_loss(painted),
        "grid": losses.grid_loss(results[: count + 1]),
        "halo": losses.halo_loss(painted, content),
        "affinity": losses.affinity_loss(painted, content),
        "strength": F.l1_loss(weak, torch.lerp(last, painted[-1:].detach(), batch.strength)),
        **by_texture("stability", stability_loss(painted, again, batch), batch),
    }


def distillation_losses(network: SmallNetwork, teacher: StyleNetwork, batch: Batch) -> Losses:
    """Paint what the teacher painted: faster than the perceptual losses from random weights."""
    with torch.no_grad():
        target = teacher(batch.content, batch.targets.teacher).float()
    painted = network(batch.content, texture_statistics(network, batch), noise=_noise(network, batch)).float()
    return {"teacher": F.l1_loss(painted, target)}


def texture_statistics(network: SmallNetwork, batch: Batch) -> Tensor:
    """Style statistics at the batch's textures. (B, P) float32."""
    both = network.style.predict(batch.targets.description, batch.targets.covariances)  # (B, 2, P)
    return torch.lerp(both[:, 0], both[:, 1], batch.texture)


def by_texture(name: str, values: Tensor, batch: Batch) -> Losses:
    """A loss of each picture, parted into what counts as rough and as calm, which have weights of their own.

    Args:
        name: of the loss for rough texture; `calm_` before it for calm.
        values: (B,).
        batch: its textures part the values.
    """
    rough = batch.texture[:, 0]
    return {name: (values * rough).mean(), f"calm_{name}": (values * (1 - rough)).mean()}


def stability_loss(painted: Tensor, again: Tensor, batch: Batch) -> Tensor:
    """L1 between the result of the moved, noisy, re-lit content and the moved result, of each picture.

    Compound regularisation of Wang et al. 2020 (ReReVST, "Consistent Video Style Transfer via Relaxation and
    Regularization"), with movements of the whole picture or of two layers.

    Args:
        painted: (B, 3, H, W) results.
        again: (B, 3, H, W) results of the next frame.
        batch: its grid moves the results.

    Returns:
        (B,).
    """
    difference = (again - move(painted, batch.grid)).abs()
    return difference[..., MARGIN:-MARGIN, MARGIN:-MARGIN].mean((1, 2, 3))


def next_frames(batch: Batch) -> Tensor:
    """The content moved, noisy and re-lit. (B, 3, H, W) RGB 0..1."""
    return (move(batch.content, batch.grid) + batch.disturbance).clamp(0, 1)


def _noise(network: SmallNetwork, batch: Batch) -> Noise:
    """Of every picture: they all lie at the same place of the canvas. Each (B, noise, h, w)."""
    count, _, height, width = batch.content.shape
    of_one = network.noise(height // network.multiple, width // network.multiple, batch.noise_offsets)
    eighth, quarter = (each.expand(count, -1, -1, -1) for each in of_one)
    return eighth, quarter


def noise_of_frames(network: SmallNetwork, batch: Batch, *, again: int = 0) -> Noise:
    """Of the pictures, of the last ones once more, and of the next frames.

    Args:
        network: has the noise.
        batch: moves it.
        again: so many of the last pictures are painted twice.

    Returns:
        Each (2 * B + again, noise, h, w).
    """
    eighth, quarter = (
        torch.cat([noise, noise[len(noise) - again :], move_noise(noise, batch.grid, batch.following)])
        for noise in _noise(network, batch)
    )
    return eighth, quarter
