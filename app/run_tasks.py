"""Runs one task or many, for every command that paints files."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

from app.interrupt import event_on_signals, was_interrupted
from app.progress import progress
from app.report import HISTORY, LOG, complaint_of
from app.summary import stage_seconds, summary

if TYPE_CHECKING:
    from engine import Pipeline, Reading, Stylizer, Task

FAILURE, USAGE = 1, 2
"""Exit codes."""

PAINTING = ("fit", "masks", "upload", "network", "download", "steady", "restore")
"""Stages of a painted frame."""

POLL_S: float = 0.1
"""Seconds between two looks at a running pipeline."""

GRACE_S: float = 0.7
"""Seconds a pipeline gets to stop after Ctrl-C before its results are removed from under it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one task."""

    task: "Task"
    """What was asked."""

    reading: "Reading | None"
    """The meter at the end; None when it failed."""

    error: Exception | None = None
    """Why it failed."""

    complaint: str = ""
    """That in one line."""

    warnings: tuple[str, ...] = ()
    """What went wrong on the way without ending it."""


def run_tasks(
    tasks: "Sequence[Task]",
    open_job: "Callable[[Task], Pipeline]",
    stylizer: "Stylizer",
    args: argparse.Namespace,
) -> int:
    """Paint every task, one after the other; one that fails does not stop the rest.

    Returns:
        Exit code: 0 when all succeeded; 2 when the only one was asked for in a wrong way; else 1.
    """
    for task in tasks:
        HISTORY.names.hide(str(task.input), str(task.output))
    outcomes = [_try_task(task, open_job, args) for task in tasks]
    _report(outcomes, stylizer, args)
    errors = [outcome.error for outcome in outcomes if outcome.error]
    return max(exit_code(error) if len(tasks) == 1 else FAILURE for error in errors) if errors else 0


def exit_code(error: Exception) -> int:
    """Of a command that ended with this error."""
    from engine import UsageError

    return USAGE if isinstance(error, UsageError) else FAILURE


def _try_task(task: "Task", open_job: "Callable[[Task], Pipeline]", args: argparse.Namespace) -> Outcome:
    try:
        return _run_task(task, open_job, args)
    except Exception as error:  # also a defect, or too little memory for this one
        if was_interrupted():
            raise
        complaint = complaint_of(error, args.log)
        LOG.error("%s", complaint)
        print(f"impasto: {complaint}", file=sys.stderr)
        return Outcome(task, None, error, complaint)


def _run_task(task: "Task", open_job: "Callable[[Task], Pipeline]", args: argparse.Namespace) -> Outcome:
    pipeline = run_pipeline(lambda: open_job(task), task.input.name, quiet=args.quiet)
    outcome = Outcome(task, pipeline.meter.read(), warnings=pipeline.warnings)
    for line in outcome.warnings:
        LOG.warning("%s: %s", task.input.name, line)
        print(f"impasto: {task.input.name}: {line}", file=sys.stderr)
    lines = summary(task.output, pipeline.meter.read())
    LOG.info("%s", lines)
    if not args.quiet and not args.json:
        print(lines)
    return outcome


def run_pipeline(open_job: "Callable[[], Pipeline]", title: str, *, quiet: bool) -> "Pipeline":
    """Open a job and run it to the end, with progress. Ctrl-C stops it and leaves nothing behind.

    Raises:
        ImpastoError: the first error of the pipeline.
        KeyboardInterrupt: the person stopped it.
    """
    with event_on_signals() as stop:
        pipeline = open_job()
        pipeline.start()
        LOG.info("%s: %s", title, pipeline.info)
        if pipeline.kept is not None:
            _say(f"{title}: Going on at {pipeline.kept.text}: an earlier run was cut off there.", quiet=quiet)
        kept = pipeline.meter.read().kept
        try:
            with progress(title, pipeline.info.frames, quiet=quiet, kept=kept) as bar:
                while not (pipeline.wait(POLL_S) or stop.is_set()):
                    bar.show(pipeline.meter.read())
        except OSError:  # the terminal was closed under the bar
            stop.by_person = False
            stop.set()
        except Exception:
            pipeline.abandon()
            with suppress(Exception):  # the same one, or none: it has ended, or ends now
                pipeline.wait()
            _say_what_is_kept(pipeline)
            raise
        if stop.is_set():
            _stop(pipeline, keep=not stop.by_person)
    return pipeline


def _say(line: str, *, quiet: bool = False) -> None:
    LOG.info("%s", line)
    if not quiet:
        with suppress(OSError):  # the terminal is gone
            print(line, file=sys.stderr, flush=True)


def _say_what_is_kept(pipeline: "Pipeline") -> None:
    if pipeline.resumable:
        _say("What was painted is kept: the same command goes on with it.")


def _stop(pipeline: "Pipeline", *, keep: bool) -> NoReturn:
    pipeline.abandon(keep=keep)
    if not pipeline.wait(GRACE_S):  # a thread is deep in a network call that nothing can interrupt
        pipeline.discard()
    _say_what_is_kept(pipeline)
    raise KeyboardInterrupt


def _report(outcomes: list[Outcome], stylizer: "Stylizer", args: argparse.Namespace) -> None:
    if args.json:
        records = [_record(outcome, stylizer) for outcome in outcomes]
        print(json.dumps(records[0] if len(records) == 1 else records, indent=2))
    elif len(outcomes) > 1:
        failed = [outcome for outcome in outcomes if outcome.error]
        if failed or not args.quiet:
            names = ": " + ", ".join(outcome.task.input.name for outcome in failed) if failed else ""
            print(f"{len(outcomes) - len(failed)} of {len(outcomes)} painted; {len(failed)} failed{names}.")


def _record(outcome: Outcome, stylizer: "Stylizer") -> dict[str, Any]:
    record: dict[str, Any] = {"input": str(outcome.task.input), "output": str(outcome.task.output)}
    if outcome.reading is None:
        return record | {"error": outcome.complaint}
    choice = stylizer.choice
    return record | {
        "frames": outcome.reading.frames,
        "kept_frames": outcome.reading.kept,
        "seconds": round(outcome.reading.seconds, 3),
        "network": stylizer.network,
        "device": choice.device,
        "precision": choice.precision,
        "runtime": choice.runtime,
        "warnings": [*stylizer.warnings, *outcome.warnings],
        "busy_seconds": {stage: round(busy, 3) for stage, busy in stage_seconds(outcome.reading).items()},
    }
