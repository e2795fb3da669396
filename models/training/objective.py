"""Objective: paints a batch, compares the results, and returns each loss before its weight."""

from abc import ABC, abstractmethod
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F

from models.compact import EIGHTH, CompactNetwork
from models.network import StyleNetwork
from models.small import SmallNetwork
from models.training import losses
from models.training.batch import Batch
from models.training.recipe import LossWeights
from models.vgg import Vgg, feature_statistics

MARGIN = 16
"""Pixels at the border that the stability loss leaves out: what moved in there was outside the content."""

Losses = dict[str, Tensor]
"""Each loss, a scalar, before its weight; the names are those of `LossWeights`."""


class Objective(ABC):
    """Computes the losses of a network on a batch."""

    @abstractmethod
    def target_features(self, pictures: Tensor) -> Tensor:
        """What results are to share with style pictures. (B, 3, h, w) RGB 0..1 -> (B, S) float32."""

    @abstractmethod
    def losses(self, network: StyleNetwork, batch: Batch, weights: LossWeights) -> Losses:
        """Paint the batch and compare; a loss whose weight is 0 may be missing."""


class SmallObjective(Objective):
    """For `SmallNetwork`: first distillation of a teacher where there is one, then the perceptual losses."""

    def __init__(
        self, vgg: Vgg, teacher: CompactNetwork | None, dtype: torch.dtype, *, compiled: bool = False
    ) -> None:
        """`vgg` is on its device, in `dtype`; `compiled` takes minutes at first, and halves an iteration."""
        wrap: Any = torch.compile if compiled else _unchanged
        self._vgg, self._teacher, self._dtype = vgg, teacher, dtype
        self._target_features = wrap(lambda pictures: feature_statistics(vgg(pictures)))
        self._painting, self._distillation = wrap(painting_losses), wrap(distillation_losses)

    @torch.no_grad()
    def target_features(self, pictures: Tensor) -> Tensor:
        """See Objective: VGG-16 feature statistics."""
        found: Tensor = self._target_features(pictures)
        return found

    def losses(self, network: StyleNetwork, batch: Batch, weights: LossWeights) -> Losses:
        """See Objective."""
        assert isinstance(network, SmallNetwork), "this objective uses the parts of a small network"
        found: Losses
        with torch.autocast(batch.content.device.type, self._dtype, enabled=self._dtype != torch.float32):
            if weights.teacher and self._teacher is not None:
                found = self._distillation(network, self._teacher, batch)
            else:
                found = self._painting(network, self._vgg, batch)
        return found


def painting_losses(network: SmallNetwork, vgg: Vgg, batch: Batch) -> Losses:
    """Paint, and compute every loss that needs no teacher.

    The last picture is painted once more, at another strength: it must lie between content and result.
    """
    content, last = batch.content, batch.content[-1:]
    with torch.no_grad():
        content_features = vgg(content)
    statistics = network.style.predict(batch.target_features)  # (B, P)
    weaker = batch.strength * statistics[-1:]
    result = network(torch.cat([content, last]), torch.cat([statistics, weaker])).float()  # (B + 1, 3, H, W)
    painted = result[:-1]
    features = vgg(painted)
    return {
        "content": losses.content_loss(features[-1], content_features[-1]),
        "style": losses.style_loss(features, batch.target_features),
        "variation": losses.variation_loss(painted),
        "grid": losses.grid_loss(result),
        "strength": F.l1_loss(result[-1:], torch.lerp(last, painted[-1:].detach(), batch.strength)),
        "stability": stability_loss(network, batch, statistics, painted),
    }


def distillation_losses(network: SmallNetwork, teacher: CompactNetwork, batch: Batch) -> Losses:
    """Paint what the teacher painted: faster than the perceptual losses from random weights.

    Where the residual blocks are as wide and deep as the teacher's, encoder, style encoder, residual blocks
    and decoder also have a loss each (hints: Romero et al. 2015, FitNets, arXiv 1412.6550).
    """
    with torch.no_grad():
        teacher_statistics = teacher.encode_style(batch.style)
        teacher_features = teacher.content(batch.content)  # (B, 128, H/8, W/8)
        teacher_picture = teacher(batch.content, teacher_statistics).float()
    statistics = network.style.predict(batch.target_features)
    fine, coarse = network.encode(batch.content)
    if not has_same_blocks(network, teacher):
        parameters = network.adain_parameters(statistics)
        painted = network.decode(network.transform(coarse, parameters), fine, parameters)
        return {"teacher": F.l1_loss(painted.float(), teacher_picture)}
    shared = 2 * sum(network.config.adain_channels[: network.config.bottleneck_layers])  # they come first
    mixed = torch.cat([teacher_statistics[:, :shared], statistics[:, shared:]], dim=1)  # (B, P)
    own_parameters, target_parameters = network.adain_parameters(mixed), network.adain_parameters(mixed)
    transformed = network.transform(coarse, own_parameters)
    target = network.transform(teacher_features, target_parameters)
    painted = network.decode(transformed, fine, own_parameters).float()
    of_target = network.decode(target, fine, target_parameters).float()
    return {
        "teacher": F.l1_loss(painted, teacher_picture),
        "statistics": F.mse_loss(statistics[:, :shared], teacher_statistics[:, :shared]),
        "encoder": F.mse_loss(losses.normalise(coarse), losses.normalise(teacher_features)),
        "bottleneck": F.l1_loss(transformed.float(), target.float()) / target.float().abs().mean(),
        "decoder": F.l1_loss(of_target, teacher_picture),
    }


def has_same_blocks(network: SmallNetwork, teacher: CompactNetwork) -> bool:
    """True when the residual blocks of both are equally wide and deep."""
    return network.config.eighth == EIGHTH and network.config.blocks == len(teacher.dec)


def stability_loss(network: StyleNetwork, batch: Batch, statistics: Tensor, painted: Tensor) -> Tensor:
    """L1 between the result of the moved, noisy, re-lit content and the moved result.

    Compound regularisation of Wang et al. 2020 (ReReVST, "Consistent Video Style Transfer via Relaxation and
    Regularization"), with movements of the whole picture.
    """
    count = batch.grid.shape[0]
    moved = move(batch.content[:count], batch.grid)
    again = network((moved + batch.disturbance).clamp(0, 1), statistics[:count]).float()
    inside = slice(MARGIN, -MARGIN)
    return F.l1_loss(again[..., inside, inside], move(painted[:count], batch.grid)[..., inside, inside])


def move(picture: Tensor, grid: Tensor) -> Tensor:
    """Resample. (M, 3, H, W), (M, H, W, 2) -> (M, 3, H, W)."""
    return F.grid_sample(picture, grid, mode="bilinear", padding_mode="reflection", align_corners=False)


def _unchanged(function: Any) -> Any:  # noqa: ANN401
    return function
