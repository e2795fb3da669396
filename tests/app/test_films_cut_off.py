"""What people see when they run the command again that a crash has cut off."""

import json
import os
import signal
import subprocess
from pathlib import Path

import pytest

from engine.files import Journal, journal_of
from engine.files.parts import lock, new_part
from engine.sinks.film_journal import FilmJournal
from tests.app.commands.test_video_command import painting, save_clip
from tests.app.conftest import Run
from tests.clips import Clip, frame_times, write_clip

FRAMES = 40


@pytest.fixture
def cut_off(run: Run, style: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, ...]:
    """A command whose result is not there yet, but nearly all that it needs."""
    clip = write_clip(tmp_path / "clip.mp4", Clip(ticks=tuple(range(0, FRAMES * 512, 512))))
    command = ("video", str(clip), "--style", str(style), "-o", "out.mp4", "--render-size", "64")
    with monkeypatch.context() as patch:
        patch.setattr(FilmJournal, "remove", FilmJournal.close)
        assert run(*command).code == 0
    Path("out.mp4").unlink()
    return command


def test_the_same_command_says_at_once_and_at_the_end_that_it_goes_on(
    run: Run, cut_off: tuple[str, ...]
) -> None:
    result = run(*cut_off, "--json")
    assert result.code == 0
    assert "clip.mp4: Going on at 0:00:01: an earlier run was cut off there." in result.err
    record = json.loads(result.out)
    assert FRAMES > record["kept_frames"] > 20 and record["frames"] == FRAMES
    assert record["warnings"] == ["Gone on with at 0:00:01, where an earlier run was cut off."]
    assert len(frame_times(Path("out.mp4"))) == FRAMES


def test_anew_begins_anew_and_takes_away_what_was_left(run: Run, cut_off: tuple[str, ...]) -> None:
    result = run(*cut_off, "--anew")
    assert result.code == 0 and "oing on" not in result.err
    assert "Nothing" in run("clean").out


@pytest.mark.skipif(os.name == "nt", reason="Windows has other signals")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
def test_a_film_waits_for_the_next_start_of_the_machine_but_not_after_ctrl_c(
    style: Path, tmp_path: Path, name: str
) -> None:
    clip = save_clip(tmp_path / "long.mp4", frames=400, size=(640, 360))
    out = tmp_path / "out"
    run = painting(clip, style, out, _is_full_journal, stderr=subprocess.PIPE, text=True)
    run.send_signal(getattr(signal, name))
    _, said = run.communicate(timeout=20)
    assert run.returncode == 130, said
    kept = name == "SIGTERM"  # as when it is shut down
    assert ("What was painted is kept: the same command goes on with it." in said) == kept
    assert len(list(out.glob("*.part.journal-*"))) == len(list(out.iterdir())) == kept


def _is_full_journal(path: Path) -> bool:
    return ".part.journal-" in path.name and path.stat().st_size > 8192


def test_what_can_be_gone_on_with_is_said_where_it_is_listed(run: Run, tmp_path: Path) -> None:
    part = new_part(tmp_path / "film.mp4")
    os.close(lock(part))
    assert "gone on with" not in run("clean").out
    Journal(journal_of(part, "0123456789abcdef")).close()
    listed = run("clean").out
    assert ".part.journal-" in listed and "gone on with by the command that began it" in listed
    assert run("clean", "--delete").code == 0
    assert "Nothing" in run("clean").out
