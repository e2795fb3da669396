"""What every source of frames does."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from fractions import Fraction
from types import TracebackType
from typing import Self

from engine.frame import Frame


@dataclass(frozen=True, slots=True)
class StreamInfo:
    """What is known of a stream before its first frame."""

    width: int
    """Pixels, as frames come out (after rotation)."""

    height: int
    """Pixels, as frames come out (after rotation)."""

    rate: Fraction
    """Frames per second: a guess for encoders and progress, never used to compute times."""

    time_base: Fraction
    """Seconds per tick; every frame's time is a whole number of ticks."""

    frames: int | None = None
    """Estimated number of frames; None when unknown or endless."""


class Source(ABC):
    """Gives frames one by one. Opened by its constructor, used by one thread, closed once.

    Errors: the constructor and `read` raise `SourceError`.
    """

    live: bool = False
    """True when the newest frame is worth more than every frame (camera, screen)."""

    @property
    @abstractmethod
    def info(self) -> StreamInfo:
        """Size, rate and time base of the stream."""

    @property
    def warnings(self) -> tuple[str, ...]:
        """What went wrong on the way without ending the stream, one sentence each."""
        return ()

    @abstractmethod
    def read(self) -> Frame | None:
        """The next frame; None at the end, and again None after it."""

    @abstractmethod
    def close(self) -> None:
        """Let go of the file or device. May be called twice.

        Of a live source any thread may call it: a waiting `read` then returns None at once.
        """

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
