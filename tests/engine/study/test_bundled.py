"""Studied styles that come with Impasto."""

from pathlib import Path

import numpy as np
import pytest

from engine.artwork import bundled_styles, find_style, studied_folder
from engine.pictures import content_hash
from engine.study import Studied, StudiedStyles
from engine.study.studied import parse, serialise
from models.registry import SMALL

MOST_BYTES = 16_000_000
"""All of them together."""


def save_studied(folder: Path, network: str) -> Studied:
    key = content_hash(find_style("ink-wash"))
    studied = Studied(np.ones(6, np.float16), np.ones(9, np.float16), network, key, 3)
    folder.mkdir()
    (folder / "ink-wash.safetensors").write_bytes(serialise(studied.tensors, studied.metadata))
    return studied


def test_a_bundled_style_is_painted_as_it_was_studied(tmp_path: Path) -> None:
    network = f"{SMALL.name}-{SMALL.fingerprint}"
    save_studied(tmp_path / "bundled", network)
    styles = StudiedStyles(SMALL, tmp_path, (6, 9), tmp_path / "bundled")
    found = styles.load(content_hash(find_style("ink-wash")))
    assert found is not None and found.steps == 3
    assert styles.load(content_hash(find_style("mosaic"))) is None


@pytest.mark.parametrize(("network", "sizes"), [("small-0123456789ab", (6, 9)), ("", (6, 10)), ("", (7, 9))])
def test_a_bundled_study_of_other_weights_is_not_painted(
    tmp_path: Path, network: str, sizes: tuple[int, int]
) -> None:
    save_studied(tmp_path / "bundled", network or f"{SMALL.name}-{SMALL.fingerprint}")
    styles = StudiedStyles(SMALL, tmp_path, sizes, tmp_path / "bundled")
    assert styles.load(content_hash(find_style("ink-wash"))) is None


def test_ones_own_study_goes_before_the_bundled_one(tmp_path: Path) -> None:
    studied = save_studied(tmp_path / "bundled", f"{SMALL.name}-{SMALL.fingerprint}")
    styles = StudiedStyles(SMALL, tmp_path, (6, 9), tmp_path / "bundled")
    styles.keep(Studied(studied.statistics, studied.tuning, studied.network, studied.picture, 500))
    found = styles.load(studied.picture)
    assert found is not None and found.steps == 500


def test_the_bundled_studies_are_small_and_of_the_bundled_weights_and_pictures() -> None:
    files = sorted(studied_folder().glob("*.safetensors"))
    assert sum(file.stat().st_size for file in files) < MOST_BYTES
    pictures = {style.name: style.path for style in bundled_styles()}
    for file in files:
        studied = Studied.of(*parse(file.read_bytes()))
        assert studied.picture == content_hash(pictures[file.stem])
        assert studied.network == f"{SMALL.name}-{SMALL.fingerprint}", "run: python -m engine.study --on DIR"
