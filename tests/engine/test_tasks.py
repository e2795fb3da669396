from pathlib import Path

import pytest

from engine.errors import SourceError, UsageError
from engine.pictures.picture_file import picture_format
from engine.tasks import PICTURES, VIDEOS, plan_tasks


def touch(folder: Path, *names: str) -> None:
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / name).touch()


def test_a_file_goes_where_it_was_told(tmp_path: Path) -> None:
    (task,) = plan_tasks(tmp_path / "a.mov", tmp_path / "b.mp4", VIDEOS)
    assert task.output == tmp_path / "b.mp4"


def test_a_file_goes_into_an_existing_folder_under_its_own_name(tmp_path: Path) -> None:
    (task,) = plan_tasks(Path("clips/a.mov"), tmp_path, VIDEOS)
    assert task.output == tmp_path / "a.mp4"


def test_without_an_output_the_result_lies_beside_the_source(tmp_path: Path) -> None:
    (task,) = plan_tasks(tmp_path / "a.jpg", None, PICTURES)
    assert task.output == tmp_path / "a-painted.jpg"


def test_a_folder_gives_its_files_in_order_and_leaves_others_alone(tmp_path: Path) -> None:
    touch(tmp_path / "clips", "b.MP4", "a.mov", "notes.txt")
    tasks = plan_tasks(tmp_path / "clips", tmp_path / "out", VIDEOS)
    assert [(task.input.name, task.output.name) for task in tasks] == [("a.mov", "a.mp4"), ("b.MP4", "b.mp4")]
    assert (tmp_path / "out").is_dir()


def test_two_files_of_one_name_do_not_become_one(tmp_path: Path) -> None:
    touch(tmp_path / "clips", "a.mov", "A.avi")
    tasks = plan_tasks(tmp_path / "clips", tmp_path / "out", VIDEOS)
    assert sorted(task.output.name for task in tasks) == ["A-avi.mp4", "a-mov.mp4"]


def test_a_folder_with_nothing_to_paint_is_named(tmp_path: Path) -> None:
    touch(tmp_path / "clips", "notes.txt")
    with pytest.raises(SourceError, match=r"nothing to paint in .*clips"):
        plan_tasks(tmp_path / "clips", None, VIDEOS)
    assert not (tmp_path / "clips-painted").exists()


def test_a_folder_does_not_go_into_a_file(tmp_path: Path) -> None:
    touch(tmp_path / "clips", "a.mp4")
    (tmp_path / "out").touch()
    with pytest.raises(UsageError, match="is a file"):
        plan_tasks(tmp_path / "clips", tmp_path / "out", VIDEOS)


def test_a_picture_keeps_its_format_where_it_can_be_written(tmp_path: Path) -> None:
    touch(tmp_path / "photos", "a.PNG", "b.heic")
    tasks = plan_tasks(tmp_path / "photos", tmp_path / "out", PICTURES)
    assert [task.output.name for task in tasks] == ["a.PNG", "b.jpg"]


def test_every_kept_ending_of_a_picture_can_be_written() -> None:
    assert all(picture_format(Path(f"a{suffix}")) for suffix in PICTURES.written)
