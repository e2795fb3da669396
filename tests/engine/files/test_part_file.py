import errno
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path
from typing import NoReturn

import pytest

import engine.files.part_file
from engine.errors import SinkError, UsageError
from engine.files.part_file import PartFile
from engine.files.parts import journal_of, new_part

ROOT = Path(__file__).parent.parent.parent.parent


def _write(part: PartFile, text: str = "new") -> PartFile:
    part.part.write_text(text)
    return part


def test_nothing_has_the_result_name_before_commit(tmp_path: Path) -> None:
    part = _write(PartFile(tmp_path / "a.mp4"))
    assert [file.name for file in tmp_path.iterdir()] == [part.part.name]
    assert re.fullmatch(r"a\.impasto-\d+-[0-9a-f]{8}\.part\.mp4", part.part.name)
    part.discard()


def test_commit_gives_the_file_its_name_and_leaves_no_part(tmp_path: Path) -> None:
    part = _write(PartFile(tmp_path / "a.mp4"))
    part.commit()
    part.commit()
    part.discard()
    assert [file.name for file in tmp_path.iterdir()] == ["a.mp4"]
    assert (tmp_path / "a.mp4").read_text() == "new"


def test_a_result_is_on_the_disk_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[tuple[int, bool]] = []
    monkeypatch.setattr(
        os, "fsync", lambda file: synced.append((os.fstat(file).st_ino, (tmp_path / "a.mp4").exists()))
    )
    file = PartFile(tmp_path / "a.mp4")
    file.part.write_bytes(b"film")
    file.commit()
    assert synced == [((tmp_path / "a.mp4").stat().st_ino, False)]


@pytest.mark.parametrize(
    ("number", "expected"), [(errno.ENOSPC, False), (errno.EIO, False), (errno.EINVAL, True)]
)
def test_what_the_disk_does_not_take_in_the_end_gets_no_name_and_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, expected: bool
) -> None:
    def refuse(_: int) -> NoReturn:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    file = PartFile(tmp_path / "a.mp4")
    with nullcontext() if expected else pytest.raises(SinkError, match=re.escape(file.part.name)):
        file.commit()
    assert ((tmp_path / "a.mp4").exists(), file.part.exists()) == (expected, not expected)


def test_discard_leaves_nothing(tmp_path: Path) -> None:
    part = _write(PartFile(tmp_path / "a.mp4"))
    part.discard()
    part.discard()
    assert not list(tmp_path.iterdir())


def test_existing_result_is_refused_and_untouched(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_text("old")
    with pytest.raises(UsageError, match=r"already there.*--overwrite"):
        PartFile(tmp_path / "a.mp4")
    assert [file.read_text() for file in tmp_path.iterdir()] == ["old"]


def test_overwrite_replaces_only_at_commit(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_text("old")
    part = _write(PartFile(tmp_path / "a.mp4", overwrite=True))
    assert (tmp_path / "a.mp4").read_text() == "old"
    part.commit()
    assert (tmp_path / "a.mp4").read_text() == "new"


def test_discard_with_overwrite_keeps_the_old_result(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_text("old")
    _write(PartFile(tmp_path / "a.mp4", overwrite=True)).discard()
    assert [file.read_text() for file in tmp_path.iterdir()] == ["old"]


@pytest.mark.parametrize("name", ["clip.mp4", "./clip.mp4", "link.mp4"])
def test_input_is_never_the_result(tmp_path: Path, name: str) -> None:
    source = tmp_path / "clip.mp4"
    source.write_text("precious")
    if name == "link.mp4":
        os.link(source, tmp_path / name)
    with pytest.raises(UsageError, match="itself an input"):
        PartFile(tmp_path / name, overwrite=True, inputs=[source])
    assert source.read_text() == "precious"


def test_a_file_that_only_looks_like_a_part_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.part.mp4").write_text("a film in parts")
    _write(PartFile(tmp_path / "a.mp4", overwrite=True)).commit()
    assert (tmp_path / "a.part.mp4").read_text() == "a film in parts"


def test_an_input_called_like_a_part_survives(tmp_path: Path) -> None:
    source = tmp_path / "a.part.mp4"
    source.write_text("precious")
    _write(PartFile(tmp_path / "a.mp4", overwrite=True, inputs=[source])).commit()
    assert source.read_text() == "precious"


KILLED = """
import os, sys
from pathlib import Path
from engine.files import PartFile
PartFile(Path(sys.argv[1])).part.write_text("half")
print("writing", flush=True)
sys.stdin.read()
os._exit(9)
"""


def _other_run(path: Path) -> subprocess.Popen[str]:
    """A run that is writing a result until its standard input is closed, and is then killed."""
    run = subprocess.Popen(
        [sys.executable, "-c", KILLED, path], cwd=ROOT, stdin=-1, stdout=-1, text=True, bufsize=1
    )
    assert run.stdout is not None
    assert run.stdout.readline() == "writing\n"
    return run


def _end(run: subprocess.Popen[str]) -> None:
    run.communicate(timeout=20)


@pytest.mark.parametrize("overwrite", [False, True])
def test_two_runs_cannot_write_the_same_result(tmp_path: Path, overwrite: bool) -> None:
    other = _other_run(tmp_path / "a.mp4")
    with pytest.raises(UsageError, match="another run"):
        PartFile(tmp_path / "a.mp4", overwrite=overwrite)
    assert len(list(tmp_path.iterdir())) == 1
    _end(other)


def test_what_a_killed_run_left_is_in_nobodys_way_and_is_named(tmp_path: Path) -> None:
    _end(_other_run(tmp_path / "a.mp4"))
    (left,) = tmp_path.iterdir()
    part = _write(PartFile(tmp_path / "a.mp4"))
    part.commit()
    (said,) = part.warnings
    assert left.name in said and f"impasto clean {tmp_path}" in said
    assert left.read_text() == "half"
    assert (tmp_path / "a.mp4").read_text() == "new"


def test_a_journal_that_a_shutdown_left_is_named_when_the_film_is_painted_otherwise(tmp_path: Path) -> None:
    left = journal_of(new_part(tmp_path / "a.mp4"), "0123456789abcdef")
    left.write_text("much")
    part = _write(PartFile(tmp_path / "a.mp4"))
    part.commit()
    (said,) = part.warnings
    assert left.name in said and "gone on with" in said
    other = PartFile(tmp_path / "b.mp4")
    assert other.warnings == ()
    other.discard()


def test_of_many_runs_that_begin_together_one_writes(tmp_path: Path) -> None:
    def claim(_: int) -> PartFile | None:
        try:
            return PartFile(tmp_path / "a.mp4", overwrite=True)
        except UsageError:
            return None

    with ThreadPoolExecutor(8) as pool:
        claimed = [part for part in pool.map(claim, range(8)) if part is not None]
    assert len(claimed) == 1
    claimed[0].discard()
    assert not list(tmp_path.iterdir())


def test_results_of_other_names_are_written_at_the_same_time(tmp_path: Path) -> None:
    for name in ("a.mp4", "a.mkv", "b.mp4", f"{'x' * 240}1.mp4", f"{'x' * 240}2.mp4"):
        _write(PartFile(tmp_path / name)).commit()
    parts = [PartFile(tmp_path / name) for name in ("c.mp4", "c.mkv", "d.mp4")]
    for part in parts:
        part.discard()
    assert len(list(tmp_path.iterdir())) == 5


@pytest.mark.skipif(os.name == "nt", reason="a link needs rights there")
def test_a_link_stays_a_link_and_its_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    target, link = tmp_path / "far" / "b.mp4", tmp_path / "link.mp4"
    target.write_text("old")
    link.symlink_to(target)
    _write(PartFile(link, overwrite=True)).commit()
    assert link.is_symlink()
    assert target.read_text() == "new"
    assert len(list(tmp_path.rglob("*"))) == 3


@pytest.mark.skipif(os.name == "nt", reason="a link needs rights there")
def test_a_link_to_nothing_is_taken_unless_told_otherwise(tmp_path: Path) -> None:
    link = tmp_path / "link.mp4"
    link.symlink_to(tmp_path / "b.mp4")
    with pytest.raises(UsageError, match="already there"):
        PartFile(link)
    _write(PartFile(link, overwrite=True)).commit()
    assert (tmp_path / "b.mp4").read_text() == "new"


@pytest.mark.skipif(os.name == "nt", reason="a link needs rights there")
def test_a_link_to_itself_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").symlink_to(tmp_path / "a.mp4")
    with pytest.raises((SinkError, UsageError), match=r"a\.mp4"):
        PartFile(tmp_path / "a.mp4", overwrite=True)


def test_a_file_system_without_hard_links_still_protects_what_appears(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def link(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", link)
    part, plain = _write(PartFile(tmp_path / "a.mp4")), _write(PartFile(tmp_path / "b.mp4"))
    (tmp_path / "a.mp4").write_text("somebody else's")
    with pytest.raises(SinkError, match="appeared"):
        part.commit()
    plain.commit()
    assert ((tmp_path / "a.mp4").read_text(), (tmp_path / "b.mp4").read_text()) == ("somebody else's", "new")


def test_result_that_appears_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    part = _write(PartFile(tmp_path / "a.mp4"))
    (tmp_path / "a.mp4").write_text("somebody else's")
    with pytest.raises(SinkError, match=r"appeared.*a\.impasto.*\.part\.mp4"):
        part.commit()
    part.discard()
    assert (tmp_path / "a.mp4").read_text() == "somebody else's"
    assert part.part.read_text() == "new"


def test_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no folder .*nowhere"):
        PartFile(tmp_path / "nowhere" / "a.mp4")


def test_directory_as_result_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").mkdir()
    with pytest.raises(UsageError, match="not a file"):
        PartFile(tmp_path / "a.mp4", overwrite=True)


def test_unwritable_place_is_a_sink_error(tmp_path: Path) -> None:
    with pytest.raises(SinkError, match="cannot be written"):
        PartFile(tmp_path / f"{'long' * 80}.mp4")


@pytest.mark.skipif(os.name == "nt" or os.getuid() == 0, reason="permissions bind neither root nor Windows")
def test_read_only_folder_is_a_sink_error(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(SinkError, match="cannot be written: permission denied"):
            PartFile(tmp_path / "a.mp4")
    finally:
        tmp_path.chmod(0o700)


def test_busy_file_is_tried_again_on_windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    part = _write(PartFile(tmp_path / "a.mp4", overwrite=True))
    tries: list[Path] = []

    def replace(self: Path, target: Path) -> None:
        tries.append(target)
        if len(tries) < 3:
            raise PermissionError(13, "Held by a scanner")
        os.replace(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr(engine.files.part_file, "BUSY_PAUSE_S", 0)
    monkeypatch.setattr(engine.files.part_file, "_BUSY_IS_PERMISSION_ERROR", True)
    part.commit()
    assert len(tries) == 3 and (tmp_path / "a.mp4").read_text() == "new"
