"""A video file played as a live source: at its own speed, with pause, seek and loop."""

import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from threading import Condition
from typing import Final

from engine.frame import Frame
from engine.sources.capture_clock import CaptureClock
from engine.sources.device import DeviceSource
from engine.sources.video.file import VideoFileSource
from engine.stream_info import CAPTURE_TICK, StreamInfo

LATE_S: Final = 0.5
"""Seconds behind at which a slow machine gives up catching up and plays on from where it is."""

LOOK_S: Final = 0.05
"""Seconds between two looks at the clock while waiting."""


class PlaybackSource(DeviceSource):
    """Gives the frames of a video file when they are due, for ever.

    `pause`, `resume`, `seek`, `loop`, `position_s` and `duration_s` may be used from any thread. At the end
    it starts again, or with `loop` off waits there for a `seek`. Frames have times of playing, which
    always increase; `position_s` is the time within the file.

    Args:
        path: any file FFmpeg reads.
        loop: start again at the end.
        clock: tells seconds.

    Raises:
        SourceError: the file is not there, cannot be read, or has no video.
    """

    def __init__(
        self, path: Path | str, *, loop: bool = True, clock: Callable[[], float] = time.perf_counter
    ) -> None:
        super().__init__()
        self.path = Path(path)
        self.loop = loop
        """Assign at any time."""
        self._now = clock
        self._clock = CaptureClock(clock)
        self._changed = Condition()
        self._paused = False
        self._target: Fraction | None = None
        self._start_s: float | None = None
        self._show_one = False
        self._video = VideoFileSource(path, quick=True)
        self._next = self._video.read()
        self._first = self._next.time if self._next else Fraction(0)
        self._end = self._first
        self._position = Fraction(0)

    @property
    def info(self) -> StreamInfo:
        """As the file; times are those of playing."""
        info = self._video.info
        return StreamInfo(info.width, info.height, info.rate, CAPTURE_TICK)

    @property
    def position_s(self) -> float:
        """Seconds from the file's first frame to the one given last."""
        return float(self._position)

    @property
    def duration_s(self) -> float:
        """Seconds, about; 0 when the file does not say."""
        info = self._video.info
        return float((info.frames or 0) / info.rate)

    @property
    def paused(self) -> bool:
        """Whether `pause` was called last."""
        return self._paused

    def pause(self) -> None:
        """Hold after the frame that is shown."""
        with self._changed:
            self._paused = True
            self._changed.notify_all()

    def resume(self) -> None:
        """Go on after `pause`."""
        with self._changed:
            self._paused = False
            self._start_s = None
            self._changed.notify_all()

    def seek(self, seconds: float) -> None:
        """Go on at this time of the file; while paused, the frame there is given."""
        with self._changed:
            self._target = Fraction(max(0.0, seconds)).limit_denominator(90_000)
            self._changed.notify_all()

    def _grab(self) -> Frame | None:
        while not self._closed.is_set():
            target = self._take_target()
            if target is not None:
                self._jump(target)
            elif self._is_due():
                if self._next is not None:
                    return self._give()
                self._jump(Fraction(0))
        return None

    def _release(self) -> None:
        self._video.close()

    def _take_target(self) -> Fraction | None:
        """Where to jump to now, if anywhere."""
        with self._changed:
            target, self._target = self._target, None
        return target

    def _jump(self, target: Fraction) -> None:
        self._video.seek(self._first + target)
        self._next = self._video.read()
        self._start_s = None
        self._show_one = self._next is not None
        if self._next is None:
            self._closed.wait(LOOK_S)  # nothing can be read there; it is tried again, but not in haste

    def _is_due(self) -> bool:
        """Wait a moment; True when the next frame is to be given now, or the film to begin again."""
        with self._changed:
            coming = self._next is not None or self.loop
            if coming and (self._show_one or not self._paused):
                delay = self._delay(self._next.time if self._next else self._end)
                if delay <= 0 or self._show_one:
                    return True
                self._changed.wait(min(delay, LOOK_S))
            else:
                self._changed.wait(LOOK_S)
            return False

    def _delay(self, time: Fraction) -> float:
        """Seconds until a frame is due; the first one after a jump is due at once."""
        now = self._now()
        if self._start_s is None or now - self._start_s - float(time) > LATE_S:
            self._start_s = now - float(time)
        return self._start_s + float(time) - now

    def _give(self) -> Frame:
        frame = self._next
        assert frame is not None
        self._show_one = False
        self._position = frame.time - self._first
        self._end = frame.time + max(frame.duration or 0, 1 / self._video.info.rate)
        given = self._clock.frame(frame.image)
        self._next = self._video.read()
        return given
