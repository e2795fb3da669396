import pytest

from engine.pipeline.meter import Meter
from tests.fakes import FakeClock


def test_rate_is_taken_over_the_last_frames() -> None:
    clock = FakeClock()
    meter = Meter(clock)
    for _ in range(100):
        clock.now += 0.5
        meter.count()
    for _ in range(30):
        clock.now += 0.1
        meter.count()
    assert meter.read().rate == pytest.approx(10)


def test_rate_is_zero_before_the_second_frame() -> None:
    meter = Meter(FakeClock())
    meter.count()
    assert meter.read().rate == 0.0


def test_stages_add_up() -> None:
    clock = FakeClock()
    meter = Meter(clock)
    for _ in range(3):
        with meter.measure("network"):
            clock.now += 0.25
    assert meter.read().busy == {"network": pytest.approx(0.75)}


def test_a_stage_that_fails_is_measured_too() -> None:
    clock = FakeClock()
    meter = Meter(clock)
    with pytest.raises(ValueError), meter.measure("decode"):
        clock.now += 1
        raise ValueError
    assert meter.read().busy["decode"] == 1
