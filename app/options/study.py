"""Options about studying that commands share, what they become, and what is said of a study."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.options.values import split_weight, style_picture
from app.study_progress import follow_study

if TYPE_CHECKING:
    from engine import Settings, StudyJob, Stylizer


def add_length_options(parser: "argparse._ActionsContainer") -> None:
    """How long a study is."""
    from engine import LONG_STUDY_STEPS, STUDY_STEPS

    length = parser.add_mutually_exclusive_group()
    length.add_argument("--steps", type=int, metavar="N", help=f"of a study, in all (default: {STUDY_STEPS})")
    length.add_argument("--long", action="store_true", help=f"{LONG_STUDY_STEPS:,} steps")
    length.add_argument("--seconds", type=float, metavar="S", help="study at most so long")


def add_study_option(parser: argparse.ArgumentParser) -> None:
    """`--study` of a command that paints."""
    group = parser.add_argument_group("study")
    group.add_argument(
        "--study",
        action="store_true",
        help="first learn the style thoroughly on what is painted; it is kept: docs/study.md",
    )
    add_length_options(group)


def study_length(args: argparse.Namespace, stylizer: "Stylizer") -> dict[str, Any]:
    """The keywords of `open_study` that the options ask for."""
    from engine import LONG_STUDY_STEPS

    return {
        "steps": LONG_STUDY_STEPS if args.long else args.steps,
        "seconds": args.seconds,
        "render_size": args.render_size,
        "device": stylizer.choice.trains_on,
    }


def study_styles(
    styles: Sequence[str], content: Path | None, stylizer: "Stylizer", args: argparse.Namespace
) -> bool:
    """Study each style of a command with `--study`, on what it is to paint; known ones go on.

    Returns:
        False when the person stopped one.
    """
    from engine import STUDY_STEPS, open_study, picture_file

    length = study_length(args, stylizer)
    if args.seconds is None:
        length["more"] = length["steps"] or STUDY_STEPS
    for text in styles if args.study else ():
        picture = style_picture(split_weight(text)[0])
        job = open_study(stylizer, picture_file(picture), content, **length)
        finished = follow_study(job, picture.name, quiet=args.quiet)
        if not args.json:
            report_study(job, picture.name, stylizer, args, finished=finished)
        if not finished:
            return False
    return True


def hint_at_study(settings: "Settings", stylizer: "Stylizer", args: argparse.Namespace) -> None:
    """Tell a person at a terminal, once a command has painted, that a style it has not studied can be."""
    unstudied = [style.name for style, _ in settings.styles if style.tuning is None]
    told = args.study or args.quiet or args.json or not at_terminal()
    if unstudied and stylizer.runtime.tuning_size and not told:
        print(f"To come nearer to {unstudied[0]}, add --study: a minute or two, once.")


def at_terminal() -> bool:
    """True when a person reads what is printed."""
    return sys.stdout.isatty()


def report_study(
    job: "StudyJob", name: str, stylizer: "Stylizer", args: argparse.Namespace, *, finished: bool
) -> None:
    """Say what was done, and on what."""
    state = job.state
    record = {"style": name, "steps": state.done, "seconds": round(state.seconds, 1), "finished": finished}
    if args.json:
        print(json.dumps(record | {"device": job.device, "kept": str(job.kept)}, indent=2))
    elif not args.quiet:
        print(_sentence(job, name, finished=finished))


def _sentence(job: "StudyJob", name: str, *, finished: bool) -> str:
    from engine import STUDY_STEPS

    state = job.state
    if state.done == job.first:
        return (
            f"{name} is studied already ({state.done} steps). `impasto study` with --more {STUDY_STEPS} "
            "goes on, with --again it starts anew."
        )
    done = f"{state.done - job.first} steps in {state.seconds:.0f} s on {job.device}"
    if finished:
        return f"{name} is studied: {done}. --style paints with it from now on."
    return f"{name}: stopped after {done}. --style paints with what was learned; the same command goes on."
