"""What every source of frames does."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from types import TracebackType
from typing import Self

from engine.frame import Frame
from engine.stream_info import StreamInfo


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

    def __iter__(self) -> Iterator[Frame]:
        """The frames that are left; does not close the source."""
        while (frame := self.read()) is not None:
            yield frame

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
