"""Bench of a GPU: every way to paint, at every size, with every network, and what bounds it."""

import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Final

import numpy as np
import torch

from engine.bench.floors import Rates, floors_of, measure_rates
from engine.bench.record import Size
from engine.bench.speed import Floor, SpeedRecord, Timing
from engine.bench.subjects import Subject, find_subject
from engine.bench.ways import CudaWay, PlainWay, ResearchWay, Way, in_full_float32, learned
from engine.devices import AUTO, choose
from engine.frame import Image
from engine.runtimes import (
    CudaDevice,
    CudaOptions,
    CudaRuntime,
    Device,
    HostDevice,
    Painting,
    TorchRuntime,
)
from engine.settings import Settings, Style
from engine.sources import PatternSource
from engine.stylizer import Stylizer
from models.network import StyleNetwork

GPU_SIZES: Final[tuple[Size, ...]] = ((512, 512), (1280, 720), (1920, 1080), (3840, 2160))
"""Measured unless others are named."""

WARM_UP: Final = 4
"""Frames before the clock counts: the first prepares libraries, the second is captured."""

LONGEST_S: Final = 1.5
"""Seconds after which no further frame of one measurement is begun."""

STYLE_SIDE: Final = 512
"""Pixels of the style picture."""

ENCODERS: Final = ("libx264", "h264_nvenc")
"""What files are written with: on the CPU, and on the GPU where that works."""

FILES: Final = (
    ("file", False, 0.0),
    ("file on the device", True, 0.0),
    ("file on the device, smoothed", True, 1.0),
)
"""Ways of a film: name, whether its frames stay on the device, smoothing."""

FILE_FRAMES: Final = 60
"""Of a file."""

SCENES: Final = 4
"""Different frames, taken in turn."""


@dataclass(frozen=True, slots=True)
class GpuBench:
    """What to measure."""

    networks: Sequence[str]
    """Names."""

    sizes: Sequence[Size] = GPU_SIZES
    """Of the frames."""

    frames: int = 200
    """Of each measurement, at most."""

    device: str = "cuda"
    """`cuda` or `cuda:1`, or `cpu` to rehearse: the same code, and times that mean nothing."""

    switches: bool = False
    """Also measure with each fast path switched."""

    files: bool = True
    """Also measure whole files."""

    def run(self) -> Iterator[SpeedRecord]:
        """Measure, in this thread.

        Raises:
            UsageError: there is no network of a name.
            DeviceError: the device is not there, or failed.
        """
        choose(self.device, runtime=AUTO if self.device == "cpu" else "cuda")  # says what is missing
        device = HostDevice() if self.device == "cpu" else CudaDevice(self.device)
        precision = "float32" if self.device == "cpu" else "float16"
        rates = measure_rates(device, precision)
        for name in self.networks:
            yield from _Measurement(self, find_subject(name), device, precision, rates).records()


class _Measurement:
    """All ways of one network."""

    def __init__(
        self, bench: GpuBench, subject: Subject, device: Device, precision: str, rates: Rates
    ) -> None:
        self._bench, self._subject = bench, subject
        self._device, self._precision, self._rates = device, precision, rates
        self._network = subject.load()
        self._style = _scenes((STYLE_SIDE, STYLE_SIDE), 1)[0]

    def records(self) -> Iterator[SpeedRecord]:
        exact = self._plain_way("eager float32", "float32")
        for size in self._bench.sizes:
            frames = _scenes(size, SCENES)
            expected = in_full_float32(exact, frames[0])
            floors = floors_of(self._network, size, self._rates, torch.finfo(self._dtype).bits // 8)
            for way in self._ways(exact):
                yield from self._records_of(way, size, frames, floors, expected)
            yield from self._file_records(size, floors)

    @property
    def _dtype(self) -> torch.dtype:
        dtype: torch.dtype = getattr(torch, self._precision)
        return dtype

    def _records_of(
        self,
        way: Way,
        size: Size,
        frames: Sequence[Image],
        floors: tuple[Floor, ...],
        expected: Image,
    ) -> Iterator[SpeedRecord]:
        way.begin(frames[0]).wait()
        way.settle()
        psnr_db = _psnr_db(way.begin(frames[0]).wait(), expected) if self._subject.installed else None
        most = self._bench.frames
        timings = {
            "device": _time_device(way, frames, most),
            "host": _time_host(way, frames, most, way.ahead),
        }
        if way.ahead:
            timings["live"] = _time_host(way, frames, most, 0)
        for path, timing in timings.items():
            bounds = _on_device(floors) if path == "device" else floors
            yield self._record(way, path, size, timing, bounds, psnr_db)

    def _file_records(self, size: Size, floors: tuple[Floor, ...]) -> Iterator[SpeedRecord]:
        """A video to a video, by each encoder that works, both ways."""
        if not self._bench.files:
            return
        from engine.bench.files import time_file  # the one part that needs PyAV
        from engine.video import choose_encoder

        way = self._cuda_way("cuda", CudaOptions.from_environment())
        stylizer = Stylizer(self._subject.entry.name, runtime=way.runtime)
        style = Style("bench", stylizer.runtime.encode_style(self._style), stylizer.key, self._style)
        settings = Settings(((style, 1.0),), render_size=max(size))
        for encoder in ENCODERS:
            if choose_encoder(encoder, size)[1] is not None:
                continue
            for path, there, smoothing in FILES:
                look = replace(settings, smoothing=smoothing)
                timing = time_file(stylizer, look, size, FILE_FRAMES, encoder, on_device=there)
                if timing is not None:
                    bounds = _on_device(floors) if there else floors
                    yield self._record(way, f"{path}, {encoder}", size, timing, bounds, None)

    def _record(
        self,
        way: Way,
        path: str,
        size: Size,
        timing: Timing,
        floors: tuple[Floor, ...],
        psnr_db: float | None,
    ) -> SpeedRecord:
        return SpeedRecord(
            self._subject.entry.name,
            "own" if self._subject.installed else "random",
            _title(self._device),
            way.name,
            path,
            *size,
            timing.frames_per_s,
            timing.p50_ms,
            timing.p95_ms,
            timing.frames,
            floors,
            psnr_db,
        )

    def _ways(self, exact: Way) -> Iterator[Way]:
        """One after the other, so that one does not hold the other's memory."""
        for name, options in _variants(self._bench.switches):
            if not (options.compile and self._bench.device == "cpu"):  # minutes, and no rehearsal needs it
                yield self._cuda_way(name, options)
        yield self._plain_way(f"plain {self._precision}", self._precision)
        yield exact
        multiple = self._subject.entry.multiple
        yield ResearchWay(self._subject.load(), self._device.torch_device, self._style, multiple)

    def _plain_way(self, name: str, precision: str) -> Way:
        runtime = TorchRuntime(self._subject.entry, self._bench.device, precision, self._copy())
        return PlainWay(name, runtime, self._learned(runtime), self._subject.entry.multiple)

    def _cuda_way(self, name: str, options: CudaOptions) -> CudaWay:
        device = self._device if isinstance(self._device, HostDevice) else CudaDevice(self._bench.device)
        runtime = CudaRuntime(self._subject.entry, self._precision, options, device, self._copy())
        return CudaWay(name, runtime, self._learned(runtime), self._subject.entry.multiple)

    def _learned(self, runtime: TorchRuntime) -> "np.ndarray[tuple[int], np.dtype[np.float32]]":
        return learned(runtime, self._style, self._network.textures)

    def _copy(self) -> StyleNetwork:
        return self._subject.load()


def _variants(switches: bool) -> Iterator[tuple[str, CudaOptions]]:
    usual = CudaOptions.from_environment()
    yield "cuda", usual
    if switches:
        for switch in (field.name for field in fields(usual) if field.name != "frames"):
            was = getattr(usual, switch)
            yield f"cuda {'-' if was else '+'}{switch}", replace(usual, **{switch: not was})


def _time_device(way: Way, frames: Sequence[Image], most: int) -> Timing:
    """Frames per second of a full queue; times of single frames."""
    way.put(frames[0])
    for _ in range(WARM_UP):
        way.queue()
    way.finish()
    times_s: list[float] = []
    begun_s = time.perf_counter()
    while len(times_s) < most and time.perf_counter() - begun_s < LONGEST_S:
        start_s = time.perf_counter()
        way.queue()
        way.finish()
        times_s.append(time.perf_counter() - start_s)
    start_s = time.perf_counter()
    for _ in times_s:
        way.queue()
    way.finish()
    return Timing.of(time.perf_counter() - start_s, times_s)


def _time_host(way: Way, frames: Sequence[Image], most: int, ahead: int) -> Timing:
    """Times from frame to frame, with some begun before the first is waited for."""
    for index in range(WARM_UP):
        way.begin(frames[index % len(frames)]).wait()
    begun: deque[Painting] = deque()
    done_s = [time.perf_counter()]
    for index in range(most):
        begun.append(way.begin(frames[index % len(frames)]))
        if len(begun) > ahead:
            begun.popleft().wait()
            done_s.append(time.perf_counter())
        if done_s[-1] - done_s[0] > LONGEST_S:
            break
    while begun:
        begun.popleft().wait()
        done_s.append(time.perf_counter())
    return Timing.between(done_s)


def _on_device(floors: tuple[Floor, ...]) -> tuple[Floor, ...]:
    """Those of frames that never leave it."""
    return tuple(floor for floor in floors if floor.name != "copy")


def _scenes(size: Size, count: int) -> list[Image]:
    with PatternSource(*size, frames=count) as source:
        return [frame.image for frame in source]


def _psnr_db(painted: Image, expected: Image) -> float:
    error = float(np.mean((painted.astype(np.float32) - expected) ** 2))
    return round(float(10 * np.log10(255**2 / max(error, 1e-6))), 1)


def _title(device: Device) -> str:
    if device.torch_device.type == "cpu":
        return "cpu (a rehearsal)"
    return torch.cuda.get_device_name(device.torch_device)
