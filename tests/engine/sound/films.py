"""Films with beeps, and a sound device that asks when it is told to."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path

import numpy as np

from engine.errors import SinkError
from engine.sound import RATE, Samples, SoundOutput
from engine.sound.output import Fill
from tests.clips import Clip, Sound, write_clip
from tests.fakes import FakeClock

SECONDS = 4
LOUD = 0.1
"""Beeps are louder."""


def write_film(path: Path, codec: str = "aac", rate: int = 48000, container: str | None = None) -> Path:
    """White and beeping in the first tenth of each second, else black and silent; 4 seconds."""
    sound = Sound(codec, seconds=Fraction(SECONDS), rate=rate, beeps=True)
    ticks = range(0, SECONDS * 12800, 512)
    images = [np.full((48, 64, 3), 255 if tick % 12800 < 1280 else 0, np.uint8) for tick in ticks]
    clip = Clip(ticks=ticks, sounds=(sound,), container=container)
    return write_clip(path, clip, images)


def beeps_of(samples: Samples) -> list[float]:
    """Seconds at which sound (n, channels) begins after silence."""
    loud = np.abs(samples).max(axis=1) > LOUD
    near = np.convolve(loud, np.ones(RATE // 100), "full")[: len(loud)] > 0  # a wave passes 0 all the time
    begins = np.flatnonzero(near[1:] & ~near[:-1]) + 1
    return [float(begin) / RATE for begin in ([0, *begins] if len(near) and near[0] else begins)]


class FakeOutput(SoundOutput):
    """A device that asks when it is told to; what it asks for is heard 0.1 s later.

    Args:
        clock: moves with what is asked for.
        speed: of the clock against the device's own.
        fails: it cannot be opened.
    """

    latency_s = 0.1

    def __init__(self, clock: FakeClock, *, speed: float = 1.0, fails: bool = False) -> None:
        self.running = False
        self.blocks: list[Samples] = []
        self._clock = clock
        self._speed = speed
        self._fails = fails
        self.lose: Callable[[], None] = lambda: None

    def start(self, fill: Fill, lost: Callable[[], None]) -> None:
        if self._fails:
            raise SinkError("No sound device could be opened (none is there). Connect one.")
        self._fill, self.lose, self.running = fill, lost, True

    def stop(self) -> None:
        self.running = False

    def play(self, seconds: float, block: int = 960) -> Samples:
        """Ask for so much; what was given, (n, 2)."""
        given = []
        for _ in range(round(seconds * RATE / block)):
            given.append(self._fill(block, self._clock.now + self.latency_s))
            self._clock.now += block / RATE * self._speed
        self.blocks += given
        return np.concatenate(given)


def steepest(blocks: Sequence[Samples]) -> float:
    """The largest step from one sample to the next."""
    return float(np.abs(np.diff(np.concatenate(blocks), axis=0)).max())
