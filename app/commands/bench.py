"""`impasto bench`: how fast this machine paints, by stage, as whole frames, or live."""

import argparse
import itertools
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from app import bench_speeds
from app.automatic_size import RATE, AutomaticSize
from app.options import read_size

if TYPE_CHECKING:
    from engine import BenchRecord, Enlarging, PaintRecord, Reading, Stylizer

Size = tuple[int, int]

ENLARGINGS: "tuple[Enlarging, ...]" = ("guided", "plain")
"""With, and without."""

COMPARED: "tuple[tuple[int, Enlarging], ...]" = ((1, "plain"), (2, "guided"), (2, "plain"), (3, "guided"))
"""The network runs at 1 / so much of the long side, and its picture is enlarged so."""

LEAST = 64
"""Pixels: no network runs at less."""

MAX_PIXELS = 7680 * 4320
"""8K: the network's layers hold some hundred bytes for every pixel."""


def add_parser(commands: "argparse._SubParsersAction[Any]") -> None:
    """Describe the command."""
    parser = commands.add_parser("bench", help="measure milliseconds per frame and stage on this machine")
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument(
        "--compare",
        action="store_true",
        help="whole frames a second, at full size and enlarged from smaller: a table to post",
    )
    kind.add_argument(
        "--live", action="store_true", help="a camera's frames a second, and ms from capture to screen"
    )
    parser.add_argument("--sizes", type=_sizes, metavar="WxH,...")
    parser.add_argument("--networks", type=_names, default=[], metavar="NAME,...")
    parser.add_argument("--devices", type=_names, default=["auto"], metavar="NAME,...")
    parser.add_argument("--precisions", type=_names, default=["auto"], metavar="NAME,...")
    parser.add_argument("--runtimes", type=_names, default=["auto"], metavar="NAME,...")
    parser.add_argument("--frames", type=int, default=60, help="measured frames of each (default: 60)")
    parser.add_argument("--json", action="store_true", help="print one list of records as JSON")
    bench_speeds.add_options(parser, kind)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Measure, then print a table or JSON. Combinations that do not exist are named and left out."""
    from engine import UsageError, bench_coding, bench_network

    if args.frames < 1:
        raise UsageError(f"--frames must be at least 1, not {args.frames}.")
    if args.cuda:
        return bench_speeds.run(args)
    if args.compare or args.live:
        return _run_whole(args)
    sizes = args.sizes or _sizes("640x360,1280x720")
    records: list[BenchRecord] = []
    for stylizer, size in itertools.product(_stylizers(args), sizes):
        records += bench_network(stylizer, size, args.frames)
    for size in sizes:
        records += bench_coding(size, args.frames)
    if args.json:
        print(json.dumps([asdict(record) for record in records], indent=2))
    else:
        _print_table(records)
    return 0


def _run_whole(args: argparse.Namespace) -> int:
    """Whole frames, painted one after the other or live."""
    measure = _live if args.live else _compare
    records: list[PaintRecord] = []
    sizes = args.sizes or _sizes("1920x1080" if args.live else "1280x720,1920x1080")
    for stylizer, size in itertools.product(_stylizers(args), sizes):
        records += measure(stylizer, size, args.frames)
    print(json.dumps([asdict(record) for record in records], indent=2) if args.json else posted(records))
    return 0


def _compare(stylizer: "Stylizer", size: Size, frames: int) -> "Iterator[PaintRecord]":
    """Full size, and smaller: at half of it with both ways to enlarge, then at a third."""
    from engine import bench_painting

    for part, enlarge in COMPARED:
        yield bench_painting(stylizer, size, max(max(size) // part, LEAST), enlarge, frames)


def _live(stylizer: "Stylizer", size: Size, frames: int) -> "Iterator[PaintRecord]":
    """As the window does it: with the render size that keeps up."""
    from engine import bench_live

    for enlarge in ENLARGINGS:
        automatic = AutomaticSize()

        def render_size(reading: "Reading", automatic: AutomaticSize = automatic) -> int:
            automatic.update(reading, max(size))
            return automatic.size

        yield bench_live(stylizer, size, render_size, enlarge, frames / RATE)


def posted(records: "Sequence[PaintRecord]") -> str:
    """The machine and a table, in Markdown."""
    from datetime import date

    from engine import describe_machine

    live = any(record.latency_p50_ms is not None for record in records)
    columns = ("network", "precision", "runtime", "frame", "painted at", "frames/s", "watts")
    rows = [columns + (("capture to screen, p50 / p95",) if live else ())]
    rows.append(("---",) * len(rows[0]))
    rows += [_row(record) for record in records]
    table = "\n".join("| " + " | ".join(row) + " |" for row in rows)
    return "\n".join((*describe_machine(), f"measured on {date.today()} by `impasto bench`", "", table))


def _row(record: "PaintRecord") -> tuple[str, ...]:
    watts = "not told" if record.watts is None else f"{record.watts:.0f}"
    painted = f"{record.render_size}, {record.enlarge}" if record.enlarge else "full size"
    names = (record.network, f"{record.device} {record.precision}", record.runtime)
    cells = (*names, f"{record.width}x{record.height}", painted, f"{record.rate:.1f}", watts)
    if record.latency_p50_ms is None:
        return cells
    return (*cells, f"{record.latency_p50_ms:.0f} / {record.latency_p95_ms:.0f} ms")


def _stylizers(args: argparse.Namespace) -> "Iterator[Stylizer]":
    """Every combination that can run; the others are explained. None at all is an error."""
    from engine import DEFAULT_NETWORK, Stylizer, UsageError

    several = any(len(values) > 1 for values in (args.networks, args.devices, args.precisions, args.runtimes))
    for network, device, precision, runtime in itertools.product(
        args.networks or [DEFAULT_NETWORK], args.devices, args.precisions, args.runtimes
    ):
        try:
            yield Stylizer(network, device=device, precision=precision, runtime=runtime)
        except UsageError as error:
            if not several:
                raise
            print(f"impasto: left out {network}, {device}, {precision}, {runtime}: {error}", file=sys.stderr)


def _print_table(records: "list[BenchRecord]") -> None:
    from rich.console import Console
    from rich.table import Table

    columns = ("network", "device", "precision", "runtime", "size", "stage", "p50 ms", "p95 ms", "frames")
    table = Table(*columns)
    for record in records:
        size = f"{record.width}x{record.height}"
        names = (record.network, record.device, record.precision, record.runtime, size, record.stage)
        table.add_row(*names, f"{record.p50_ms:.1f}", f"{record.p95_ms:.1f}", str(record.frames))
    Console(width=None if sys.stdout.isatty() else 120).print(table)


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def _sizes(text: str) -> list[Size]:
    return [_size(part) for part in _names(text)]


def _size(text: str) -> Size:
    width, height = read_size(text)
    if width * height > MAX_PIXELS:
        raise argparse.ArgumentTypeError(f"'{text}' is too large; 7680x4320 is the most that can be measured")
    return width, height
