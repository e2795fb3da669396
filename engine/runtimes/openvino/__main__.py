"""Makes the outlines, and what is learned of the bundled styles.

python -m engine.runtimes.openvino [FOLDER]
"""

import hashlib
import json
import sys
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file, save_file

from engine.artwork import bundled_styles
from engine.imaging import fit_style_picture
from engine.pictures import load_picture
from engine.runtimes.openvino.conversion import convert
from engine.runtimes.openvino.kept_models import file_names, write_models
from engine.runtimes.openvino.outline import MODELS, code_of_graphs, learned_path, outline_path, picture_key
from engine.runtimes.openvino.runtime import OpenVinoRuntime
from models.registry import NETWORKS, NetworkInfo, current_key, paths

SEED: int = 0
"""Of the weights that are looked for in a conversion: real ones could be there twice, as zeros are."""


def main(folder: Path | None = None) -> None:
    """Write both for every bundled network."""
    for entry in NETWORKS:
        if entry.bundled:
            write_outline(entry, outline_path(entry, folder))
            write_learned(entry, learned_path(entry, folder))


def write_outline(entry: NetworkInfo, path: Path) -> None:
    """Convert a network with random weights, and take them out again.

    Raises:
        ValueError: a weight is not found in the conversion; then its network cannot have an outline.
    """
    with tempfile.TemporaryDirectory() as name:
        other = randomised(entry, Path(name), SEED)
        write_models(dict(zip(MODELS, convert(other), strict=True)), Path(name))
        files = {file: Path(name, file).read_bytes() for file in file_names(MODELS)}
        weights = {key: tensor.tobytes() for key, tensor in load_file(paths(other)[0]).items()}
    places = {model: _take_out(files, model, weights) for model in MODELS}
    missing = weights.keys() - {key for found in places.values() for key in found}
    if missing:
        raise ValueError(f"{entry.name}: {', '.join(sorted(missing))} cannot be found in the conversion.")
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as outline:
        contents = {"code": code_of_graphs().encode(), **files}
        contents |= {f"{model}.json": json.dumps(found).encode() for model, found in places.items()}
        for name, content in contents.items():
            outline.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)  # without the time of day


def write_learned(entry: NetworkInfo, path: Path) -> None:
    """Learn the bundled styles, and remove what other weights or other code learned of them."""
    for old in path.parent.glob(f"{entry.name}-*.safetensors"):
        old.unlink()
    runtime = OpenVinoRuntime(entry, "float32")
    found = {}
    for style in bundled_styles():
        picture = fit_style_picture(load_picture(style.path, for_style=True).image, entry.style_side)
        found[picture_key(picture)] = runtime.encode_style(picture)
    save_file(found, path)


def randomised(entry: NetworkInfo, folder: Path, seed: int) -> NetworkInfo:
    """The same network with other weights, small and float16, in a file of this folder."""
    random = np.random.default_rng(seed)
    file = folder / f"{entry.name}.safetensors"
    weights = {
        current_key(key): random.normal(0, 0.05, tensor.shape).astype(np.float16)
        for key, tensor in load_file(paths(entry)[0]).items()
    }
    save_file(weights, file)
    sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
    return replace(entry, files=(replace(entry.files[0], name=str(file), sha256=sha256),), bundled=False)


def _take_out(files: dict[str, bytes], model: str, weights: dict[str, bytes]) -> dict[str, tuple[int, int]]:
    """Replace a model's weights by zeros. Returns the first byte and the size of each."""
    constants = bytearray(files[f"{model}.bin"])
    found = {key: (constants.find(weight), len(weight)) for key, weight in weights.items()}
    found = {key: (first, size) for key, (first, size) in found.items() if first >= 0}
    for first, size in found.values():
        constants[first : first + size] = bytes(size)
    files[f"{model}.bin"] = bytes(constants)
    return found


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:2]))
