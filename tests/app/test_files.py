"""Files and names a person did not think of: nothing is lost, nothing hangs, and what fails is one line."""

import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from engine.files.parts import lock, new_part
from tests.app.commands.test_photo_command import pixels
from tests.app.commands.test_video_command import ROOT, painting, save_clip, times_of
from tests.app.conftest import Result, Run, save_noise

unix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    return save_clip(tmp_path / "clip.mp4", frames=2)


def one_line(result: Result, code: int, *words: str) -> None:
    assert result.code == code, result.err
    (line,) = result.err.splitlines()
    assert line.startswith("impasto: ")
    for word in words:
        assert word in line


@pytest.mark.parametrize(
    ("command", "source", "output"),
    [("video", "movie.part.mp4", "movie.mp4"), ("photo", "movie.part.png", "movie.png")],
)
def test_an_input_that_is_called_like_a_part_survives(
    run: Run, style: Path, tmp_path: Path, command: str, source: str, output: str
) -> None:
    (save_clip if command == "video" else save_noise)(tmp_path / source)
    before = Path(source).read_bytes()
    assert run(command, source, "--style", style, "-o", output, "--overwrite").code == 0
    assert Path(source).read_bytes() == before
    assert Path(output).is_file()


@unix
def test_a_link_as_output_stays_a_link(run: Run, photo: Path, style: Path) -> None:
    Path("real.png").write_text("old")
    Path("link.png").symlink_to("real.png")
    assert run("photo", photo, "--style", style, "-o", "link.png", "--overwrite").code == 0
    assert Path("link.png").is_symlink()
    assert pixels(Path("real.png")).shape == pixels(photo).shape


@unix
@pytest.mark.parametrize("command", ["video", "photo"])
def test_a_pipe_is_refused_at_once(run: Run, style: Path, command: str) -> None:
    os.mkfifo("pipe.png")
    one_line(
        run(command, "pipe.png", "--style", style, "-o", "out.mp4" if command == "video" else "out.png"),
        1,
        "is a pipe or a device",
    )


@unix
def test_a_style_that_is_a_pipe_is_refused_at_once(run: Run, photo: Path) -> None:
    os.mkfifo("style.fifo")
    one_line(run("photo", photo, "--style", "style.fifo", "-o", "out.png"), 1, "is a pipe or a device")


@unix
def test_weights_that_are_a_pipe_are_refused_at_once(run: Run, photo: Path, style: Path) -> None:
    os.mkfifo("w.fifo")
    one_line(run("photo", photo, "--style", style, "-o", "o.png", "--weights", "w.fifo"), 2, "is not a file")


LONG = "x" * 300


@unix
@pytest.mark.parametrize(
    ("output", "word"),
    [
        (f"{LONG}.png", "too long"),
        (f"{LONG}/a.png", "too long"),
        ("photo.png/x.png", "no folder"),
        ("/proc/x.png", ""),
    ],
    ids=["long name", "long folder", "file as folder", "proc"],
)
def test_an_output_that_cannot_be_is_one_line(
    run: Run, photo: Path, style: Path, output: str, word: str
) -> None:
    result = run("photo", photo, "--style", style, "-o", output)
    one_line(result, result.code or 1, word)


@unix
@pytest.mark.parametrize(
    "output", ["photo.png/x", "/proc/x", LONG], ids=["file as folder", "proc", "long name"]
)
def test_a_folder_of_results_that_cannot_be_is_one_line(
    run: Run, photo: Path, style: Path, tmp_path: Path, output: str
) -> None:
    one_line(run("photo", tmp_path, "--style", style, "-o", output), 1, "cannot be made")


@unix
@pytest.mark.parametrize("names", [("photo", LONG, "style.png"), ("photo", "photo.png", LONG)])
def test_inputs_with_names_too_long_are_one_line(
    run: Run, photo: Path, style: Path, names: tuple[str, str, str]
) -> None:
    command, source, look = names
    result = run(command, source, "--style", look, "-o", "out.png")
    one_line(result, result.code or 1, "x" * 300)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have only names of Unicode")
def test_a_name_that_is_not_unicode_is_a_name_like_any_other(style: Path, tmp_path: Path) -> None:
    clip, out = tmp_path / os.fsdecode(b"caf\xe9.mp4"), tmp_path / os.fsdecode(b"out\xff.mp4")
    save_clip(tmp_path / "clip.mp4", frames=2).rename(clip)
    command: list[str | Path] = [sys.executable, ROOT / "run.py", "video", clip, "--style", style]
    named: list[str | Path] = ["-o", out]
    for more in (named, []):
        finished = subprocess.run([*command, *more], cwd=tmp_path, capture_output=True, timeout=60)
        assert (finished.returncode, finished.stderr) == (0, b"")
    assert times_of(out) == times_of(tmp_path / os.fsdecode(b"caf\xe9-painted.mp4")) == times_of(clip)


@pytest.mark.parametrize("folder", [".", ".."])
def test_a_folder_called_by_dots_is_painted(
    run: Run, style: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    (tmp_path / "clips" / "in").mkdir(parents=True)
    save_noise(tmp_path / "clips" / "a.png")
    monkeypatch.chdir(tmp_path / "clips" if folder == "." else tmp_path / "clips" / "in")
    assert run("photo", folder, "--style", style).code == 0
    assert [path.name for path in (tmp_path / "clips-painted").iterdir()] == ["a.png"]


def test_a_folder_does_not_hide_a_bundled_style(run: Run, photo: Path) -> None:
    Path("ink-wash").mkdir()
    assert run("photo", photo, "--style", "ink-wash", "-o", "out.png").code == 0


@pytest.mark.parametrize("name", ["", ":0.5"])
def test_a_style_without_a_name_is_refused(run: Run, photo: Path, name: str) -> None:
    one_line(run("photo", photo, "--style", name, "-o", "out.png"), 2, "names no picture")


def test_huge_weights_are_weights_like_any_other(run: Run, photo: Path, style: Path, tmp_path: Path) -> None:
    other = save_noise(tmp_path / "other.png", 96, 96, seed=5)
    for weight, name in (("1", "one.png"), ("1e308", "huge.png")):
        styles = ("--style", f"{style}:{weight}", "--style", f"{other}:{weight}")
        assert run("photo", photo, *styles, "-o", name).code == 0
    np.testing.assert_array_equal(pixels(Path("one.png")), pixels(Path("huge.png")))


def test_what_a_killed_run_left_is_named_and_can_be_deleted(run: Run, photo: Path, style: Path) -> None:
    os.close(lock(left := new_part(Path("out.png"))))
    result = run("photo", photo, "--style", style, "-o", "out.png")
    assert result.code == 0
    assert left.name in result.complaint and "impasto clean" in result.complaint
    assert left.name in run("clean", ".").out and left.exists()
    assert run("clean", ".", "--delete").code == 0
    assert not left.exists() and Path("out.png").exists()
    assert "Nothing" in run("clean").out


def test_a_folder_to_clean_that_is_not_there_is_one_line(run: Run) -> None:
    one_line(run("clean", "nowhere"), 2, "nowhere")


def test_of_two_runs_to_one_output_one_is_refused_and_the_other_is_whole(
    run: Run, tmp_path: Path, style: Path
) -> None:
    clip = save_clip(tmp_path / "long.mp4", frames=40, size=(640, 360))
    first = painting(clip, style, tmp_path / "out", stdout=subprocess.DEVNULL)
    result = run("video", clip, "--style", style, "-o", tmp_path / "out" / "a.mp4", "--overwrite")
    one_line(result, 2, "is being written by another run")
    assert first.wait(60) == 0
    assert times_of(tmp_path / "out" / "a.mp4") == times_of(clip)
    assert len(list((tmp_path / "out").iterdir())) == 1


@unix
def test_a_terminal_that_closes_leaves_no_result_behind(tmp_path: Path, style: Path) -> None:
    clip = save_clip(tmp_path / "long.mp4", frames=60, size=(1280, 720))
    ours, terminal = pty.openpty()
    shown = {"stdin": terminal, "stdout": terminal, "stderr": terminal, "start_new_session": True}
    heard = {"preexec_fn": lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL)}  # also below a `nohup`
    run = painting(clip, style, tmp_path / "out", **shown, **heard)
    os.close(terminal)
    os.close(ours)
    run.send_signal(signal.SIGHUP)  # as the system does for the terminal's own session
    assert run.wait(20) != 0
    assert all(".part.journal-" in left.name for left in (tmp_path / "out").iterdir())


@unix
def test_nohup_paints_on_when_the_terminal_closes(tmp_path: Path, style: Path) -> None:
    clip = save_clip(tmp_path / "long.mp4", frames=20, size=(640, 360))
    deaf = {"preexec_fn": lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN), "stdout": subprocess.DEVNULL}
    run = painting(clip, style, tmp_path / "out", **deaf)
    run.send_signal(signal.SIGHUP)
    assert run.wait(60) == 0
    assert len(times_of(tmp_path / "out" / "a.mp4")) == 20
