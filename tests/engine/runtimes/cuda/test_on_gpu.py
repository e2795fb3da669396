"""What only a real device can show: `pytest -m gpu`."""

import gc
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace

import numpy as np
import pytest
import torch
from torch import Tensor

from engine.errors import DeviceError
from engine.frame import Image
from engine.imaging import RenderSize
from engine.runtimes.cuda.device import CudaDevice, TensorImage
from engine.runtimes.cuda.frame_painter import DeviceFramePainter
from engine.runtimes.cuda.options import CudaOptions
from engine.runtimes.cuda.runtime import CudaRuntime
from engine.runtimes.frames import FrameRequest
from engine.runtimes.torch import TorchRuntime
from engine.sources.pattern import PatternSource
from models.adain import adain_layer
from models.kernels.probing import why_not_fused
from models.registry import SMALL
from models.textures import at_texture
from tests.engine.runtimes.cuda.real_device import CountingCuda

pytestmark = pytest.mark.gpu

SWITCHES = [field.name for field in fields(CudaOptions) if field.name not in ("frames", "compile")]


def frames_of(count: int, width: int = 320, height: int = 180) -> Iterator[Image]:
    with PatternSource(width, height, frames=count) as source:
        for frame in source:
            yield frame.image


def adding(image: Tensor, statistics: Tensor, maps: Tensor | None) -> Tensor:
    return (image.float() + statistics[:, None, None]).clamp(0, 255).byte()


def asked(shift: float, size: tuple[int, int]) -> FrameRequest:
    image = np.empty((*size, 3), np.uint8)
    return FrameRequest(RenderSize.of(image, max(size), 8), np.full((1, 3), shift, np.float32))


@pytest.mark.parametrize("graphs", [True, False])
def test_a_thousand_frames_in_flight_are_each_painted_from_themselves(graphs: bool) -> None:
    random = np.random.default_rng()
    painter = DeviceFramePainter(CountingCuda(), lambda key: adding, graphs=graphs)
    size, flying = (256, 384), []
    for index in range(1000):
        value, shift = int(random.integers(0, 200)), float(index // 5 % 50)
        frame = np.full((*size, 3), value, np.uint8)
        flying.append((value + shift, painter.begin(frame, asked(shift, size))))
        if len(flying) > painter.ahead:
            expected, painting = flying.pop(0)
            assert (painting.wait() == expected).all()
    assert all((painting.wait() == expected).all() for expected, painting in flying)


def least_psnr_db(fast: CudaRuntime) -> float:
    """Of six frames, against the CPU in float32."""
    plain = TorchRuntime(SMALL, "cpu", "float32")
    assert fast.frame_painter is not None
    images = list(frames_of(6))
    statistics = at_texture(plain.encode_style(images[0]), 1.0, SMALL.textures)
    found_db = []
    for image in images:
        size = RenderSize.of(image, max(image.shape), SMALL.multiple)
        expected = size.restore(plain.download(plain.network(plain.upload(size.fit(image)), statistics)))
        found = fast.frame_painter.begin(image, FrameRequest(size, statistics[None])).wait()
        found_db.append(10 * np.log10(255**2 / np.mean((found.astype(float) - expected) ** 2)))
    return float(min(found_db))


@pytest.mark.parametrize("switch", [None, *SWITCHES])
@pytest.mark.parametrize("precision", ["float16", "bfloat16"])
def test_every_fast_path_paints_what_float32_paints(switch: str | None, precision: str) -> None:
    options = CudaOptions()
    if switch is not None:
        options = replace(options, **{switch: not getattr(options, switch)})
    fast = CudaRuntime(SMALL, precision, options, CountingCuda())
    assert least_psnr_db(fast) > (40 if precision == "float16" else 30)


@pytest.mark.filterwarnings("default")  # a compiler uses what is deprecated
def test_a_compiled_network_paints_what_float32_paints(caplog: pytest.LogCaptureFixture) -> None:
    fast = CudaRuntime(SMALL, "float16", CudaOptions(compile=True), CountingCuda())
    assert fast.compilation is not None
    assert least_psnr_db(fast) > 40  # plainly, while it is compiled
    fast.compilation.join()  # nor does any other test capture a graph meanwhile
    assert least_psnr_db(fast) > 40
    assert caplog.messages == []  # it did not fail


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.float32])
@pytest.mark.parametrize("size", [(16, 540, 960), (192, 135, 240), (32, 7, 5)])
def test_fused_adain_is_the_plain_one_whatever_memory_held_before(
    dtype: torch.dtype, size: tuple[int, int, int]
) -> None:
    from models.kernels.fused_adain import fused_adain  # needs Triton

    assert why_not_fused(torch.device("cuda")) is None
    poison = [torch.full((1, *size), torch.nan, device="cuda") for _ in range(4)]
    del poison  # what is allocated next holds it
    x, added = (torch.randn(1, *size, device="cuda").to(dtype) * 3 + 5 for _ in range(2))
    affine = torch.randn(1, size[0], device="cuda"), torch.randn(1, size[0], device="cuda")
    kept = torch.rand(1, 1, device="cuda")
    found = fused_adain(x, affine, kept=kept, added=added, relu=True)
    expected = adain_layer(x.float(), affine, kept=kept, added=added.float(), relu=True)
    error = {torch.float32: 1e-3, torch.float16: 2e-2, torch.bfloat16: 2e-1}[dtype]
    torch.testing.assert_close(found.float(), expected, rtol=error, atol=error)


def test_styles_are_learned_as_on_the_cpu_and_not_in_tf32() -> None:
    picture = next(frames_of(1, 160, 128))
    expected = TorchRuntime(SMALL, "cpu", "float32").encode_style(picture)
    found = CudaRuntime(SMALL, "float16", CudaOptions(), CountingCuda()).encode_style(picture)
    assert np.linalg.norm(found - expected) < 1e-4 * np.linalg.norm(expected)


def test_a_graph_is_captured_while_another_thread_uses_the_device() -> None:
    busy, stop = threading.Event(), threading.Event()

    def work() -> None:
        with torch.cuda.stream(torch.cuda.Stream()):  # type: ignore[no-untyped-call]
            while not stop.is_set():
                torch.empty(2**20, device="cuda").fill_(1).cpu()
                busy.set()

    thread = threading.Thread(target=work)
    thread.start()
    try:
        assert busy.wait(10)
        device = CountingCuda()
        painter = DeviceFramePainter(device, lambda key: adding)
        painted = [painter.begin(image, asked(1, (180, 320))).wait() for image in frames_of(8)]
    finally:
        stop.set()
        thread.join()
    assert device.captures == 1
    for image, found in zip(frames_of(8), painted, strict=True):
        np.testing.assert_array_equal(found, np.minimum(image.astype(int) + 1, 255))


def test_graphs_are_captured_again_after_all_of_them_were_given_up() -> None:
    device = CountingCuda()
    painter = DeviceFramePainter(device, lambda key: adding)
    frame = np.zeros((64, 64, 3), np.uint8)
    for captures in (1, 2, 3):
        painted = [painter.begin(frame, asked(n, (64, 64))).wait().max() for n in range(3)]
        assert (device.captures, painted) == (captures, [0, 1, 2])
        painter.reset()
        gc.collect()


def test_painters_of_two_threads_capture_and_paint_at_once() -> None:
    def paint(width: int) -> tuple[int, list[int]]:
        device = CountingCuda()
        painter = DeviceFramePainter(device, lambda key: adding)
        frame = np.zeros((64, width, 3), np.uint8)
        painted = [int(painter.begin(frame, asked(n, frame.shape[:2])).wait().max()) for n in range(200)]
        return device.captures, painted

    with ThreadPoolExecutor(4) as threads:
        found = [*threads.map(paint, [64, 96, 128, 160])]
    assert found == [(1, [*range(200)])] * 4


def test_a_frame_that_is_on_the_device_is_painted_there() -> None:
    device, random = CountingCuda(), np.random.default_rng()
    painter = DeviceFramePainter(device, lambda key: adding)
    for _ in range(20):
        image = random.integers(0, 200, (64, 96, 3), np.uint8)
        there = TensorImage(device, torch.from_numpy(image).cuda(), device.record(device.default_stream()))
        painted = painter.begin(there, asked(7, (64, 96))).pixels()
        assert isinstance(painted, TensorImage)
        np.testing.assert_array_equal(painted.download(), image + 7)


def test_a_second_gpu_paints_and_the_first_stays_the_current_one() -> None:
    if torch.cuda.device_count() < 2:
        pytest.skip("there is one GPU")
    runtime = CudaRuntime(SMALL, "float16", device=CudaDevice("cuda:1"))
    assert runtime.device == "cuda:1" and runtime.frame_painter is not None
    image = next(frames_of(1))
    size = RenderSize.of(image, max(image.shape), SMALL.multiple)
    statistics = at_texture(runtime.encode_style(image), 1.0, SMALL.textures)
    painted = [
        runtime.frame_painter.begin(image, FrameRequest(size, statistics[None])).wait() for _ in "abcd"
    ]
    assert all(np.array_equal(each, painted[0]) for each in painted)
    assert torch.cuda.current_device() == 0


def test_memory_that_runs_out_is_a_device_error_and_the_next_frame_is_painted() -> None:
    def greedy(image: Tensor, statistics: Tensor, maps: Tensor | None) -> Tensor:
        torch.empty(2**50, dtype=torch.uint8, device="cuda")
        return image

    networks = [greedy]
    painter = DeviceFramePainter(CountingCuda(), lambda key: networks[0])
    with pytest.raises(DeviceError, match="out of memory"):
        painter.begin(np.zeros((64, 64, 3), np.uint8), asked(0, (64, 64)))
    networks[0] = adding
    assert (painter.begin(np.zeros((64, 64, 3), np.uint8), asked(3, (64, 64))).wait() == 3).all()


def test_a_capture_that_fails_leaves_the_frame_to_be_painted_plainly() -> None:
    def looking(image: Tensor, statistics: Tensor, maps: Tensor | None) -> Tensor:
        statistics.sum().item()  # waits, which a capture does not allow
        return adding(image, statistics, maps)

    device = CountingCuda()
    painter = DeviceFramePainter(device, lambda key: looking)
    current = torch.cuda.current_stream()
    frame = np.zeros((64, 64, 3), np.uint8)
    assert [int(painter.begin(frame, asked(n, (64, 64))).wait().max()) for n in range(5)] == [0, 1, 2, 3, 4]
    assert device.captures == 0
    assert torch.cuda.current_stream() == current
