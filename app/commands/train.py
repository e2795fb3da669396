"""`impasto train`: makes a network's weights out of photos and artworks."""

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.interrupt import INTERRUPTED, event_on_signals
from app.options import read_fields
from app.progress import bar_or_lines

if TYPE_CHECKING:
    from engine import Training, TrainingProgress

LINE_INTERVAL_S: float = 10.0
"""Seconds between two lines of progress when standard error is not a terminal."""

MAX_NAMED = 5
"""So many unreadable pictures are named; the rest are counted."""

Report = Callable[["TrainingProgress"], None]


def add_parser(commands: "argparse._SubParsersAction[Any]") -> None:
    """Describe the command."""
    parser = commands.add_parser(
        "train",
        help="make a network's weights",
        description="Make a network's weights. See docs/training.md.",
    )
    parser.add_argument("--content", type=Path, required=True, metavar="DIR", help="folder of photos")
    parser.add_argument("--style", type=Path, required=True, metavar="DIR", help="folder of artworks")
    parser.add_argument(
        "--vgg", type=Path, required=True, metavar="FILE", help="VGG-16 features (paper: VGG-19)"
    )
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the weights, .safetensors")
    parser.add_argument("--network", default="small", help="small, base or paper (default: small)")
    parser.add_argument(
        "--teacher",
        type=lambda name: None if name == "none" else name,
        default="small",
        metavar="NAME",
        help="network to begin from and to copy first: small, compact or none (default: small)",
    )
    parser.add_argument("--resume", action="store_true", help="go on from the last checkpoint")
    parser.add_argument(
        "--iterations", type=int, metavar="N", help="shorten or stretch the recipe to so many"
    )
    parser.add_argument(
        "--batch", type=int, metavar="N", help="pictures in a step: more on a GPU (default: the recipe's)"
    )
    parser.add_argument(
        "--interval", type=int, default=500, metavar="N", help="iterations between checkpoints"
    )
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of all chance (default: 1)")
    parser.add_argument("--device", default="auto", help="auto, cuda, cuda:1 (of several) or cpu")
    parser.add_argument(
        "--no-compile",
        dest="compiled",
        action="store_false",
        help="start at once, but run at half the speed",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Train to the end, or until stopped; then `--resume` goes on."""
    from engine import Training, TrainingOptions

    training = Training(read_fields(TrainingOptions, args))
    # A stop waits for the end of an iteration, so that the checkpoint is a whole one.
    with event_on_signals(second_raises=True) as stop, bar_or_lines(_bar, _lines) as report:
        for progress in training.steps():
            report(progress)
            if stop.is_set():
                break
    _name_skipped(training)
    if stop.is_set():
        then = f"--resume goes on from {training.folder.path}" if training.save() else "nothing was kept"
        print(f"impasto: stopped; {then}.", file=sys.stderr)
        return INTERRUPTED
    print(f"{args.out} is made; the sheet of samples is {training.folder.path / 'sheet.png'}.")
    return 0


def _name_skipped(training: "Training") -> None:
    skipped = list(training.skipped.items())
    if not skipped:
        return
    print(f"impasto: {len(skipped)} pictures could not be read and were left out:", file=sys.stderr)
    for path, reason in skipped[:MAX_NAMED]:
        print(f"  {path}: {reason}", file=sys.stderr)
    if len(skipped) > MAX_NAMED:
        print(f"  and {len(skipped) - MAX_NAMED} more", file=sys.stderr)


@contextmanager
def _bar() -> Iterator[Report]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[speed]}"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[losses]}"),
    )
    with Progress(*columns, console=Console(stderr=True)) as bars:
        tasks: dict[str, Any] = {}
        speed = _Speed()

        def report(progress: "TrainingProgress") -> None:
            if progress.task not in tasks:
                tasks[progress.task] = bars.add_task(progress.task, total=progress.total, speed="", losses="")
            bars.update(
                tasks[progress.task],
                completed=progress.done,
                speed=speed(progress),
                losses=_losses(progress),
            )

        yield report


def _lines() -> Report:
    """A line at the end of a task, and every few seconds."""
    speed = _Speed()
    next_s = 0.0

    def report(progress: "TrainingProgress") -> None:
        nonlocal next_s
        rate, now = speed(progress), time.monotonic()
        if now < next_s and progress.done != progress.total:
            return
        next_s = now + LINE_INTERVAL_S
        parts = (f"{progress.task}: {progress.done} of {progress.total}", rate, _losses(progress))
        print(", ".join(part for part in parts if part), file=sys.stderr, flush=True)

    return report


class _Speed:
    """Steps a second, and the time that is left."""

    def __init__(self) -> None:
        self._task, self._start, self._first = "", 0.0, 0

    def __call__(self, progress: "TrainingProgress") -> str:
        now = time.monotonic()
        if progress.task != self._task:  # the first step also compiles, so it does not count
            self._task, self._start, self._first = progress.task, now, progress.done
            return ""
        rate = (progress.done - self._first) / max(now - self._start, 1e-9)
        left = (progress.total - progress.done) / max(rate, 1e-9)
        return f"{rate:.1f}/s, {left / 60:.0f} min left"


def _losses(progress: "TrainingProgress") -> str:
    losses = " ".join(f"{name} {value:.3f}" for name, value in progress.losses)
    return f"{progress.stage} {losses}".strip()
