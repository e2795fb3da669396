"""Flicker held back on the device: the steps of `TemporalFilter`, and of both kinds of `PaintingFilter`."""

from dataclasses import dataclass
from math import exp
from typing import Final

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.imaging import COARSE_MOTION, CUT, FINE_MOTION, LOUDEST, QUIETEST, STILLEST
from engine.runtimes.cuda.colours import luma
from engine.runtimes.cuda.device import Device, Stream
from engine.runtimes.cuda.resampling import blurred, shrink, to_bytes
from engine.steadiness import DETAIL_SIGMA, GIVEN_BACK, MOST_DETAIL, SETTLING, parts_of

Shape = tuple[int, int]

PLACES: int = 32
"""OpenCV interpolates at so many places between two pixels."""

_WEIGHTS: Final = [exp(-((place / DETAIL_SIGMA) ** 2) / 2) for place in (-2, -1, 0, 1, 2)]

GAUSSIAN: Final = [weight / sum(_WEIGHTS) for weight in _WEIGHTS]
"""Shares of five pixels in a blur."""


@dataclass(frozen=True, eq=False, slots=True)
class FollowingNumbers:
    """Views of what `Following.numbers` packed, on the device."""

    content_share: Tensor
    """() float32, 0..1."""

    painting_share: Tensor
    """() float32, 0..1."""

    content_kept: Tensor
    """() bool: the content before counts."""

    painting_kept: Tensor
    """() bool: the painting before counts."""

    flow: Tensor
    """(h, w, 2) float32, in pixels of the frame."""

    confidence: Tensor
    """(h, w) float32, 0..1."""

    @classmethod
    def of(cls, packed: Tensor, size: Shape) -> "FollowingNumbers":
        """Of (sum(parts_of(size)),) float32."""
        scalars, flow, confidence = packed.split_with_sizes(parts_of(size))
        content, painting, content_kept, painting_kept = scalars.unbind()
        kept = content_kept > 0, painting_kept > 0
        return cls(content, painting, *kept, flow.view(*size, 2), confidence.view(size))

    def enlarged(self, height: int, width: int) -> tuple[Tensor, Tensor]:
        """Flow (2, height, width), and confidence (height, width)."""
        planes = torch.cat([self.flow, self.confidence[..., None]], dim=2).permute(2, 0, 1)[None]
        large = F.interpolate(planes, size=(height, width), mode="bilinear", align_corners=False)[0]
        return large[:2], large[2]


class Steadying:
    """The pictures before, of one stream at one size, and what is done with them. All of it can be captured.

    What is in the memory at first does not matter: it is chosen away, not weighted with 0.
    """

    def __init__(self, device: Device, stream: Stream, height: int, width: int, *, careful: bool) -> None:
        """Allocate.

        Args:
            device: where.
            stream: that does the work.
            height: pixels of the pictures that the network takes.
            width: likewise.
            careful: as `CarefulBlender` does it, for files; else as `QuickBlender`.
        """
        self._careful = careful
        self._content = device.memory((height, width, 3), stream, torch.float32)
        self._half = device.memory((max(1, height // 2), max(1, width // 2), 3), stream)
        self._painted = device.memory((height, width, 3), stream, torch.float32 if careful else torch.uint8)
        self._added = device.memory((), stream, torch.float32)

    def before(self, content: Tensor, numbers: FollowingNumbers) -> Tensor:
        """The content to paint from, (H, W, 3) uint8, of a frame's, (H, W, 3) uint8."""
        height, width = content.shape[:2]
        moving = _motion(_halved(content), self._half)  # (H / 4, W / 4)
        whole = (moving.float().mean() > CUT) | ~numbers.content_kept
        areas = F.interpolate(moving[None, None].float(), size=(height, width), mode="nearest")[0, 0] > 0
        fine = content.float()
        blended = torch.lerp(fine, self._content, numbers.content_share)
        self._content.copy_(torch.where((areas | whole)[..., None], fine, blended))
        steady = to_bytes(self._content)
        self._half.copy_(_halved(steady))
        return steady

    def after(self, painted: Tensor, numbers: FollowingNumbers) -> Tensor:
        """What to show instead of the painting, (H, W, 3) uint8."""
        flow, confidence = numbers.enlarged(*painted.shape[:2])
        carried = _carried(self._painted, flow, "bicubic" if self._careful else "bilinear")
        share = (confidence * numbers.painting_share)[..., None].expand(painted.shape)
        blended, kept = torch.lerp(painted.float(), carried, share), numbers.painting_kept
        if not self._careful:
            self._painted.copy_(torch.where(kept, to_bytes(blended), painted))
            return self._painted
        self._painted.copy_(torch.where(kept, blended, painted.float()))
        amount = confidence[..., None] * self._detail_to_add(painted, blended, kept)
        detailed = blended + amount * (blended - _gaussian(blended))
        return torch.where(kept, to_bytes(detailed), painted)

    def _detail_to_add(self, painted: Tensor, blended: Tensor, kept: Tensor) -> Tensor:
        """How much of the finest detail is given back: () float32, which settles from frame to frame."""
        lost = (_detail(painted.float()) / _detail(blended).clamp(min=1e-3) - 1) * GIVEN_BACK
        amount = lost.clamp(0, MOST_DETAIL)
        settled = torch.where(self._added > 0, torch.lerp(amount, self._added, SETTLING), amount)
        self._added.copy_(torch.where(kept, settled, torch.zeros_like(settled)))
        return self._added


def _carried(picture: Tensor, flow: Tensor, way: str) -> Tensor:
    """At each pixel, what lies at pixel + flow. (H, W, 3), (2, H, W) -> (H, W, 3) float32."""
    _, height, width = flow.shape
    x = torch.arange(width, device=flow.device) + (flow[0] * PLACES).round() / PLACES
    y = torch.arange(height, device=flow.device)[:, None] + (flow[1] * PLACES).round() / PLACES
    grid = torch.stack([2 * x / (width - 1) - 1, 2 * y / (height - 1) - 1], dim=-1)[None]
    planes = picture.permute(2, 0, 1)[None].float()
    found = F.grid_sample(planes, grid, mode=way, padding_mode="border", align_corners=True)
    return found[0].permute(1, 2, 0)


def _detail(picture: Tensor) -> Tensor:
    """Mean absolute Laplacian of the green plane: () float32."""
    plane = F.pad(picture[None, None, ..., 1], (1, 1, 1, 1), mode="reflect")[0, 0]
    middle = plane[1:-1, 1:-1]
    beside = plane[:-2, 1:-1] + plane[2:, 1:-1] + plane[1:-1, :-2] + plane[1:-1, 2:]
    return (beside - 4 * middle).abs().mean()


def _gaussian(picture: Tensor) -> Tensor:
    """Blurred by 5 x 5, reflected at the edges; sums of slices, as a convolution could be TF32."""
    padded = F.pad(picture.permute(2, 0, 1)[None], (2, 2, 2, 2), mode="reflect")[0]  # (3, H + 4, W + 4)
    for axis in (1, 2):
        length = padded.shape[axis] - 4
        padded = sum(
            (share * padded.narrow(axis, place, length) for place, share in enumerate(GAUSSIAN)),
            start=torch.zeros((), device=picture.device),
        )
    return padded.permute(1, 2, 0)


def _motion(now: Tensor, before: Tensor) -> Tensor:
    """Which areas of 4 x 4 pixels move: (H / 4, W / 4) bool, from pictures of half the size, uint8."""
    difference = to_bytes(luma((now.short() - before.short()).abs()))
    fine = _halved(difference).float()  # (H / 4, W / 4, 1)
    change = blurred(_halved(now).float() - _halved(before).float(), 3)
    coarse = change.abs().amax(dim=2, keepdim=True)
    moving = blurred(fine, 3) > FINE_MOTION * _noise(fine, 0)
    moving |= coarse > COARSE_MOTION * _noise(coarse, 1)
    return F.max_pool2d(moving[..., 0][None].float(), 3, stride=1, padding=1)[0] > 0


def _noise(difference: Tensor, kind: int) -> Tensor:
    """The stillest differences: () float32."""
    some = difference[::4, ::4].flatten()
    seen = some.sort().values[len(some) * STILLEST // 100]
    return seen.clamp(QUIETEST[kind], LOUDEST[kind])


def _halved(image: Tensor) -> Tensor:
    """By area. (H, W, C) uint8 -> (H / 2, W / 2, C)."""
    return shrink(image, max(1, image.shape[0] // 2), max(1, image.shape[1] // 2))
