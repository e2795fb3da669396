"""What the bench measures of one stage, and how it is timed."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from engine.stylizer import Stylizer

Size = tuple[int, int]
"""(width, height) in pixels."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What was measured: a network on a device, with frames of one size."""

    network: str
    """Name of the network; empty for the coding of a video."""

    device: str
    """`cpu`, `cuda` or `mps`."""

    precision: str
    """Of the painting; empty for the coding of a video."""

    runtime: str
    """`openvino`, `torch` or `cuda`; `pyav` for the coding of a video."""

    width: int
    """Pixels of the frame."""

    height: int
    """Pixels of the frame."""


@dataclass(frozen=True, slots=True)
class BenchRecord(Setup):
    """One stage of one combination."""

    stage: str
    """`upload`, `network` (one frame with a cached style), `download`, `decode` or `encode`."""

    p50_ms: float
    """Median, in milliseconds per frame."""

    p95_ms: float
    """95th percentile, in milliseconds per frame."""

    frames: int
    """Measured frames."""

    @classmethod
    def of(cls, stylizer: "Stylizer | None", size: Size, stage: str, times_ms: list[float]) -> "BenchRecord":
        """The record of a stage whose frames took so many milliseconds each; None: a video is coded."""
        names = names_of(stylizer) if stylizer else ("", "cpu", "", "pyav")
        p50, p95 = np.percentile(times_ms, (50, 95))
        return cls(*names, *size, stage, round(float(p50), 2), round(float(p95), 2), len(times_ms))


def names_of(stylizer: "Stylizer") -> tuple[str, str, str, str]:
    """The first four fields of a `Setup`."""
    choice = stylizer.choice
    return stylizer.network, choice.device, choice.precision, choice.runtime


def clock_ms(work: Callable[[], object]) -> float:
    """Milliseconds that some work takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000
