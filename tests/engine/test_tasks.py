from pathlib import Path

import pytest

from engine.errors import SinkError, SourceError, UsageError
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


def names_of(source: Path, output: Path) -> list[str]:
    return [task.output.name for task in plan_tasks(source, output, VIDEOS)]


def test_a_name_made_for_one_file_is_never_that_of_another(tmp_path: Path) -> None:
    touch(tmp_path / "clips", "a.mov", "a.avi", "a-mov.mp4", "A-MOV-2.mkv")
    names = names_of(tmp_path / "clips", tmp_path / "out")
    assert len({name.lower() for name in names}) == 4
    assert "a-mov.mp4" in names


@pytest.mark.parametrize(
    ("inside", "source", "beside"), [("clips", ".", "clips"), ("clips/more", "..", "clips")]
)
def test_a_folder_called_by_dots_gets_results_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inside: str, source: str, beside: str
) -> None:
    touch(tmp_path / "clips", "a.mp4")
    (tmp_path / "clips" / "more").mkdir()
    monkeypatch.chdir(tmp_path / inside)
    (task,) = plan_tasks(Path(source), None, VIDEOS)
    assert task.output == tmp_path / f"{beside}-painted" / "a.mp4"


def test_there_is_no_place_beside_the_root() -> None:
    with pytest.raises(UsageError, match=r"no place beside .*-o"):
        plan_tasks(Path(Path.cwd().anchor), None, PICTURES)


def test_notes_of_macos_and_unfinished_results_are_no_videos(tmp_path: Path) -> None:
    touch(tmp_path / "clips", "a.mp4", "._a.mp4", "b.impasto-7-0011aaff.part.mp4")
    assert names_of(tmp_path / "clips", tmp_path / "out") == ["a.mp4"]


def test_no_result_replaces_a_file_that_is_still_to_be_painted(tmp_path: Path) -> None:
    touch(tmp_path / "clips", "a.mov", "a.avi", "b.mp4")
    with pytest.raises(UsageError, match=r"b\.mp4.*is itself an input"):
        plan_tasks(tmp_path / "clips", tmp_path / "clips", VIDEOS)


def test_no_result_replaces_the_style_picture(tmp_path: Path) -> None:
    touch(tmp_path, "a.png", "style.png")
    (tmp_path / "link.png").symlink_to("style.png")
    with pytest.raises(UsageError, match="is itself an input"):
        plan_tasks(tmp_path / "a.png", tmp_path / "link.png", PICTURES, keep=[tmp_path / "style.png"])


def test_a_folder_of_results_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    touch(tmp_path / "clips", "a.mp4")
    (tmp_path / "file").touch()
    with pytest.raises(SinkError, match="cannot be made: not a directory"):
        plan_tasks(tmp_path / "clips", tmp_path / "file" / "x", VIDEOS)


@pytest.mark.parametrize("output", [Path("x" * 300), Path("x" * 300 + ".mp4")])
def test_names_that_are_too_long_are_left_to_those_who_open_them(output: Path) -> None:
    (task,) = plan_tasks(Path("y" * 300 + ".mp4"), output, VIDEOS)
    assert task.output == output
