"""Networks converted to OpenVINO; `outline.py` has most of them ready, `kept_models.py` keeps the others."""

import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.fingerprint import code_fingerprint
from engine.runtimes.openvino.kept_models import kept_models
from engine.runtimes.openvino.library import ov
from engine.runtimes.openvino.outline import MODELS, assembled
from models.folders import cache_folder
from models.registry import PERSON, NetworkInfo

EXAMPLE_SIDE: int = 64
"""Pixels: the picture a network is traced with."""


@dataclass(frozen=True, slots=True)
class Conversion:
    """A network as OpenVINO runs it."""

    paint: ov.Model
    """Bytes and statistics in, painted bytes out."""

    maps: ov.Model
    """Bytes, statistics of several styles and their maps in, painted bytes out."""

    learn: ov.Model
    """A style picture's bytes in, statistics out."""

    not_kept: str | None = None
    """Why it could not be kept for the next run; None: it was."""


def converted(entry: NetworkInfo) -> Conversion:
    """A network from its outline, from the cache, or converted now.

    Raises:
        ModelError: the weights are missing or damaged (only when a conversion is needed).
    """
    models = assembled(entry)
    if models is not None:
        return Conversion(*models)
    folder = conversion_folder(entry)
    (paint, maps, learn), not_kept = kept_models(folder, MODELS, lambda: convert(entry))
    return Conversion(paint, maps, learn, not_kept)


def converted_person() -> ov.Model:
    """The network that finds persons, of the cache or converted now: bytes in, the share of a person out.

    Raises:
        ModelError: its weights are missing or damaged (only when a conversion is needed).
    """
    folder = cache_folder() / "openvino" / f"person-{PERSON.sha256[:12]}-{code_fingerprint()}"
    ((model,), _) = kept_models(folder, ("person",), _convert_person)
    return model


def conversion_folder(entry: NetworkInfo) -> Path:
    """Where a network's conversion is kept."""
    return cache_folder() / "openvino" / f"{entry.name}-{entry.fingerprint}-{code_fingerprint()}"


def convert(entry: NetworkInfo) -> tuple[ov.Model, ov.Model, ov.Model]:
    """The models of a network, in memory. Imports torch.

    Raises:
        ModelError: the weights are missing or damaged.
    """
    import torch

    from engine.runtimes.graphs import LearnGraph, PaintGraph
    from models.weights import load_entry

    network = load_entry(entry)
    picture = torch.zeros(1, EXAMPLE_SIDE, EXAMPLE_SIDE, 3, dtype=torch.uint8)
    statistics = torch.zeros(1, network.statistics_size)
    maps = torch.zeros(2, EXAMPLE_SIDE // 2, EXAMPLE_SIDE // 2)
    paint = _trace(PaintGraph(network), (picture, statistics))
    mapped = _trace(PaintGraph(network), (picture, statistics.expand(2, -1), maps))
    learn = _trace(LearnGraph(network), (picture,))
    paint.reshape({0: [1, -1, -1, 3], 1: list(statistics.shape)})
    mapped.reshape({0: [1, -1, -1, 3], 1: [-1, statistics.shape[1]], 2: [-1, -1, -1]})
    learn.reshape({0: [1, -1, -1, 3]})
    return paint, mapped, learn


def _convert_person() -> list[ov.Model]:
    import torch

    from engine.runtimes.graphs import PersonGraph
    from models.person import SIDE, load_person

    return [_trace(PersonGraph(load_person()), (torch.zeros(1, SIDE, SIDE, 3, dtype=torch.uint8),))]


def _trace(graph: Any, example: tuple[Any, ...]) -> ov.Model:  # noqa: ANN401 - torch is not imported here
    # The front end is called directly: `ov.convert_model` reports its use over the network.
    from openvino.frontend import FrontEndManager
    from openvino.frontend.pytorch.ts_decoder import TorchScriptPythonDecoder

    frontend = FrontEndManager().load_by_framework("pytorch")
    with warnings.catch_warnings():
        warnings.filterwarnings(
            "ignore", message="`torch.jit", category=DeprecationWarning
        )  # OpenVINO's way in
        decoder = TorchScriptPythonDecoder(
            graph.eval(), example_input=example, shared_memory=False, trace_kwargs={"check_trace": False}
        )
    return frontend.convert(frontend.load(decoder))
