"""Convolutions with half of the multiplications, in an OpenVINO graph: Winograd's minimal filtering.

Four neighbouring outputs of a filter of three take twelve products, or six products of sums: F(4, 3) of Lavin
& Gray 2016 (arXiv 1509.09308, section 4.3). OpenVINO's own convolutions do not do this. Here it is done along
rows only: columns would add more sums for fewer products.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from openvino import opset13

from engine.runtimes.openvino.library import ov

OUTPUTS: int = 4
"""Columns of the result that are computed together."""

INPUTS: int = OUTPUTS + 2
"""Columns of the input that they need, and products that are left for each row of a filter."""

MIN_CHANNELS: int = 64
"""With fewer, in or out, the sums take more time than the products they save (seen with 32)."""

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
    for node in graph.get_ordered_ops():
        filters = _filters(node)
        if filters is None:
            continue
        result = _filtered(node.input_value(0), filters)
        for user in list(node.output(0).get_target_inputs()):
            user.replace_source_output(result)
    graph.validate_nodes_and_infer_types()
    return graph


def _filters(node: ov.Node) -> NDArray[np.float32] | None:
    """The filters (O, I, 3, 3) of a convolution that is worth it; None: this is none."""
    if node.get_type_name() != "Convolution":
        return None
    weights = node.input_value(1).get_node()
    if weights.get_type_name() == "Convert":  # of a constant that is kept as float16
        weights = weights.input_value(0).get_node()
    outputs, inputs, *kernel = weights.output(0).shape
    known = weights.get_type_name() == "Constant" and kernel == [3, 3]
    if not known or min(outputs, inputs) < MIN_CHANNELS or not _is_plain(node):
        return None
    return np.array(weights.get_data(), np.float32)


def _is_plain(convolution: ov.Node) -> bool:
    """True for stride 1, no dilation, no padding of its own."""
    known = convolution.get_attributes()
    steps = (*known["strides"], *known["dilations"])
    return set(steps) == {1} and not any((*known["pads_begin"], *known["pads_end"]))


def _filtered(x: ov.Output, filters: NDArray[np.float32]) -> ov.Output:
    """(1, I, H + 2, W + 2) -> (1, O, H, W)."""
    _, _, height, width = (length.get_length() for length in x.get_partial_shape())
    height, width = height - 2, width - 2
    groups = -(-width // OUTPUTS)  # W / 4, rounded up
    if missing := groups * OUTPUTS - width:
        x = opset13.pad(x, _integers(0, 0, 0, 0), _integers(0, 0, 0, missing), "constant").output(0)
    columns = [_every_fourth(x, first, groups) for first in range(INPUTS)]  # each (1, I, H + 2, W / 4)
    factors = np.einsum("pk,oihk->poih", FILTER_TRANSFORM, filters)[..., None].astype(np.float32)
    products = [
        _convolution(_weighted_sum(row, columns), factor)  # (1, O, H, W / 4)
        for row, factor in zip(INPUT_TRANSFORM, factors, strict=True)
    ]
    outputs = [_weighted_sum(row, products) for row in OUTPUT_TRANSFORM]
    result = _interleaved(outputs, height, groups)  # (1, O, H, W), or up to 3 columns more
    if missing:
        result = opset13.slice(result, *map(_integers, (0, width, 1, 3))).output(0)
    return result


def _every_fourth(x: ov.Output, first: int, count: int) -> ov.Output:
    """Columns `first`, `first + 4`, … (1, C, H, W) -> (1, C, H, count)."""
    end = first + OUTPUTS * (count - 1) + 1
    return opset13.slice(x, *map(_integers, (first, end, OUTPUTS, 3))).output(0)


def _convolution(x: ov.Output, filters: NDArray[np.float32]) -> ov.Output:
    """(1, I, H + 2, w) and (O, I, 3, 1) -> (1, O, H, w)."""
    ones, none = [1, 1], [0, 0]
    return opset13.convolution(x, opset13.constant(filters), ones, none, none, ones).output(0)


def _weighted_sum(weights: Sequence[int], parts: Sequence[ov.Output]) -> ov.Output:
    terms = [
        part if weight == 1 else opset13.multiply(part, np.float32(weight)).output(0)
        for weight, part in zip(weights, parts, strict=True)
        if weight
    ]
    total, *others = terms
    for each in others:
        total = opset13.add(total, each).output(0)
    return total


def _interleaved(parts: Sequence[ov.Output], height: int, groups: int) -> ov.Output:
    """Column after column of each part in turn. Four (1, C, H, w) -> (1, C, H, 4 * w).

    Each part is stretched and masked: unlike reshaping, that stays in the layout of the convolutions.
    """
    stretched = []
    for index, part in enumerate(parts):
        wide = opset13.interpolate(
            part,
            _integers(height, OUTPUTS * groups),
            "nearest",
            "sizes",
            coordinate_transformation_mode="asymmetric",
            nearest_mode="floor",
            axes=_integers(2, 3),
        )
        mask = np.zeros((1, 1, 1, OUTPUTS * groups), np.float32)
        mask[..., index::OUTPUTS] = 1
        stretched.append(opset13.multiply(wide, opset13.constant(mask)).output(0))
    return _weighted_sum([1] * len(stretched), stretched)


def _integers(*values: int) -> ov.Node:
    return opset13.constant(np.array(values, np.int64))
