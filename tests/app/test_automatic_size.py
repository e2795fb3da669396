"""The automatic render size follows the time that frames take."""

import pytest

from app.automatic_size import FRAMES, RATE, RENDER_STAGES, SIZES, SOURCE_STAGES, AutomaticSize
from engine import Reading


def readings(frame_s: float) -> list[Reading]:
    return [Reading(FRAMES * n, n, 1 / frame_s, {"network": FRAMES * n * frame_s}) for n in range(1, 4)]


class Machine:
    """Paints at a speed of its own: seconds for the source's size, and seconds a frame of 640 pixels."""

    def __init__(self, at_source_s: float, at_640_s: float) -> None:
        self.automatic = AutomaticSize()
        self.at_source_s, self.at_640_s = at_source_s, at_640_s
        self.frames = 0
        self.busy = dict.fromkeys((*SOURCE_STAGES, *RENDER_STAGES), 0.0)

    @property
    def frame_s(self) -> float:
        return self.at_source_s + self.at_640_s * (self.automatic.size / 640) ** 2

    def paint(self, seconds: int = 60) -> list[int]:
        """The sizes it was painted at, one for each decision."""
        sizes = []
        for _ in range(seconds):
            self.frames += FRAMES
            self.busy["restore"] += FRAMES * self.at_source_s
            self.busy["network"] += FRAMES * self.at_640_s * (self.automatic.size / 640) ** 2
            self.automatic.update(Reading(self.frames, 1.0, 25.0, dict(self.busy)), 1920)
            sizes.append(self.automatic.size)
        return sizes


def test_a_slow_machine_paints_smaller() -> None:
    automatic = AutomaticSize()
    assert [automatic.update(reading, 1280) for reading in readings(0.08)] == [False, True, False]
    assert automatic.size == 448 and not automatic.strained


def test_the_slowest_machine_is_painted_no_smaller_than_a_face_can_bear_and_that_is_said() -> None:
    automatic = AutomaticSize()
    for reading in readings(1.0):
        automatic.update(reading, 1280)
    assert automatic.size == SIZES[0] == 448 and automatic.strained


def test_a_fast_machine_paints_as_large_as_the_source() -> None:
    automatic = AutomaticSize()
    for reading in readings(0.004):
        automatic.update(reading, 1280)
    assert automatic.size == 1280


def test_a_machine_that_keeps_up_is_left_alone() -> None:
    automatic = AutomaticSize()
    assert not any(automatic.update(reading, 1280) for reading in readings(0.039))


@pytest.mark.parametrize(
    ("at_source_s", "at_640_s"), [(0.012, 0.015), (0.012, 0.023), (0.012, 0.050), (0.03, 0.004), (0.0, 0.002)]
)
def test_it_settles_at_a_size_that_keeps_up(at_source_s: float, at_640_s: float) -> None:
    machine = Machine(at_source_s, at_640_s)
    sizes = machine.paint()
    assert len(set(sizes[6:])) == 1
    assert machine.frame_s <= 1.1 / RATE


def test_work_at_the_size_of_the_source_does_not_shrink_what_is_painted() -> None:
    """At 12 ms for the source and 23 ms for 640 pixels, 640 fits into 40 ms; at 40 ms for 640, 512 does."""
    assert Machine(0.012, 0.023).paint()[-1] == 640
    assert Machine(0.012, 0.040).paint()[-1] == 512
