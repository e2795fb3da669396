"""Which network paints when none is named."""

from pathlib import Path

import numpy as np
import pytest

from engine import Choice, Work, find_style, network_for
from engine.networks import FAST_CPU_CORES, FAST_GPU_MULTIPROCESSORS
from engine.pictures import content_hash
from engine.study import ENDING, SharedStyle, Studied, StudiedStyles, write_shared
from models.registry import find

CPU = Choice("cpu", "float32", "torch", "")
GPU = Choice("cuda:1", "float16", "cuda", "")
SLOW, FAST = FAST_CPU_CORES - 1, FAST_CPU_CORES
LAPTOP, LARGE = FAST_GPU_MULTIPROCESSORS - 1, FAST_GPU_MULTIPROCESSORS
APPLE = Choice("mps", "float16", "torch", "")


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A style picture that nobody studied."""
    file = tmp_path / "picture.jpg"
    file.write_bytes(find_style("ink-wash").read_bytes() + b"another")
    return file


@pytest.mark.parametrize(
    ("choice", "work", "processors", "network"),
    [
        (CPU, "photos", SLOW, "base"),
        (CPU, "films", SLOW, "small"),
        (CPU, "films", FAST, "base"),
        (CPU, "live", 256, "small"),
        (GPU, "photos", LAPTOP, "base"),
        (GPU, "films", LAPTOP, "base"),
        (GPU, "live", LAPTOP, "small"),
        (GPU, "live", LARGE, "base"),
        (APPLE, "live", 256, "small"),
    ],
)
def test_base_paints_a_style_that_was_not_studied_where_it_is_fast_enough(
    choice: Choice, work: Work, processors: int, network: str, picture: Path
) -> None:
    assert network_for([picture], choice, work, processors=processors) == network


def test_one_studied_style_among_others_decides(picture: Path) -> None:
    assert network_for([picture, find_style("ink-wash")], GPU, "films") == "small"


@pytest.mark.parametrize("name", ["small", "base"])
def test_a_style_is_painted_by_the_network_with_which_it_was_studied(
    name: str, picture: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IMPASTO_CACHE", str(tmp_path))
    studied = StudiedStyles(find(name), tmp_path)
    studied.keep(_study(picture, studied.network))
    assert network_for([picture], CPU, "films", processors=SLOW) == name
    assert network_for([picture], GPU, "live", processors=LARGE) == name


@pytest.mark.parametrize("name", ["small", "base"])
def test_so_is_a_shared_style(name: str, picture: Path, tmp_path: Path) -> None:
    study = _study(picture, StudiedStyles(find(name), tmp_path).network)
    shared = tmp_path / f"waves{ENDING}"
    write_shared(SharedStyle("waves", "mine", picture.read_bytes(), study), shared)
    assert network_for([shared], CPU, "films", processors=SLOW) == name
    assert network_for([shared], GPU, "photos") == name


def _study(picture: Path, network: str) -> Studied:
    numbers = np.ones(4, np.float16)
    return Studied(numbers, numbers, network, content_hash(picture), steps=1)
