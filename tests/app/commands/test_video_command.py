import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from fractions import Fraction
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest

from engine.sinks.video_file import VideoFileSink
from engine.sources.pattern import PatternSource
from engine.sources.video.file import VideoFileSource
from tests.app.conftest import Run
from tests.clips import ORDINARY, Clip, make_clip, truncated, write_clip
from tests.special_clips import MOVING_MS, shown_ms, write_animation, write_interlaced

ROOT = Path(__file__).parents[3]


def save_clip(path: Path, frames: int = 6, size: tuple[int, int] = (64, 48)) -> Path:
    """A clip of the moving scene, without sound, at 30000/1001 frames per second."""
    rate = Fraction(30000, 1001)
    with PatternSource(*size, rate=rate, frames=frames) as scene, VideoFileSink(path, scene.info) as sink:
        while (frame := scene.read()) is not None:
            sink.write(frame)
    return path


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    return save_clip(tmp_path / "clip.mp4")


def painting(
    clip: Path, style: Path, out: Path, begun: Callable[[Path], bool] = lambda _: True, /, **options: object
) -> "subprocess.Popen[Any]":
    """A run into a new folder, once it has `begun` a file there; seconds of painting lie before it."""
    out.mkdir()
    command = [sys.executable, str(ROOT / "run.py"), "video", clip, "--style", style, "-o", out / "a.mp4"]
    run = subprocess.Popen(command, cwd=ROOT, **options)  # type: ignore[call-overload]
    while not any(map(begun, out.iterdir())):
        assert run.poll() is None
        time.sleep(0.01)
    assert isinstance(run, subprocess.Popen)
    return run


def times_of(path: Path) -> list[Fraction]:
    with VideoFileSource(path) as source:
        return [frame.time for frame in iter(source.read, None)]


def test_a_video_is_painted_and_every_frame_keeps_its_time(run: Run, clip: Path, style: Path) -> None:
    result = run("video", clip, "--style", style, "-o", "out.mp4")
    assert result.code == 0
    assert times_of(Path("out.mp4")) == times_of(clip)
    assert "6 frames" in result.out


def test_json_says_what_was_done(run: Run, clip: Path, style: Path) -> None:
    record = json.loads(run("video", clip, "--style", style, "-o", "out.mp4", "--json").out)
    assert (record["input"], record["output"], record["frames"]) == (str(clip), "out.mp4", 6)
    assert {"seconds", "network", "device", "precision", "runtime"} <= record.keys()


def test_without_an_output_the_result_lies_beside_the_clip(run: Run, clip: Path, style: Path) -> None:
    assert run("video", clip, "--style", style).code == 0
    assert clip.with_name("clip-painted.mp4").is_file()


def test_a_folder_of_videos_is_painted_and_the_bad_one_named(run: Run, style: Path, tmp_path: Path) -> None:
    clips = tmp_path / "clips"
    clips.mkdir()
    save_clip(clips / "a.mp4", frames=2)
    (clips / "b.mp4").write_text("not a video")
    result = run("video", clips, "--style", style, "-o", "out", "--json")
    assert result.code == 1
    good, bad = json.loads(result.out)
    assert (good["frames"], Path(good["output"]).is_file()) == (2, True)
    assert "b.mp4" in bad["error"]
    assert [path.name for path in Path("out").iterdir()] == ["a.mp4"]


def test_without_a_terminal_progress_is_plain_lines(
    run: Run, clip: Path, style: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.progress.LINE_INTERVAL_S", 0.0)
    monkeypatch.setattr("app.run_tasks.POLL_S", 0.001)
    lines = run("video", clip, "--style", style, "-o", "out.mp4").err.splitlines()
    assert lines
    assert all(line.startswith("clip.mp4: ") and "of 6 frames" in line for line in lines)


@pytest.mark.skipif(os.name == "nt", reason="Windows has other signals")
def test_stopping_leaves_nothing_behind(tmp_path: Path, style: Path) -> None:
    clip = save_clip(tmp_path / "long.mp4", frames=60, size=(1280, 720))  # seconds of painting
    out = tmp_path / "out"
    process = painting(clip, style, out, stderr=subprocess.PIPE, text=True)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert process.returncode == 130, said
    assert said.splitlines()[-1] == "impasto: stopped; no half-written result is left behind."
    assert list(out.iterdir()) == []


def test_the_demo_says_where_its_clip_is(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.jobs.DEMO_FRAMES", 5)
    result = run("demo")
    assert result.code == 0
    assert str(Path("impasto-demo.mp4").resolve()) in result.out
    assert len(times_of(Path("impasto-demo.mp4"))) == 5


@pytest.mark.parametrize("name", sorted(ORDINARY))
def test_every_odd_clip_is_painted_with_its_own_times(
    run: Run, style: Path, tmp_path: Path, name: str
) -> None:
    clip = make_clip(tmp_path, name)
    result = run("video", clip, "--style", style, "-o", "out.mp4")
    assert result.code == 0, result.err
    assert times_of(Path("out.mp4")) == times_of(clip)


def test_a_clip_cut_short_gives_what_could_be_read_and_says_so(run: Run, style: Path, tmp_path: Path) -> None:
    clip = truncated(write_clip(tmp_path / "whole.mp4", Clip(ticks=tuple(range(0, 60 * 512, 512)))))
    result = run("video", clip, "--style", style, "-o", "out.mp4", "--json")
    record = json.loads(result.out)
    assert result.code == 0
    assert f"cut short: {record['frames']} frames could be read" in result.complaint
    assert record["warnings"] == [result.complaint.removeprefix(f"impasto: {clip.name}: ")]
    assert len(times_of(Path("out.mp4"))) == record["frames"] > 10


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on file sizes")
def test_a_disk_that_takes_no_more_is_one_line_and_leaves_nothing(tmp_path: Path, style: Path) -> None:
    import resource

    clip = save_clip(tmp_path / "clip.mp4", frames=40, size=(320, 192))
    out = tmp_path / "out"
    out.mkdir()
    limit_bytes = 30_000  # refused by the system, as on a full disk, to any user
    finished = subprocess.run(
        [sys.executable, ROOT / "run.py", "video", clip, "--style", style, "-o", out / "a.mp4"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit_bytes, limit_bytes)),
    )
    assert finished.returncode == 1
    (line,) = finished.stderr.splitlines()
    assert line.startswith(f'impasto: "{out / "a.mp4"}"') or str(out) in line
    assert list(out.iterdir()) == []


@pytest.mark.parametrize("ending", [".gif", ".png", ".webp"])
def test_animated_pictures_are_videos(run: Run, style: Path, tmp_path: Path, ending: str) -> None:
    source = write_animation(tmp_path / f"a{ending}")
    result = run("video", source, "--style", style, "-o", "out.mp4")
    assert result.code == 0, result.err
    expected = [Fraction(ms, 1000) for ms in (0, *accumulate(MOVING_MS))][:-1]
    assert times_of(Path("out.mp4")) == expected
    result = run("video", source, "--style", style, "-o", f"out{ending}")
    assert result.code == 0, result.err
    assert sum(shown_ms(Path(f"out{ending}"))[:-1]) <= sum(MOVING_MS)


def test_an_unknown_ending_is_refused_before_any_work(run: Run, clip: Path) -> None:
    result = run("video", clip, "--style", "no such style", "-o", "out.avi")
    assert result.code == 2 and "no ending known for videos" in result.err


@pytest.mark.parametrize("flags", [[], ["--no-deinterlace"]])
def test_interlaced_video_is_deinterlaced_unless_told_otherwise(
    run: Run, style: Path, tmp_path: Path, flags: list[str]
) -> None:
    source = write_interlaced(tmp_path / "a.mp4")
    record = json.loads(run("video", source, "--style", style, "-o", "out.mp4", "--json", *flags).out)
    assert any("deinterlaced" in line for line in record["warnings"]) == (not flags)
