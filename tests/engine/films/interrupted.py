"""Films that a killed run has left, and what becomes of them."""

import shutil
import time
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from engine.errors import DeviceError
from engine.frame import Image
from engine.jobs import paint_video
from engine.masks import Maps
from engine.settings import Settings, Statistics
from engine.sources import VideoFileSource, VideoPart
from engine.timeline import Timeline
from tests.clips import Clip, Sound, frame_times, sound_packets
from tests.fakes import FakeRuntime, fake_stylizer, settings_of

Look = Settings | Timeline | None

FRAMES = 60
SECONDS = Fraction(FRAMES, 25)
STEADY = Clip(ticks=tuple(range(0, FRAMES * 512, 512)), sounds=(Sound(seconds=SECONDS),))
VARIABLE = replace(STEADY, ticks=tuple(int(tick) for tick in np.cumsum(FRAMES * [300, 700, 513])[:FRAMES]))
LATE = replace(STEADY, ticks=tuple(range(12800, 12800 + FRAMES * 512, 512)))


class Inverting(FakeRuntime):
    """Paints the content's negative, darker by what the style says; may be killed at a frame."""

    def __init__(self, stop_at: int | None = None, run: Path = Path(), left: Path = Path()) -> None:
        super().__init__()
        self.painted = 0
        self._stop_at, self._run, self._left = stop_at, run, left

    def network(self, content: Image, statistics: Statistics, maps: Maps | None = None) -> Image:
        self.painted += 1
        if self.painted == self._stop_at:
            time.sleep(0.2)  # the encoder does its part
            shutil.copytree(self._run, self._left)
            raise DeviceError("The power was cut.")
        return np.asarray((255 - content) * (float(statistics[0]) / 255), np.uint8)


@dataclass(frozen=True)
class Interrupted:
    """A film, as a killed run has left it, and as it should become."""

    clip: Path
    left: Path
    """Where the result would have been."""
    whole: Path
    """Painted without being cut off."""


def cut_off(
    clip: Path,
    look: Look = None,
    *,
    at: int = 45,
    name: str = "out.mp4",
    into: str = "left",
    part: VideoPart | None = None,
) -> Path:
    """Where the result would have been: beside what a killed run has left of it."""
    run, left = clip.parent / f"run-{into}", clip.parent / into
    run.mkdir()
    stylizer = fake_stylizer(Inverting(at, run, left))
    with pytest.raises(DeviceError):
        paint_video(clip, run / name, look or settings_of(200), stylizer=stylizer, part=part)
    return left / name


def painted(
    clip: Path, output: Path, look: Look = None, *, part: VideoPart | None = None
) -> tuple[int, bool]:
    """Frames that were painted, and whether an earlier run was gone on with."""
    runtime = Inverting()
    stylizer = fake_stylizer(runtime)
    said = paint_video(clip, output, look or settings_of(200), stylizer=stylizer, part=part)
    return runtime.painted, any("Gone on with at" in line for line in said)


def assert_same_film(film: Path, whole: Path) -> None:
    """The same times, sound and, but for what coding loses, pictures."""
    assert frame_times(film) == frame_times(whole)
    assert sound_packets(film) == sound_packets(whole)
    with VideoFileSource(film) as one, VideoFileSource(whole) as other:
        apart = [np.abs(a.image.astype(int) - b.image).mean() for a, b in zip(one, other, strict=True)]
    assert max(apart) < 3
