"""All that is to be measured and checked on a GPU: `python -m tests.measurements.gpu OUT [--rehearse]`.

Writes into OUT: the tests marked `gpu` (tests.txt), every way to paint as `run.py bench --cuda --json` gives
it (bench.json, written anew after each network), the same with each fast path switched (switches.json), and
the kernels that take the time (kernels.txt). Needs numpy, torch, opencv, platformdirs, lazy_loader, pytest;
whole files are measured where PyAV is installed. `--rehearse` does it on the CPU, with small frames.
"""

import importlib.util
import json
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path

import torch

from engine.bench import GPU_NETWORKS, GPU_SIZES, GpuBench, SpeedRecord
from engine.bench.subjects import find_subject
from engine.imaging import RenderSize
from engine.runtimes import CudaDevice, CudaOptions, CudaRuntime, FrameRequest, HostDevice
from engine.sources import PatternSource
from models.textures import at_texture

TESTS = ("tests/engine/runtimes/cuda", "tests/models/test_layers.py")
"""Those that need neither a window nor a video."""

TESTS_S: float = 240.0
"""Seconds the tests may take."""


def main(folder: Path, rehearse: bool) -> None:
    """Check, measure, and look for what takes the time."""
    folder.mkdir(parents=True, exist_ok=True)
    begun_s = time.perf_counter()
    _test(folder / "tests.txt", rehearse)
    device = "cpu" if rehearse else "cuda"
    sizes = ((96, 64),) if rehearse else GPU_SIZES
    frames = 2 if rehearse else 200
    files = importlib.util.find_spec("av") is not None
    records: list[SpeedRecord] = []
    for network in GPU_NETWORKS:
        records += GpuBench([network], sizes, frames, device, files=files).run()
        _write(folder / "bench.json", records)
        print(f"{time.perf_counter() - begun_s:.0f} s: {network}", flush=True)
    switched = GpuBench(["small"], sizes[-2:], frames, device, switches=True, files=False)
    _write(folder / "switches.json", list(switched.run()))
    _kernels(folder / "kernels.txt", sizes[-2:], rehearse)
    print(f"{time.perf_counter() - begun_s:.0f} s: all", flush=True)


def _test(output: Path, rehearse: bool) -> None:
    chosen = ("-k", "capture_fails") if rehearse else ("-m", "gpu")
    # Without the project's own options: what they want (a window's plugin) need not be there.
    plain = ("-q", "--noconftest", "-c", "/dev/null", "--rootdir", ".", "-p", "no:cacheprovider")
    command = [sys.executable, "-m", "pytest", *plain, *chosen, *TESTS]
    with output.open("w") as file:
        try:
            code = subprocess.run(command, stdout=file, stderr=subprocess.STDOUT, timeout=TESTS_S).returncode
        except subprocess.TimeoutExpired:
            code = -1
    print(*output.read_text().splitlines()[-25:], f"tests: exit code {code}", sep="\n", flush=True)


def _write(output: Path, records: list[SpeedRecord]) -> None:
    found = [asdict(record) | {"times_floor": record.times_floor} for record in records]
    output.write_text(json.dumps(found, indent=1))


def _kernels(output: Path, sizes: tuple[tuple[int, int], ...], rehearse: bool) -> None:
    """The kernels of one frame, without a graph, by their time."""
    activities = [torch.profiler.ProfilerActivity.CPU]
    if not rehearse:
        activities.append(torch.profiler.ProfilerActivity.CUDA)
    order = "self_cpu_time_total" if rehearse else "self_cuda_time_total"
    text = []
    for name in GPU_NETWORKS[:2]:
        subject = find_subject(name)
        device = HostDevice() if rehearse else CudaDevice()
        precision = "float32" if rehearse else "float16"
        runtime = CudaRuntime(subject.entry, precision, CudaOptions(graphs=False), device, subject.load())
        assert runtime.frame_painter is not None
        for size in sizes:
            with PatternSource(*size, frames=1) as source:
                image = next(iter(source)).image
            learned = runtime.encode_style(image[:64, :64])
            statistics = at_texture(learned, 1.0, subject.entry.textures)[None]
            request = FrameRequest(RenderSize.of(image, max(size), subject.entry.multiple), statistics)
            for _ in range(3):
                runtime.frame_painter.begin(image, request).wait()
            with torch.profiler.profile(activities=activities) as profile:
                runtime.frame_painter.begin(image, request).wait()
            text.append(f"{name} {size}\n{profile.key_averages().table(sort_by=order, row_limit=30)}")
    output.write_text("\n".join(text))


if __name__ == "__main__":
    main(Path(sys.argv[1]), "--rehearse" in sys.argv)
