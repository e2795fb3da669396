"""Where sound is heard: a device that asks for blocks when it needs them."""

import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any, Final

from engine.errors import SinkError
from engine.sound.portaudio import DeviceStream
from engine.sound.samples import RATE, STEREO, Samples

Fill = Callable[[int, float], Samples]
"""Number of samples, and the `time.perf_counter` at which the first is heard -> the samples (n, 2)."""

BLOCK: Final = 1024
"""Samples a device asks for at once (21 ms)."""

MOST_AHEAD_S: Final = 2.0
"""Seconds between asking and hearing that can be believed; what a driver says beyond is no time."""


class SoundOutput(ABC):
    """Asks for blocks of stereo sound, 48000 samples per second, from a thread of its own."""

    @abstractmethod
    def start(self, fill: Fill, lost: Callable[[], None]) -> None:
        """Begin to call `fill`; `lost` is called when the device goes away.

        Raises:
            ImpastoError: there is no device, or it cannot be opened.
        """

    @abstractmethod
    def stop(self) -> None:
        """End it; `fill` is not called any more. May be called twice."""


class SystemOutput(SoundOutput):
    """The loudspeakers or headphones that the system has chosen; needs the extra `sound`."""

    def __init__(self) -> None:
        self._stream = DeviceStream()
        self._stopping = False

    def start(self, fill: Fill, lost: Callable[[], None]) -> None:
        def block(out: Samples, count: int, clocks: Any, status: Any) -> None:  # noqa: ANN401
            ahead_s = clocks.outputBufferDacTime - clocks.currentTime
            if not 0 < ahead_s < MOST_AHEAD_S:
                ahead_s = self._stream.latency_s
            out[:] = fill(count, time.perf_counter() + ahead_s)

        def finished() -> None:
            if not self._stopping:
                lost()

        def failed(error: Exception) -> SinkError:
            self._stopping = True  # it closes, and was not lost
            return SinkError(
                f"No sound device could be opened ({error}). Connect one; the film plays without sound."
            )

        self._stream.open(
            "OutputStream",
            failed,
            samplerate=RATE,
            channels=STEREO,
            blocksize=BLOCK,
            latency="high",  # the picture follows; what matters is that no block comes late
            callback=block,
            finished_callback=finished,
        )

    def stop(self) -> None:
        self._stopping = True
        self._stream.close()
