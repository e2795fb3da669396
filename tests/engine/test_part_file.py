import os
from pathlib import Path

import pytest

import engine.part_file
from engine.errors import SinkError, UsageError
from engine.part_file import PartFile


def _write(part: PartFile, text: str = "new") -> PartFile:
    part.part.write_text(text)
    return part


def test_nothing_has_the_result_name_before_commit(tmp_path: Path) -> None:
    part = _write(PartFile(tmp_path / "a.mp4"))
    assert [file.name for file in tmp_path.iterdir()] == ["a.part.mp4"]
    part.discard()


def test_commit_gives_the_file_its_name_and_leaves_no_part(tmp_path: Path) -> None:
    part = _write(PartFile(tmp_path / "a.mp4"))
    part.commit()
    part.commit()
    part.discard()
    assert [file.name for file in tmp_path.iterdir()] == ["a.mp4"]
    assert (tmp_path / "a.mp4").read_text() == "new"


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
    with pytest.raises(UsageError, match="itself the input"):
        PartFile(tmp_path / name, overwrite=True, inputs=[source])
    assert source.read_text() == "precious"


def test_stale_part_file_is_named_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "a.part.mp4").write_text("left by a killed run")
    with pytest.raises(UsageError, match=r"a\.part\.mp4.*killed.*Delete it, or use --overwrite"):
        PartFile(tmp_path / "a.mp4")
    assert (tmp_path / "a.part.mp4").read_text() == "left by a killed run"


def test_stale_part_file_is_replaced_on_overwrite(tmp_path: Path) -> None:
    (tmp_path / "a.part.mp4").write_text("left by a killed run")
    _write(PartFile(tmp_path / "a.mp4", overwrite=True)).commit()
    assert [file.read_text() for file in tmp_path.iterdir()] == ["new"]


def test_two_runs_cannot_write_the_same_result(tmp_path: Path) -> None:
    first = PartFile(tmp_path / "a.mp4")
    with pytest.raises(UsageError, match="another run"):
        PartFile(tmp_path / "a.mp4")
    _write(first).commit()
    assert (tmp_path / "a.mp4").exists()


def test_result_that_appears_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    part = _write(PartFile(tmp_path / "a.mp4"))
    (tmp_path / "a.mp4").write_text("somebody else's")
    with pytest.raises(SinkError, match=r"appeared.*a\.part\.mp4"):
        part.commit()
    part.discard()
    assert (tmp_path / "a.mp4").read_text() == "somebody else's"
    assert (tmp_path / "a.part.mp4").read_text() == "new"


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
    part = _write(PartFile(tmp_path / "a.mp4"))
    tries: list[Path] = []

    def replace(self: Path, target: Path) -> None:
        tries.append(target)
        if len(tries) < 3:
            raise PermissionError(13, "Held by a scanner")
        os.replace(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr(engine.part_file, "BUSY_PAUSE_S", 0)
    monkeypatch.setattr(engine.part_file, "_BUSY_IS_PERMISSION_ERROR", True)
    part.commit()
    assert len(tries) == 3 and (tmp_path / "a.mp4").read_text() == "new"
