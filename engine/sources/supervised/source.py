"""Supervised source: a live source that is opened again, by itself, when it fails."""

import time
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from threading import Condition
from typing import Final

from engine.errors import ImpastoError
from engine.frame import Frame
from engine.sources.base import Source
from engine.sources.capture_clock import CaptureClock
from engine.sources.supervised.content_check import ContentCheck
from engine.sources.supervised.open_worker import Opener, OpenWorker
from engine.sources.supervised.status import SourceStatus, State, Timeouts
from engine.stream_info import CAPTURE_TICK, StreamInfo

LOOK_S: Final = 0.05
"""Seconds between two checks of the time-outs while no frame comes."""

MOST_ABANDONED: Final = 3
"""Most blocked threads that one source may abandon; then it waits until one of them ends."""

LEAVE_S: Final = 0.1
"""Seconds a discarded source has to end before its thread is abandoned."""

UNKNOWN: Final = StreamInfo(640, 360, Fraction(30), CAPTURE_TICK)
"""`info` of a source that has not opened yet."""


class SupervisedSource(Source):
    """Gives the newest frame of a source that is opened, supervised and opened again in a thread of its own.

    `read` waits until a frame comes, however long the source is lost, and ends only with `close`. A driver's
    call that never returns costs its thread (a daemon, called `abandoned-source` from then on, see
    `abandoned_readers`), never the one that waits here.

    Args:
        opener: opens the source; called for each try, so let it find a camera by its id anew.
        name: what people call the source.
        timeouts: after how long a source counts as failed.
        clock: tells seconds.
    """

    live = True

    def __init__(
        self,
        opener: Opener,
        name: str = "The source",
        timeouts: Timeouts | None = None,
        *,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._now = clock
        self._changed = Condition()
        self._closed = False
        self._reading = False
        self._stamps = CaptureClock(clock)
        self._info = UNKNOWN
        self._discarded: list[OpenWorker] = []
        self._left_behind: list[OpenWorker] = []
        self._begin(opener, name, timeouts or Timeouts())

    def change(self, opener: Opener, name: str = "The source", timeouts: Timeouts | None = None) -> None:
        """Supervise another source from now on, from any thread; frame times and indices go on."""
        with self._changed:
            if self._closed:
                return
            self._discard()
            self._begin(opener, name, timeouts or Timeouts())
            self._changed.notify_all()

    def status(self) -> SourceStatus:
        """State, message and times of this moment, from any thread."""
        with self._changed:
            now = self._now()
            retry_in_s = max(0.0, self._retry_at_s - now) if self._worker is None else None
            return SourceStatus(self._state, self._message, now - self._state_since_s, retry_in_s)

    @property
    def current(self) -> Source | None:
        """The source itself while it is open, for what only its kind can do, such as `seek`."""
        with self._changed:
            return self._worker.source if self._worker else None

    @property
    def info(self) -> StreamInfo:
        """The size of the newest frame; a guess before the first."""
        return self._info

    def read(self) -> Frame | None:
        while True:
            with self._changed:
                self._reading = not self._closed
                if self._closed:
                    break
                frame = self._worker.take() if self._worker else None
                if frame is not None:
                    self._check_content(frame)
                elif not self._discarded and not self._check_worker():
                    self._changed.wait(LOOK_S)
            self._leave_behind(LEAVE_S)
            if frame is not None:
                self._reading = False
                return self._stamped(frame)
        self._leave_behind(self._timeouts.stop_s)
        return None

    def close(self) -> None:
        """End it, from any thread; the read under way, if any, waits for the driver, but not for long."""
        with self._changed:
            self._closed = True
            self._discard()
            self._changed.notify_all()
            reading = self._reading
        if not reading:
            self._leave_behind(self._timeouts.stop_s)

    def _begin(self, opener: Opener, name: str, timeouts: Timeouts) -> None:
        self._opener = opener
        self._name = name
        self._timeouts = timeouts
        self._content_check = ContentCheck(timeouts.black_s, timeouts.frozen_s)
        self._failures = 0
        self._had_frames = False
        self._still_excused = False
        self._state: State = "opening"
        self._message = f"Opening {name} ..."
        self._state_since_s = self._now()
        self._try()

    def _try(self) -> None:
        self._worker: OpenWorker | None = OpenWorker(self._opener, self._changed, self._now)
        self._retry_at_s = 0.0
        self._good_since_s: float | None = None
        if not self._had_frames:
            self._enter("opening", f"Opening {self._name} ...")

    def _check_content(self, frame: Frame) -> None:
        """Set the state from a frame's content, and open the source again where that may help."""
        now = self._now()
        self._had_frames = True
        content = self._content_check.check(frame.image, now)
        if content == "picture":
            self._still_excused = False
        if content == "picture" or (content == "frozen" and self._still_excused):
            self._enter("running", "")
            self._settle(now)
        elif content == "frozen":
            self._still_excused = True  # when it comes back with the same picture, it really is a still one
            self._enter("frozen", f"{self._name} has sent the same picture for a while. Opening it again.")
            self._try_again_at(now)
        else:
            self._enter(
                "black", f"{self._name} is black. Is its lens covered, or does another program use it?"
            )
            self._reopen_black(now)

    def _settle(self, now: float) -> None:
        if self._good_since_s is None:
            self._good_since_s = now
        elif now - self._good_since_s >= self._timeouts.settled_s:
            self._failures = 0

    def _reopen_black(self, now: float) -> None:
        """A black camera may need opening again to see, but it may also be covered: so the pauses grow."""
        assert self._worker is not None
        if now - self._worker.opened_s >= self._pause_s():
            self._try_again_at(now)

    def _check_worker(self) -> bool:
        """No frame came: open again when due, or discard a worker that timed out. True when it did."""
        now = self._now()
        if self._worker is None:
            if now < self._retry_at_s or len(self._left_behind) >= MOST_ABANDONED:
                return False
            self._try()
            return True
        reason = self._why_lost(self._worker, now)
        if reason is None:
            return False
        self._enter("lost" if self._had_frames else "waiting", reason)
        self._try_again_at(now + self._pause_s())
        return True

    def _why_lost(self, worker: OpenWorker, now: float) -> str | None:
        """Why the worker counts as failed, in a sentence; None while no time-out is over."""
        timeouts, age_s = self._timeouts, now - worker.since_s
        if worker.ended:
            return _reason(worker.error, self._name)
        if not worker.opened:
            return f"{self._name} does not open." if _over(age_s, timeouts.open_s) else None
        limit_s = timeouts.stale_s if worker.had_frames else timeouts.first_frame_s
        return f"{self._name} sends no pictures." if _over(age_s, limit_s) else None

    def _try_again_at(self, moment_s: float) -> None:
        self._discard()
        self._retry_at_s = moment_s
        self._failures += 1

    def _pause_s(self) -> float:
        """Until the next try: doubled with each failure."""
        return min(self._timeouts.retry_s * 2.0**self._failures, self._timeouts.longest_retry_s)

    def _enter(self, state: State, message: str) -> None:
        if state != self._state:
            self._state, self._state_since_s = state, self._now()
        self._message = message

    def _discard(self) -> None:
        """Discard the worker. Closing a device takes time, so the reading thread does that."""
        if self._worker is not None:
            self._discarded.append(self._worker)
        self._worker = None

    def _leave_behind(self, wait_s: float) -> None:
        """Close discarded workers, without the lock, and abandon those that do not end in time."""
        with self._changed:
            discarded, self._discarded = self._discarded, []
        for worker in discarded:
            worker.abandon()
            worker.join(wait_s)
        self._left_behind = [worker for worker in (*self._left_behind, *discarded) if worker.alive]

    def _stamped(self, frame: Frame) -> Frame:
        height, width = frame.image.shape[:2]
        self._info = replace(self._info, width=width, height=height)
        return self._stamps.frame(frame.image, frame.captured_s)


def _over(age_s: float, limit_s: float | None) -> bool:
    return limit_s is not None and age_s > limit_s


def _reason(error: Exception | None, name: str) -> str:
    if error is None:
        return f"{name} came to its end."
    return (
        str(error) if isinstance(error, ImpastoError) else f"{name} failed: {error or type(error).__name__}."
    )
