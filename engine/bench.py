"""Bench: milliseconds per frame and stage, measured on this machine."""

import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from engine import sinks, sources
from engine.frame import Frame
from engine.imaging import RenderSize
from engine.runtimes import Runtime
from engine.stylizer import Stylizer
from models.textures import at_texture

WARM_UP: int = 5
"""Frames painted before the clock counts: the first ones compile and allocate."""

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


def bench_network(stylizer: Stylizer, size: Size, frames: int) -> Iterator[BenchRecord]:
    """Time `upload`, `network` and `download` of frames of one size; the device is synchronised at each."""
    runtime, choice = stylizer.runtime, stylizer.choice
    image = next(_scene(size, 1)).image
    content = RenderSize.of(image, max(size), stylizer.entry.multiple).fit(image)
    statistics = at_texture(stylizer.learn(image, "bench").statistics, 1.0, stylizer.entry.textures)
    times: dict[str, list[float]] = {"upload": [], "network": [], "download": []}
    for index in range(WARM_UP + frames):
        if index == WARM_UP:
            times = {stage: [] for stage in times}
        uploaded = _timed(times["upload"], runtime, partial(runtime.upload, content))
        painted = _timed(times["network"], runtime, partial(runtime.network, uploaded, statistics))
        _timed(times["download"], runtime, partial(runtime.download, painted))
    for stage, values in times.items():
        yield _record(stylizer.network, choice.device, choice.precision, choice.runtime, size, stage, values)


def bench_coding(size: Size, frames: int) -> Iterator[BenchRecord]:
    """Time `encode` and `decode` of a moving scene, as the video command codes it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "scene.mp4"
        scene = sources.PatternSource(*size)
        sink = sinks.VideoFileSink(path, scene.info)
        encode_ms = [_clock(partial(sink.write, frame)) for frame in _scene(size, frames)]
        encode_ms[-1] += _clock(sink.close)  # the encoder works behind `write`: what it held back counts too
        with sources.VideoFileSource(path) as source:
            decode_ms = [_clock(source.read) for _ in range(frames)]
    yield _record("", "cpu", "", "pyav", size, "decode", decode_ms)
    yield _record("", "cpu", "", "pyav", size, "encode", encode_ms)


def _scene(size: Size, frames: int) -> Iterator[Frame]:
    with sources.PatternSource(*size, rate=Fraction(25), frames=frames) as source:
        yield from source


def _timed(times: list[float], runtime: Runtime, work: Callable[[], Any]) -> Any:  # noqa: ANN401
    start = time.perf_counter()
    result = work()
    runtime.synchronize()
    times.append((time.perf_counter() - start) * 1000)
    return result


def _clock(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def _record(
    network: str, device: str, precision: str, runtime: str, size: Size, stage: str, values: list[float]
) -> BenchRecord:
    p50, p95 = np.percentile(values, (50, 95))
    return BenchRecord(
        network,
        device,
        precision,
        runtime,
        *size,
        stage,
        round(float(p50), 2),
        round(float(p95), 2),
        len(values),
    )
