"""Wide convolutions with half of the multiplications give the same results."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray
from openvino import opset13

from engine import Stylizer
from engine.devices import cpu_has_bfloat16
from engine.frame import Image
from engine.runtimes import ov
from engine.runtimes.openvino.winograd import MIN_CHANNELS, saves_time, with_minimal_filtering
from tests import clips

WIDE = MIN_CHANNELS
PRECISIONS = ("float32", "bfloat16")


def convolution(
    *,
    width: int,
    channels: int = WIDE,
    kernel: int = 3,
    stride: int = 1,
    half: bool = False,
    padding: str = "reflect",
    after: bool = False,
) -> ov.Model:
    """A graph of a convolution of a padded picture of 5 rows; `after`: of two, and what may lie between."""
    random = np.random.default_rng(width)
    x = opset13.parameter([1, channels, 5, width], np.float32)

    def convolved(of: ov.Node) -> ov.Node:
        filters = random.normal(0, 0.1, (channels, channels, kernel, kernel)).astype(np.float32)
        weights = opset13.constant(filters.astype(np.float16) if half else filters)
        if half:
            weights = opset13.convert(weights, np.float32)
        sides = np.array([0, 0, 1, 1], np.int64)
        padded = opset13.pad(of, sides, sides, padding)
        return opset13.convolution(padded, weights, [stride] * 2, [0, 0], [0, 0], [1, 1])

    result = convolved(x)
    if after:
        ramp = opset13.constant(random.normal(0, 1, (1, 1, 5, width)).astype(np.float32))
        result = opset13.relu(opset13.add(opset13.multiply(result, ramp), x))
        result = opset13.mvn(convolved(result), np.array([2, 3]), True, 1e-5, "inside_sqrt")
    return ov.Model([result], [x])


def run(graph: ov.Model, x: NDArray[np.float32]) -> NDArray[np.float32]:
    compiled = ov.Core().compile_model(graph, "CPU", {"INFERENCE_PRECISION_HINT": "f32"})
    return np.array(compiled([x])[0], np.float32)


def filters_of(graph: ov.Model) -> list[Sequence[int]]:
    """Heights and widths of the filters of a graph's convolutions."""
    return [
        tuple(op.input_value(1).get_shape())[2:]
        for op in graph.get_ops()
        if op.get_type_name() == "Convolution"
    ]


@pytest.mark.parametrize("width", [8, 9, 10, 11, 12, 21])
@pytest.mark.parametrize("half", [False, True])
@pytest.mark.parametrize("after", [False, True])
def test_convolutions_of_any_width_give_what_they_gave(width: int, half: bool, after: bool) -> None:
    graph = convolution(width=width, half=half, after=after)
    x = np.random.default_rng(0).normal(0, 1, (1, WIDE, 5, width)).astype(np.float32)
    wanted = run(graph, x)
    changed = with_minimal_filtering(graph)
    assert set(filters_of(changed)) == {(3, 1)}
    found = run(changed, x)
    assert found.shape == wanted.shape == (1, WIDE, 5, width)
    np.testing.assert_allclose(found, wanted, rtol=0, atol=1e-4)


def test_columns_are_picked_once_and_put_back_once() -> None:
    graph = with_minimal_filtering(convolution(width=12, after=True))
    kinds = [op.get_type_name() for op in graph.get_ordered_ops()]
    assert kinds.count("Interpolate") == 4 and kinds.count("Convolution") == 12


def test_it_takes_half_of_the_multiplications() -> None:
    plain = 3 * 3 * 20
    filters = filters_of(with_minimal_filtering(convolution(width=20)))
    assert sum(height * width for height, width in filters) * (20 // 4) * 2 == plain


@pytest.mark.parametrize(
    "graph",
    [
        convolution(width=8, channels=WIDE - 1),
        convolution(width=8, stride=2),
        convolution(width=8, kernel=1),
        convolution(width=7),
        convolution(width=8, padding="edge"),
    ],
    ids=["few channels", "with a stride", "of single pixels", "of a narrow picture", "otherwise padded"],
)
def test_other_convolutions_stay_as_they_are(graph: ov.Model) -> None:
    before = filters_of(graph)
    assert filters_of(with_minimal_filtering(graph)) == before and len(before) == 1


def test_a_convolution_that_pads_by_itself_stays_as_it_is() -> None:
    x = opset13.parameter([1, WIDE, 7, 8], np.float32)
    weights = opset13.constant(np.ones((WIDE, WIDE, 3, 3), np.float32))
    graph = ov.Model([opset13.convolution(x, weights, [1, 1], [1, 1], [1, 1], [1, 1])], [x])
    assert filters_of(with_minimal_filtering(graph)) == [(3, 3)]


def test_filters_that_are_inputs_stay_as_they_are() -> None:
    x = opset13.parameter([1, WIDE, 5, 8], np.float32)
    weights = opset13.parameter([WIDE, WIDE, 3, 3], np.float32)
    sides = np.array([0, 0, 1, 1], np.int64)
    padded = opset13.pad(x, sides, sides, "reflect")
    graph = ov.Model([opset13.convolution(padded, weights, [1, 1], [0, 0], [0, 0], [1, 1])], [x, weights])
    assert filters_of(with_minimal_filtering(graph)) == [(3, 3)]


@pytest.mark.parametrize("network", ["small", "compact"])
@pytest.mark.parametrize("size", [(96, 64), (120, 72)])
@pytest.mark.parametrize("mapped", [False, True])
def test_pictures_are_the_same_but_for_rounding(network: str, size: tuple[int, int], mapped: bool) -> None:
    runtime = Stylizer(network, device="cpu", precision="float32", runtime="openvino").runtime
    statistics: NDArray[np.float32] = np.stack(
        [runtime.encode_style(clips.scene((64, 64), each)) for each in (1, 2)]
    )
    statistics = statistics[:, -(runtime.statistics_size or 0) :]
    content = runtime.upload(clips.scene(size, 3))
    left = np.linspace(0, 1, 40, dtype=np.float32)[None].repeat(30, 0)

    def paint() -> Image:
        if not mapped:
            return runtime.download(runtime.network(content, statistics[0]))
        return runtime.download(runtime.network(content, statistics, np.stack([left, 1 - left])))

    before = paint()
    runtime.settle()
    differences = np.abs(before.astype(int) - paint())
    assert differences.max() <= 1 and (differences > 0).mean() < 0.001


@pytest.mark.skipif(not cpu_has_bfloat16(), reason="this processor has no bfloat16")
def test_in_bfloat16_it_stays_as_close_to_float32() -> None:
    full, half = (Stylizer(device="cpu", precision=each, runtime="openvino") for each in PRECISIONS)
    image, settings = clips.scene((320, 192), 3), full.settings_for("mosaic")
    wanted = full.paint(image, settings).astype(float)
    before = half.paint(image, settings)
    half.runtime.settle()
    after = half.paint(image, settings)
    plain, minimal = (np.square(wanted - each).mean() for each in (before, after))
    assert not np.array_equal(before, after) and minimal < min(255**2 / 10**4, 3 * plain)  # 40 dB


class FakeCore:
    """Of a processor with this name."""

    def __init__(self, name: str) -> None:
        self._name = name

    def get_property(self, device: str, key: str) -> str:
        assert (device, key) == ("CPU", "FULL_DEVICE_NAME")
        return self._name


@pytest.mark.parametrize(
    ("name", "precision", "wanted"),
    [
        ("Intel(R) Xeon(R) Platinum 8480+", "bfloat16", False),
        ("Intel(R) Xeon(R) Platinum 8480+", "float32", True),
        ("AMD Ryzen 7 7840U", "bfloat16", True),
    ],
)
def test_it_is_left_out_where_products_cost_nothing(name: str, precision: str, wanted: bool) -> None:
    assert saves_time(FakeCore(name), precision) is wanted
