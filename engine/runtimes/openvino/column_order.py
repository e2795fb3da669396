"""Pictures whose columns are in another order, in an OpenVINO graph: 0, 4, 8, …, then 1, 5, 9, …, and so on.

So every fourth column lies beside the next, which `winograd.py` needs of each picture that it filters.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from openvino import opset13

from engine.runtimes.openvino.library import ov

PHASES: int = 4
"""Columns 0, 4, 8, … are phase 0; 1, 5, 9, … phase 1; and so on."""


@dataclass(frozen=True, slots=True)
class ColumnOrder:
    """The order of the columns of pictures of one width, (1, C, H, W)."""

    width: int
    """W; at least `PHASES`."""

    @property
    def longest(self) -> int:
        """Columns of phase 0; a later phase may have one less."""
        return -(-self.width // PHASES)

    def apply(self, x: ov.Output) -> ov.Output:
        """From the usual order to this one. (1, C, H, W) -> same."""
        return _joined([columns(x, phase, self.width, PHASES) for phase in range(PHASES)])

    def undo(self, x: ov.Output) -> ov.Output:
        """From this order to the usual one. (1, C, H, W) -> same.

        Each phase is stretched and masked: unlike reshaping, that stays in the layout of the convolutions.
        """
        whole = PHASES * self.longest
        stretched: list[ov.Output] = []
        for phase in range(PHASES):
            part = self._filled(x, self.phase(x, phase), phase)  # (1, C, H, W / 4)
            mask = np.zeros((1, 1, 1, whole), np.float32)
            mask[..., phase::PHASES] = 1
            stretched.append(opset13.multiply(_stretched(part, whole), opset13.constant(mask)).output(0))
        result = weighted_sum([1] * PHASES, stretched)  # (1, C, H, whole)
        return columns(result, 0, self.width) if whole > self.width else result

    def phase(self, x: ov.Output, phase: int) -> ov.Output:
        """The columns of a phase of x, which is in this order."""
        start = self._starts[phase]
        return columns(x, start, start + self._lengths[phase])

    def windows(self, x: ov.Output) -> list[ov.Output]:
        """Six neighbouring columns, from one left of each column of phase 0 on.

        Beyond the edges lie the mirror images of those beside them. (1, C, H, W) in this order -> six of
        (1, C, H, longest).
        """
        inner = [self._filled(x, self.phase(x, phase), phase) for phase in range(PHASES)]
        before = _joined([self._column(x, 1), columns(inner[-1], 0, self.longest - 1)])
        after = _joined([columns(inner[0], 1, self.longest), self._column(x, self.width - 2)])
        return [before, *inner, after]

    def trimmed(self, parts: Sequence[ov.Output]) -> ov.Output:
        """One picture in this order of its phases, each (1, C, H, longest)."""
        lengths = self._lengths
        return _joined(
            [
                part if length == self.longest else columns(part, 0, length)
                for part, length in zip(parts, lengths, strict=True)
            ]
        )

    @property
    def _lengths(self) -> list[int]:
        return [len(range(phase, self.width, PHASES)) for phase in range(PHASES)]

    @property
    def _starts(self) -> list[int]:
        return list(accumulate(self._lengths, initial=0))

    def _column(self, x: ov.Output, column: int) -> ov.Output:
        """One column of x, by its place in the usual order."""
        at = self._starts[column % PHASES] + column // PHASES
        return columns(x, at, at + 1)

    def _filled(self, x: ov.Output, part: ov.Output, phase: int) -> ov.Output:
        """A phase with the mirror image of what lies beside the edge in the place of a column it lacks."""
        if self._lengths[phase] == self.longest:
            return part
        return _joined([part, self._column(x, self.width - 2)])


def columns(x: ov.Output, first: int, end: int, step: int = 1) -> ov.Output:
    """Columns from `first` until before `end`. (1, C, H, W) -> (1, C, H, w)."""
    return opset13.slice(x, *map(_integers, (first, end, step, 3))).output(0)


def weighted_sum(weights: Sequence[int], parts: Sequence[ov.Output]) -> ov.Output:
    """The sum of the parts, each times its weight; those of weight 0 are left out."""
    total, *others = [
        part if weight == 1 else opset13.multiply(part, np.float32(weight)).output(0)
        for weight, part in zip(weights, parts, strict=True)
        if weight
    ]
    for each in others:
        total = opset13.add(total, each).output(0)
    return total


def _stretched(x: ov.Output, width: int) -> ov.Output:
    """Nearest neighbours. (1, C, H, w) -> (1, C, H, width)."""
    return opset13.interpolate(
        x,
        _integers(width),
        "nearest",
        "sizes",
        coordinate_transformation_mode="asymmetric",
        nearest_mode="floor",
        axes=_integers(3),
    ).output(0)


def _joined(parts: Sequence[ov.Output]) -> ov.Output:
    return opset13.concat(list(parts), 3).output(0)


def _integers(*values: int) -> ov.Node:
    return opset13.constant(np.array(values, np.int64))
