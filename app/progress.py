"""Progress on a terminal (a bar), elsewhere (a line every few seconds), or nowhere."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from engine import Reading

T = TypeVar("T")

LINE_INTERVAL_S: float = 5.0
"""Seconds between two lines when standard error is not a terminal."""


class Progress(Protocol):
    """Shows how far a job is."""

    def show(self, reading: "Reading") -> None:
        """Called several times a second."""


@contextmanager
def bar_or_lines(bar: Callable[[], AbstractContextManager[T]], lines: Callable[[], T]) -> Iterator[T]:
    """A bar where standard error is a terminal, else lines; there, so that results can be piped."""
    if sys.stderr.isatty():
        with bar() as shown:
            yield shown
    else:
        yield lines()


@contextmanager
def progress(title: str, frames: int | None, *, quiet: bool, kept: int = 0) -> Iterator[Progress]:
    """The right kind of progress for where we run; `kept` frames of all are there already."""
    if quiet:
        yield _Silence()
        return
    with bar_or_lines(lambda: _bar(title, frames, kept), lambda: _Lines(title, frames)) as shown:
        yield shown


class _Silence:
    def show(self, reading: "Reading") -> None:
        return


class _Lines:
    def __init__(self, title: str, frames: int | None) -> None:
        self._title = title
        self._frames = frames
        self._next_s = time.monotonic() + LINE_INTERVAL_S

    def show(self, reading: "Reading") -> None:
        if time.monotonic() < self._next_s:
            return
        self._next_s += LINE_INTERVAL_S
        of = f" of {self._frames}" if self._frames else ""
        left = remaining_s(reading, self._frames)
        eta = f", {left:.0f} s left" if left is not None else ""
        print(
            f"{self._title}: {reading.frames}{of} frames, {reading.rate:.1f} frames/s{eta}",
            file=sys.stderr,
            flush=True,
        )


@contextmanager
def _bar(title: str, frames: int | None, kept: int) -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress as RichProgress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}", markup=False),  # "[Group] film.mp4" is a name
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]:.1f} frames/s"),
        TimeRemainingColumn(),
    )
    with RichProgress(*columns, console=Console(stderr=True)) as rich:
        task = rich.add_task(title, total=frames, completed=kept, rate=0.0)

        class Bar:
            def show(self, reading: "Reading") -> None:
                rich.update(task, completed=reading.frames, rate=reading.rate)

        yield Bar()


def remaining_s(reading: "Reading", frames: int | None) -> float | None:
    """Seconds left, by the mean rate so far; None when it cannot be known."""
    if not frames or not reading.frames:
        return None
    left = max(0, frames - reading.frames)
    if reading.kept:  # the seconds so far are also those of frames that are painted once more
        return left / reading.rate if reading.rate else None
    return left * reading.seconds / reading.frames
