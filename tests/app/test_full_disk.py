"""A real disk that is full: one line that says so, nothing half-written, and what was there is there."""

from pathlib import Path

import pytest

from tests.app.commands.test_video_command import save_clip, times_of
from tests.app.conftest import Run, save_noise


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    return save_clip(tmp_path / "clip.mp4", frames=60, size=(640, 384))


@pytest.mark.parametrize("ending", ["mp4", "mkv"])
def test_a_video_that_fills_the_disk_leaves_nothing(
    run: Run, clip: Path, style: Path, tiny_disk: Path, ending: str
) -> None:
    result = run(
        "video", clip, "--style", style, "--quality", "100", "-o", tiny_disk / f"a.{ending}", "--quiet"
    )
    assert result.code == 1
    (line,) = result.err.splitlines()
    assert "No space left on device. Free some space, or choose another disk." in line
    assert list(tiny_disk.iterdir()) == []


def test_an_earlier_result_survives_a_full_disk(run: Run, clip: Path, style: Path, tiny_disk: Path) -> None:
    old = save_clip(tiny_disk / "a.mp4", frames=3)
    before = old.read_bytes()
    options = ("--quality", "100", "--overwrite", "--quiet")
    assert run("video", clip, "--style", style, "-o", old, *options).code == 1
    assert [file.name for file in tiny_disk.iterdir()] == ["a.mp4"]
    assert old.read_bytes() == before
    assert len(times_of(old)) == 3


def test_a_photo_that_fills_the_disk_leaves_nothing(
    run: Run, style: Path, tmp_path: Path, tiny_disk: Path
) -> None:
    photo = save_noise(tmp_path / "photo.png", 640, 480)
    result = run("photo", photo, "--style", style, "-o", tiny_disk / "a.bmp")
    assert result.code == 1
    assert "no space left on device" in result.complaint
    assert list(tiny_disk.iterdir()) == []


def test_the_disk_takes_what_fits(run: Run, style: Path, photo: Path, tiny_disk: Path) -> None:
    assert run("photo", photo, "--style", style, "-o", tiny_disk / "a.png").code == 0
