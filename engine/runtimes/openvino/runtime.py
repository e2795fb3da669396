"""OpenVINO: the fastest way through our networks on a CPU, and one that starts without importing torch."""

from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

from engine.errors import DeviceError
from engine.frame import Image
from engine.masks import Maps, Weights
from engine.runtimes.base import Runtime, for_person
from engine.runtimes.device_errors import first_line
from engine.runtimes.openvino.conversion import converted, converted_person
from engine.runtimes.openvino.library import ov
from engine.runtimes.openvino.outline import learned, picture_key
from engine.runtimes.openvino.settled_graphs import SettledGraphs, give_way
from engine.runtimes.openvino.tuned_weights import TunedWeights, closed, opened
from engine.runtimes.openvino.winograd import saves_time, with_minimal_filtering
from engine.settings import Statistics
from models.registry import NetworkInfo
from models.study import Tuning

MAX_SIZES: int = 4
"""Compiled frame sizes kept in memory; compiling one takes about 0.1 s."""


class OpenVinoRuntime(Runtime):
    """Runs the network converted to OpenVINO; the conversion is kept on disk.

    Raises:
        DeviceError: OpenVINO cannot convert or compile the network.
        ModelError: the weights are missing or damaged (only when a conversion is needed).
    """

    name = "openvino"
    device = "cpu"

    def __init__(self, entry: NetworkInfo, precision: str) -> None:
        self.precision = precision
        self._core = ov.Core()
        network = converted(entry)
        self.not_kept = network.not_kept
        self.statistics_size = network.paint.input(1).get_partial_shape()[1].get_length()
        self._paint_graph, self._maps_graph = network.paint, network.maps
        self._learn_graph = network.learn
        self._learn: ov.InferRequest | None = None
        self._learn_beside: ov.InferRequest | None = None
        self._learned = learned(entry)
        self._person: ov.InferRequest | None = None
        self._weights = TunedWeights(network.paint)
        self.tuning_size = self._weights.size
        self._tunable = False
        """True once the weights are inputs of the graphs: from the first studied style on."""
        self._sizes: OrderedDict[tuple[int, ...], ov.InferRequest] = OrderedDict()
        self._settled = SettledGraphs(self._with_constants)
        self._filters_minimally = saves_time(self._core, precision)

    def learn_style(self, picture: Image) -> Statistics:
        known = self._known(picture)
        return self.encode_style(picture) if known is None else known

    def learn_style_beside(self, picture: Image) -> Statistics:
        if (known := self._known(picture)) is not None:
            return known
        give_way()
        if self._learn_beside is None:
            self._learn_beside = self._compile(self._learn_graph.clone(), "float32", alone=True)
        return np.array(self._infer(self._learn_beside, [picture[None]])[0], dtype=np.float32)

    def encode_style(self, picture: Image) -> Statistics:
        if self._learn is None:  # not before: remembered styles need none, and compiling takes 0.1 s
            self._learn = self._compile(self._learn_graph, "float32")
        return np.array(self._infer(self._learn, [picture[None]])[0], dtype=np.float32)

    def upload(self, content: Image) -> ov.Tensor:
        return ov.Tensor(content[None])  # (1, H, W, 3), shares the memory

    def network(self, content: ov.Tensor, statistics: Statistics, maps: Maps | None = None) -> Any:  # noqa: ANN401
        size = content.shape[1:3]
        inputs = [content, statistics[None]]
        if maps is not None:
            size, inputs = (*size, *maps.shape), [content, statistics, maps]
        tunable = self._tunable  # asked once: another thread may be in `expect_tuning`
        weights = self._weights.tensors if tunable else ()
        gains = tunable or self._filters_minimally
        settled = self._settled.request(weights, *size) if gains else None
        if settled is not None:
            try:
                return self._infer(settled, inputs)
            except DeviceError:  # it takes more memory than the other
                self._settled.give_up(*size)
        return self._infer(self._request(tunable, *size), [*inputs, *weights])

    def download(self, painted: Any) -> Image:  # noqa: ANN401
        return np.array(painted[0])  # the request writes the next picture to the same memory

    def segment(self, image: Image) -> Weights:
        if self._person is None:
            self._person = self._compile(converted_person(), "float32")
        return np.array(self._infer(self._person, [for_person(image)[None]]), np.float32)

    def tune(self, tuning: Tuning | None) -> None:
        super().tune(tuning)
        if tuning is not None:
            self._open_weights()
        self._weights.set(tuning)

    def expect_tuning(self) -> None:
        """See Runtime. Frames that are painted meanwhile go before it."""
        if not self._tunable:
            with ThreadPoolExecutor(1, "impasto-compile", give_way) as pool:
                pool.submit(self._open_weights).result()

    def settle(self) -> None:
        self._settled.finish()

    def _known(self, picture: Image) -> Statistics | None:
        """What came with the program."""
        known = self._learned.get(picture_key(picture))
        return None if known is None else known.copy()

    def _open_weights(self) -> None:
        """Make the weights inputs of the graphs of all sizes in use.

        That costs each frame a tenth of its time, until the weights have been the same for a while, so it is
        not done where no style is studied.
        """
        if self._tunable:
            return
        sizes = [size for _, *size in [*self._sizes]]
        self._sizes = OrderedDict(((True, *size), self._compiled(True, *size)) for size in sizes)
        self._tunable = True

    def _request(self, tunable: bool, *size: int) -> ov.InferRequest:
        """The compiled network for one size: a fixed size runs 1.2-1.7 times as fast as any size.

        `size`: height, width; with maps also their number, height and width.
        """
        key, sizes = (tunable, *size), self._sizes
        if key not in sizes:
            sizes[key] = self._compiled(tunable, *size)
            if len(sizes) > MAX_SIZES:
                sizes.popitem(last=False)
        sizes.move_to_end(key)
        return sizes[key]

    def _compiled(self, tunable: bool, *size: int) -> ov.InferRequest:
        graph = self._reshaped(*size)
        return self._compile(opened(graph) if tunable else graph, self.precision)

    def _with_constants(self, tensors: Sequence[ov.Tensor], *size: int) -> ov.InferRequest:
        graph = self._reshaped(*size)
        if tensors:
            graph = closed(graph, tensors)
        if self._filters_minimally:
            graph = with_minimal_filtering(graph)
        return self._compile(graph, self.precision)

    def _reshaped(self, height: int, width: int, *maps: int) -> ov.Model:
        graph = (self._maps_graph if maps else self._paint_graph).clone()
        shapes = {0: [1, height, width, 3], 1: [maps[0] if maps else 1, self.statistics_size]}
        try:
            graph.reshape(shapes | ({2: list(maps)} if maps else {}))
        except RuntimeError as error:
            raise DeviceError(
                f"OpenVINO cannot paint at {width}x{height}: {first_line(error)}. Try another --render-size."
            ) from error
        return graph

    def _compile(self, graph: ov.Model, precision: str, *, alone: bool = False) -> ov.InferRequest:
        """`alone`: it is run by the calling thread only, as a priority is that of a thread."""
        hints: dict[str, object] = {
            "PERFORMANCE_HINT": "LATENCY",
            "INFERENCE_PRECISION_HINT": {"float32": "f32", "bfloat16": "bf16"}[precision],
        }
        if alone:
            hints["INFERENCE_NUM_THREADS"] = 1
        try:
            return self._core.compile_model(graph, "CPU", hints).create_infer_request()
        except RuntimeError as error:
            raise DeviceError(
                f"OpenVINO cannot compile the network: {first_line(error)}. Try --runtime torch."
            ) from error

    @staticmethod
    def _infer(request: ov.InferRequest, inputs: list[Any]) -> Any:  # noqa: ANN401
        try:
            return request.infer(inputs, share_inputs=True, share_outputs=True)[0]
        except RuntimeError as error:
            raise DeviceError(
                f"OpenVINO failed while painting: {first_line(error)}. Try --runtime torch."
            ) from error
