import os
from pathlib import Path

import pytest

from engine.files import PartFile, leftovers
from engine.files.parts import is_held, is_part, lock, new_part, parts_of


def left_by_a_killed_run(path: Path) -> Path:
    """Released as the system does it."""
    part = new_part(path)
    os.close(lock(part))
    return part


def test_leftovers_are_parts_that_nobody_writes_and_nothing_else(tmp_path: Path) -> None:
    left = left_by_a_killed_run(tmp_path / "a.mp4")
    for name in ("a.mp4", "b.part.mp4", "c.impasto-old.part.mp4"):
        (tmp_path / name).touch()
    writing = PartFile(tmp_path / "d.mp4")
    assert leftovers(tmp_path) == [left]
    writing.discard()


def test_a_folder_that_is_not_there_has_no_leftovers_to_tell_of(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        leftovers(tmp_path / "nowhere")


def test_a_part_is_held_until_its_run_ends(tmp_path: Path) -> None:
    part = new_part(tmp_path / "a.mp4")
    held = lock(part)
    assert is_held(part)
    os.close(held)
    assert not is_held(part)


@pytest.mark.parametrize("name", ["a.mp4", "a", ".hidden", "x" * 250, "ä" * 120 + ".mp4", "a.b.c"])
def test_every_result_finds_its_own_part(tmp_path: Path, name: str) -> None:
    part = left_by_a_killed_run(tmp_path / name)
    assert is_part(part.name)
    assert len(os.fsencode(part.name)) <= 255
    assert parts_of(tmp_path / name) == [part]
    assert parts_of(tmp_path / f"b{name[1:]}") == []


@pytest.mark.skipif(os.name == "nt", reason="processes are asked for otherwise there")
def test_where_nothing_can_be_locked_the_number_of_the_process_has_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def flock(*_: object) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr("fcntl.flock", flock)
    mine = left_by_a_killed_run(tmp_path / "a.mp4")
    dead = mine.with_name(mine.name.replace(str(os.getpid()), str(2**22 + 5)))
    dead.touch()
    assert is_held(mine)
    assert not is_held(dead)
