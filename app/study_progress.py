"""Runs a study for a command: a bar with the time left, a preview in a file, a stop."""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from app.interrupt import event_on_signals
from app.progress import LINE_INTERVAL_S, bar_or_lines

if TYPE_CHECKING:
    from engine import StudyJob, StudyState

PREVIEW_INTERVAL_S: float = 2.0
"""Seconds between two previews; the first comes at once."""

Report = Callable[["StudyState"], None]


def follow_study(
    job: "StudyJob",
    title: str,
    *,
    preview: Path | None = None,
    inputs: Sequence[Path] = (),
    keep_every: float | None = None,
    report: bool = False,
    quiet: bool = False,
) -> bool:
    """Study to the end, or until the person stops it, and keep what was learned.

    Args:
        job: the study.
        title: what is studied.
        preview: picture that is written again every two seconds.
        inputs: files that the study reads, which the preview may not replace.
        keep_every: seconds between two results that are kept on the way; None: one at the end.
        report: print each step, and each result, as a line of JSON on standard output.
        quiet: show no progress.

    Returns:
        False when it was stopped.

    Raises:
        SinkError: it cannot be kept, or the preview cannot be written.
    """
    with event_on_signals(second_raises=True) as stop, _report(title, quiet=quiet or report) as show:
        shown = _Preview(job, preview, inputs) if preview else None
        kept = Every(keep_every) if keep_every else None
        for state in job.steps():
            show(state)
            if shown:
                shown.update()
            if report:
                _print({"done": state.done, "part": state.part, "left_s": round(state.left_s, 1)})
            if kept and kept.due():
                job.keep()
                if report:
                    _print({"kept": state.done})
            if stop.is_set():
                break
        job.keep()
        if shown:
            shown.write()
    return not stop.is_set()


def work_gently() -> None:
    """Leave the processor to whatever else wants it.

    On Linux `nice` counts within a session only (autogroup of `man 7 sched`), so a process that has a session
    of its own lowers that too; SCHED_IDLE is for where there are no autogroups.
    """
    if hasattr(os, "nice"):
        os.nice(19)
    if sys.platform == "linux":
        with suppress(OSError):
            os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
        if os.getsid(0) == os.getpid():
            with suppress(OSError):
                Path("/proc/self/autogroup").write_text("19")


def _print(record: dict[str, float]) -> None:
    print(json.dumps(record), flush=True)


class Every:
    """Says when so many seconds have passed since the last time."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._due_s = time.monotonic() + seconds

    def due(self) -> bool:
        """Whether it is time again."""
        if time.monotonic() < self._due_s:
            return False
        self._due_s = time.monotonic() + self._seconds
        return True


class _Preview:
    """A picture in a file, which image viewers show again when it changes."""

    def __init__(self, job: "StudyJob", path: Path, inputs: Sequence[Path]) -> None:
        self._job, self._path, self._inputs = job, path, inputs
        self._every = Every(PREVIEW_INTERVAL_S)
        self.write()

    def update(self) -> None:
        """Write it, where the last one is old enough."""
        if self._every.due():
            self.write()

    def write(self) -> None:
        """The file is never half-written.

        Raises:
            UsageError, SinkError: it cannot be written, or is one that is read.
        """
        from engine import Picture, save_picture

        save_picture(self._path, Picture(self._job.preview()), inputs=self._inputs)


@contextmanager
def _report(title: str, *, quiet: bool) -> Iterator[Report]:
    if quiet:
        yield lambda state: None
        return
    with bar_or_lines(lambda: _bar(title), lambda: _lines(title)) as report:
        yield report


@contextmanager
def _bar(title: str) -> Iterator[Report]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[left]}"),
    )
    with Progress(*columns, console=Console(stderr=True)) as bars:
        task = bars.add_task(f"studying {title}", total=1.0, left="")
        yield lambda state: bars.update(task, completed=state.part, left=_left(state))


def _lines(title: str) -> Report:
    due_s = time.monotonic()

    def report(state: "StudyState") -> None:
        nonlocal due_s
        if time.monotonic() < due_s and state.part < 1:
            return
        due_s = time.monotonic() + LINE_INTERVAL_S
        print(f"studying {title}: {state.part:.0%}, {_left(state)}", file=sys.stderr, flush=True)

    return report


def _left(state: "StudyState") -> str:
    return f"step {state.done}, {state.left_s:.0f} s left"
