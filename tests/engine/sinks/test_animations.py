"""GIF, animated PNG and animated WebP as results."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image as Pillow

from engine.frame import Frame
from engine.sinks import VideoFileSink, VideoOptions
from tests import clips, special_clips
from tests.clips import write_clip
from tests.engine.sinks.test_video_file import SMALL, _copy, _frame


@pytest.mark.parametrize("ending", [".gif", ".apng", ".png", ".webp"])
@pytest.mark.parametrize("name", ["plain", "variable rate"])
def test_animations_are_written_with_the_times_of_the_frames(tmp_path: Path, ending: str, name: str) -> None:
    ticks, base = clips.ORDINARY[name].ticks, clips.ORDINARY[name].time_base
    frames = [Frame(_flat(40 * index), tick * base, index) for index, tick in enumerate(ticks[:6])]
    info = replace(SMALL, time_base=base)
    with VideoFileSink(tmp_path / f"out{ending}", info) as sink:
        for frame in frames:
            sink.write(frame)
    shown = special_clips.shown_ms(tmp_path / f"out{ending}")
    assert len(shown) == 6
    ends = [float(frame.time * 1000) for frame in frames[1:]]
    tolerance = {".gif": 5.0, ".webp": 1.0}.get(ending, 0.01)
    assert list(np.cumsum(shown[:-1])) == pytest.approx(ends, abs=tolerance)
    assert sink.warnings == ()


@pytest.mark.parametrize(("ending", "error"), [(".gif", 12), (".apng", 0), (".webp", 20)])
def test_colours_of_animations_are_right(tmp_path: Path, ending: str, error: int) -> None:
    with VideoFileSink(tmp_path / f"out{ending}", SMALL, VideoOptions(quality=100)) as sink:
        for index in range(3):
            sink.write(_frame(3 * index))
    with Pillow.open(tmp_path / f"out{ending}") as picture:
        for index in range(3):
            picture.seek(index)
            found = np.array(picture.convert("RGB"), int)
            assert np.abs(found - clips.scene((64, 48), 3 * index))[4:20, 4:28].max() <= error
            assert picture.info["loop"] == 0


def test_what_an_animation_cannot_hold_is_told(tmp_path: Path) -> None:
    sink = _copy(write_clip(tmp_path / "a.mp4", clips.WITH_SOUND), tmp_path / "out.gif")
    assert sink.warnings == ("Sound track 1 (aac) does not fit the new file and was left out.",)
    sink = _copy(special_clips.write_rich(tmp_path / "a.mkv"), tmp_path / "out.apng")
    assert any(line.startswith("The 2 chapters do not fit") for line in sink.warnings)


def test_gif_of_a_fast_video_leaves_frames_out_and_says_so(tmp_path: Path) -> None:
    fast = replace(SMALL, rate=Fraction(100), time_base=Fraction(1, 100))
    with VideoFileSink(tmp_path / "out.gif", fast) as sink:
        for index in range(10):
            sink.write(Frame(_flat(20 * index), Fraction(index, 100), index))
    assert special_clips.shown_ms(tmp_path / "out.gif")[:-1] == [20.0] * 4
    assert sink.warnings == ("A GIF shows at most 50 frames per second; 5 frames were left out.",)


def _flat(level: int) -> NDArray[np.uint8]:
    return np.full((48, 64, 3), level, np.uint8)
