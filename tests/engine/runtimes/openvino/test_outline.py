"""Networks from their outlines: what torch would have converted, to the bit, without torch."""

import hashlib
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.artwork import BundledStyle, bundled_styles
from engine.frame import Image
from engine.imaging import fit_style_picture
from engine.pictures import load_picture
from engine.runtimes.openvino import conversion, runtime
from engine.runtimes.openvino.__main__ import randomised
from engine.runtimes.openvino.conversion import convert
from engine.runtimes.openvino.library import ov
from engine.runtimes.openvino.outline import assembled, learned, picture_key
from engine.runtimes.openvino.runtime import OpenVinoRuntime
from models.errors import ModelError
from models.registry import COMPACT, NETWORKS, SMALL, NetworkInfo, paths

ROOT = Path(__file__).parents[4]
Models = tuple[ov.Model, ov.Model, ov.Model]
BUNDLED = [entry for entry in NETWORKS if entry.bundled]
NAMES = [entry.name for entry in BUNDLED]


def painted(models: Models, entry: NetworkInfo, seed: int) -> tuple[Image, Image, Image]:
    """Statistics of a random picture, and another painted with them, without and with maps, in float32."""
    size = models[0].input(1).get_partial_shape()[1].get_length()
    models[1].reshape({0: [1, 64, 72, 3], 1: [2, size], 2: [2, 32, 36]})
    float32 = {"INFERENCE_PRECISION_HINT": "f32"}
    paint, maps, learn = (ov.Core().compile_model(model, "CPU", float32) for model in models)
    random = np.random.default_rng(seed)
    pictures = random.integers(0, 256, (2, 1, 64, 72, 3), np.uint8)
    statistics = learn(pictures[0])[0]
    of_one = statistics[:, : statistics.shape[1] // entry.textures]
    weights = random.random((2, 32, 36), np.float32)
    both = np.concatenate([of_one, -of_one])
    return statistics, paint([pictures[1], of_one])[0], maps([pictures[1], both, weights])[0]


@pytest.mark.parametrize("entry", BUNDLED, ids=NAMES)
def test_every_bundled_network_has_an_outline_of_the_code_as_it_is(entry: NetworkInfo) -> None:
    assert assembled(entry) is not None, "Make it again: python -m engine.runtimes.openvino"


@pytest.mark.parametrize("entry", BUNDLED, ids=NAMES)
def test_an_outline_with_any_weights_is_the_converted_network_to_the_bit(
    entry: NetworkInfo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = randomised(entry, tmp_path, seed=1)
    models = assembled(other)
    assert models is not None
    monkeypatch.setenv("IMPASTO_CACHE", str(tmp_path))
    monkeypatch.setattr(conversion, "assembled", lambda _: None)
    converted = conversion.converted(other)
    expected = painted((converted.paint, converted.maps, converted.learn), entry, 2)
    for one, two in zip(painted(models, entry, 2), expected, strict=True):
        np.testing.assert_array_equal(one, two)


def test_weights_of_another_shape_or_with_another_hash_or_that_are_no_numbers_are_left_to_the_converter(
    tmp_path: Path,
) -> None:
    assert assembled(replace(SMALL, files=COMPACT.files)) is None
    assert assembled(replace(SMALL, files=(replace(SMALL.files[0], sha256="0" * 64),))) is None
    other = randomised(SMALL, tmp_path, seed=1)
    file = paths(other)[0]
    content = file.read_bytes()[:-2] + b"\xff\xff"
    file.write_bytes(content)
    not_numbers = replace(other.files[0], sha256=hashlib.sha256(content).hexdigest())
    assert assembled(replace(other, files=(not_numbers,))) is None
    with pytest.raises(ModelError, match="not numbers"):
        convert(replace(other, files=(not_numbers,)))


def test_a_network_without_an_outline_is_converted(tmp_path: Path) -> None:
    assert assembled(SMALL, tmp_path) is None
    (tmp_path / "small.zip").write_bytes(b"PK, but no archive")
    assert assembled(SMALL, tmp_path) is None


def test_the_first_picture_ever_is_painted_without_torch_and_without_openvinos_converter(
    tmp_path: Path,
) -> None:
    code = (
        "import sys, numpy, engine\n"
        "stylizer = engine.Stylizer(device='cpu', precision='float32', runtime='openvino')\n"
        "stylizer.stylize(numpy.zeros((64, 64, 3), numpy.uint8), 'ink-wash')\n"
        "print(*sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", f"import os; os.environ['IMPASTO_CACHE'] = {str(tmp_path)!r}\n{code}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    imported = set(run.stdout.split())
    assert "openvino" in imported
    assert not imported & {"torch", "openvino.tools.ovc", "openvino_telemetry", "av", "PyQt6"}


@pytest.mark.parametrize("entry", BUNDLED, ids=NAMES)
def test_what_was_learned_of_the_bundled_styles_is_there_for_the_weights_as_they_are(
    entry: NetworkInfo,
) -> None:
    found = learned(entry)
    assert {picture_key(picture_of(style, entry)) for style in bundled_styles()} == found.keys(), (
        "Make it again: python -m engine.runtimes.openvino"
    )


def test_what_was_learned_of_a_bundled_style_is_what_the_network_learns(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    picture = picture_of(bundled_styles()[0], SMALL)
    known = OpenVinoRuntime(SMALL, "float32").learn_style(picture)
    monkeypatch.setattr(runtime, "learned", lambda entry: {})
    anew = OpenVinoRuntime(SMALL, "float32").learn_style(picture)
    assert np.linalg.norm(known - anew) < 1e-3 * np.linalg.norm(anew)


def test_what_other_weights_learned_is_not_used(tmp_path: Path) -> None:
    assert not learned(randomised(SMALL, tmp_path, seed=1))


def picture_of(style: BundledStyle, entry: NetworkInfo) -> Image:
    """As the network takes it."""
    return fit_style_picture(load_picture(style.path, for_style=True).image, entry.style_side)
