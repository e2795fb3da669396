"""A network written as ONNX files."""

import importlib.util
from pathlib import Path

from engine.errors import SinkError, UsageError, reason_of
from engine.files import PartFile
from engine.networks import find_network


def export_onnx(
    name: str, output: str | Path, *, weights: Path | None = None, overwrite: bool = False
) -> tuple[Path, Path]:
    """Write a network as two ONNX models, for engines of other people's.

    Args:
        name: from `list_networks`.
        output: the model that paints; that which learns styles gets `-style` behind its name.
        weights: a file of other weights for the network; None = its own.
        overwrite: replace files that are there.

    Returns:
        Both files; `engine.runtimes.onnx_models.to_onnx` says what their inputs and outputs are.

    Raises:
        UsageError: there is no such network, a file is there already, or the package `onnx` is missing.
        ModelError: the weights are missing or damaged.
        SinkError: the files cannot be written.
    """
    output = Path(output)
    if output.suffix != ".onnx":
        raise UsageError(f'"{output}" does not end in .onnx. Name the file so.')
    if importlib.util.find_spec("onnx") is None:
        raise UsageError('The package onnx is not installed. Install it: pip install "impasto[onnx]".')
    entry = find_network(name, weights)
    learns = output.with_name(f"{output.stem}-style.onnx")
    parts: list[PartFile] = []
    try:
        for path in (output, learns):
            parts.append(PartFile(path, overwrite=overwrite, inputs=[weights] if weights else []))
        from engine.runtimes.onnx_models import to_onnx
        from models.weights import load_entry

        for part, model in zip(parts, to_onnx(load_entry(entry)), strict=True):
            _write(part, model)
        for part in parts:
            part.commit()
    finally:
        for part in parts:
            part.discard()
    return output, learns


def _write(part: PartFile, model: bytes) -> None:
    try:
        part.part.write_bytes(model)
    except OSError as error:
        raise SinkError(
            f'"{part.path}" cannot be written: {reason_of(error)}. Choose another place.'
        ) from error
