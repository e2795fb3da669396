"""A network converted to OpenVINO: kept on disk, checked when it is read, made again when damaged."""

import hashlib
import json
import os
import tempfile
import warnings
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import openvino as ov

from engine.fingerprint import code_fingerprint
from models.folders import cache_folder
from models.registry import NetworkInfo

EXAMPLE_SIDE: int = 64
"""Pixels: the picture a network is traced with."""

FILES: Final = ("paint.xml", "paint.bin", "learn.xml", "learn.bin")
"""What OpenVINO writes: the graph and the weights of each model."""

LIST: Final = "files.json"
"""Beside them: the SHA-256 of each."""


@dataclass(frozen=True, slots=True)
class Conversion:
    """A network as OpenVINO runs it."""

    paint: ov.Model
    """Bytes and statistics in, painted bytes out."""

    learn: ov.Model
    """A style picture's bytes in, statistics out."""

    not_kept: str | None = None
    """Why it could not be kept for the next run; None: it was."""


def converted(entry: NetworkInfo) -> Conversion:
    """A network of the cache, or converted now.

    Raises:
        ModelError: the weights are missing or damaged (only when a conversion is needed).
    """
    folder = conversion_folder(entry)
    files = _read(folder)
    if files is not None:
        return _models(files)
    paint, learn = _convert(entry)
    try:
        _keep(paint, learn, folder)
    except (OSError, RuntimeError) as error:  # OpenVINO says the latter when a disk is full
        return Conversion(paint, learn, _reason(error))
    files = _read(folder)  # so that the first run gives the numbers of all others, to the bit
    return _models(files) if files else Conversion(paint, learn)


def conversion_folder(entry: NetworkInfo) -> Path:
    """Where a network's conversion is kept."""
    return cache_folder() / "openvino" / f"{entry.name}-{entry.fingerprint}-{code_fingerprint()}"


def _models(files: dict[str, bytes]) -> Conversion:
    core = ov.Core()
    return Conversion(
        core.read_model(files["paint.xml"], files["paint.bin"]),
        core.read_model(files["learn.xml"], files["learn.bin"]),
    )


def _read(folder: Path) -> dict[str, bytes] | None:
    """The files as they were written, or None: never made, or not what they were."""
    try:
        expected = json.loads((folder / LIST).read_bytes())
        files = {name: (folder / name).read_bytes() for name in FILES}
    except (OSError, ValueError):
        return None
    return files if _hashes(files) == expected else None


def _hashes(files: dict[str, bytes]) -> dict[str, str]:
    return {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}


def _keep(paint: ov.Model, learn: ov.Model, folder: Path) -> None:
    """Write a conversion in the place of a damaged one.

    Raises:
        OSError, RuntimeError: it cannot be written.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, ignore_cleanup_errors=True) as unfinished:
        made = Path(unfinished) / "done"
        made.mkdir()
        ov.save_model(paint, made / "paint.xml", compress_to_fp16=True)
        ov.save_model(learn, made / "learn.xml", compress_to_fp16=True)
        (made / LIST).write_text(json.dumps(_hashes({name: (made / name).read_bytes() for name in FILES})))
        with suppress(FileNotFoundError):
            os.replace(folder, Path(unfinished) / "damaged")
        try:
            os.replace(made, folder)
        except OSError:
            if _read(folder) is None:  # else another Impasto was faster: its conversion is as good
                raise


def _reason(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or "it is full, or cannot be written").lower()


def _convert(entry: NetworkInfo) -> tuple[ov.Model, ov.Model]:
    """The two models, in memory."""
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
    return paint, learn


def _trace(graph: Any, example: tuple[Any, ...]) -> ov.Model:  # noqa: ANN401 - torch is not imported here
    # The front end is called directly: `ov.convert_model` reports its use over the network.
    from openvino.frontend import FrontEndManager
    from openvino.frontend.pytorch.ts_decoder import TorchScriptPythonDecoder

    frontend = FrontEndManager().load_by_framework("pytorch")
    decoder = TorchScriptPythonDecoder(
        graph.eval(), example_input=example, shared_memory=False, trace_kwargs={"check_trace": False}
    )
    return frontend.convert(frontend.load(decoder))
