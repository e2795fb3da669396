"""The sleep of a machine, as a live source sees it: the clock jumps by an hour."""

import time
from dataclasses import replace
from itertools import pairwise

import pytest

from engine.frame import Frame
from engine.sources.base import Source
from engine.sources.supervised.source import SupervisedSource
from tests.supervision import QUICK, FakeCamera, Watcher, World


class SleepyClock:
    """Our clock, but for the time that the machine has slept."""

    def __init__(self) -> None:
        self.slept_s = 0.0

    def __call__(self) -> float:
        return time.perf_counter() + self.slept_s


class ClockedCamera(FakeCamera):
    """Stamps its frames by a clock of the test's."""

    def __init__(self, world: World, clock: SleepyClock) -> None:
        super().__init__(world)
        self._clock_of_test = clock

    def read(self) -> Frame | None:
        frame = super().read()
        return frame and replace(frame, captured_s=self._clock_of_test())


def test_after_a_sleep_of_an_hour_the_picture_goes_on_as_if_it_had_not_been(world: World) -> None:
    clock, opened = SleepyClock(), list[Source]()

    def open_camera() -> Source:
        opened.append(ClockedCamera(world, clock))
        return opened[-1]

    watcher = Watcher(SupervisedSource(open_camera, "The camera", QUICK, clock=clock))
    watcher.wait_for_frames(10)
    clock.slept_s = 3600.0
    watcher.wait_for_frames(20)
    watcher.stop()
    gaps = [float(b.time - a.time) for a, b in pairwise(watcher.frames)]
    assert max(gaps) < 1 and min(gaps) > 0
    assert set(watcher.seen) == {"running"}
    assert len(opened) == 1
    assert watcher.source.skipped_s == pytest.approx(3600, abs=1)


def test_a_camera_that_is_gone_after_a_sleep_is_opened_again(world: World) -> None:
    clock = SleepyClock()
    watcher = Watcher(SupervisedSource(world.open, "The camera", QUICK, clock=clock))
    watcher.wait_for_frames(5)
    world.mode = "blocked"
    clock.slept_s = 3600.0
    watcher.wait_for("lost")
    world.mode = "play"
    world.released.set()
    watcher.wait_for("running")
    watcher.wait_for_frames(5)
    watcher.stop()
