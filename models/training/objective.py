"""One iteration's loss: what is painted, what it is compared with, and how much each comparison counts."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from models.compact import CompactNetwork
from models.network import StyleNetwork
from models.paper import PaperNetwork
from models.small import SmallNetwork
from models.training import losses
from models.training.recipe import Weights
from models.vgg import Vgg, describe

MARGIN = 16
"""Pixels at the border that the stability loss leaves out: what moved in there was never seen."""

Found = dict[str, Tensor]
"""Each loss before its weight; the names are those of `Weights`."""


@dataclass(frozen=True)
class Batch:
    """Everything random about an iteration."""

    content: Tensor
    """(B, 3, H, W) RGB 0..1."""

    style: Tensor
    """(B, 3, h, w) RGB 0..1."""

    wanted: Tensor
    """(B, S) what `Objective.wanted` found in the style pictures."""

    grid: Tensor
    """(M, H, W, 2) where each pixel of the moved content comes from, for the first M pictures."""

    strength: Tensor
    """(1,) 0..1: of the last picture, when it is painted once more."""

    disturbance: Tensor
    """(M, 3, H, W) added to the moved content: noise and light."""


class Objective(ABC):
    """Judges a network on a batch."""

    @abstractmethod
    def wanted(self, pictures: Tensor) -> Tensor:
        """What a result should have of its style pictures. (B, 3, h, w) RGB 0..1 -> (B, S) float32."""

    @abstractmethod
    def losses(self, network: StyleNetwork, batch: Batch, weights: Weights) -> Found:
        """Paint the batch and judge it; a loss whose weight is 0 may be missing."""

    def begin(self, network: StyleNetwork, wanted: Tensor) -> None:  # noqa: B027 - most need no beginning
        """Prepare a network for its first step, with what is wanted of all style pictures, (N, S)."""


class SmallObjective(Objective):
    """For the small network and its kin: all losses, and a teacher for the way out of noise."""

    def __init__(
        self, vgg: Vgg, teacher: CompactNetwork | None, dtype: torch.dtype, *, compiled: bool = False
    ) -> None:
        """`vgg` is on its device, in `dtype`; `compiled` takes minutes at first, and halves an iteration."""
        wrap: Any = torch.compile if compiled else _as_it_is
        self._vgg, self._teacher, self._dtype = vgg, teacher, dtype
        self._wanted = wrap(lambda pictures: describe(vgg(pictures)))
        self._painting, self._copying = wrap(painting), wrap(copying)

    @torch.no_grad()
    def wanted(self, pictures: Tensor) -> Tensor:
        """See Objective."""
        found: Tensor = self._wanted(pictures)
        return found

    def begin(self, network: StyleNetwork, wanted: Tensor) -> None:
        """See Objective."""
        _small(network).style.begin(wanted)

    def losses(self, network: StyleNetwork, batch: Batch, weights: Weights) -> Found:
        """See Objective."""
        found: Found
        with torch.autocast(batch.content.device.type, self._dtype, enabled=self._dtype != torch.float32):
            if weights.teacher and self._teacher is not None:
                found = self._copying(_small(network), self._teacher, batch)
            else:
                found = self._painting(_small(network), self._vgg, batch)
        return found


class PaperObjective(Objective):
    """The paper's own losses (Huang & Belongie 2017, section 5.2), judged by the network's frozen encoder."""

    LAYERS = (3, 10, 17, 30)
    """relu1_1, relu2_1, relu3_1, relu4_1 in the encoder."""

    def __init__(self, network: PaperNetwork) -> None:
        self._encoder: nn.Sequential = network.encoder.requires_grad_(False)
        self._decoder: nn.Sequential = network.decoder

    @torch.no_grad()
    def wanted(self, pictures: Tensor) -> Tensor:
        """See Objective."""
        return describe(self._see(pictures))

    def losses(self, network: StyleNetwork, batch: Batch, weights: Weights) -> Found:
        """See Objective. The result is not clamped, as published: that would stop gradients."""
        target = self._adain(batch.content, batch.wanted[:, -PaperNetwork.statistics_size :])
        seen = self._see(self._decoder(target))
        return {"content": F.mse_loss(seen[-1], target), "style": losses.style_loss(seen, batch.wanted)}

    @torch.no_grad()
    def _adain(self, content: Tensor, style: Tensor) -> Tensor:
        """The t of equation 12. (B, 3, H, W), (B, 1024) -> (B, 512, H/8, W/8)."""
        mean, deviation = style[:, :, None, None].chunk(2, dim=1)
        return losses.normalise(self._see(content)[-1]) * deviation + mean

    def _see(self, x: Tensor) -> list[Tensor]:
        seen = []
        for index, layer in enumerate(self._encoder):
            x = layer(x)
            if index in self.LAYERS:
                seen.append(x)
        return seen


def painting(network: SmallNetwork, vgg: Vgg, batch: Batch) -> Found:
    """Paint, and measure everything but the teacher.

    The last picture is painted once more, at another strength: it must lie between content and result.
    """
    content, last = batch.content, batch.content[-1:]
    with torch.no_grad():
        target = vgg(content)
    statistics = network.style.translate(batch.wanted)
    weaker = batch.strength * statistics[-1:]
    result = network(torch.cat([content, last]), torch.cat([statistics, weaker])).float()
    painted = result[:-1]
    seen = vgg(painted)
    return {
        "content": losses.content_loss(seen[-1], target[-1]),
        "style": losses.style_loss(seen, batch.wanted),
        "variation": losses.variation_loss(painted),
        "grid": losses.grid_loss(result),
        "strength": F.l1_loss(result[-1:], torch.lerp(last, painted[-1:].detach(), batch.strength)),
        "stability": stability(network, batch, statistics, painted),
    }


def copying(network: SmallNetwork, teacher: CompactNetwork, batch: Batch) -> Found:
    """Paint what the teacher painted: the quick way out of noise.

    Where the network has the teacher's middle, its parts also learn apart from each other: the style encoder
    the teacher's statistics, the first part what the middle is used to get, the last what to make of what the
    middle gives (hints: Romero et al. 2015, FitNets, arXiv 1412.6550).
    """
    with torch.no_grad():
        theirs = teacher.encode_style(batch.style)
        given = teacher.content(batch.content)
        taught = teacher(batch.content, theirs).float()
    own = network.style.translate(batch.wanted)
    fine, coarse = network.look(batch.content)
    if not network.copies_middle(teacher):
        brush = network.brush(own)
        painted = network.finish(network.transform(coarse, brush), fine, brush)
        return {"teacher": F.l1_loss(painted.float(), taught)}
    shared = 2 * sum(network.shape.adain_channels[: network.shape.middle])  # they come first
    mixed = torch.cat([theirs[:, :shared], own[:, shared:]], dim=1)
    brush, other = network.brush(mixed), network.brush(mixed)
    middle, wanted = network.transform(coarse, brush), network.transform(given, other)
    return {
        "teacher": F.l1_loss(network.finish(middle, fine, brush).float(), taught),
        "statistics": F.mse_loss(own[:, :shared], theirs[:, :shared]),
        "first": F.mse_loss(losses.normalise(coarse), losses.normalise(given)),
        "middle": F.l1_loss(middle.float(), wanted.float()) / wanted.float().abs().mean(),
        "finish": F.l1_loss(network.finish(wanted, fine, other).float(), taught),
    }


def stability(network: StyleNetwork, batch: Batch, statistics: Tensor, painted: Tensor) -> Tensor:
    """The moved, noisy, re-lit content must give the moved result.

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


def _as_it_is(function: Any) -> Any:  # noqa: ANN401
    return function


def _small(network: StyleNetwork) -> SmallNetwork:
    assert isinstance(network, SmallNetwork), "this objective knows how a small network learns styles"
    return network
