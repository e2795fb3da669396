"""`impasto study`, and `--study` of the commands that paint."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Pillow

from tests.app.commands.test_video_command import save_clip
from tests.app.conftest import Run
from tests.engine.study.conftest import save_tiny_weights

ROOT = Path(__file__).parents[3]


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IMPASTO_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def tiny(tmp_path: Path) -> tuple[str | Path, ...]:
    """Options that choose a network which studies in moments."""
    weights = save_tiny_weights(tmp_path / "tiny.safetensors")
    return ("--weights", weights, "--device", "cpu", "--runtime", "torch")


def pixels(path: str | Path) -> np.ndarray:
    with Pillow.open(path) as picture:
        return np.asarray(picture.convert("RGB")).astype(int)


def checkpoints(tmp_path: Path) -> list[Path]:
    return list((tmp_path / "cache").rglob("*.checkpoint"))


def test_a_studied_style_is_painted_with_from_then_on(
    run: Run, style: Path, photo: Path, tiny: tuple[str, ...]
) -> None:
    run("photo", photo, "--style", style, "-o", "before.png", *tiny)
    result = run("study", style, "--on", photo, "--steps", "3", *tiny)
    assert result.code == 0
    assert "style.png is studied: 3 steps" in result.out
    run("photo", photo, "--style", style, "-o", "after.png", *tiny)
    assert np.abs(pixels("after.png") - pixels("before.png")).mean() > 0.1


def test_the_result_is_told_as_json(run: Run, style: Path, tiny: tuple[str, ...]) -> None:
    record = json.loads(run("study", style, "--steps", "2", "--json", *tiny).out)
    assert (record["style"], record["steps"], record["finished"]) == ("style.png", 2, True)
    assert Path(record["kept"]).stat().st_size < 2_000_000


def test_a_second_study_says_that_it_is_done_already(run: Run, style: Path, tiny: tuple[str, ...]) -> None:
    run("study", style, "--steps", "2", *tiny)
    assert "studied already (2 steps)" in run("study", style, "--steps", "2", *tiny).out
    assert "style.png is studied: 1 steps" in run("study", style, "--more", "1", *tiny).out


def test_a_preview_is_written_and_nothing_else(
    run: Run, style: Path, photo: Path, tiny: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "seen").mkdir()
    run("study", style, "--on", photo, "--steps", "2", "--preview", "seen/preview.png", *tiny)
    assert [file.name for file in (tmp_path / "seen").iterdir()] == ["preview.png"]
    assert pixels("seen/preview.png").shape == pixels(photo).shape


def test_a_preview_that_cannot_be_written_is_said(run: Run, style: Path, tiny: tuple[str, ...]) -> None:
    result = run("study", style, "--steps", "2", "--preview", "nowhere/preview.png", *tiny)
    assert result.code == 2
    assert 'There is no folder "nowhere"' in result.complaint


def test_a_preview_never_takes_the_place_of_what_is_studied(
    run: Run, style: Path, photo: Path, tiny: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "on").mkdir()
    content = photo.rename(tmp_path / "on" / photo.name)
    for file in (style, content):
        before = file.read_bytes()
        result = run("study", style, "--on", content.parent, "--steps", "1", "--preview", file, *tiny)
        assert (result.code, "is itself an input" in result.complaint) == (2, True)
        assert file.read_bytes() == before


@pytest.mark.parametrize("taken", ["a.txt", "there.impasto"])
def test_an_export_that_cannot_be_is_refused_before_the_study(
    run: Run, style: Path, tiny: tuple[str, ...], tmp_path: Path, taken: str
) -> None:
    Path("there.impasto").write_text("another's")
    assert run("study", style, "--steps", "2", "--export", taken, *tiny).code == 2
    assert Path("there.impasto").read_text() == "another's"
    assert not list((tmp_path / "cache").rglob("*.safetensors"))


def test_an_exported_style_is_a_style(run: Run, style: Path, photo: Path, tiny: tuple[str, ...]) -> None:
    result = run("study", style, "--steps", "2", "--export", "a.impasto", "--licence", "mine", *tiny)
    assert "a.impasto is written" in result.out
    assert run("photo", photo, "--style", "a.impasto", "-o", "out.png", *tiny).code == 0
    run("photo", photo, "--style", style, "-o", "own.png", *tiny)
    np.testing.assert_array_equal(pixels("out.png"), pixels("own.png"))


def test_a_photo_is_painted_in_a_style_studied_on_it(
    run: Run, style: Path, photo: Path, tiny: tuple[str, ...]
) -> None:
    run("photo", photo, "--style", style, "-o", "plain.png", *tiny)
    result = run("photo", photo, "--style", style, "--study", "--steps", "3", "-o", "out.png", *tiny)
    assert result.code == 0
    assert np.abs(pixels("out.png") - pixels("plain.png")).mean() > 0.1


def test_a_clip_of_a_second_is_painted_in_a_style_studied_on_it(
    run: Run, style: Path, tmp_path: Path, tiny: tuple[str, ...]
) -> None:
    clip = save_clip(tmp_path / "clip.mp4", frames=25)
    result = run("video", clip, "--style", style, "--study", "--steps", "2", "-o", "out.mp4", *tiny)
    assert result.code == 0
    assert "style.png is studied: 2 steps" in result.out
    assert "25 frames" in result.out


def test_a_style_that_cannot_be_read_is_said_at_once(run: Run, tmp_path: Path, tiny: tuple[str, ...]) -> None:
    (tmp_path / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 cut off")
    result = run("study", "broken.jpg", "--steps", "2", *tiny)
    assert result.code == 1
    assert '"broken.jpg"' in result.complaint


@pytest.mark.parametrize(
    ("option", "complaint"),
    [
        (("--steps", "0"), "A study takes"),
        (("--seconds", "0"), "A study takes"),
        (("--content-weight", "0"), "The weight of the content is more than 0, not 0."),
    ],
)
def test_a_number_of_nothing_is_wrong_usage(
    run: Run, style: Path, tiny: tuple[str, ...], option: tuple[str, str], complaint: str
) -> None:
    result = run("study", style, *option, *tiny)
    assert result.code == 2
    assert complaint in result.complaint


def _begin(tmp_path: Path, style: Path, tiny: tuple[str | Path, ...]) -> "subprocess.Popen[str]":
    """A long study in a process of its own, once it has begun."""
    command = [sys.executable, ROOT / "run.py", "study", style, "--steps", "100000", *tiny]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stderr is not None
    for line in process.stderr:
        if "step" in line:
            return process
    raise AssertionError("it ended before its first step")


def test_ctrl_c_keeps_what_is_there_and_the_same_command_goes_on(
    run: Run, style: Path, tmp_path: Path, tiny: tuple[str, ...]
) -> None:
    process = _begin(tmp_path, style, tiny)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert "stopped after" in out and "Traceback" not in err
    record = json.loads(run("study", style, "--steps", "1", "--json", *tiny).out)
    assert record["steps"] >= 1 and record["seconds"] < 5  # nothing was left to do


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_killed_study_leaves_nothing_half_written_and_goes_on_from_its_checkpoint(
    run: Run, style: Path, tmp_path: Path, tiny: tuple[str, ...]
) -> None:
    process = _begin(tmp_path, style, tiny)
    time.sleep(0.2)
    process.kill()
    process.communicate(timeout=60)
    assert len(checkpoints(tmp_path)) == 1
    assert list((tmp_path / "cache" / "studied").rglob("*.safetensors")) == []
    assert run("study", style, "--seconds", "0.5", *tiny).code == 0
    assert checkpoints(tmp_path) == []


@pytest.mark.skipif(sys.platform != "linux", reason="the others have no such scheduling")
def test_gentle_work_gives_way_to_all_else() -> None:
    code = (
        "import os; from app.study_progress import work_gently; work_gently(); "
        "assert (os.nice(0), os.sched_getscheduler(0)) == (19, os.SCHED_IDLE)"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def test_at_a_terminal_it_is_told_that_a_style_can_be_studied_until_it_is(
    run: Run, style: Path, photo: Path, tiny: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.options.study.at_terminal", lambda: True)
    paint = ("photo", photo, "--style", style, "-o", "painted.png", "--overwrite", *tiny)
    assert "To come nearer to style, add --study" in run(*paint).out
    assert "--study" not in run(*paint, "--quiet").out + run(*paint, "--json").out
    assert "To come nearer" not in run(*paint, "--study", "--steps", "2").out
    assert "To come nearer" not in run(*paint).out


def test_into_a_file_nothing_is_told_of_studies(
    run: Run, style: Path, photo: Path, tiny: tuple[str, ...]
) -> None:
    assert "--study" not in run("photo", photo, "--style", style, "-o", "painted.png", *tiny).out
