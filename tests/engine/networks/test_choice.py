"""Which network paints files when none is named."""

from pathlib import Path

import numpy as np
import pytest

from engine import Choice, find_style, network_for_files
from engine.networks import FAST_CPU_CORES
from engine.pictures import content_hash
from engine.study import ENDING, SharedStyle, Studied, StudiedStyles, write_shared
from models.registry import find

CPU = Choice("cpu", "float32", "torch", "")
GPU = Choice("cuda:1", "float16", "cuda", "")
SLOW, FAST = FAST_CPU_CORES - 1, FAST_CPU_CORES


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A style picture that nobody studied."""
    file = tmp_path / "picture.jpg"
    file.write_bytes(find_style("ink-wash").read_bytes() + b"another")
    return file


@pytest.mark.parametrize(
    ("choice", "films", "cores", "network"),
    [
        (CPU, False, SLOW, "base"),
        (CPU, True, SLOW, "small"),
        (CPU, True, FAST, "base"),
        (GPU, False, SLOW, "base"),
        (GPU, True, SLOW, "base"),
    ],
)
def test_base_paints_a_style_that_was_not_studied_where_it_is_fast_enough(
    choice: Choice, *, films: bool, cores: int, network: str, picture: Path
) -> None:
    assert network_for_files([picture], choice, films=films, cores=cores) == network


def test_one_studied_style_among_others_decides(picture: Path) -> None:
    assert network_for_files([picture, find_style("ink-wash")], GPU, films=True) == "small"


@pytest.mark.parametrize("name", ["small", "base"])
def test_a_style_is_painted_by_the_network_with_which_it_was_studied(
    name: str, picture: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IMPASTO_CACHE", str(tmp_path))
    studied = StudiedStyles(find(name), tmp_path)
    studied.keep(_study(picture, studied.network))
    assert network_for_files([picture], CPU, films=True, cores=SLOW) == name
    assert network_for_files([picture], GPU, films=True) == name


@pytest.mark.parametrize("name", ["small", "base"])
def test_so_is_a_shared_style(name: str, picture: Path, tmp_path: Path) -> None:
    study = _study(picture, StudiedStyles(find(name), tmp_path).network)
    shared = tmp_path / f"waves{ENDING}"
    write_shared(SharedStyle("waves", "mine", picture.read_bytes(), study), shared)
    assert network_for_files([shared], CPU, films=True, cores=SLOW) == name
    assert network_for_files([shared], GPU, films=False) == name


def _study(picture: Path, network: str) -> Studied:
    numbers = np.ones(4, np.float16)
    return Studied(numbers, numbers, network, content_hash(picture), steps=1)
