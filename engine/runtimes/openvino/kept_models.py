"""What was converted to OpenVINO: kept on disk, checked when it is read, made again when damaged."""

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from engine.errors import reason_of
from engine.runtimes.openvino.library import ov

LIST: Final = "files.json"
"""Beside the models: the SHA-256 of each of their files."""


def file_names(names: Sequence[str]) -> tuple[str, ...]:
    """What OpenVINO writes: the graph and the weights of each model."""
    return tuple(f"{name}.{ending}" for name in names for ending in ("xml", "bin"))


def write_models(models: dict[str, ov.Model], folder: Path) -> None:
    """Write the files of models by their names.

    Raises:
        RuntimeError: they cannot be written.
    """
    for name, model in models.items():
        ov.save_model(model, folder / f"{name}.xml", compress_to_fp16=True)


def kept_models(
    folder: Path, names: Sequence[str], convert: Callable[[], Sequence[ov.Model]]
) -> tuple[Sequence[ov.Model], str | None]:
    """Models of the cache, or converted now.

    Args:
        folder: where they are kept.
        names: of the models.
        convert: makes them, in this order.

    Returns:
        The models, and why they could not be kept for the next run; None: they were.
    """
    files = _read(folder, names)
    if files is not None:
        return _models(files, names), None
    models = convert()
    try:
        _keep(dict(zip(names, models, strict=True)), folder)
    except (OSError, RuntimeError) as error:  # OpenVINO says the latter when a disk is full
        return models, reason_of(error, "it is full, or cannot be written")
    files = _read(folder, names)  # so that the first run gives the numbers of all others, to the bit
    return (_models(files, names) if files else models), None


def _models(files: dict[str, bytes], names: Sequence[str]) -> list[ov.Model]:
    core = ov.Core()
    return [core.read_model(files[f"{name}.xml"], files[f"{name}.bin"]) for name in names]


def _read(folder: Path, names: Sequence[str]) -> dict[str, bytes] | None:
    """The files as they were written, or None: never made, or not what they were."""
    try:
        expected = json.loads((folder / LIST).read_bytes())
        files = {name: (folder / name).read_bytes() for name in file_names(names)}
    except (OSError, ValueError):
        return None
    return files if _hashes(files) == expected else None


def _hashes(files: dict[str, bytes]) -> dict[str, str]:
    return {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}


def _keep(models: dict[str, ov.Model], folder: Path) -> None:
    """Write a conversion in the place of a damaged one.

    Raises:
        OSError, RuntimeError: it cannot be written.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, ignore_cleanup_errors=True) as unfinished:
        made = Path(unfinished) / "done"
        made.mkdir()
        write_models(models, made)
        hashes = _hashes({name: (made / name).read_bytes() for name in file_names(list(models))})
        (made / LIST).write_text(json.dumps(hashes))
        with suppress(FileNotFoundError):
            os.replace(folder, Path(unfinished) / "damaged")
        try:
            os.replace(made, folder)
        except OSError:
            if _read(folder, list(models)) is None:  # else another Impasto was faster: its is as good
                raise
