"""The list of networks."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from models.errors import UsageError
from models.registry import COMPACT, NETWORKS, PAPER, find, installed, paths


def test_find_knows_every_network() -> None:
    assert [find(entry.name) for entry in NETWORKS] == list(NETWORKS)


def test_an_unknown_network_is_refused_with_those_there_are() -> None:
    with pytest.raises(UsageError, match=r"No network 'gatys'\. There are: small, base, compact, paper\."):
        find("gatys")


def test_a_misspelt_network_is_guessed() -> None:
    with pytest.raises(UsageError, match="did you mean 'compact'"):
        find("Compct")


def test_other_weights_have_another_fingerprint() -> None:
    other = replace(COMPACT, files=(replace(COMPACT.files[0], sha256="0" * 64),))
    assert len({COMPACT.fingerprint, PAPER.fingerprint, other.fingerprint}) == 3


def test_bundled_networks_are_installed_and_others_are_not() -> None:
    assert installed(COMPACT)
    assert not installed(PAPER)


def test_a_network_with_half_its_files_is_not_installed(tmp_path: Path) -> None:
    first, second = paths(PAPER, tmp_path)
    first.write_bytes(b"1")
    assert not installed(PAPER, tmp_path)
    second.write_bytes(b"2")
    assert installed(PAPER, tmp_path)


def test_a_file_of_another_size_is_not_installed(tmp_path: Path) -> None:
    paths(COMPACT, tmp_path)[0].write_bytes(b"short")
    assert not installed(COMPACT, tmp_path)


def test_the_registry_imports_no_torch() -> None:
    check = "import sys, models.registry, engine.networks; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0
