"""`impasto evaluate`: how a network's pictures compare, how steady they are, and what they cost."""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.options import read_fields

if TYPE_CHECKING:
    from engine import Figures

COLUMNS = (
    ("content", "content loss", "{:.3f}"),
    ("style", "style loss", "{:.2f}"),
    ("ssim", "SSIM", "{:.3f}"),
    ("preference", "E", "{:.2f}"),
    ("ahead", "ahead by E", "{:.0%}"),
    ("flat_detail", "flat detail", "{:.4f}"),
    ("halo", "halo", "{:+.3f}"),
    ("weave", "weave", "{:.2f}"),
    ("temporal_1", "temporal, 1 frame", "{:.4f}"),
    ("temporal_10", "temporal, 10 frames", "{:.4f}"),
    ("smoothed_1", "temporal, smoothed", "{:.4f}"),
    ("live_1", "temporal, smoothed live", "{:.4f}"),
    ("detail_loss", "detail loss, smoothed", "{:.1%}"),
    ("moving_loss", "SSIM loss, smoothed", "{:+.3f}"),
    ("multiply_adds", "multiply-adds a pixel", "{:,.0f}"),
    ("milliseconds", "ms at 640x360", "{:.1f}"),
)
"""Name of the figure, how it is called, how it is written."""


SIDES = (64, 2048)
"""Pixels: the smallest and largest --size."""


def add_parser(commands: "argparse._SubParsersAction[Any]") -> None:
    """Describe the command."""
    from engine import STUDY_STEPS

    parser = commands.add_parser(
        "evaluate",
        help="compare a network's pictures with their content and style",
        description="Compare a network's pictures, or finished ones, on a list of pairs: docs/training.md.",
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--weights", type=Path, metavar="FILE", help="other weights for the network")
    what.add_argument("--pictures", type=Path, metavar="DIR", help="finished pictures, PHOTO_ARTWORK.png")
    parser.add_argument("--network", metavar="NAME", help="see `models` (default: the first of them)")
    parser.add_argument("--pairs", type=Path, required=True, metavar="FILE", help="CSV: content,style")
    parser.add_argument("--content", type=Path, required=True, metavar="DIR", help="folder of the photos")
    parser.add_argument("--style", type=Path, required=True, metavar="DIR", help="folder of the artworks")
    parser.add_argument("--clips", type=Path, metavar="DIR", help="folder of clips, to measure steadiness")
    parser.add_argument(
        "--size", type=_side, metavar="PX", help="resize short sides to it (default: middle 320, not resized)"
    )
    components = parser.add_mutually_exclusive_group()
    components.add_argument(
        "--components", type=Path, metavar="FILE", help="principal components for E (default: of the photos)"
    )
    components.add_argument(
        "--save-components", type=Path, metavar="FILE", help="write the photos' principal components"
    )
    parser.add_argument(
        "--against",
        type=Path,
        metavar="DIR_OR_CSV",
        help="-o of another evaluation: share of pairs ahead by E",
    )
    parser.add_argument("--vgg", type=Path, required=True, metavar="FILE", help="VGG-16 features")
    parser.add_argument(
        "-o", "--output", dest="out", type=Path, required=True, metavar="DIR", help="where figures go"
    )
    parser.add_argument(
        "--texture", type=float, default=1.0, metavar="0..1", help="0 = calm, 1 = rough (default)"
    )
    parser.add_argument(
        "--study",
        type=int,
        nargs="?",
        const=STUDY_STEPS,
        metavar="STEPS",
        help=f"study each artwork on its photo first, for so many steps (default: {STUDY_STEPS})",
    )
    parser.add_argument("--device", default="auto", help="auto, cuda, mps or cpu")
    parser.add_argument("--precision", default="auto", help="auto, float32, bfloat16 or float16")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.set_defaults(run=run)


def _side(text: str) -> int:
    """A side in pixels."""
    if not text.isdecimal() or not SIDES[0] <= int(text) <= SIDES[1]:
        raise argparse.ArgumentTypeError(f"give {SIDES[0]} to {SIDES[1]} pixels, not {text}")
    return int(text)


def run(args: argparse.Namespace) -> int:
    """Evaluate, and print the figures."""
    from engine import Evaluation, EvaluationOptions

    evaluation = Evaluation(read_fields(EvaluationOptions, args))
    _follow(evaluation.steps())
    assert evaluation.figures is not None
    if args.json:
        print(json.dumps(asdict(evaluation.figures), indent=2))
    else:
        _print(evaluation.figures)
        print(f"Figures of each pair, the contact sheet and pages at full size are in {args.out}.")
    return 0


def _follow(steps: Iterator[tuple[str, int, int]]) -> None:
    """Show how far it is; nothing where standard error is not a terminal."""
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), disable=not sys.stderr.isatty()) as bars:
        tasks: dict[str, Any] = {}
        for name, done, total in steps:
            if name not in tasks:
                tasks[name] = bars.add_task(name, total=total)
            bars.update(tasks[name], completed=done)


def _print(figures: "Figures") -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    title = f"{figures.name}, {figures.pairs} pairs" + (f", {figures.setting}" if figures.setting else "")
    table = Table("figure", "value", title=title, box=box.SIMPLE_HEAD)
    known = {field.name: getattr(figures, field.name) for field in fields(figures)}
    for name, called, form in COLUMNS:
        if known[name] is not None:
            table.add_row(called, form.format(known[name]))
    Console().print(table)
