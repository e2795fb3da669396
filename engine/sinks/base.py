"""What every sink of frames does."""

from abc import ABC, abstractmethod
from types import TracebackType
from typing import Self

from engine.frame import Frame


class Sink(ABC):
    """Takes painted frames one by one. Used by one thread, ended once: by `close` or by `abort`.

    Errors: every method raises `SinkError`.
    """

    slow: bool = False
    """True when `write` may take as long as a frame lasts; the pipeline then gives it a thread of its own."""

    @property
    def warnings(self) -> tuple[str, ...]:
        """What was not as asked without ending the result, one sentence each."""
        return ()

    @property
    def resumable(self) -> bool:
        """Once it was given up: whether the same work, begun again, goes on from there."""
        return False

    @abstractmethod
    def write(self, frame: Frame) -> None:
        """Take the next frame. Times must increase."""

    @abstractmethod
    def close(self) -> None:
        """Complete the result: only now does a file get its name. May be called twice."""

    @abstractmethod
    def abort(self) -> None:
        """Give up and leave nothing behind. May be called twice; after `close` it does nothing."""

    def break_off(self) -> None:
        """Give up as `abort`, but where nobody wants that: what can be gone on with later may stay behind."""
        self.abort()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
        else:
            self.abort()
