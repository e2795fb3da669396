"""A video file played as a live source: at its own speed and with its sound, with pause, seek and loop."""

import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from threading import Condition
from typing import Final

from engine.frame import Frame
from engine.sound import FilmSound, Loudspeaker
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

    With a loudspeaker the sound keeps time, and frames are due when theirs is heard. A machine too slow to
    decode every frame leaves frames out then.

    Args:
        path: any file FFmpeg reads.
        loop: start again at the end.
        clock: tells seconds.
        loudspeaker: where its sound is heard; None = nowhere.

    Raises:
        SourceError: the file is not there, cannot be read, or has no video.
    """

    def __init__(
        self,
        path: Path | str,
        *,
        loop: bool = True,
        clock: Callable[[], float] = time.perf_counter,
        loudspeaker: Loudspeaker | None = None,
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
        self.has_sound = self._video.has_sound
        """Whether the file has sound."""
        self._sound: FilmSound | None = None
        if loudspeaker is not None and self.has_sound:
            self._sound = FilmSound(self.path, loudspeaker, clock)
            self._sound.jump(float(self._first))

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
    def sound_problem(self) -> str:
        """Why its sound is not heard, in a sentence; empty while all is well."""
        return "" if self._sound is None else self._sound.problem

    @property
    def lead_s(self) -> float:
        """Seconds that frames come before their sound, because they take so long to be painted. Assign it."""
        return 0.0 if self._sound is None else self._sound.playhead.lead_s

    @lead_s.setter
    def lead_s(self, seconds: float) -> None:
        if self._sound is not None:
            self._sound.playhead.lead_s = seconds

    @property
    def paused(self) -> bool:
        """Whether `pause` was called last."""
        return self._paused

    def pause(self) -> None:
        """Hold after the frame that is shown."""
        with self._changed:
            self._hold(True)
            self._changed.notify_all()

    def resume(self) -> None:
        """Go on after `pause`."""
        with self._changed:
            self._hold(False)
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
                if self._next is None:
                    self._jump(Fraction(0))
                elif self._behind_s() <= LATE_S or self._show_one:
                    return self._give()
                else:
                    self._catch_up()
        return None

    def _release(self) -> None:
        if self._sound is not None:
            self._sound.close()
        self._video.close()

    def _hold(self, on: bool) -> None:
        self._paused = on
        if self._sound is not None:
            self._sound.playhead.pause(on)

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
        if self._sound is not None and self._next is not None:
            self._sound.jump(float(self._next.time))
        if self._next is None:
            self._closed.wait(LOOK_S)  # nothing can be read there; it is tried again, but not in haste

    def _is_due(self) -> bool:
        """Wait a moment; True when the next frame is to be given now, or the film to begin again."""
        with self._changed:
            coming = self._next is not None or self.loop
            if coming and (self._show_one or not self._paused):
                delay = self._delay()
                if delay <= 0 or self._show_one:
                    return True
                self._changed.wait(min(delay, LOOK_S))
            else:
                self._changed.wait(LOOK_S)
            return False

    def _delay(self) -> float:
        """Seconds until the next frame, or the beginning of the next round, is due."""
        heard_s = self._sound.position_s() if self._sound else None
        if heard_s is None:
            return self._delay_by_clock(self._next.time if self._next else self._end)
        if self._next is None:
            return float(self._end) - heard_s  # the sound is heard to its end
        return float(self._next.time) - heard_s - self.lead_s

    def _delay_by_clock(self, time: Fraction) -> float:
        """The first frame after a jump is due at once."""
        now = self._now()
        if self._start_s is None or now - self._start_s - float(time) > LATE_S:
            self._start_s = now - float(time)
        return self._start_s + float(time) - now

    def _behind_s(self) -> float:
        """Seconds that the next frame comes after its sound; 0 where there is none."""
        heard_s = self._sound.position_s() if self._sound else None
        return 0.0 if heard_s is None or self._next is None else heard_s - float(self._next.time)

    def _catch_up(self) -> None:
        """Leave out frames whose sound was heard; where not even that is quick enough, the sound waits."""
        self._video.skip_to(self._next.time + Fraction(self._behind_s()) if self._next else self._end)
        self._next = self._video.read() or self._next
        if self._sound is not None and self._next is not None and self._behind_s() > LATE_S:
            self._sound.jump(float(self._next.time))
        self._show_one = True

    def _give(self) -> Frame:
        frame = self._next
        assert frame is not None
        self._show_one = False
        self._position = frame.time - self._first
        self._end = frame.time + max(frame.duration or 0, 1 / self._video.info.rate)
        given = self._clock.frame(frame.image)
        if self._sound is not None and self._sound.position_s() is None:
            self._sound.jump(float(frame.time))  # it begins where the picture is by then
        self._next = self._video.read()
        return given
