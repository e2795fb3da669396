from collections.abc import Callable

import numpy as np
import pytest

from engine.sound import RATE, Loudspeaker, Samples
from engine.sound.fader import FADE, JOIN
from engine.sound.playhead import Playhead
from tests.engine.sound.films import FakeOutput, steepest
from tests.fakes import FakeClock


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def loudspeaker() -> Loudspeaker:
    return Loudspeaker(None)


@pytest.fixture
def playhead(loudspeaker: Loudspeaker, clock: FakeClock) -> Playhead:
    return Playhead(loudspeaker, clock)


@pytest.fixture
def output(playhead: Playhead, clock: FakeClock) -> FakeOutput:
    device = FakeOutput(clock)
    device.start(playhead.fill, lambda: None)
    return device


def put(playhead: Playhead, seconds: float, value: float = 0.5) -> None:
    playhead.put(np.full((round(seconds * RATE), 2), value, np.float32), playhead.start[0])


def test_what_is_heard_is_later_than_what_was_asked_for(playhead: Playhead, output: FakeOutput) -> None:
    put(playhead, 3)
    output.play(1.0)
    assert playhead.position_s() == pytest.approx(1.0 - output.latency_s, abs=0.001)


def jump(playhead: Playhead) -> None:
    playhead.jump(7.0)
    put(playhead, 1, -0.5)


@pytest.mark.parametrize("speed", [0.99, 1.01])
def test_the_position_is_that_of_the_device_whose_clock_is_another(
    playhead: Playhead, clock: FakeClock, speed: float
) -> None:
    device = FakeOutput(clock, speed=speed)
    device.start(playhead.fill, lambda: None)
    put(playhead, 60)
    for second in range(1, 60):
        device.play(1.0)
        assert playhead.position_s() == pytest.approx(second - device.latency_s, abs=0.02)


def test_jitter_of_the_device_hardly_moves_the_position(playhead: Playhead, clock: FakeClock) -> None:
    put(playhead, 10)
    for number in range(200):
        playhead.fill(960, clock.now + 0.1 + (0.02 if number % 2 else 0.0))
        clock.now += 0.02
        if number > 50:
            assert playhead.position_s() == pytest.approx(clock.now - 0.11, abs=0.003)


def test_while_nothing_is_decoded_it_waits_and_at_the_end_it_goes_on(
    playhead: Playhead, output: FakeOutput
) -> None:
    playhead.jump(5.0)
    output.play(1.0)
    assert playhead.position_s() == pytest.approx(5.0, abs=0.001)
    put(playhead, 0.5)
    playhead.put(None, playhead.start[0])
    output.play(2.0)
    assert playhead.position_s() == pytest.approx(7.0 - output.latency_s, abs=0.001)


def test_a_pause_is_silent_and_loses_nothing(playhead: Playhead, output: FakeOutput) -> None:
    put(playhead, 3)
    output.play(1.0)
    playhead.pause(True)
    assert np.abs(output.play(1.0)[JOIN:]).max() == 0
    playhead.pause(False)
    output.play(1.0)
    assert playhead.position_s() == pytest.approx(2.0 - output.latency_s, abs=0.001)


def test_blocks_from_before_a_jump_are_dropped(playhead: Playhead, output: FakeOutput) -> None:
    old, _ = playhead.start
    playhead.jump(9.0)
    playhead.put(np.full((RATE, 2), 0.5, np.float32), old)
    assert np.abs(output.play(0.5)).max() == 0


@pytest.mark.parametrize(
    "change",
    [
        lambda playhead, loudspeaker: setattr(loudspeaker, "muted", True),
        lambda playhead, loudspeaker: setattr(loudspeaker, "volume", 0.2),
        lambda playhead, loudspeaker: playhead.pause(True),
        lambda playhead, loudspeaker: jump(playhead),
    ],
    ids=["mute", "volume", "pause", "jump"],
)
def test_no_change_clicks(
    playhead: Playhead,
    loudspeaker: Loudspeaker,
    output: FakeOutput,
    change: Callable[[Playhead, Loudspeaker], object],
) -> None:
    put(playhead, 1)
    before = output.play(0.2)
    change(playhead, loudspeaker)
    after = output.play(0.2)
    assert np.abs(after[-1] - before[-1]).max() > 0.4
    assert steepest([before, after]) <= 1.01 / JOIN
    assert np.abs(after[2 * FADE :] - after[-1]).max() < 1e-6


def test_what_runs_dry_does_not_click(playhead: Playhead, output: FakeOutput) -> None:
    for _ in range(3):
        put(playhead, 0.21)
        output.play(0.4)
    assert steepest(output.blocks) <= 1.01 / JOIN


def test_recorded_is_the_full_volume_at_the_time_of_its_pictures(
    playhead: Playhead, loudspeaker: Loudspeaker, output: FakeOutput, clock: FakeClock
) -> None:
    taken: list[tuple[Samples, float]] = []
    loudspeaker.volume, playhead.lead_s = 0.1, 0.3
    loudspeaker.listen(lambda samples, at_s: taken.append((samples, at_s)))
    clock.now = 50.0
    put(playhead, 1)
    output.play(0.1)
    assert taken[0][1] == pytest.approx(50.0 + output.latency_s - 0.3)
    assert taken[-1][0].max() == pytest.approx(0.5)
    loudspeaker.muted = True
    output.play(0.1)
    assert np.abs(taken[-1][0]).max() == 0
