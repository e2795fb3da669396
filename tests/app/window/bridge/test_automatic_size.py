"""The automatic render size follows the time that frames take."""

from app.window.bridge.automatic_size import FRAMES, AutomaticSize
from engine import Reading


def readings(frame_s: float) -> list[Reading]:
    return [Reading(FRAMES * n, n, 1 / frame_s, {"network": FRAMES * n * frame_s}) for n in range(1, 4)]


def test_a_slow_machine_paints_smaller() -> None:
    automatic = AutomaticSize()
    assert [automatic.update(reading, 1280) for reading in readings(0.08)] == [False, True, False]
    assert automatic.size == 448 and not automatic.strained


def test_a_fast_machine_paints_as_large_as_the_source() -> None:
    automatic = AutomaticSize()
    for reading in readings(0.004):
        automatic.update(reading, 1280)
    assert automatic.size == 1280


def test_a_machine_that_keeps_up_is_left_alone() -> None:
    automatic = AutomaticSize()
    assert not any(automatic.update(reading, 1280) for reading in readings(0.045))


def test_a_very_slow_machine_paints_no_smaller_than_448_and_says_so() -> None:
    automatic = AutomaticSize()
    for reading in readings(0.9):
        automatic.update(reading, 1280)
    assert automatic.size == 448 and automatic.strained
