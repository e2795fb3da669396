"""The weights that a study changes, as inputs of an OpenVINO graph: another style needs no compiling.

What is an input is brought into the processor's own layout for each frame, which takes a tenth of its time.
So where the weights have not changed for a while, a graph with these as constants is compiled beside the
painting.
"""

import os
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cached_property
from threading import Thread, get_native_id

import numpy as np
import openvino as ov
from numpy.typing import NDArray
from openvino import opset13

from engine.errors import DeviceError
from models.study import Tuning, in_order

PREFIX = "self.style_network."
"""What the name of a network's weight begins with in a converted graph."""

SETTLED_S = 5.0
"""Seconds without a change of the weights until a graph is compiled for them: a cross-fade, and a study that
gets better every few seconds, cause none."""

MAX_SETTLED = 4
"""Sizes of frames for which such graphs are kept."""

Compile = Callable[..., ov.InferRequest]
"""Makes a graph of a size with these weights as constants: (tensors, *size) -> request. For any thread.

Raises:
    DeviceError: it cannot be compiled.
"""


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


class SettledGraphs:
    """Graphs that have the weights of now as constants. Used by one thread; it never waits."""

    def __init__(self, compiled: Compile) -> None:
        """Compile with this function, in a thread of its own."""
        self._compiled = compiled
        self._tensors: Sequence[ov.Tensor] = ()
        self._since_s = 0.0
        self._requests: dict[tuple[int, ...], ov.InferRequest | None] = {}
        self._thread: Thread | None = None

    def request(self, tensors: Sequence[ov.Tensor], *size: int) -> ov.InferRequest | None:
        """The graph for these weights and this size, if it is there; else it may be begun.

        Args:
            tensors: of `TunedWeights`: other ones after each change.
            size: of the graph.
        """
        if tensors is not self._tensors:  # what is still being compiled comes into the old dict
            self._tensors, self._since_s, self._requests = tensors, time.monotonic(), {}
        if size in self._requests:
            return self._requests[size]
        compiling = self._thread is not None and self._thread.is_alive()
        if not compiling and time.monotonic() - self._since_s >= SETTLED_S:
            self._begin(tensors, size)
        return None

    def _begin(self, tensors: Sequence[ov.Tensor], size: tuple[int, ...]) -> None:
        if len(self._requests) >= MAX_SETTLED:
            self._requests.clear()
        requests = self._requests

        def work() -> None:
            give_way()
            try:
                requests[size] = self._compiled(tensors, *size)
            except DeviceError:  # painting goes on as it is
                requests[size] = None

        # A thread that paints is a daemon, and what it begins would be one too: a program that ends meanwhile
        # would stop it inside C++, which then aborts the process.
        self._thread = Thread(target=work, name="impasto-compile", daemon=False)
        self._thread.start()


def give_way() -> None:
    """Leave the processor to the threads that paint, for good; on Linux, where a thread has a priority."""
    if sys.platform == "linux":
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, get_native_id(), 19)


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
