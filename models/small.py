"""The small network: the middle of the compact one, between ends that do nothing above 1/4 size.

Folding 4x4 pixels into channels at both ends is Shi et al. 2016 (arXiv 1609.05158).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from models.adain import adain, blend, split, spread
from models.compact import EIGHTH, CompactNetwork
from models.describe import StyleEncoder
from models.layers import Pair, conv, pairs
from models.network import StyleNetwork
from models.vgg import WIDTHS


class Brush:
    """The AdaIN layers of a picture: each call paints with the next one's scale and shift.

    Statistics that are all 0 leave every layer as it is, so a strength is a factor to them: the paper's alpha
    (Huang & Belongie 2017, equation 14), at every layer.
    """

    def __init__(self, statistics: Tensor, channels: tuple[int, ...], weights: Tensor | None) -> None:
        """Statistics (K, P): scale - 1 and shift of each layer, at last the strength; weights as to AdaIN."""
        self._layers = iter(split(statistics[:, :-1], channels))
        self._strength = statistics[:, -1:]  # (K, 1)
        self._weights = weights

    def paint(self, x: Tensor) -> Tensor:
        """Between x and AdaIN of x. (N, C, H, W) -> same."""
        return torch.addcmul(self.add(x), x, spread(1 - self._strength, self._weights, x))

    def add(self, x: Tensor) -> Tensor:
        """Between nothing and AdaIN of x, for what is added to something else. (N, C, H, W) -> same."""
        scale, shift = next(self._layers)
        return adain(x, (self._strength + scale, shift), self._weights)

    def within(self, x: Tensor) -> Tensor:
        """AdaIN of x, for what `add` follows. (N, C, H, W) -> same."""
        scale, shift = next(self._layers)
        return adain(x, (1 + scale, shift), self._weights)


@dataclass(frozen=True, slots=True)
class Shape:
    """Widths and depth: one definition, two sizes."""

    quarter: int
    """Channels at 1/4 of the frame's size."""

    eighth: int
    """Channels at 1/8."""

    blocks: int
    """Residual blocks at 1/8."""

    embedding: int
    """Numbers that a style is told apart by."""

    eye: tuple[int, ...] = WIDTHS
    """Channels of the VGG-16 convolutions that look at style pictures."""

    @classmethod
    def of(cls, weights: Mapping[str, Tensor]) -> "Shape":
        """The shape of a network that has these weights.

        Raises:
            KeyError: no network of this kind has them.
        """
        return cls(
            quarter=len(weights["stem.bias"]),
            eighth=len(weights["down.bias"]),
            blocks=sum(name.startswith("dec.") and name.endswith(".a.bias") for name in weights),
            embedding=len(weights["style.embed.bias"]),
            eye=tuple(len(weights[f"style.eye.convs.{index}.bias"]) for index in range(len(WIDTHS))),
        )

    @property
    def middle(self) -> int:
        """AdaIN layers at 1/8; they come first."""
        return 1 + 2 * self.blocks

    @property
    def adain_channels(self) -> tuple[int, ...]:
        """C of each AdaIN layer, in order."""
        return (*(self.eighth,) * self.middle, *(self.quarter,) * 3)


SMALL = Shape(quarter=32, eighth=EIGHTH, blocks=2, embedding=104)
"""12,928 multiply-adds a pixel; 0.7 million parameters to paint a frame, 3.3 million to learn a style."""

BASE = Shape(quarter=96, eighth=256, blocks=4, embedding=256)
"""For a GPU: 94,272 multiply-adds a pixel."""


class SmallNetwork(StyleNetwork):
    """Painting in three parts: look, transform, finish.

    Its statistics are, for each AdaIN layer, scale - 1 and then shift, and at last 1, the strength.
    Statistics that are all 0 give back the content.
    """

    multiple = 8

    def __init__(self, shape: Shape = SMALL) -> None:
        super().__init__()
        quarter, eighth = shape.quarter, shape.eighth
        self.shape = shape
        self.statistics_size = 2 * sum(shape.adain_channels) + 1
        self.stem = conv(48, quarter)
        self.down = conv(quarter, eighth, stride=2)
        self.dec = nn.ModuleList(Pair(eighth) for _ in range(shape.blocks))
        self.up = nn.Conv2d(eighth, 4 * quarter, 1)
        self.merge = conv(quarter, quarter)
        self.refine = conv(quarter, quarter)
        self.out = conv(quarter, 48)
        self.style = StyleEncoder(self.statistics_size, shape.embedding, shape.eye)

    def encode_style(self, picture: Tensor) -> Tensor:
        """Learn a style picture: (1, 3, h, w) RGB 0..1 -> (1, P) float32."""
        statistics: Tensor = self.style(picture)
        return statistics

    def forward(self, content: Tensor, statistics: Tensor, weights: Tensor | None = None) -> Tensor:
        """Paint, as `StyleNetwork` says. In training, N pictures each with a row of statistics."""
        brush = self.brush(blend(statistics, weights), weights)
        fine, coarse = self.look(content)
        return self.finish(self.transform(coarse, brush), fine, brush)

    def brush(self, statistics: Tensor, weights: Tensor | None = None) -> Brush:
        """The AdaIN layers of one picture, for `transform` and then `finish`. (K, P), weights as to AdaIN."""
        return Brush(statistics, self.shape.adain_channels, weights)

    def look(self, content: Tensor) -> tuple[Tensor, Tensor]:
        """(1, 3, H, W) -> features at 1/4 and at 1/8."""
        fine = F.relu(self.stem(F.pixel_unshuffle(content - 0.5, 4)))  # (1, quarter, H/4, W/4)
        return fine, F.relu(self.down(fine))  # (1, eighth, H/8, W/8)

    def transform(self, coarse: Tensor, brush: Brush) -> Tensor:
        """Give the features at 1/8 their style. (1, eighth, H/8, W/8) -> same."""
        x = brush.paint(coarse)
        for block in pairs(self.dec):
            x = x + brush.add(block.b(F.relu(brush.within(block.a(x)))))
        return x

    def finish(self, coarse: Tensor, fine: Tensor, brush: Brush) -> Tensor:
        """Make the picture. (1, eighth, H/8, W/8), (1, quarter, H/4, W/4) -> (1, 3, H, W) RGB 0..1."""
        x = brush.paint(fine) + F.pixel_shuffle(self.up(coarse), 2)  # (1, quarter, H/4, W/4)
        x = F.relu(brush.paint(self.merge(x)))
        x = F.relu(brush.paint(self.refine(x)))
        return torch.sigmoid(F.pixel_shuffle(self.out(x), 4))

    @torch.no_grad()
    def start_from(self, teacher: CompactNetwork) -> frozenset[str]:
        """Take the middle of a compact network, where it fits.

        Returns:
            Names of the parameters that are the teacher's.
        """
        if not self.copies_middle(teacher):
            return frozenset()
        self.dec.load_state_dict(teacher.dec.state_dict())
        return frozenset(f"dec.{name}" for name in teacher.dec.state_dict())

    def copies_middle(self, teacher: CompactNetwork) -> bool:
        """True when the middle is as wide and deep as the teacher's."""
        return self.shape.eighth == EIGHTH and self.shape.blocks == len(teacher.dec)
