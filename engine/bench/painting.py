"""Bench of whole frames: how fast they are painted, with what power, and how long after their capture."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial

import numpy as np

from engine.bench.power import Wattmeter
from engine.bench.record import Setup, Size, clock_ms, names_of
from engine.frame import Frame, Image
from engine.pipeline import Pipeline, Reading
from engine.settings import Enlarging, Settings
from engine.sinks import PreviewSlot
from engine.sources import PatternSource, Source
from engine.steadiness import LIVE_SMOOTHING
from engine.stream_info import StreamInfo
from engine.stylizer import Stylizer

STYLE: str = "ink-wash"
"""What is painted with; every style takes the same time."""

SCENES: int = 6
"""Frames drawn before the clock counts, and painted in turn."""

WARM_UP: int = 3
"""Frames painted before the clock counts: the first ones compile and allocate."""

CAMERA_RATE: Fraction = Fraction(30)
"""Frames per second of most cameras."""

REFRESH_S: float = 1 / 60
"""Seconds between two refreshes of most screens."""

SETTLE_S: float = 8.0
"""Seconds in which an automatic render size is found."""

ADAPT: int = 6
"""Refreshes between two looks at the meter."""


@dataclass(frozen=True, slots=True)
class PaintRecord(Setup):
    """Whole frames of one size, painted at one render size."""

    render_size: int
    """Pixels of the long side at which the network ran."""

    enlarge: str
    """`guided` or `plain`; empty where nothing had to be enlarged."""

    rate: float
    """Painted frames per second; not live, of the median time of a frame."""

    watts: float | None = None
    """Mean power of the processor's packages meanwhile; None where the system does not tell."""

    latency_p50_ms: float | None = None
    """From capture to the screen's next refresh, median; None: not live, or nothing was shown."""

    latency_p95_ms: float | None = None
    """The 95th percentile."""


def bench_painting(
    stylizer: Stylizer, size: Size, render_size: int, enlarge: Enlarging, frames: int
) -> PaintRecord:
    """Time `Stylizer.paint`, from whole frame to whole frame.

    Args:
        stylizer: paints.
        size: of the frames.
        render_size: long side in pixels at which the network runs.
        enlarge: how, where the render size is below the frame's.
        frames: measured ones.
    """
    images = _scenes(size)
    settings = stylizer.settings_for(STYLE, render_size=render_size, enlarge=enlarge)

    def paint(image: Image) -> None:
        stylizer.paint(image, settings)
        stylizer.runtime.synchronize()

    paint(images[0])
    stylizer.runtime.settle()
    for image in images[1:WARM_UP]:
        paint(image)
    power = Wattmeter()
    times_ms = [clock_ms(partial(paint, images[index % SCENES])) for index in range(frames)]
    rate = 1000 / float(np.median(times_ms))
    return _record(stylizer, size, settings, rate=rate, watts=power.watts())


def bench_live(
    stylizer: Stylizer,
    size: Size,
    render_size_for: Callable[[Reading], int],
    enlarge: Enlarging,
    seconds: float,
    settle_s: float | None = None,
) -> PaintRecord:
    """Time a live view: a camera of 30 frames/s, smoothing, painting, and a screen of 60 refreshes/s.

    The latency ends where a frame is handed to the screen; the screen itself takes some ms more.

    Args:
        stylizer: paints.
        size: of the camera's frames.
        render_size_for: gives the render size for what the meter reads; asked ten times a second.
        enlarge: how, where the render size is below the frame's.
        seconds: measured ones.
        settle_s: seconds before, in which the render size is found; None = `SETTLE_S`.
    """
    settings = stylizer.settings_for(STYLE, enlarge=enlarge, smoothing=LIVE_SMOOTHING)
    slot = PreviewSlot()
    pipeline = Pipeline(_Camera(size), stylizer, [slot], settings)

    def adapt() -> None:
        render_size = render_size_for(pipeline.meter.read())
        if render_size != pipeline.settings.render_size:
            pipeline.settings = replace(settings, render_size=render_size)

    adapt()
    pipeline.start()
    try:
        _show(pipeline, slot, adapt, SETTLE_S if settle_s is None else settle_s)
        power, frames, begun_s = Wattmeter(), pipeline.meter.read().frames, time.perf_counter()
        latencies_ms = _show(pipeline, slot, adapt, seconds)
        rate = (pipeline.meter.read().frames - frames) / (time.perf_counter() - begun_s)
        watts = power.watts()
    finally:
        pipeline.finish()
        pipeline.wait()
    record = _record(stylizer, size, pipeline.settings, rate=rate, watts=watts)
    if not latencies_ms:
        return record
    p50, p95 = np.percentile(latencies_ms, (50, 95))
    return replace(record, latency_p50_ms=round(float(p50), 1), latency_p95_ms=round(float(p95), 1))


class _Camera(Source):
    """Gives drawn frames when they are due, as a camera does; drawing them takes no time of the painting."""

    live = True

    def __init__(self, size: Size) -> None:
        self._images: Sequence[Image] = _scenes(size)
        self._size, self._index, self._closed = size, 0, False
        self._begun_s = time.perf_counter()

    @property
    def info(self) -> StreamInfo:
        """Without an end."""
        return StreamInfo(*self._size, CAMERA_RATE, time_base=1 / CAMERA_RATE)

    def read(self) -> Frame | None:
        """The next frame when it is due; those that a slow reader missed are skipped."""
        due = int((time.perf_counter() - self._begun_s) * CAMERA_RATE) + 1
        self._index = max(self._index + 1, due)
        time.sleep(max(0.0, self._begun_s + float(self._index / CAMERA_RATE) - time.perf_counter()))
        if self._closed:
            return None
        image = self._images[self._index % SCENES]
        return Frame(image, self._index / CAMERA_RATE, self._index, captured_s=time.perf_counter())

    def close(self) -> None:
        """The next `read` returns None."""
        self._closed = True


def _show(pipeline: Pipeline, slot: PreviewSlot, adapt: Callable[[], None], seconds: float) -> list[float]:
    """Look at the slot as a screen does. Returns the latency of each frame that was shown, in ms."""
    latencies_ms: list[float] = []
    shown = slot.latest()
    until_s = time.perf_counter() + seconds
    refreshes = 0
    while time.perf_counter() < until_s:
        time.sleep(REFRESH_S - time.perf_counter() % REFRESH_S)
        refreshes += 1
        if refreshes % ADAPT == 0:
            adapt()
        newest = slot.latest()
        if newest is not None and newest is not shown and newest.captured_s is not None:
            shown = newest
            latencies_ms.append((time.perf_counter() - newest.captured_s) * 1000)
    pipeline.wait(0)  # raises what ended it
    return latencies_ms


def _scenes(size: Size) -> list[Image]:
    with PatternSource(*size, frames=SCENES) as source:
        return [frame.image for frame in source]


def _record(
    stylizer: Stylizer, size: Size, settings: Settings, *, rate: float, watts: float | None
) -> PaintRecord:
    long_side = max(size)
    render_size = min(settings.render_size or long_side, long_side)
    return PaintRecord(
        *names_of(stylizer),
        *size,
        render_size,
        settings.enlarge if render_size < long_side else "",
        round(rate, 1),
        watts,
    )
