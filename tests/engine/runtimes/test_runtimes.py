"""The runtimes against each other, on the bundled network."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from engine.devices import cpu_has_bfloat16
from engine.frame import Image
from engine.runtimes.base import Runtime
from engine.runtimes.openvino import MAX_SIZES, OpenVinoRuntime
from engine.runtimes.torch import TorchRuntime
from engine.sources.pattern import PatternSource
from models.registry import COMPACT, SMALL, NetworkInfo
from models.small import SMALL_CONFIG, SmallNetwork
from models.textures import at_texture
from tests.models.conftest import described
from tests.models.training.fakes import TINY_AXES, TINY_WIDTHS

OpenRuntime = Callable[[str], Runtime]


def scene(width: int, height: int) -> Image:
    frame = PatternSource(width, height).read()
    assert frame is not None
    return frame.image


def open_torch(precision: str) -> Runtime:
    return TorchRuntime(COMPACT, "cpu", precision)


def open_openvino(precision: str) -> Runtime:
    return OpenVinoRuntime(COMPACT, precision)


def paint(runtime: Runtime, image: Image) -> Image:
    statistics = runtime.encode_style(scene(128, 128))
    return runtime.download(runtime.network(runtime.upload(image), statistics))


def psnr_db(first: Image, second: Image) -> float:
    error = np.mean((first.astype(np.float64) - second) ** 2)
    return float(10 * np.log10(255**2 / max(float(error), 1e-9)))


both = pytest.mark.parametrize("open_runtime", [open_torch, open_openvino])


@both
def test_a_painted_picture_has_the_size_of_the_content(open_runtime: OpenRuntime) -> None:
    painted = paint(open_runtime("float32"), scene(96, 64))
    assert painted.shape == (64, 96, 3)
    assert painted.dtype == np.uint8


@both
def test_painting_changes_neither_the_content_nor_earlier_results(open_runtime: OpenRuntime) -> None:
    runtime, image = open_runtime("float32"), scene(64, 64)
    kept = image.copy()
    first = paint(runtime, image)
    before = first.copy()
    paint(runtime, np.ascontiguousarray(255 - image))
    np.testing.assert_array_equal(image, kept)
    np.testing.assert_array_equal(first, before)


@both
@pytest.mark.parametrize("size", [(64, 64), (200, 120), (320, 32)])
def test_float32_runtimes_agree(open_runtime: OpenRuntime, size: tuple[int, int]) -> None:
    expected = paint(open_torch("float32"), scene(*size))
    difference = np.abs(paint(open_runtime("float32"), scene(*size)).astype(int) - expected)
    assert difference.max() <= 1


@both
@pytest.mark.skipif(not cpu_has_bfloat16(), reason="this processor has no bfloat16")
def test_bfloat16_stays_close_to_float32(open_runtime: OpenRuntime) -> None:
    image = scene(320, 192)
    assert psnr_db(paint(open_runtime("bfloat16"), image), paint(open_runtime("float32"), image)) > 40


@both
def test_style_statistics_do_not_depend_on_the_precision_of_painting(open_runtime: OpenRuntime) -> None:
    picture = scene(160, 128)
    full, half = open_runtime("float32").encode_style(picture), open_runtime("bfloat16").encode_style(picture)
    np.testing.assert_array_equal(full, half)


def test_runtimes_learn_the_same_statistics() -> None:
    picture = scene(160, 128)
    expected = open_torch("float32").encode_style(picture)
    np.testing.assert_allclose(open_openvino("float32").encode_style(picture), expected, atol=2e-3)


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


@pytest.mark.parametrize(
    "size", [(64, 64), (200, 120), (640, 32)]
)  # the last is wider than the noise's period
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
