from pathlib import Path

from engine.sources import VideoFileSource
from tests.app.conftest import Run, save_noise


def test_the_video_command_paints_from_a_package_into_a_package(example: Path, run: Run) -> None:
    style = save_noise(Path("style.png"), 96, 96)
    result = run("video", "grey:2", "-o", "count:times.txt", "--style", style, "--quiet")
    assert result.code == 0, result.err
    assert Path("times.txt").read_text() == "64x48 [0.0, 0.04]"


def test_the_video_command_writes_what_a_package_gives_to_a_file(example: Path, run: Run) -> None:
    style = save_noise(Path("style.png"), 96, 96)
    assert run("video", "grey:2", "-o", "grey.mp4", "--style", style, "--quiet").code == 0
    with VideoFileSource(Path("grey.mp4")) as source:
        assert len(list(source)) == 2


def test_the_video_command_asks_for_the_name_of_a_result(example: Path, run: Run) -> None:
    result = run("video", "grey:2", "--style", "oil-strokes")
    assert (result.code, "-o" in result.complaint) == (2, True)
