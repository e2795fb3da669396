"""The weights that a study changes, as inputs of an OpenVINO graph: another style needs no compiling.

What is an input is brought into the processor's own layout for each frame, which takes a tenth of its time:
`settled_graphs.py` has what is done about it.
"""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import openvino as ov
from numpy.typing import NDArray
from openvino import opset13

from models.study import Tuning, in_order

PREFIX = "self.style_network."
"""What the name of a network's weight begins with in a converted graph."""


class TunedWeights:
    """Values for the inputs that `opened` adds to a graph."""

    def __init__(self, graph: ov.Model) -> None:
        """Find the weights in a graph in which they are constants; they are read when first needed."""
        self._nodes = list(_weights_of(graph).values())
        self._tensors: list[ov.Tensor] = []
        self.size: int = sum(int(np.prod(node.output(0).shape)) for node in self._nodes)
        """T: length of a tuning."""

    @property
    def tensors(self) -> list[ov.Tensor]:
        """For the inputs, after those that the graph had."""
        if not self._tensors:
            self.set(None)
        return self._tensors

    def set(self, tuning: Tuning | None) -> None:
        """Add a tuning, (T,), to the weights as they were trained; None: nothing."""
        if tuning is None:
            self._tensors = [ov.Tensor(each) for each in self._start]
            return
        ends = np.cumsum([each.size for each in self._start])[:-1]
        self._tensors = [
            ov.Tensor(start + part.reshape(start.shape).astype(np.float32))
            for start, part in zip(self._start, np.split(tuning, ends), strict=True)
        ]

    @cached_property
    def _start(self) -> list[NDArray[np.float32]]:
        """The weights as they were trained."""
        return [_values(node) for node in self._nodes]


def closed(graph: ov.Model, tensors: Sequence[ov.Tensor]) -> ov.Model:
    """The same graph with these values as its tuned weights, changed in place."""
    for node, tensor in zip(_weights_of(graph).values(), tensors, strict=True):
        _replace(node, opset13.constant(np.array(tensor.data)))
    return graph


def opened(graph: ov.Model) -> ov.Model:
    """The same graph with an input for each tuned weight, changed in place."""
    inputs = []
    for name, node in _weights_of(graph).items():
        parameter = opset13.parameter(node.output(0).shape, np.float32, name=name)
        _replace(node, parameter)
        inputs.append(parameter)
    graph.add_parameters(inputs)
    graph.validate_nodes_and_infer_types()
    return graph


def _replace(node: ov.Node, other: ov.Node) -> None:
    for user in list(node.output(0).get_target_inputs()):
        user.replace_source_output(other.output(0))


def _weights_of(graph: ov.Model) -> dict[str, ov.Node]:
    """The nodes that give the tuned weights, in the order of a tuning.

    One is a constant, or what makes float32 of a constant that is kept as float16.
    """
    named = {op.get_friendly_name().removeprefix(PREFIX): op for op in graph.get_ops()}
    return {name: named[name] for name in in_order(named)}


def _values(node: ov.Node) -> NDArray[np.float32]:
    constant = node if node.get_type_name() == "Constant" else node.input_value(0).get_node()
    return np.array(constant.get_data(), dtype=np.float32)
