"""The runtimes against each other, on the bundled network."""

from collections.abc import Callable

import numpy as np
import pytest

from engine.devices import cpu_has_bfloat16
from engine.frame import Image
from engine.runtimes.base import Runtime
from engine.runtimes.openvino import MAX_SIZES, OpenVinoRuntime
from engine.runtimes.torch import TorchRuntime
from engine.sources.pattern import PatternSource
from models.registry import COMPACT

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


def test_only_the_last_sizes_are_kept_in_memory() -> None:
    runtime = OpenVinoRuntime(COMPACT, "float32")
    for width in range(32, 32 + 8 * (MAX_SIZES + 2), 8):
        paint(runtime, scene(width, 32))
    assert len(runtime._sizes) == MAX_SIZES
