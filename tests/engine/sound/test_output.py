import sys
from collections.abc import Callable
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pytest

from engine.errors import SinkError, SourceError
from engine.sound import RATE, Samples, SystemOutput
from engine.sound.samples import silence


class FakeStream:
    """An output stream of `sounddevice`, which asks when it is told to."""

    latency = 0.25

    def __init__(
        self,
        callback: Callable[..., None],
        finished_callback: Callable[[], None],
        **asked: Any,  # noqa: ANN401
    ) -> None:
        self.asked = asked
        self.ask = callback
        self.finish = finished_callback
        self.running = False

    def start(self) -> None:
        self.running = True

    def close(self) -> None:
        self.running = False
        self.finish()


@pytest.fixture
def streams(monkeypatch: pytest.MonkeyPatch) -> list[FakeStream]:
    """The streams that are opened, with `sounddevice` replaced."""
    opened: list[FakeStream] = []

    def open_stream(**asked: Any) -> FakeStream:  # noqa: ANN401
        opened.append(FakeStream(**asked))
        return opened[-1]

    package = ModuleType("sounddevice")
    package.OutputStream = open_stream  # type: ignore[attr-defined]
    package.PortAudioError = RuntimeError  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sounddevice", package)
    return opened


def moments(ahead_s: float) -> SimpleNamespace:
    return SimpleNamespace(currentTime=100.0, outputBufferDacTime=100.0 + ahead_s)


@pytest.mark.parametrize(("said", "ahead_s"), [(0.1, 0.1), (-100.0, 0.25)], ids=["said", "nonsense"])
def test_a_block_is_asked_for_with_the_time_at_which_it_is_heard(
    streams: list[FakeStream], monkeypatch: pytest.MonkeyPatch, said: float, ahead_s: float
) -> None:
    asked: list[tuple[int, float]] = []

    def fill(count: int, at_s: float) -> Samples:
        asked.append((count, at_s))
        return silence(count) + np.float32(0.5)

    monkeypatch.setattr("time.perf_counter", lambda: 7.0)
    output = SystemOutput()
    output.start(fill, lambda: None)
    out = silence(480)
    streams[0].ask(out, 480, moments(said), None)
    assert out.min() == 0.5
    assert [count for count, _ in asked] == [480]
    assert asked[0][1] == pytest.approx(7.0 + ahead_s)
    assert streams[0].asked["samplerate"] == RATE


def test_a_device_that_goes_away_is_lost_and_one_that_is_stopped_is_not(streams: list[FakeStream]) -> None:
    lost: list[bool] = []
    for _ in range(2):
        output = SystemOutput()
        output.start(lambda count, at_s: silence(count), lambda: lost.append(True))
        output.stop()
        output.stop()
    assert not lost
    output = SystemOutput()
    output.start(lambda count, at_s: silence(count), lambda: lost.append(True))
    streams[-1].finish()
    assert lost


def test_without_a_device_it_is_said_what_to_do(
    streams: list[FakeStream], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**asked: Any) -> FakeStream:  # noqa: ANN401
        raise ValueError("Error querying device -1")

    monkeypatch.setattr(sys.modules["sounddevice"], "OutputStream", refuse)
    with pytest.raises(SinkError, match=r"No sound device.*Connect one"):
        SystemOutput().start(lambda count, at_s: silence(count), lambda: None)


def test_without_the_package_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sounddevice", None)
    with pytest.raises(SourceError, match="pip install sounddevice"):
        SystemOutput().start(lambda count, at_s: silence(count), lambda: None)
