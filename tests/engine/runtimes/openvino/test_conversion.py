"""The kept conversion of a network: whatever happens to its files, the picture stays the same."""

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import openvino as ov
import pytest

from engine.frame import Image
from engine.runtimes.openvino.conversion import conversion_folder, converted
from engine.runtimes.openvino.kept_models import LIST, file_names
from engine.runtimes.openvino.outline import MODELS
from engine.runtimes.openvino.runtime import OpenVinoRuntime
from models.registry import SMALL
from models.textures import at_texture

FILES = file_names(MODELS)


def paint(runtime: OpenVinoRuntime) -> Image:
    image = np.random.default_rng(0).integers(0, 256, (64, 64, 3), np.uint8)
    statistics = at_texture(runtime.encode_style(image), 1.0, SMALL.textures)
    return runtime.download(runtime.network(runtime.upload(image), statistics))


@pytest.fixture(autouse=True)
def no_outline(monkeypatch: pytest.MonkeyPatch) -> None:
    """As for a network whose outline is of other code, or that has none."""
    monkeypatch.setattr("engine.runtimes.openvino.conversion.assembled", lambda _: None)


@pytest.fixture
def expected(shared_cache: Path) -> Image:
    """What the network paints, by the conversion that the tests share."""
    return paint(OpenVinoRuntime(SMALL, "float32"))


@pytest.fixture
def folder(expected: Image, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A kept conversion of one's own."""
    shared = conversion_folder(SMALL)
    monkeypatch.setenv("IMPASTO_CACHE", str(tmp_path / "cache"))
    own = conversion_folder(SMALL)
    shutil.copytree(shared, own)
    return own


def halve(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def garble(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0x40
    file.write_bytes(content)


def empty(file: Path) -> None:
    file.write_bytes(b"")


@pytest.mark.parametrize("name", [*FILES, LIST])
@pytest.mark.parametrize("damage", [halve, garble, empty, Path.unlink])
def test_a_damaged_file_is_noticed_and_the_network_converted_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, damage: Callable[[Path], None]
) -> None:
    damage(folder / name)
    monkeypatch.setattr("engine.runtimes.openvino.conversion.convert", _interrupted)
    with pytest.raises(KeyboardInterrupt):
        converted(SMALL)


def test_a_conversion_made_again_is_kept_and_paints_the_same(folder: Path, expected: Image) -> None:
    garble(folder / "paint.bin")
    assert converted(SMALL).not_kept is None
    np.testing.assert_array_equal(paint(OpenVinoRuntime(SMALL, "float32")), expected)
    assert sorted(file.name for file in folder.iterdir()) == sorted([*FILES, LIST])
    assert [other.name for other in folder.parent.iterdir()] == [folder.name]


def test_a_network_is_converted_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.runtimes.openvino.conversion.convert", _interrupted)
    assert converted(SMALL).not_kept is None


def test_other_code_does_not_run_the_old_conversion(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.runtimes.openvino.conversion.code_fingerprint", lambda: "edited")
    monkeypatch.setattr("engine.runtimes.openvino.conversion.convert", _interrupted)
    with pytest.raises(KeyboardInterrupt):
        converted(SMALL)


def test_a_conversion_that_is_broken_off_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IMPASTO_CACHE", str(tmp_path))
    monkeypatch.setattr(ov, "save_model", _interrupted)
    with pytest.raises(KeyboardInterrupt):
        converted(SMALL)
    assert list((tmp_path / "openvino").iterdir()) == []


def test_a_file_where_the_cache_should_be_costs_time_and_not_the_picture(
    expected: Image, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("IMPASTO_CACHE", str(tmp_path / "file"))
    runtime = OpenVinoRuntime(SMALL, "float32")
    assert runtime.not_kept == "not a directory"
    assert within_a_level(paint(runtime), expected)


def test_a_full_cache_costs_time_and_not_the_picture(
    expected: Image, tiny_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IMPASTO_CACHE", str(tiny_disk))
    runtime = OpenVinoRuntime(SMALL, "float32")
    assert runtime.not_kept is not None
    assert within_a_level(paint(runtime), expected)
    assert list((tiny_disk / "openvino").iterdir()) == []


def within_a_level(first: Image, second: Image) -> bool:
    """What was kept in a file has other last bits than what is used as it was made."""
    return bool(np.abs(first.astype(int) - second).max() <= 1)


def _interrupted(*_: object, **__: object) -> None:
    raise KeyboardInterrupt
