"""The runtimes against each other, on every bundled network; with `-m gpu` also on CUDA."""

import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from engine.devices import cpu_has_bfloat16
from engine.frame import Image
from engine.runtimes.base import Runtime
from engine.runtimes.openvino.runtime import MAX_SIZES, OpenVinoRuntime
from engine.runtimes.torch import TorchRuntime
from engine.sources.pattern import PatternSource
from models.registry import COMPACT, NETWORKS, SMALL, NetworkInfo
from models.small import SMALL_CONFIG, SmallNetwork
from models.textures import at_texture
from tests.models.conftest import described
from tests.models.training.fakes import TINY_AXES, TINY_WIDTHS

OpenRuntime = Callable[[NetworkInfo, str], Runtime]

BUNDLED = [network for network in NETWORKS if network.bundled]


def scene(width: int, height: int) -> Image:
    frame = PatternSource(width, height).read()
    assert frame is not None
    return frame.image


@cache
def open_torch(network: NetworkInfo, precision: str) -> Runtime:
    return TorchRuntime(network, "cpu", precision)


@cache
def open_openvino(network: NetworkInfo, precision: str) -> Runtime:
    return OpenVinoRuntime(network, precision)


@cache
def open_cuda(network: NetworkInfo, precision: str) -> Runtime:
    return TorchRuntime(network, "cuda", precision)


def paint(runtime: Runtime, image: Image) -> Image:
    assert runtime.statistics_size is not None
    rough = runtime.encode_style(scene(128, 128))[-runtime.statistics_size :]
    return runtime.download(runtime.network(runtime.upload(image), rough))


def psnr_db(first: Image, second: Image) -> float:
    error = np.mean((first.astype(np.float64) - second) ** 2)
    return float(10 * np.log10(255**2 / max(float(error), 1e-9)))


both = pytest.mark.parametrize("open_runtime", [open_torch, open_openvino])
all_three = pytest.mark.parametrize(
    "open_runtime", [open_torch, open_openvino, pytest.param(open_cuda, marks=pytest.mark.gpu)]
)
every_network = pytest.mark.parametrize("network", BUNDLED, ids=lambda network: network.name)


@all_three
@every_network
def test_a_painted_picture_has_the_size_of_the_content(
    open_runtime: OpenRuntime, network: NetworkInfo
) -> None:
    painted = paint(open_runtime(network, "float32"), scene(96, 64))
    assert painted.shape == (64, 96, 3)
    assert painted.dtype == np.uint8


@all_three
@every_network
def test_painting_changes_neither_the_content_nor_earlier_results(
    open_runtime: OpenRuntime, network: NetworkInfo
) -> None:
    runtime, image = open_runtime(network, "float32"), scene(64, 64)
    kept = image.copy()
    first = paint(runtime, image)
    before = first.copy()
    paint(runtime, np.ascontiguousarray(255 - image))
    np.testing.assert_array_equal(image, kept)
    np.testing.assert_array_equal(first, before)


@every_network
@pytest.mark.parametrize("size", [(64, 64), (200, 120), (320, 32)])
def test_float32_runtimes_agree(network: NetworkInfo, size: tuple[int, int]) -> None:
    expected = paint(open_torch(network, "float32"), scene(*size))
    painted = paint(open_openvino(network, "float32"), scene(*size))
    assert np.abs(painted.astype(int) - expected).max() <= 1


@pytest.mark.gpu
@every_network
@pytest.mark.parametrize("precision", ["float32", "float16", "bfloat16"])
@pytest.mark.parametrize("size", [(64, 64), (200, 120), (320, 32)])
def test_cuda_stays_close_to_float32_on_the_cpu(
    network: NetworkInfo, precision: str, size: tuple[int, int]
) -> None:
    expected = paint(open_torch(network, "float32"), scene(*size))
    assert psnr_db(paint(open_cuda(network, precision), scene(*size)), expected) > 38


@both
@every_network
@pytest.mark.skipif(not cpu_has_bfloat16(), reason="this processor has no bfloat16")
def test_bfloat16_stays_close_to_float32(open_runtime: OpenRuntime, network: NetworkInfo) -> None:
    image, runtimes = scene(320, 192), (open_runtime(network, "bfloat16"), open_runtime(network, "float32"))
    assert psnr_db(*(paint(runtime, image) for runtime in runtimes)) > 40


@all_three
@every_network
def test_style_statistics_do_not_depend_on_the_precision_of_painting(
    open_runtime: OpenRuntime, network: NetworkInfo
) -> None:
    full, half = (open_runtime(network, precision) for precision in ("float32", "bfloat16"))
    picture = scene(160, 128)
    np.testing.assert_array_equal(full.encode_style(picture), half.encode_style(picture))


@every_network
def test_runtimes_learn_the_same_statistics(network: NetworkInfo) -> None:
    picture = scene(160, 128)
    expected = open_torch(network, "float32").encode_style(picture)
    found = open_openvino(network, "float32").encode_style(picture)
    np.testing.assert_allclose(found, expected, atol=2e-3)


@every_network
def test_what_is_learned_beside_the_painting_is_the_same_in_a_thread_that_gives_way(
    network: NetworkInfo,
) -> None:
    runtime, picture = open_openvino(network, "float32"), scene(160, 128)
    with ThreadPoolExecutor(1) as thread:
        found = thread.submit(runtime.learn_style_beside, picture).result()
        if sys.platform == "linux":
            assert thread.submit(lambda: os.getpriority(os.PRIO_PROCESS, 0)).result() == 19
    assert found is not None
    np.testing.assert_allclose(found, runtime.encode_style(picture), atol=2e-3)


@pytest.mark.gpu
@every_network
def test_cuda_learns_nearly_the_same_statistics(network: NetworkInfo) -> None:
    """A GPU multiplies float32 with 10 bits of fraction (TF32) unless told otherwise."""
    picture = scene(160, 128)
    expected = open_torch(network, "float32").encode_style(picture)
    difference = open_cuda(network, "float32").encode_style(picture) - expected
    assert np.linalg.norm(difference) < 0.01 * np.linalg.norm(expected)


@pytest.fixture(scope="module")
def noisy(tmp_path_factory: pytest.TempPathFactory) -> NetworkInfo:
    """The small network with seeded weights, whose noise is loud."""
    torch.manual_seed(4)
    network = SmallNetwork(replace(SMALL_CONFIG, embedding=6, feature_widths=TINY_WIDTHS, axes=TINY_AXES))
    torch.nn.init.normal_(network.style.output_layer.weight, std=0.5)
    for axes in network.style.correlations.axes:
        torch.nn.init.orthogonal_(axes)
    path = tmp_path_factory.mktemp("noisy") / "small.safetensors"
    save_file({name: weight.half() for name, weight in network.state_dict().items()}, path)
    return replace(SMALL, files=(replace(described(path), name=str(path)),))


# The last is wider than the noise's period.
@pytest.mark.parametrize("size", [(64, 64), (200, 120), (640, 32)])
def test_noise_on_the_canvas_is_the_same_in_both_runtimes(noisy: NetworkInfo, size: tuple[int, int]) -> None:
    statistics = TorchRuntime(noisy, "cpu", "float32").encode_style(scene(128, 128))
    learned = OpenVinoRuntime(noisy, "float32").encode_style(scene(128, 128))
    np.testing.assert_allclose(learned, statistics, atol=2e-3)
    rough, image = at_texture(statistics, 1.0, noisy.textures), scene(*size)
    painted = [
        runtime.download(runtime.network(runtime.upload(image), rough)).astype(int)
        for runtime in (TorchRuntime(noisy, "cpu", "float32"), OpenVinoRuntime(noisy, "float32"))
    ]
    assert np.abs(painted[0] - painted[1]).max() <= 1


def test_only_the_last_sizes_are_kept_in_memory() -> None:
    runtime = OpenVinoRuntime(COMPACT, "float32")
    for width in range(32, 32 + 8 * (MAX_SIZES + 2), 8):
        paint(runtime, scene(width, 32))
    assert len(runtime._sizes) == MAX_SIZES
