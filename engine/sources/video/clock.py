"""The times of decoded frames."""

from fractions import Fraction
from typing import Final

from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from engine.video import as_fraction

FALLBACK_RATE: Final = Fraction(25)
"""Frames per second of a file that does not say."""

PLAUSIBLE_RATE: Final = 300
"""A guess above it is the file's clock (1000 or 90000), not its frame rate."""

FALLBACK_TIME_BASE: Final = Fraction(1, 90000)
"""Seconds per tick of a file that does not say."""


class VideoClock:
    """Gives each frame its time since a start: pts times time base, exactly, and always increasing.

    A frame without pts follows its predecessor by its duration; one whose pts does not increase follows by
    one tick, so that the true times are met again as soon as they move on.

    Args:
        stream: the frames'.
        start: seconds, whole ticks; becomes time 0.
    """

    def __init__(self, stream: VideoStream, start: Fraction = Fraction(0)) -> None:
        self.time_base = as_fraction(stream.time_base) or FALLBACK_TIME_BASE
        self._start_ticks = round(start / self.time_base)
        self.rate = _rate(stream)
        self.nudged = 0
        """Number of frames whose time was made up."""
        self._frame_ticks = max(1, round(1 / (self.rate * self.time_base)))
        self._last: int | None = None

    def stamp(self, frame: VideoFrame) -> tuple[Fraction, Fraction | None]:
        """Time and duration of the next frame, in seconds; the duration is None where the file has none."""
        ticks = frame.pts if frame.pts is not None else frame.dts
        self._last = self._increasing(None if ticks is None else ticks - self._start_ticks)
        duration = frame.duration * self.time_base if frame.duration else None
        return self._last * self.time_base, duration

    def _increasing(self, ticks: int | None) -> int:
        if self._last is None:
            return max(0, ticks or 0)  # no player shows what comes before 0
        if ticks is not None and ticks > self._last:
            return ticks
        self.nudged += 1
        return self._last + (self._frame_ticks if ticks is None else 1)


def _rate(stream: VideoStream) -> Fraction:
    """The stream's frame rate, for progress and rate control."""
    rates = (as_fraction(rate) for rate in (stream.guessed_rate, stream.average_rate))
    return next((rate for rate in rates if rate and rate <= PLAUSIBLE_RATE), FALLBACK_RATE)
