"""Outlines: networks converted to OpenVINO but for their weights, so that the first start needs no torch.

Importing torch and converting a network takes seconds. But only its weights are new when it is trained
again; its graph is that of our code, and comes with Impasto: `outlines/NAME.zip` has, for each of the two
models, the graph (`.xml`), its constants with zeros in the place of weights (`.bin`), and which weight
belongs at which byte (`.json`). Beside them lies what each network learned of the bundled styles, which would
take the first start half a second more. `python -m engine.runtimes.openvino` makes both again, after a change
to what `CODE` lists, or to the weights.
"""

import hashlib
import json
import zipfile
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load as read_safetensors

from engine.frame import Image
from engine.runtimes.openvino.library import ov
from engine.settings import Statistics
from models.registry import NetworkInfo, current_key, paths

CODE: Final = (
    *(
        f"models/{name}.py"
        for name in ("adain", "compact", "layers", "network", "small", "style_encoder", "vgg")
    ),
    "engine/runtimes/graphs.py",
)
"""What makes the graphs. An outline of other code is not used."""

MODELS: Final = ("paint", "maps", "learn")
"""Names of the models of a network; see `Conversion`."""

ROOT: Final = Path(__file__).parents[3]


def assembled(entry: NetworkInfo, folder: Path | None = None) -> tuple[ov.Model, ov.Model, ov.Model] | None:
    """A network's models from its outline and its weights.

    Args:
        entry: the network.
        folder: of the outlines; None = those that come with Impasto.

    Returns:
        The models. None when there is no outline of this code, or the weights do not fit
        into it, or are damaged: converting them says what is wrong.
    """
    try:
        with zipfile.ZipFile(outline_path(entry, folder)) as outline:
            if outline.read("code").decode() != code_of_graphs():
                return None
            weights = _weights(entry)
            parts = {model: json.loads(outline.read(f"{model}.json")) for model in MODELS}
            if weights is None or {key for part in parts.values() for key in part} != weights.keys():
                return None
            paint, maps, learn = (_model(outline, model, parts[model], weights) for model in MODELS)
    except (OSError, KeyError, ValueError, zipfile.BadZipFile):
        return None
    return paint, maps, learn


def outline_path(entry: NetworkInfo, folder: Path | None = None) -> Path:
    """Where a network's outline is, if it has one."""
    return (folder or Path(__file__).parent / "outlines") / f"{entry.name}.zip"


def learned_path(entry: NetworkInfo, folder: Path | None = None) -> Path:
    """Where a network's statistics of the bundled styles are; other weights or code have another place."""
    made_by = f"{entry.fingerprint}-{code_of_graphs()[:12]}"
    return (folder or Path(__file__).parent / "outlines") / f"{entry.name}-{made_by}.safetensors"


def learned(entry: NetworkInfo, folder: Path | None = None) -> dict[str, Statistics]:
    """Style statistics of the bundled styles by their `picture_key`; empty where there are none."""
    try:
        return read_safetensors(learned_path(entry, folder).read_bytes())
    except (OSError, SafetensorError):
        return {}


def picture_key(picture: Image) -> str:
    """The hash of a picture (h, w, 3) uint8 RGB as a network takes it."""
    return hashlib.sha256(repr(picture.shape).encode() + picture.tobytes()).hexdigest()


@cache
def code_of_graphs() -> str:
    """The hash of `CODE`."""
    return hashlib.sha256(b"\0".join((ROOT / name).read_bytes() for name in CODE)).hexdigest()


def _model(
    outline: zipfile.ZipFile, model: str, parts: dict[str, list[int]], weights: dict[str, bytes]
) -> ov.Model:
    """Raises ValueError when a weight has another size."""
    constants = bytearray(outline.read(f"{model}.bin"))
    for key, (first, size) in parts.items():
        if len(weights[key]) != size:
            raise ValueError(key)
        constants[first : first + size] = weights[key]
    return ov.Core().read_model(outline.read(f"{model}.xml"), bytes(constants))


def _weights(entry: NetworkInfo) -> dict[str, bytes] | None:
    """Each weight as the graphs hold it, in float16; None when they are not all there and sound."""
    (file, *others), (path, *_) = entry.files, paths(entry)
    content = path.read_bytes()
    if others or path.suffix != ".safetensors" or hashlib.sha256(content).hexdigest() != file.sha256:
        return None
    try:
        tensors = read_safetensors(content)
    except (SafetensorError, KeyError):
        return None
    if not all(tensor.dtype == np.float16 and np.isfinite(tensor).all() for tensor in tensors.values()):
        return None
    return {current_key(key): tensor.tobytes() for key, tensor in tensors.items()}
