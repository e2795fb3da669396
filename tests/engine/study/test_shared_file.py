"""Styles as files that people share, and files that want to do harm."""

import os
import pickle
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from safetensors.numpy import save

from engine.errors import PictureError, UsageError
from engine.pictures import content_hash
from engine.study import StudiedStyles, adopt_style, export_style, read_shared
from engine.study.studied import LARGEST_BYTES, Studied, parse
from models.registry import SMALL
from tests.engine.study.conftest import OpenStylizer, save_shared, save_tiny_weights

Tensors = dict[str, NDArray[Any]]
Rewrite = Callable[[Callable[[Tensors, dict[str, str]], None]], Path]


@pytest.fixture
def shared(open_stylizer: OpenStylizer, painting: Path, tmp_path: Path) -> Path:
    stylizer = open_stylizer()
    statistics = stylizer.learn(painting).statistics.astype(np.float16)
    tuning = np.random.default_rng(0).normal(0, 0.05, stylizer.runtime.tuning_size).astype(np.float16)
    key = content_hash(painting)
    stylizer.studied.keep(Studied(statistics, tuning, stylizer.studied.network, key, steps=2))
    export_style(stylizer, painting, tmp_path / "a.impasto", licence="mine, free to use")
    return tmp_path / "a.impasto"


@pytest.fixture
def rewrite(shared: Path) -> Rewrite:
    """Changes the tensors and the text of the file, as somebody with a safetensors library can."""

    def rewritten(change: Callable[[Tensors, dict[str, str]], None]) -> Path:
        tensors, metadata = parse(shared.read_bytes())
        change(tensors, metadata)
        shared.write_bytes(save(tensors, metadata))
        return shared

    return rewritten


def test_a_studied_style_survives_export_and_import(
    open_stylizer: OpenStylizer, shared: Path, painting: Path
) -> None:
    style = read_shared(shared)
    assert (style.name, style.licence) == ("painting", "mine, free to use")
    assert style.picture == painting.read_bytes()
    here = open_stylizer().learn(painting)
    elsewhere = open_stylizer()
    elsewhere.studied._folder = shared.parent / "nothing"
    there = elsewhere.learn(shared)
    assert there.name == "painting"
    np.testing.assert_array_equal(there.tuning, here.tuning)
    np.testing.assert_array_equal(there.statistics, here.statistics)


def test_a_style_that_was_not_studied_cannot_be_exported(
    open_stylizer: OpenStylizer, painting: Path, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match=r"is not studied yet\. Do it first: impasto study"):
        export_style(open_stylizer(), painting, tmp_path / "a.impasto")


def test_an_export_needs_its_ending_and_replaces_nothing(
    open_stylizer: OpenStylizer, shared: Path, painting: Path, tmp_path: Path
) -> None:
    before = shared.read_bytes()
    with pytest.raises(UsageError, match=r"ends with \.impasto"):
        export_style(open_stylizer(), painting, tmp_path / "a.zip")
    with pytest.raises(UsageError, match="already there"):
        export_style(open_stylizer(), painting, shared)
    assert shared.read_bytes() == before


def test_a_style_of_other_weights_is_refused_and_its_picture_can_be_studied(
    open_stylizer: OpenStylizer, shared: Path, photo: Path, tmp_path: Path
) -> None:
    other = open_stylizer(save_tiny_weights(tmp_path / "other.safetensors", seed=4))
    with pytest.raises(UsageError, match=r"was studied with the network small-.* Study its picture"):
        other.learn(shared)
    assert other.study(shared, photo, steps=1).tuning is not None


def _sign(tensors: Tensors, metadata: dict[str, str]) -> None:
    """Make the hash right again, as an attacker would."""
    pieces = (tensors["statistics"], tensors["tuning"], "", "", 0)
    metadata["sha256"] = Studied(*pieces).metadata["sha256"]


def _infinite(tensors: Tensors, metadata: dict[str, str]) -> None:
    tensors["tuning"] = np.full_like(tensors["tuning"], np.nan)
    _sign(tensors, metadata)


def _huge(tensors: Tensors, metadata: dict[str, str]) -> None:
    tensors["statistics"] = np.full_like(tensors["statistics"], 60_000)
    _sign(tensors, metadata)


def _square(tensors: Tensors, metadata: dict[str, str]) -> None:
    tensors["statistics"] = tensors["statistics"].reshape(2, -1)
    _sign(tensors, metadata)


def _of_integers(tensors: Tensors, metadata: dict[str, str]) -> None:
    tensors["tuning"] = tensors["tuning"].astype(np.int64)


def _without_picture(tensors: Tensors, metadata: dict[str, str]) -> None:
    del tensors["picture"]


def _with_another_picture(tensors: Tensors, metadata: dict[str, str]) -> None:
    tensors["picture"] = tensors["picture"][::-1].copy()


def _of_the_future(tensors: Tensors, metadata: dict[str, str]) -> None:
    metadata["version"] = "2"


def _of_another_program(tensors: Tensors, metadata: dict[str, str]) -> None:
    metadata["format"] = "pt"


def _for_ever(tensors: Tensors, metadata: dict[str, str]) -> None:
    metadata["steps"] = "9" * 5_000


def _unsigned(tensors: Tensors, metadata: dict[str, str]) -> None:
    tensors["tuning"] = tensors["tuning"] + np.float16(0.01)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_infinite, "values that cannot be"),
        (_huge, "values that cannot be"),
        (_square, "in their shape"),
        (_of_integers, "in their shape"),
        (_without_picture, "holds no picture"),
        (_with_another_picture, "another picture"),
        (_of_the_future, "of version '2'"),
        (_of_another_program, "is not a studied style"),
        (_for_ever, "how long"),
        (_unsigned, "is damaged"),
    ],
)
def test_a_file_that_was_tampered_with_is_refused(
    rewrite: Rewrite, change: Callable[[Tensors, dict[str, str]], None], said: str
) -> None:
    with pytest.raises(PictureError, match=said):
        read_shared(rewrite(change))


def test_numbers_of_a_wrong_length_are_refused(open_stylizer: OpenStylizer, rewrite: Rewrite) -> None:
    def cut(tensors: Tensors, metadata: dict[str, str]) -> None:
        tensors["tuning"] = tensors["tuning"][:-5]
        _sign(tensors, metadata)

    with pytest.raises(UsageError, match="was studied with"):
        open_stylizer().learn(rewrite(cut))


class _Harm:
    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        return os.system, ("touch harmed",)


def test_a_pickle_in_its_place_is_not_executed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.impasto").write_bytes(pickle.dumps(_Harm()))
    with pytest.raises(PictureError, match="damaged, or not a studied style"):
        read_shared(Path("a.impasto"))
    assert not Path("harmed").exists()


def test_an_archive_in_its_place_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.impasto"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../harm", b"0" * 10_000_000)
    with pytest.raises(PictureError, match="damaged, or not a studied style"):
        read_shared(path)
    assert list(tmp_path.parent.glob("harm")) == []


def test_a_header_that_promises_gigabytes_is_refused(tmp_path: Path) -> None:
    header = b'{"tuning":{"dtype":"F16","shape":[9000000000],"data_offsets":[0,18000000000]}}'
    path = tmp_path / "a.impasto"
    path.write_bytes(len(header).to_bytes(8, "little") + header + b"\0" * 64)
    with pytest.raises(PictureError, match="damaged, or not a studied style"):
        read_shared(path)


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.impasto"
    with path.open("wb") as file:
        file.truncate(LARGEST_BYTES + 1)
    with pytest.raises(PictureError, match="too large for a style"):
        read_shared(path)


@pytest.mark.parametrize("length", [0, 7, 8, 200])
def test_a_file_that_was_cut_off_is_refused(shared: Path, length: int) -> None:
    shared.write_bytes(shared.read_bytes()[:length])
    with pytest.raises(PictureError, match="damaged, or not a studied style"):
        read_shared(shared)


def test_a_name_that_is_a_path_or_commands_a_terminal_is_only_text(
    open_stylizer: OpenStylizer, rewrite: Rewrite
) -> None:
    def name(tensors: Tensors, metadata: dict[str, str]) -> None:
        metadata["name"] = "../../etc/passwd\x1b[2J\n" + "x" * 5_000

    style = open_stylizer().learn(rewrite(name))
    assert style.name.isprintable() and len(style.name) <= 200
    assert style.name.startswith(".. .. etc passwd [2J")


def test_a_file_that_is_not_there_is_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(PictureError, match="cannot be read: no such file"):
        read_shared(tmp_path / "a.impasto")


def test_a_style_that_is_adopted_is_kept_for_its_network(painting: Path, tmp_path: Path) -> None:
    shared = save_shared(tmp_path / "b.impasto", painting)
    assert adopt_style(shared, tmp_path).name == "Sea at night"
    kept = StudiedStyles(SMALL, tmp_path).load(content_hash(painting))
    assert kept is not None and kept.steps == 3


def test_a_style_of_an_unknown_network_is_not_adopted(shared: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"which is not here\. Study its picture"):
        adopt_style(shared, tmp_path / "other")
    assert not (tmp_path / "other").exists()
