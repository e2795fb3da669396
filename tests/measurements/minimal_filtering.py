"""What minimal filtering saves: the network with and without it, taking turns.

    python -m tests.measurements.minimal_filtering [PRECISION ...]

Prints the median milliseconds of a frame; what other programs take, they take from both. With
`ONEDNN_MAX_CPU_ISA=AVX2` before it and `float32` it shows what a processor without AVX-512 would do.
"""

import sys
from functools import partial
from itertools import product
from statistics import median

import numpy as np

from engine import Stylizer
from engine.bench.record import Size, clock_ms
from engine.runtimes import Runtime
from engine.runtimes.openvino import settled_graphs
from tests import clips

SIZES: tuple[Size, ...] = ((640, 360), (856, 480), (1280, 720), (1920, 1080))

TURNS = 12
"""Times that the two take turns, with as many frames as fit into `TURN_PIXELS`."""

TURN_PIXELS = 1_500_000


def main(*precisions: str) -> None:
    """Measure and print."""
    settled_graphs.SETTLED_S = float("inf")  # only `settle` makes the faster graphs
    for precision, size in product(precisions or ("float32", "bfloat16"), SIZES):
        runtimes = [Stylizer(device="cpu", precision=precision).runtime for _ in range(2)]
        plain, fast = _times_ms(runtimes, size)
        print(
            f"{precision} {size[0]}x{size[1]}: {plain:.1f} -> {fast:.1f} ms, {plain / fast:.2f} times as fast"
        )


def _times_ms(runtimes: list[Runtime], size: Size) -> list[float]:
    content = clips.scene(size, 3)[: size[1] // 8 * 8]
    statistics = np.zeros(runtimes[0].statistics_size or 0, np.float32)
    frames = max(2, TURN_PIXELS // (size[0] * size[1]))
    times: list[list[float]] = [[], []]

    def paint(runtime: Runtime) -> None:
        runtime.download(runtime.network(runtime.upload(content), statistics))

    for runtime in runtimes:
        paint(runtime)
    runtimes[1].settle()
    for _ in range(TURNS):
        for runtime, found in zip(runtimes, times, strict=True):
            found += [clock_ms(partial(paint, runtime)) for _ in range(frames + 1)][1:]
    return [median(found) for found in times]


if __name__ == "__main__":
    main(*sys.argv[1:])
