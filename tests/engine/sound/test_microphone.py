import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from engine.errors import SourceError
from engine.sound import RATE, SystemMicrophone, list_microphones


class FakeStream:
    """An input stream of `sounddevice`, which one can speak into."""

    def __init__(self, callback: Callable[..., None], device: str | None, **asked: Any) -> None:  # noqa: ANN401
        if device == "broken":
            raise ValueError("Error querying device")
        self.asked = asked
        self.callback = callback
        self.running = False

    def start(self) -> None:
        self.running = True

    def close(self) -> None:
        self.running = False


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[FakeStream]:
    """The streams that are opened, with `sounddevice` replaced."""
    streams: list[FakeStream] = []

    def open_stream(**asked: Any) -> FakeStream:  # noqa: ANN401
        streams.append(FakeStream(**asked))
        return streams[-1]

    package = ModuleType("sounddevice")
    package.InputStream = open_stream  # type: ignore[attr-defined]
    package.PortAudioError = RuntimeError  # type: ignore[attr-defined]
    package.query_devices = lambda: [  # type: ignore[attr-defined]
        {"name": "Headset", "max_input_channels": 1},
        {"name": "Loudspeaker", "max_input_channels": 0},
        {"name": "Headset", "max_input_channels": 1},
    ]
    monkeypatch.setitem(sys.modules, "sounddevice", package)
    return streams


def test_what_is_said_arrives_as_a_copy_with_the_time_of_its_first_sample(opened: list[FakeStream]) -> None:
    taken: list[tuple[Any, float]] = []
    microphone = SystemMicrophone("Headset")
    microphone.start(lambda samples, at_s: taken.append((samples, at_s)))
    block = np.full((480, 1), 0.25, np.float32)
    for _ in range(2):
        opened[0].callback(block, 480, None, None)
    block[:] = 0
    assert taken[0][0].max() == 0.25
    assert taken[1][1] > taken[0][1]
    assert opened[0].asked["samplerate"] == RATE


def test_stop_closes_the_microphone_and_may_come_twice(opened: list[FakeStream]) -> None:
    microphone = SystemMicrophone()
    microphone.start(lambda samples, at_s: None)
    assert opened[0].running
    microphone.stop()
    microphone.stop()
    assert not opened[0].running


def test_a_microphone_that_does_not_open_says_what_to_do(opened: list[FakeStream]) -> None:
    with pytest.raises(SourceError, match=r"cannot be opened.*Choose another"):
        SystemMicrophone("broken").start(lambda samples, at_s: None)


def test_only_what_can_listen_is_listed_and_once(opened: list[FakeStream]) -> None:
    assert list_microphones() == ("Headset",)


def test_without_the_package_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sounddevice", None)
    with pytest.raises(SourceError, match="pip install sounddevice"):
        list_microphones()
