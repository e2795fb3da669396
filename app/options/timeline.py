"""Options of keyframed looks: `--at` and `--timeline`, and what they become."""

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.options.look import read_files
from app.options.values import style_picture

if TYPE_CHECKING:
    from engine import Settings, Stylizer, Timeline, TimelinePlan


def add_timeline_options(parser: argparse.ArgumentParser) -> None:
    """Looks at moments of a film."""
    group = parser.add_argument_group("looks over time")
    group.add_argument(
        "--at",
        nargs=2,
        action="append",
        default=[],
        metavar=("TIME", "NAME=VALUE[,...]"),
        help="how the frame at a time is painted: --at 0:00 style=a.jpg --at 0:10 style=b.jpg,strength=0.5; "
        "also region1.weight=0, of the first --region; what is not said stays as before; "
        "times are those of the whole film",
    )
    group.add_argument(
        "--transition",
        choices=("linear", "smooth", "cut"),
        help="how one look becomes the next (default: linear)",
    )
    group.add_argument(
        "--timeline", type=Path, metavar="FILE", help="the same as a TOML file: docs/colour-and-time.md"
    )
    group.add_argument(
        "--on-beat",
        type=int,
        nargs="?",
        const=1,
        metavar="N",
        help="go to the next --style at every beat of the music, or every Nth; the styles take turns",
    )


def read_plan(args: argparse.Namespace) -> "TimelinePlan | None":
    """The looks that the options ask for, checked before anything is loaded; None: one for the whole film.

    Raises:
        UsageError: they cannot be understood, or there is no style at all.
    """
    from engine import TimelinePlan, UsageError, parse_keyframe, read_timeline

    if args.on_beat is not None:
        _check_beat(args)
    if args.at and args.timeline:
        raise UsageError("--at and --timeline are two ways to say the same. Use one of them.")
    if not args.at and not args.timeline:
        if not args.styles:
            raise UsageError("--style is missing: with what should it be painted? See `impasto styles`.")
        return None
    if args.timeline:
        plan = read_timeline(args.timeline)
        return TimelinePlan(plan.keyframes, args.transition or plan.transition)
    keyframes = tuple(parse_keyframe(time, look) for time, look in args.at)
    return TimelinePlan(keyframes, args.transition or "linear")


def beat_timeline(film: Path, settings: "Settings", args: argparse.Namespace) -> "Timeline":
    """The styles on the beat of a film's music; says how fast that is.

    Raises:
        SourceError, UsageError: the film has no sound, or there is no beat in it.
    """
    from engine import find_beats, on_beat

    beats = find_beats(film)
    timeline = on_beat(beats.times, settings, args.on_beat, args.transition or "cut")
    if not args.quiet:
        found = f"{beats.tempo:.0f} beats a minute, {len(beats.times)} in all"
        print(f"impasto: {film.name}: {found}", file=sys.stderr)
    return timeline


def _check_beat(args: argparse.Namespace) -> None:
    from engine import Address, UsageError

    if args.at or args.timeline:
        raise UsageError("--on-beat makes keyframes of its own; leave out --at and --timeline.")
    if len(args.styles or ()) < 2 or args.on_beat < 1:
        raise UsageError("--on-beat [N] needs two or more --style, and an N of at least 1.")
    if isinstance(args.source, Address):
        raise UsageError("--on-beat listens to video files; this is an address of a package.")


def learn_timeline(plan: "TimelinePlan", settings: "Settings", stylizer: "Stylizer") -> "Timeline":
    """The timeline with its styles; `settings` is what its first look does not say."""
    scales = {part.scale for part in settings.parts} | set(plan.scales)
    return plan.learned(settings, lambda name: stylizer.learn(style_picture(name), scales=scales))


def read_with_plan(args: argparse.Namespace, plan: "TimelinePlan | None") -> list[Path]:
    """The files that are read beside what is painted, which no result may replace."""
    names: list[Any] = [*(plan.names if plan else ()), args.timeline]
    return read_files(args) + [Path(name) for name in names if name and os.path.isfile(name)]
