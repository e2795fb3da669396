"""Which network paints files when none is named."""

from pathlib import Path

import pytest

from engine import Choice, find_style, network_for_files
from engine.networks import FAST_CPU_CORES
from engine.study import ENDING

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


def test_a_studied_style_is_painted_by_the_network_with_which_it_was_studied(picture: Path) -> None:
    studied = find_style("ink-wash")
    assert network_for_files([picture, studied], GPU, films=True) == "small"


def test_a_shared_style_is_painted_by_the_network_with_which_it_was_studied(tmp_path: Path) -> None:
    assert network_for_files([tmp_path / f"waves{ENDING}"], GPU, films=False) == "small"
