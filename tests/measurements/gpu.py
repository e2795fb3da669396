"""What is to be measured on a GPU: `python -m tests.measurements.gpu OUT [PART ...] [--rehearse]`.

Each part takes a few minutes and writes a file into OUT: `tests`, those marked `gpu` (tests.txt); a network,
every way to paint with it as `run.py bench --cuda --json` gives it (small.json, ...); `switches`, the same
with each fast path switched (switches.json); `kernels`, those that take the time (kernels.txt). Without a
part, all. Needs numpy, torch, opencv, Pillow, platformdirs, lazy_loader, safetensors, pytest; whole files are
measured, and films tested, where PyAV is installed. `--rehearse` does it on the CPU, with small frames.
"""

import importlib.util
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import torch

from engine.bench import GPU_NETWORKS, GPU_SIZES, GpuBench
from engine.bench.record import Size
from engine.bench.subjects import find_subject
from engine.imaging import RenderSize
from engine.runtimes import CudaDevice, CudaOptions, CudaRuntime, FrameRequest, HostDevice
from engine.sources import PatternSource
from models.textures import at_texture

TESTS = ("tests/engine/runtimes/cuda", "tests/models/test_layers.py")
"""Those that need neither a window nor a video."""

FILM_TESTS = ("tests/engine/films",)
"""Those that need PyAV."""

PARTS = ("tests", *GPU_NETWORKS, "switches", "kernels")
"""In the order of their worth."""

TESTS_S: float = 240.0
"""Seconds the tests may take."""


def main(folder: Path, parts: Sequence[str], rehearse: bool) -> None:
    """Check, measure, and look for what takes the time: all parts, or those that are named."""
    folder.mkdir(parents=True, exist_ok=True)
    sizes = ((96, 64),) if rehearse else GPU_SIZES
    for part in parts or PARTS:
        begun_s = time.perf_counter()
        if part == "tests":
            _test(folder / "tests.txt", rehearse)
        elif part == "kernels":
            _kernels(folder / "kernels.txt", sizes[-2:], rehearse)
        elif part == "switches":
            _bench(folder / "switches.json", "small", sizes[-2:], rehearse, switches=True)
        else:
            _bench(folder / f"{part}.json", part, sizes, rehearse)
        print(f"{part}: {time.perf_counter() - begun_s:.0f} s", flush=True)


def _bench(output: Path, network: str, sizes: Sequence[Size], rehearse: bool, switches: bool = False) -> None:
    device, frames = ("cpu", 2) if rehearse else ("cuda", 200)
    files = not switches and importlib.util.find_spec("av") is not None
    records = GpuBench([network], sizes, frames, device, switches=switches, files=files).run()
    found = [asdict(record) | {"times_floor": record.times_floor} for record in records]
    output.write_text(json.dumps(found, indent=1))


def _test(output: Path, rehearse: bool) -> None:
    # What a compiled network paints is among the `switches`, and compiling may take longer than all else.
    chosen = ("-k", "capture_fails") if rehearse else ("-m", "gpu", "-k", "not compiled")
    # Without the project's own options: what they want (a window's plugin) need not be there.
    plain = ("--noconftest", "-c", "/dev/null", "--rootdir", ".", "-p", "no:cacheprovider")
    said = ("-v", "-o", "markers=gpu: needs CUDA")  # each test by its name, also where time runs out
    tests = (*TESTS, *FILM_TESTS) if importlib.util.find_spec("av") else TESTS
    command = [sys.executable, "-m", "pytest", *plain, *said, *chosen, *tests]
    with output.open("w") as file:
        try:
            code = subprocess.run(command, stdout=file, stderr=subprocess.STDOUT, timeout=TESTS_S).returncode
        except subprocess.TimeoutExpired:
            code = -1
    print(*output.read_text().splitlines()[-25:], f"tests: exit code {code}", sep="\n", flush=True)


def _kernels(output: Path, sizes: Sequence[Size], rehearse: bool) -> None:
    """The kernels of one frame, without a graph, by their time."""
    activities = [torch.profiler.ProfilerActivity.CPU]
    if not rehearse:
        activities.append(torch.profiler.ProfilerActivity.CUDA)
    order = "self_cpu_time_total" if rehearse else "self_device_time_total"
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
    words = [word for word in sys.argv[2:] if word != "--rehearse"]
    if unknown := {*words} - {*PARTS}:
        sys.exit(f"There is no part {', '.join(sorted(unknown))}. There are: {', '.join(PARTS)}.")
    main(Path(sys.argv[1]), words, "--rehearse" in sys.argv)
