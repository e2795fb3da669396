"""Convolutions with half of the multiplications, in an OpenVINO graph: Winograd's minimal filtering.

Four neighbouring outputs of a filter of three take twelve products, or six products of sums: F(4, 3) of Lavin
& Gray 2016 (arXiv 1509.09308, section 4.3). OpenVINO's own convolutions do not do this. Here it is done along
rows only: columns would add more sums for fewer products.

The sums need every fourth column. So that they are not picked and put back for each convolution, all that
lies between the first and the last one is computed on pictures whose columns are in another order
(`column_order.py`).
"""

import numpy as np
from numpy.typing import NDArray
from openvino import opset13
from openvino.passes import ConstantFolding, Manager

from engine.runtimes.openvino.column_order import PHASES, ColumnOrder, weighted_sum
from engine.runtimes.openvino.library import ov

MIN_CHANNELS: int = 64
"""With fewer, in or out, the sums take more time than the products they save (seen with 32)."""

MIN_WIDTH: int = 2 * PHASES
"""Columns; narrower pictures are painted in no time."""

FILTER_TRANSFORM = np.array(
    [
        [1 / 4, 0, 0],
        [-1 / 6, -1 / 6, -1 / 6],
        [-1 / 6, 1 / 6, -1 / 6],
        [1 / 24, 1 / 12, 1 / 6],
        [1 / 24, -1 / 12, 1 / 6],
        [0, 0, 1],
    ]
)
"""G: from the three columns of a filter to its six factors."""

INPUT_TRANSFORM = (
    (4, 0, -5, 0, 1, 0),
    (0, -4, -4, 1, 1, 0),
    (0, 4, -4, -1, 1, 0),
    (0, -2, -1, 2, 1, 0),
    (0, 2, -1, -2, 1, 0),
    (0, 4, 0, -5, 0, 1),
)
"""B^T: from six columns of the input to the other six factors."""

OUTPUT_TRANSFORM = (
    (1, 1, 1, 1, 1, 0),
    (0, 1, -1, 2, -2, 0),
    (0, 1, 1, 4, 4, 0),
    (0, 1, -1, 8, -8, 1),
)
"""A^T: from the six products to four columns of the output."""

ELEMENTWISE = ("Add", "Subtract", "Multiply", "Divide", "Relu", "Convert")
"""Operations of inputs of one shape, or of one that is broadcast."""


def saves_time(core: ov.Core, precision: str) -> bool:
    """Whether products are what takes the time here.

    They are not where AMX multiplies tiles of bfloat16: of the processors with bfloat16, Intel's have it.
    """
    return precision != "bfloat16" or "Intel" not in core.get_property("CPU", "FULL_DEVICE_NAME")


def with_minimal_filtering(graph: ov.Model) -> ov.Model:
    """The same graph, changed in place: its wide 3x3 convolutions with half of the multiplications.

    The results differ by rounding. Convolutions whose filters are inputs of the graph stay as they are.

    Args:
        graph: of a fixed size.
    """
    _fold(graph)
    rewriting = _Rewriting()
    for node in graph.get_ordered_ops():
        rewriting.visit(node)
    graph.validate_nodes_and_infer_types()
    return graph


class _Rewriting:
    """Goes through a graph in the order of its operations."""

    def __init__(self) -> None:
        self._orders: dict[str, ColumnOrder] = {}
        """By the name of the operation whose result has its columns in that order."""

    def visit(self, node: ov.Node) -> None:
        """Replace a convolution, and take what follows one along in its order or back to the usual one."""
        order = next(filter(None, map(self._order_of, node.input_values())), None)
        if (filters := _filters(node)) is not None:
            self._replace(node, filters)
        elif order is None or _feeds_filters(node):
            return
        elif _is_pointwise(node):
            self._take_along(node, order)
        else:
            self._put_back(node)

    def _replace(self, convolution: ov.Node, filters: NDArray[np.float32]) -> None:
        source = convolution.input_value(0).get_node().input_value(0)  # before it is padded
        order = self._order_of(source)
        if order is None:
            order = ColumnOrder(_width(source))
            source = order.apply(source)
        result = _filtered(source, filters, order)
        for user in list(convolution.output(0).get_target_inputs()):
            user.replace_source_output(result)
        self._orders[result.get_node().get_name()] = order

    def _take_along(self, node: ov.Node, order: ColumnOrder) -> None:
        """Bring its other inputs of that width into the same order."""
        for each in node.inputs():
            source = each.get_source_output()
            picture = len(source.get_partial_shape()) == 4 and _width(source) == order.width
            if picture and self._order_of(source) is None:
                each.replace_source_output(order.apply(source))
        self._orders[node.get_name()] = order

    def _put_back(self, node: ov.Node) -> None:
        for each in node.inputs():
            source = each.get_source_output()
            if (order := self._order_of(source)) is not None:
                each.replace_source_output(order.undo(source))

    def _order_of(self, x: ov.Output) -> ColumnOrder | None:
        return self._orders.get(x.get_node().get_name())


def _fold(graph: ov.Model) -> None:
    """Compute what is constant, such as the widths of paddings."""
    passes = Manager()
    passes.register_pass(ConstantFolding())
    passes.run_passes(graph)


def _filters(node: ov.Node) -> NDArray[np.float32] | None:
    """The filters (O, I, 3, 3) of a convolution that is worth it; None: this is none."""
    if node.get_type_name() != "Convolution":
        return None
    weights = node.input_value(1).get_node()
    if weights.get_type_name() == "Convert":  # of a constant that is kept as float16
        weights = weights.input_value(0).get_node()
    if weights.get_type_name() != "Constant":
        return None
    outputs, inputs, *kernel = weights.output(0).shape
    if kernel != [3, 3] or min(outputs, inputs) < MIN_CHANNELS:
        return None
    if not (_has_steps_of_one(node) and _reflects(node.input_value(0).get_node())):
        return None
    return np.array(weights.get_data(), np.float32)


def _has_steps_of_one(convolution: ov.Node) -> bool:
    """True for stride 1, no dilation, no padding of its own."""
    known = convolution.get_attributes()
    steps = (*known["strides"], *known["dilations"])
    return set(steps) == {1} and not any((*known["pads_begin"], *known["pads_end"]))


def _reflects(node: ov.Node) -> bool:
    """True for a reflection padding of one sample on each side of a picture that is wide enough."""
    if node.get_type_name() != "Pad" or node.get_attributes()["pad_mode"] != "reflect":
        return False
    begin, end = (node.input_value(index).get_node() for index in (1, 2))
    known = all(each.get_type_name() == "Constant" for each in (begin, end))
    wide = _width(node.input_value(0)) >= MIN_WIDTH
    return known and wide and all(list(each.get_data()) == [0, 0, 1, 1] for each in (begin, end))


def _feeds_filters(node: ov.Node) -> bool:
    """True where only convolutions that are replaced need it."""
    users = [each.get_node() for each in node.output(0).get_target_inputs()]
    return node.get_type_name() == "Pad" and all(_filters(each) is not None for each in users)


def _is_pointwise(node: ov.Node) -> bool:
    """True where the order of the columns changes nothing but the order of the result's."""
    kind = node.get_type_name()
    if kind == "Convolution":
        kernel = list(node.input_value(1).get_shape())[2:]
        return kernel == [1, 1] and _has_steps_of_one(node)
    if kind == "MVN":
        axes = node.input_value(1).get_node()
        return axes.get_type_name() == "Constant" and {int(each) % 4 for each in axes.get_data()} == {2, 3}
    return kind in ELEMENTWISE and all(map(_is_picture_or_number, node.input_values()))


def _is_picture_or_number(x: ov.Output) -> bool:
    return len(x.get_partial_shape()) == 4 or list(x.get_partial_shape().to_shape()) in ([], [1])


def _filtered(x: ov.Output, filters: NDArray[np.float32], order: ColumnOrder) -> ov.Output:
    """The convolution of x, reflected beyond its edges. (1, I, H, W) -> (1, O, H, W), both in this order."""
    rows = opset13.constant(np.array([0, 0, 1, 0], np.int64))
    padded = opset13.pad(x, rows, rows, "reflect").output(0)  # (1, I, H + 2, W)
    windows = order.windows(padded)
    factors = np.einsum("pk,oihk->poih", FILTER_TRANSFORM, filters)[..., None].astype(np.float32)
    products = [
        _convolution(weighted_sum(row, windows), factor)  # (1, O, H, W / 4)
        for row, factor in zip(INPUT_TRANSFORM, factors, strict=True)
    ]
    return order.trimmed([weighted_sum(row, products) for row in OUTPUT_TRANSFORM])


def _convolution(x: ov.Output, filters: NDArray[np.float32]) -> ov.Output:
    """(1, I, H + 2, w) and (O, I, 3, 1) -> (1, O, H, w)."""
    ones, none = [1, 1], [0, 0]
    return opset13.convolution(x, opset13.constant(filters), ones, none, none, ones).output(0)


def _width(x: ov.Output) -> int:
    length: int = x.get_partial_shape()[3].get_length()
    return length
