import shutil
from pathlib import Path

import pytest

from engine import fingerprint
from engine.fingerprint import ROOT, class_fingerprint, code_fingerprint
from tests.fakes import FakeRuntime


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The sources, to be changed."""
    for layer in ("engine", "models"):
        shutil.copytree(ROOT / layer, tmp_path / layer, ignore=shutil.ignore_patterns("weights", "pictures"))
    shutil.copytree(ROOT / "engine" / "pictures", tmp_path / "engine" / "pictures")
    return tmp_path


def test_the_same_code_has_the_same_fingerprint(copy: Path) -> None:
    assert fingerprint._hash_of(copy) == code_fingerprint() == fingerprint._hash_of(ROOT)


@pytest.mark.parametrize(
    "file",
    [
        "models/small.py",
        "models/vgg.py",
        "engine/runtimes/graphs.py",
        "engine/style_cache.py",
        "engine/pictures/pixels.py",
        "engine/imaging/resizing.py",
    ],
)
def test_other_code_has_another_fingerprint(copy: Path, file: str) -> None:
    with (copy / file).open("a") as source:
        source.write("\n# changed\n")
    assert fingerprint._hash_of(copy) != code_fingerprint()


@pytest.mark.parametrize("library", fingerprint.LIBRARIES)
def test_another_library_is_another_fingerprint(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before, version = fingerprint._hash_of(ROOT), fingerprint._version
    monkeypatch.setattr(fingerprint, "_version", lambda name: version(name) + "x" * (name == library))
    assert fingerprint._hash_of(ROOT) != before


def test_every_pattern_of_sources_finds_some() -> None:
    assert all(list(ROOT.glob(pattern)) for pattern in fingerprint.SOURCES)


def test_each_class_has_its_own_fingerprint() -> None:
    class Other(FakeRuntime):
        pass

    made_without_source = type("Made", (FakeRuntime,), {})
    kinds = (FakeRuntime, Other, made_without_source)
    assert len({class_fingerprint(kind) for kind in kinds}) == 3
