"""The sound of a film that plays: decoded ahead in a thread, and heard through a device."""

import time
from collections.abc import Callable
from pathlib import Path
from threading import Condition, Event, Thread
from typing import Final

from engine.errors import ImpastoError
from engine.sound.loudspeaker import Loudspeaker
from engine.sound.output import SoundOutput
from engine.sound.playhead import Playhead
from engine.sound.reader import SoundReader
from engine.sound.samples import RATE, Samples, silence

THREAD_NAME: Final = "impasto-sound"

ABANDONED_NAME: Final = "abandoned-sound"
"""Name of a thread that closes a device which may not answer any more."""

AHEAD_S: Final = 1.0
"""Seconds that are decoded before they are heard."""

LOOK_S: Final = 0.02
"""Seconds between two looks at what is to be done."""

SILENT_AHEAD_S: Final = 0.04
"""Seconds that are asked for at once where no device asks."""

LOST_S: Final = 2.0
"""Seconds after which a device that asks for nothing is lost."""

OPEN_S: Final = 2.0
"""Seconds that the picture waits for a device to open."""

TURN_S: Final = 1.0
"""Seconds that a film waits for the one before it to let go of the device."""

CLOSE_S: Final = 1.0
"""Seconds that `close` waits for the device."""


class FilmSound:
    """The sound of one film. Without a device it is heard by nobody, but keeps time and can be recorded.

    Any thread may use it; only `close` waits.

    Args:
        path: a film with sound.
        loudspeaker: where it is heard, and how loud.
        clock: tells seconds.
    """

    def __init__(
        self, path: Path, loudspeaker: Loudspeaker, clock: Callable[[], float] = time.perf_counter
    ) -> None:
        self.problem = ""
        """Why nothing is heard, in a sentence; empty while all is well."""
        self.playhead = Playhead(loudspeaker, clock)
        self._path = path
        self._loudspeaker = loudspeaker
        self._now = clock
        self._born_s = clock()
        self._ready = False
        self._ended = False
        self._output: SoundOutput | None = None
        self._has_turn = False
        self._lost = Event()
        self._closed = False
        self._changed = Condition()
        self._ticket = -1
        self._asked_until_s: float | None = None
        self._looked_s = self._awake_s = self._born_s
        self._thread = Thread(target=self._run, name=THREAD_NAME, daemon=True)
        self._thread.start()

    def position_s(self) -> float | None:
        """The second of the film that is heard now; None when the picture has to keep time itself."""
        opens = not self._ready and self._now() - self._born_s < OPEN_S
        if self._ended or not (self._ready or opens):
            return None
        return self.playhead.position_s()

    def jump(self, time_s: float) -> None:
        """Go on at a second of the film."""
        self.playhead.jump(time_s)
        with self._changed:
            self._changed.notify_all()

    def close(self) -> None:
        """Let go of file and device. May be called twice."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        self._thread.join(CLOSE_S)
        if self._thread.is_alive():  # a driver's call that does not return
            self._thread.name = ABANDONED_NAME

    def _run(self) -> None:
        try:
            reader = SoundReader(self._path)
        except ImpastoError as error:
            self.problem, self._ended = str(error), True
            return
        try:
            self._open()
            self._ready = True
            while not self._closed:
                self._step(reader)
        finally:
            self._ended = True
            self._stop_output()
            reader.close()

    def _open(self) -> None:
        if self._loudspeaker.open_output is None:
            return
        self._has_turn = self._loudspeaker.turn.acquire(timeout=TURN_S)
        try:
            self._output = output = self._loudspeaker.open_output()
            output.start(lambda count, at_s: self._fill(output, count, at_s), self._lost.set)
        except ImpastoError as error:
            self._output = None
            self._end_turn()
            self.problem = str(error)

    def _fill(self, output: SoundOutput, count: int, at_s: float) -> Samples:
        """What a device asks for; one that was given up and comes back must not take the film along."""
        return self.playhead.fill(count, at_s) if output is self._output else silence(count)

    def _step(self, reader: SoundReader) -> None:
        """Decode a block, or wait a moment."""
        self._watch()
        ticket, start_s = self.playhead.start
        if ticket != self._ticket:
            self._ticket = ticket
            reader.seek(start_s)
        if self.playhead.buffered_s < AHEAD_S:
            self.playhead.put(reader.read(), ticket)
            return
        with self._changed:
            if not self._closed and self.playhead.start[0] == ticket:
                self._changed.wait(LOOK_S)

    def _watch(self) -> None:
        """Take over from a device that is lost, and do its part where there is none."""
        now_s, looked_s = self._now(), self._looked_s
        self._looked_s = now_s
        slept = now_s - looked_s > LOST_S / 2
        quiet_s = 0.0 if slept else now_s - max(self.playhead.asked_s, self._awake_s)
        self._awake_s = now_s if slept else self._awake_s
        if self._output is not None and (self._lost.is_set() or quiet_s > LOST_S):
            # A driver may never return from closing a device that is gone: the film does not wait for it.
            Thread(target=self._output.stop, name=ABANDONED_NAME, daemon=True).start()
            self._output = None
            self._end_turn()
            self.problem = (
                "The sound device was lost. The film goes on without sound; open it again to hear it."
            )
        if self._output is None:
            self._ask()

    def _ask(self) -> None:
        """Ask for what a device would ask for, by our own clock."""
        now_s = self._now()
        until_s = self._asked_until_s
        if until_s is None or abs(now_s - until_s) > LOST_S:  # the first time, or the machine slept
            until_s = now_s
        count = round((now_s + SILENT_AHEAD_S - until_s) * RATE)
        if count >= LOOK_S * RATE:
            self.playhead.fill(count, until_s)
            until_s += count / RATE
        self._asked_until_s = until_s

    def _stop_output(self) -> None:
        output, self._output = self._output, None
        if output is not None:
            output.stop()
        self._end_turn()

    def _end_turn(self) -> None:
        if self._has_turn:
            self._has_turn = False
            self._loudspeaker.turn.release()
