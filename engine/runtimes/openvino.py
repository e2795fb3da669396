"""OpenVINO: the fastest way through our networks on a CPU, and one that starts without importing torch."""

import os
import tempfile
import warnings
from collections import OrderedDict
from pathlib import Path
from typing import Any

import numpy as np
import openvino as ov

from engine.errors import DeviceError
from engine.frame import Image
from engine.runtimes.base import Runtime
from engine.settings import Statistics
from models.folders import cache_folder
from models.registry import NetworkInfo

MAX_SIZES: int = 4
"""Compiled frame sizes kept in memory; compiling one takes about 0.1 s."""

EXAMPLE_SIDE: int = 64
"""Pixels: the picture a network is traced with."""


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
        folder = converted(entry)
        self._paint_graph = self._core.read_model(folder / "paint.xml")
        self._learn = self._compile(self._core.read_model(folder / "learn.xml"), "float32")
        self._sizes: OrderedDict[tuple[int, int], ov.InferRequest] = OrderedDict()

    def encode_style(self, picture: Image) -> Statistics:
        return np.array(self._infer(self._learn, [picture[None]])[0], dtype=np.float32)

    def upload(self, content: Image) -> ov.Tensor:
        return ov.Tensor(content[None])  # (1, H, W, 3), shares the memory

    def network(self, content: ov.Tensor, statistics: Statistics) -> Any:  # noqa: ANN401
        request = self._request(content.shape[1], content.shape[2])
        return self._infer(request, [content, statistics[None]])

    def download(self, painted: Any) -> Image:  # noqa: ANN401
        return np.array(painted[0])  # the request writes the next picture to the same memory

    def _request(self, height: int, width: int) -> ov.InferRequest:
        """The compiled network for one size: a fixed size runs 1.2-1.7 times as fast as any size."""
        size = (height, width)
        if size not in self._sizes:
            graph = self._paint_graph.clone()
            statistics_shape = graph.input(1).get_partial_shape()
            graph.reshape({0: [1, height, width, 3], 1: statistics_shape})
            self._sizes[size] = self._compile(graph, self.precision)
            if len(self._sizes) > MAX_SIZES:
                self._sizes.popitem(last=False)
        self._sizes.move_to_end(size)
        return self._sizes[size]

    def _compile(self, graph: ov.Model, precision: str) -> ov.InferRequest:
        hints = {
            "PERFORMANCE_HINT": "LATENCY",
            "INFERENCE_PRECISION_HINT": {"float32": "f32", "bfloat16": "bf16"}[precision],
        }
        try:
            return self._core.compile_model(graph, "CPU", hints).create_infer_request()
        except RuntimeError as error:
            raise DeviceError(
                f"OpenVINO cannot compile the network: {first_line(error)} Try --runtime torch."
            ) from error

    @staticmethod
    def _infer(request: ov.InferRequest, inputs: list[Any]) -> Any:  # noqa: ANN401
        try:
            return request.infer(inputs, share_inputs=True, share_outputs=True)[0]
        except RuntimeError as error:
            raise DeviceError(
                f"OpenVINO failed while painting: {first_line(error)} Try --runtime torch."
            ) from error


def first_line(error: Exception) -> str:
    """The first line of a library's message, as a sentence."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".") + "."


def converted(entry: NetworkInfo) -> Path:
    """Folder with `paint.xml` and `learn.xml` of a network, made when it is not there yet."""
    version = ov.get_version().split("-")[0]
    folder = cache_folder() / "openvino" / f"{entry.name}-{entry.fingerprint}-{version}"
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent) as unfinished:
            _convert(entry, Path(unfinished) / "done")
            _put(Path(unfinished) / "done", folder)
    return folder


def _put(made: Path, folder: Path) -> None:
    try:
        os.replace(made, folder)
    except OSError:
        if not folder.is_dir():  # another Impasto was faster: its conversion is as good
            raise


def _convert(entry: NetworkInfo, folder: Path) -> None:
    import torch

    from engine.runtimes.graphs import LearnGraph, PaintGraph
    from models.weights import load_entry

    network = load_entry(entry)
    picture = torch.zeros(1, EXAMPLE_SIDE, EXAMPLE_SIDE, 3, dtype=torch.uint8)
    statistics = torch.zeros(1, network.statistics_size)
    with warnings.catch_warnings():
        warnings.filterwarnings(
            "ignore", message="`torch.jit", category=DeprecationWarning
        )  # OpenVINO's way in
        paint, learn = (
            _trace(PaintGraph(network), (picture, statistics)),
            _trace(LearnGraph(network), (picture,)),
        )
    paint.reshape({0: [1, -1, -1, 3], 1: list(statistics.shape)})
    learn.reshape({0: [1, -1, -1, 3]})
    folder.mkdir()
    ov.save_model(paint, folder / "paint.xml", compress_to_fp16=True)
    ov.save_model(learn, folder / "learn.xml", compress_to_fp16=True)


def _trace(graph: Any, example: tuple[Any, ...]) -> ov.Model:  # noqa: ANN401 - torch is not imported here
    # The front end is called directly: `ov.convert_model` reports its use over the network.
    from openvino.frontend import FrontEndManager
    from openvino.frontend.pytorch.ts_decoder import TorchScriptPythonDecoder

    frontend = FrontEndManager().load_by_framework("pytorch")
    decoder = TorchScriptPythonDecoder(
        graph.eval(), example_input=example, shared_memory=False, trace_kwargs={"check_trace": False}
    )
    return frontend.convert(frontend.load(decoder))
