"""Bench of the stages: upload, network and download of a frame, and the coding of a video."""

import tempfile
import time
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any

from engine import sinks, sources
from engine.bench.record import BenchRecord, Size, clock_ms
from engine.frame import Frame
from engine.imaging import RenderSize
from engine.runtimes import Runtime
from engine.stylizer import Stylizer
from models.textures import at_texture

WARM_UP: int = 5
"""Frames painted before the clock counts: the first ones compile and allocate."""


def bench_network(stylizer: Stylizer, size: Size, frames: int) -> Iterator[BenchRecord]:
    """Time `upload`, `network` and `download` of frames of one size; the device is synchronised at each."""
    runtime = stylizer.runtime
    image = next(_scene(size, 1)).image
    content = RenderSize.of(image, max(size), stylizer.entry.multiple).fit(image)
    statistics = at_texture(stylizer.learn(image, "bench").statistics, 1.0, stylizer.entry.textures)
    times: dict[str, list[float]] = {"upload": [], "network": [], "download": []}
    for index in range(WARM_UP + frames):
        if index == 1:
            runtime.settle()
        if index == WARM_UP:
            times = {stage: [] for stage in times}
        uploaded = _timed(times["upload"], runtime, partial(runtime.upload, content))
        painted = _timed(times["network"], runtime, partial(runtime.network, uploaded, statistics))
        _timed(times["download"], runtime, partial(runtime.download, painted))
    for stage, values in times.items():
        yield BenchRecord.of(stylizer, size, stage, values)


def bench_coding(size: Size, frames: int) -> Iterator[BenchRecord]:
    """Time `encode` and `decode` of a moving scene, as the video command codes it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "scene.mp4"
        scene = sources.PatternSource(*size)
        sink = sinks.VideoFileSink(path, scene.info)
        encode_ms = [clock_ms(partial(sink.write, frame)) for frame in _scene(size, frames)]
        # The encoder works behind `write`: what it held back counts too.
        encode_ms[-1] += clock_ms(sink.close)
        with sources.VideoFileSource(path) as source:
            decode_ms = [clock_ms(source.read) for _ in range(frames)]
    yield BenchRecord.of(None, size, "decode", decode_ms)
    yield BenchRecord.of(None, size, "encode", encode_ms)


def _scene(size: Size, frames: int) -> Iterator[Frame]:
    with sources.PatternSource(*size, rate=Fraction(25), frames=frames) as source:
        yield from source


def _timed(times_ms: list[float], runtime: Runtime, work: Callable[[], Any]) -> Any:  # noqa: ANN401
    start = time.perf_counter()
    result = work()
    runtime.synchronize()
    times_ms.append((time.perf_counter() - start) * 1000)
    return result
