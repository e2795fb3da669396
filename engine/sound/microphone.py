"""Sound from a microphone, for recordings."""

import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any

from engine.errors import SourceError
from engine.sound.portaudio import DeviceStream, load_sounddevice
from engine.sound.samples import RATE, Samples


class Microphone(ABC):
    """Calls back with blocks of sound, from a thread of its own."""

    rate: int = RATE
    """Samples per second."""

    channels: int = 1
    """1 or 2."""

    @abstractmethod
    def start(self, take: Callable[[Samples, float], None]) -> None:
        """Begin to call `take` with each block and the `time.perf_counter` of its first sample.

        Raises:
            SourceError: the microphone cannot be opened.
        """

    @abstractmethod
    def stop(self) -> None:
        """End it; `take` is not called any more. May be called twice."""


class SystemMicrophone(Microphone):
    """A microphone of the system's.

    Args:
        device: one of `list_microphones`; None = the system's own choice.
    """

    def __init__(self, device: str | None = None) -> None:
        self._device = device
        self._stream = DeviceStream()

    def start(self, take: Callable[[Samples, float], None]) -> None:
        def block(samples: Samples, frames: int, clocks: Any, status: Any) -> None:  # noqa: ANN401
            take(samples.copy(), time.perf_counter() - frames / self.rate)

        self._stream.open(
            "InputStream",
            _cannot_listen,
            samplerate=self.rate,
            channels=self.channels,
            device=self._device,
            callback=block,
        )

    def stop(self) -> None:
        self._stream.close()


def _cannot_listen(error: Exception) -> SourceError:
    return SourceError(f"The microphone cannot be opened ({error}). Choose another, or record without sound.")


def list_microphones() -> tuple[str, ...]:
    """The names of the microphones there are.

    Raises:
        SourceError: `sounddevice`, or the PortAudio library it needs, is not installed.
    """
    devices = load_sounddevice().query_devices()
    return tuple(dict.fromkeys(one["name"] for one in devices if one["max_input_channels"] > 0))
