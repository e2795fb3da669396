"""Wide convolutions with half of the multiplications give the same results."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray
from openvino import opset13

from engine import Settings, Stylizer
from engine.runtimes import ov
from engine.runtimes.openvino.winograd import MIN_CHANNELS, saves_time, with_minimal_filtering
from tests import clips

WIDE = MIN_CHANNELS


def convolution(
    *, width: int, channels: int = WIDE, kernel: int = 3, stride: int = 1, half: bool = False
) -> ov.Model:
    """A graph of one convolution of a picture of 5 rows."""
    random = np.random.default_rng(width)
    filters = random.normal(0, 0.1, (channels, channels, kernel, kernel)).astype(np.float32)
    x = opset13.parameter([1, channels, 7, width + 2], np.float32)
    weights = opset13.constant(filters.astype(np.float16) if half else filters)
    if half:
        weights = opset13.convert(weights, np.float32)
    strides, none, dense = [stride] * 2, [0, 0], [1, 1]
    return ov.Model([opset13.convolution(x, weights, strides, none, none, dense)], [x])


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


@pytest.mark.parametrize("width", [1, 3, 4, 5, 6, 7, 8, 21])
@pytest.mark.parametrize("half", [False, True])
def test_a_convolution_of_any_width_gives_what_it_gave(width: int, half: bool) -> None:
    graph = convolution(width=width, half=half)
    x = np.random.default_rng(0).normal(0, 1, (1, WIDE, 7, width + 2)).astype(np.float32)
    wanted = run(graph, x)
    changed = with_minimal_filtering(graph)
    assert filters_of(changed) == [(3, 1)] * 6
    found = run(changed, x)
    assert found.shape == wanted.shape == (1, WIDE, 5, width)
    np.testing.assert_allclose(found, wanted, rtol=0, atol=1e-4)


def test_it_takes_half_of_the_multiplications() -> None:
    graph = convolution(width=20)
    plain = 3 * 3 * 20
    factors, columns = len(filters_of(with_minimal_filtering(graph))), 20 // 4
    assert factors * 3 * columns * 2 == plain


@pytest.mark.parametrize(
    "graph",
    [
        convolution(width=8, channels=WIDE - 1),
        convolution(width=7, stride=2),
        convolution(width=8, kernel=1),
    ],
    ids=["narrow", "with a stride", "of single pixels"],
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
    x = opset13.parameter([1, WIDE, 7, 8], np.float32)
    weights = opset13.parameter([WIDE, WIDE, 3, 3], np.float32)
    graph = ov.Model([opset13.convolution(x, weights, [1, 1], [0, 0], [0, 0], [1, 1])], [x, weights])
    assert filters_of(with_minimal_filtering(graph)) == [(3, 3)]


@pytest.mark.parametrize("network", ["small", "compact"])
@pytest.mark.parametrize("size", [(96, 64), (120, 72)])
def test_pictures_are_the_same_but_for_rounding(network: str, size: tuple[int, int]) -> None:
    stylizer = Stylizer(network, device="cpu", precision="float32", runtime="openvino")
    settings = Settings(((stylizer.learn(clips.scene((64, 64), 1)), 1.0),))
    image = clips.scene(size, 3)
    before = stylizer.paint(image, settings)
    stylizer.runtime.settle()
    after = stylizer.paint(image, settings)
    differences = np.abs(before.astype(int) - after)
    assert differences.max() <= 1 and (differences > 0).mean() < 0.001


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
