"""`impasto bench`: milliseconds per frame and stage on this machine."""

import argparse
import itertools
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engine import BenchRecord, Stylizer

Size = tuple[int, int]

MAX_PIXELS = 7680 * 4320
"""8K: the network's layers hold some hundred bytes for every pixel."""


def add_parser(commands: "argparse._SubParsersAction[Any]") -> None:
    """Describe the command."""
    parser = commands.add_parser("bench", help="measure milliseconds per frame and stage on this machine")
    parser.add_argument("--sizes", type=_sizes, default=_sizes("640x360,1280x720"), metavar="WxH,...")
    parser.add_argument("--networks", type=_names, default=[], metavar="NAME,...")
    parser.add_argument("--devices", type=_names, default=["auto"], metavar="NAME,...")
    parser.add_argument("--precisions", type=_names, default=["auto"], metavar="NAME,...")
    parser.add_argument("--runtimes", type=_names, default=["auto"], metavar="NAME,...")
    parser.add_argument("--frames", type=int, default=60, help="measured frames of each (default: 60)")
    parser.add_argument("--json", action="store_true", help="print one list of records as JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Measure, then print a table or JSON. Combinations that do not exist are named and left out."""
    from engine import UsageError, bench_coding

    if args.frames < 1:
        raise UsageError(f"--frames must be at least 1, not {args.frames}.")
    records: list[BenchRecord] = []
    for stylizer, size in itertools.product(_stylizers(args), args.sizes):
        records += _measure(stylizer, size, args.frames)
    for size in args.sizes:
        records += bench_coding(size, args.frames)
    print(json.dumps([asdict(record) for record in records], indent=2)) if args.json else _print_table(
        records
    )
    return 0


def _measure(stylizer: "Stylizer", size: Size, frames: int) -> "list[BenchRecord]":
    from engine import bench_network

    return list(bench_network(stylizer, size, frames))


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
    match = re.fullmatch(r"(\d+)[xX](\d+)", text)
    if match is None or min(int(match[1]), int(match[2])) < 1:
        raise argparse.ArgumentTypeError(
            f"'{text}' is not a size; write WIDTHxHEIGHT in pixels, such as 640x360"
        )
    if int(match[1]) * int(match[2]) > MAX_PIXELS:
        raise argparse.ArgumentTypeError(f"'{text}' is too large; 7680x4320 is the most that can be measured")
    return int(match[1]), int(match[2])
