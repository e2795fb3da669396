"""The small network: the middle of the compact one, between ends that do nothing above 1/4 size.

Folding 4x4 pixels into channels at both ends is Shi et al. 2016 (arXiv 1609.05158).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from models.adain import Affine, adain, blend, split
from models.compact import EIGHTH, CompactNetwork
from models.layers import Pair, StyleEncoder, conv
from models.network import StyleNetwork

Affines = Iterator[Affine]
"""What each AdaIN layer needs, in order; every layer takes the next."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Widths and depth: one definition, two sizes."""

    quarter: int
    """Channels at 1/4 of the frame's size."""

    eighth: int
    """Channels at 1/8."""

    blocks: int
    """Residual blocks at 1/8."""

    @property
    def middle(self) -> int:
        """AdaIN layers at 1/8; they come first."""
        return 1 + 2 * self.blocks

    @property
    def adain_channels(self) -> tuple[int, ...]:
        """C of each AdaIN layer, in order."""
        return (*(self.eighth,) * self.middle, *(self.quarter,) * 3)


SMALL = Shape(quarter=32, eighth=EIGHTH, blocks=2)
"""12,928 multiply-adds a pixel; 0.7 million parameters to paint a frame, 2.7 million to learn a style."""

BASE = Shape(quarter=96, eighth=256, blocks=4)
"""For a GPU: 94,272 multiply-adds a pixel."""


class SmallNetwork(StyleNetwork):
    """Painting in three parts: look, transform, finish. Its statistics are as the compact network's."""

    multiple = 8

    def __init__(self, shape: Shape = SMALL) -> None:
        super().__init__()
        quarter, eighth = shape.quarter, shape.eighth
        self.shape = shape
        self.statistics_size = 2 * sum(shape.adain_channels)
        self.stem = conv(48, quarter)
        self.down = conv(quarter, eighth, stride=2)
        self.dec = nn.ModuleList(Pair(eighth) for _ in range(shape.blocks))
        self.up = nn.Conv2d(eighth, 4 * quarter, 1)
        self.merge = conv(quarter, quarter)
        self.refine = conv(quarter, quarter)
        self.out = conv(quarter, 48)
        self.style = StyleEncoder(self.statistics_size)

    def encode_style(self, picture: Tensor) -> Tensor:
        """Learn a style picture: (1, 3, h, w) RGB 0..1 -> (1, P) float32."""
        statistics: Tensor = self.style(picture)
        return statistics

    def forward(self, content: Tensor, statistics: Tensor, weights: Tensor | None = None) -> Tensor:
        """Paint, as `StyleNetwork` says. In training, N pictures each with a row of statistics."""
        affines = self.affines(blend(statistics, weights))
        fine, coarse = self.look(content)
        return self.finish(self.transform(coarse, affines, weights), fine, affines, weights)

    def affines(self, statistics: Tensor) -> Affines:
        """Scale and shift of each AdaIN layer: (K, P) -> pairs of (K, C)."""
        return ((1 + scale, shift) for scale, shift in split(statistics, self.shape.adain_channels))

    def look(self, content: Tensor) -> tuple[Tensor, Tensor]:
        """(1, 3, H, W) -> features at 1/4 and at 1/8."""
        fine = F.relu(self.stem(F.pixel_unshuffle(content - 0.5, 4)))  # (1, quarter, H/4, W/4)
        return fine, F.relu(self.down(fine))  # (1, eighth, H/8, W/8)

    def transform(self, coarse: Tensor, affines: Affines, weights: Tensor | None = None) -> Tensor:
        """Give the features at 1/8 their style. (1, eighth, H/8, W/8) -> same."""
        x = adain(coarse, next(affines), weights)
        for block in cast(Iterable[Pair], self.dec):
            inner = F.relu(adain(block.a(x), next(affines), weights))
            x = x + adain(block.b(inner), next(affines), weights)
        return x

    def finish(self, coarse: Tensor, fine: Tensor, affines: Affines, weights: Tensor | None = None) -> Tensor:
        """Make the picture. (1, eighth, H/8, W/8), (1, quarter, H/4, W/4) -> (1, 3, H, W) RGB 0..1."""
        x = adain(fine, next(affines), weights) + F.pixel_shuffle(self.up(coarse), 2)
        x = F.relu(adain(self.merge(x), next(affines), weights))
        x = F.relu(adain(self.refine(x), next(affines), weights))
        return torch.sigmoid(F.pixel_shuffle(self.out(x), 4))

    @torch.no_grad()
    def start_from(self, teacher: CompactNetwork) -> frozenset[str]:
        """Take the style encoder and, where it fits, the middle of a compact network.

        Returns:
            Names of the parameters that are the teacher's.
        """
        own, theirs = dict(self.named_parameters()), dict(teacher.named_parameters())
        same = frozenset(k for k in own if k in theirs and own[k].shape == theirs[k].shape)
        for name in same:
            own[name].copy_(theirs[name])
        if self.copies_middle(teacher):
            shared = 2 * EIGHTH * self.shape.middle  # of the style statistics, the first ones
            for name in ("style.mlp.4.weight", "style.mlp.4.bias"):
                own[name][:shared] = theirs[name][:shared]
        return same

    def copies_middle(self, teacher: CompactNetwork) -> bool:
        """True when the middle is as wide and deep as the teacher's."""
        return self.shape.eighth == EIGHTH and self.shape.blocks == len(teacher.dec)
