"""What the bench measures of one stage, and how it is timed."""

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

Size = tuple[int, int]
"""(width, height) in pixels."""


@dataclass(frozen=True, slots=True)
class BenchRecord:
    """One stage of one combination."""

    network: str
    """Name of the network; empty for `decode` and `encode`."""

    device: str
    """`cpu`, `cuda` or `mps`."""

    precision: str
    """Of the painting; empty for `decode` and `encode`."""

    runtime: str
    """`openvino` or `torch`; `pyav` for `decode` and `encode`."""

    width: int
    """Pixels of the frame."""

    height: int
    """Pixels of the frame."""

    stage: str
    """`upload`, `network` (one frame with a cached style), `download`, `decode` or `encode`."""

    p50_ms: float
    """Median, in milliseconds per frame."""

    p95_ms: float
    """95th percentile, in milliseconds per frame."""

    frames: int
    """Measured frames."""

    @classmethod
    def of(
        cls,
        network: str,
        device: str,
        precision: str,
        runtime: str,
        size: Size,
        stage: str,
        times_ms: list[float],
    ) -> "BenchRecord":
        """The record of a stage whose frames took so many milliseconds each."""
        p50, p95 = np.percentile(times_ms, (50, 95))
        found = round(float(p50), 2), round(float(p95), 2)
        return cls(network, device, precision, runtime, *size, stage, *found, len(times_ms))


def clock_ms(work: Callable[[], object]) -> float:
    """Milliseconds that some work takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000
