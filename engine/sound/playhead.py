"""Where in a film its sound is: decoded blocks on one side, the device that asks for them on the other."""

from collections import deque
from collections.abc import Callable
from threading import Lock
from typing import Final

import numpy as np

from engine.sound.fader import Fader
from engine.sound.loudspeaker import Loudspeaker
from engine.sound.samples import RATE, Samples, silence

JITTER_S: Final = 0.05
"""Seconds between what a device says and what its last block makes expect, up to which the two are mixed."""

FOLLOWS: Final = 0.1
"""Share of what the device says in that mixture: its clock is followed slowly, as the picture follows it."""


class Playhead:
    """Hands blocks to a device, and knows which moment of the film is heard. Any thread may use it.

    Where nothing has been decoded yet it gives silence and waits there; after the end of the sound it gives
    silence and goes on.

    Args:
        loudspeaker: how loud, and who else listens.
        clock: tells seconds.
    """

    def __init__(self, loudspeaker: Loudspeaker, clock: Callable[[], float]) -> None:
        self.lead_s = 0.0
        """Seconds by which the pictures of the film come before what is heard with them."""
        self.asked_s = clock()
        """When the device asked last; seconds by `clock`."""
        self._loudspeaker = loudspeaker
        self._now = clock
        self._lock = Lock()
        self._heard = Fader(loudspeaker.heard_level)
        self._recorded = Fader(loudspeaker.recorded_level)
        self._paused = False
        self._broken = True  # what comes next does not go on from the sample before
        self._ticket = 0
        self._due_s: float | None = None
        self._begin(0.0)

    @property
    def start(self) -> tuple[int, float]:
        """A number that is another after each `jump`, and the second of the film to decode from."""
        with self._lock:
            return self._ticket, self._start_s

    @property
    def buffered_s(self) -> float:
        """Seconds that are decoded and not yet asked for; endless after the end of the sound."""
        with self._lock:
            return float("inf") if self._ended else self._held / RATE

    def jump(self, time_s: float) -> None:
        """Go on at a second of the film."""
        with self._lock:
            self._ticket += 1
            self._begin(time_s)
            self._broken = True

    def pause(self, on: bool) -> None:
        """Give silence and stay, or go on."""
        with self._lock:
            self._paused = on

    def put(self, samples: Samples | None, ticket: int) -> None:
        """Take the next block (n, 2), None at the end; one that was decoded before a jump is dropped."""
        with self._lock:
            if ticket != self._ticket:
                return
            if samples is None:
                self._ended = True
            else:
                self._blocks.append(samples)
                self._held += len(samples)

    def position_s(self) -> float:
        """The second of the film that is heard now."""
        with self._lock:
            passed_s = min(self._now() - self._from_at_s, self._from_count / RATE)
            return max(self._start_s, self._from_s + passed_s)

    def fill(self, count: int, at_s: float) -> Samples:
        """What is heard next, (count, 2).

        Args:
            count: number of samples.
            at_s: when the first is heard, by the clock.
        """
        with self._lock:
            self.asked_s = self._now()
            at_s = self._steady(at_s, count)
            samples, jumps = self._next(count, at_s)
            heard = self._heard.fade(samples, self._loudspeaker.heard_level, jumps)
            recorded = self._recorded.fade(samples, self._loudspeaker.recorded_level, jumps)
        self._loudspeaker.tell(recorded, at_s - self.lead_s)
        return heard

    def _begin(self, time_s: float) -> None:
        self._blocks: deque[Samples] = deque()
        self._held = 0
        self._ended = False
        self._start_s = time_s
        self._given = 0
        self._from_s, self._from_at_s, self._from_count = time_s, self._now(), 0

    def _steady(self, at_s: float, count: int) -> float:
        """The device's time without its jitter."""
        if self._due_s is not None and abs(at_s - self._due_s) < JITTER_S:
            at_s = self._due_s + FOLLOWS * (at_s - self._due_s)
        self._due_s = at_s + count / RATE
        return at_s

    def _next(self, count: int, at_s: float) -> tuple[Samples, list[int]]:
        """The next samples (count, 2) of the film, and where in them it does not go on."""
        jumps = [0] if self._broken else []
        taken = [] if self._paused else self._take(count)
        length = sum(len(block) for block in taken)
        if self._ended and not self._paused and length < count:
            taken.append(silence(count - length))
            jumps.append(length)
            length = count
        self._from_s, self._from_at_s = self._start_s + self._given / RATE, at_s
        self._from_count = length
        self._given += length
        self._broken = length < count
        if self._broken:
            jumps.append(length)
            taken.append(silence(count - length))
        return np.concatenate(taken), jumps

    def _take(self, count: int) -> list[Samples]:
        taken = []
        while count and self._blocks:
            block = self._blocks.popleft()
            if len(block) > count:
                self._blocks.appendleft(block[count:])
                block = block[:count]
            taken.append(block)
            self._held -= len(block)
            count -= len(block)
        return taken
