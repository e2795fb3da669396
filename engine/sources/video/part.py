"""A part of a film, or a smaller one: what is to be painted of a clip."""

import math
import re
from contextlib import suppress
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from engine.errors import SourceError, UsageError
from engine.frame import Frame
from engine.imaging import resize
from engine.sources.base import Source
from engine.sources.video.file import VideoFileSource
from engine.stream_info import StreamInfo

_TIME: Final = re.compile(r"(?:(?:(\d+):)?(\d+):)?(\d+(?:\.\d*)?|\.\d+)")
"""Hours, minutes and seconds; only these last are needed."""


@dataclass(frozen=True, slots=True)
class VideoPart:
    """Which part of a clip, and how large at most.

    Raises:
        UsageError: it ends before it begins, or the size is none.
    """

    start: Fraction = Fraction(0)
    """Seconds at which it begins."""

    end: Fraction | None = None
    """Seconds at which it ends; None = with the clip."""

    long_side: int | None = None
    """Pixels of the long side at most; None = as the clip."""

    def __post_init__(self) -> None:
        if self.start < 0 or (self.end is not None and self.end <= self.start):
            end = "its end" if self.end is None else f"{float(self.end):g} s"
            raise UsageError(f"A part from {float(self.start):g} s to {end} cannot be: it must end later.")
        if self.long_side is not None and self.long_side < 2:
            raise UsageError(f"A film {self.long_side} pixels large cannot be. Use 2 or more.")

    @property
    def is_whole(self) -> bool:
        """From the clip's beginning to its end."""
        return self.start == 0 and self.end is None

    def size_of(self, info: StreamInfo) -> tuple[int, int]:
        """Width and height of the frames of such a clip: even where they are made smaller."""
        scale = (self.long_side or math.inf) / max(info.width, info.height)
        if scale >= 1:
            return info.width, info.height
        return _even(info.width * scale), _even(info.height * scale)


def parse_time(text: str) -> Fraction:
    """Seconds from `65`, `1:05`, `1:05.5` or `1:01:05`.

    Raises:
        UsageError: it is no time.
    """
    found = _TIME.fullmatch(text.strip())
    if found is None:
        raise UsageError(f'"{text}" is no time. Write seconds (12.5), M:SS or H:MM:SS.')
    hours, minutes, seconds = (Fraction(part or 0) for part in found.groups())
    return 3600 * hours + 60 * minutes + seconds


class PartSource(Source):
    """The frames of a part of a clip, with times counted from its first one, fitted into a size.

    Args:
        source: of the whole clip; closed with this.
        part: which.

    Raises:
        SourceError: the part begins after the clip's end.
    """

    def __init__(self, source: Source, part: VideoPart) -> None:
        self._source = source
        self._part = part
        self._size = part.size_of(source.info)
        self._index = 0
        try:
            self._next = self._first()
        except BaseException:
            source.close()
            raise
        self.begin: Fraction = self._next.time if self._next else part.start
        """Seconds of the clip at which the first frame lies: 0 of this source."""

    @property
    def info(self) -> StreamInfo:
        info, (width, height) = self._source.info, self._size
        return replace(info, width=width, height=height, frames=self._expected(info))

    @property
    def warnings(self) -> tuple[str, ...]:
        """Those of the clip, as far as it was looked at."""
        return self._source.warnings

    def read(self) -> Frame | None:
        frame, end = self._next, self._part.end
        if frame is None or (end is not None and frame.time >= end):
            self._next = None
            return None
        self._next = self._source.read()
        self._index += 1
        fitted = resize(frame.pixels, *self._size)
        return frame.with_pixels(fitted, time=frame.time - self.begin, index=self._index - 1)

    def lands_on(self, time: Fraction) -> bool:
        """As of `VideoFileSource`, with the part's own times; never of what is no video file."""
        return isinstance(self._source, VideoFileSource) and self._source.lands_on(self.begin + time)

    def seek(self, time: Fraction) -> None:
        """Go on with the first frame at or after a time of the part, in seconds, as `lands_on` can."""
        assert isinstance(self._source, VideoFileSource)
        self._source.seek(self.begin + time)
        self._next = self._source.read()

    def close(self) -> None:
        self._next = None
        self._source.close()

    def _first(self) -> Frame | None:
        start = self._part.start
        if start and isinstance(self._source, VideoFileSource):
            with suppress(SourceError):  # else what lies before is read
                self._source.seek(start)
        while (frame := self._source.read()) is not None:
            if frame.time >= start:
                return frame
        if start:
            raise SourceError(
                f"The part begins at {float(start):g} s, after the clip's end. Choose an earlier time."
            )
        return None

    def _expected(self, info: StreamInfo) -> int | None:
        if info.frames is None:
            return None
        whole = info.frames / info.rate
        end = whole if self._part.end is None else min(whole, self._part.end)
        return max(1, math.ceil((end - self.begin) * info.rate))


def _even(size: float) -> int:
    return max(2, 2 * round(size / 2))
