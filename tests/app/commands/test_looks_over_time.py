"""`impasto video --at` and `--timeline`."""

from pathlib import Path

import pytest

from engine import PatternSource, VideoFileSink, VideoFileSource
from tests.app.conftest import Run


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    path = tmp_path / "clip.mp4"
    with PatternSource(96, 64, frames=6) as scene, VideoFileSink(path, scene.info) as sink:
        while (frame := scene.read()) is not None:
            sink.write(frame)
    return path


def means(path: Path) -> list[float]:
    with VideoFileSource(path) as source:
        return [float(frame.image.mean()) for frame in source]


def test_looks_change_at_their_moments_from_options_and_from_a_file_alike(
    run: Run, clip: Path, style: Path, tmp_path: Path
) -> None:
    moment = "0.12"  # of the fourth frame
    first, second = f"style={style},strength=0", "strength=1,brightness=-1"
    looks = ("--at", "0:00", first, "--at", moment, second, "--transition", "cut")
    result = run("video", clip, *looks, "-o", "out.mp4")
    assert result.code == 0, result.err
    shades = means(Path("out.mp4"))
    assert min(shades[:3]) > 20 > 5 > max(shades[3:])
    Path("looks.toml").write_text(
        f"transition = 'cut'\n[[at]]\ntime = 0\nstyle = '{style}'\nstrength = 0\n"
        f"[[at]]\ntime = {moment}\nstrength = 1\nbrightness = -1\n",
        encoding="utf-8",
    )
    assert run("video", clip, "--timeline", "looks.toml", "-o", "same.mp4").code == 0
    assert means(Path("same.mp4")) == pytest.approx(shades, abs=0.5)


def test_without_any_style_it_says_so(run: Run, clip: Path) -> None:
    result = run("video", clip)
    assert result.code == 2
    assert "--style is missing" in result.err


def test_two_ways_to_say_the_same_are_refused(run: Run, clip: Path) -> None:
    result = run("video", clip, "--at", "0", "style=mosaic", "--timeline", "looks.toml")
    assert result.code == 2
    assert "Use one of them" in result.err


def test_a_result_does_not_replace_a_picture_of_the_timeline(run: Run, clip: Path, style: Path) -> None:
    before = style.read_bytes()
    result = run("video", clip, "--at", "0", f"style={style}", "-o", style, "--overwrite")
    assert result.code == 2
    assert style.read_bytes() == before


def test_a_file_after_keep_colors_is_not_taken_for_an_amount(run: Run, clip: Path, style: Path) -> None:
    result = run("video", "--style", style, "--keep-colors", clip)
    assert result.code == 2
    assert "name the file before the options" in result.err
