"""`impasto bench --cuda`: every way to paint on a GPU, and what bounds it."""

import argparse
import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engine import SpeedRecord


def add_options(parser: argparse.ArgumentParser, kind: "argparse._MutuallyExclusiveGroup") -> None:
    """`--cuda`, one of the kinds of bench, and what belongs to it."""
    kind.add_argument(
        "--cuda",
        action="store_true",
        help="measure the ways through a GPU, and what bounds them (with --devices cpu: rehearse it)",
    )
    parser.add_argument(
        "--switches", action="store_true", help="with --cuda: also with each fast path switched"
    )


def run(args: argparse.Namespace) -> int:
    """Measure, and print a table or JSON."""
    from engine import GPU_NETWORKS, GPU_SIZES, GpuBench

    bench = GpuBench(
        args.networks or GPU_NETWORKS,
        args.sizes or GPU_SIZES,
        args.frames,
        "cuda" if args.devices == ["auto"] else args.devices[0],
        args.switches,
    )
    records = []
    for record in bench.run():
        records.append(record)
        print(_line(record), file=sys.stderr, flush=True)
    if args.json:
        print(json.dumps([_as_dict(record) for record in records], indent=2))
    else:
        _print_table(records)
    return 0


def _as_dict(record: "SpeedRecord") -> dict[str, Any]:
    return asdict(record) | {"times_floor": record.times_floor and round(record.times_floor, 2)}


def _line(record: "SpeedRecord") -> str:
    """Progress: measuring takes minutes."""
    size = f"{record.width}x{record.height}"
    return f"{record.network} {size} {record.way}, {record.path}: {record.frames_per_s:.1f} frames/s"


def _print_table(records: "list[SpeedRecord]") -> None:
    from rich.console import Console
    from rich.table import Table

    names = ("network", "size", "way", "path", "frames/s", "p50 ms", "p95 ms", "floor ms", "x floor", "dB")
    table = Table(*names, title=records[0].device if records else None)
    for record in records:
        floor, times = record.floor, record.times_floor
        table.add_row(
            record.network,
            f"{record.width}x{record.height}",
            record.way,
            record.path,
            f"{record.frames_per_s:.1f}",
            f"{record.p50_ms:.2f}",
            f"{record.p95_ms:.2f}",
            f"{floor.ms:.2f} {floor.name}" if floor else "",
            f"{times:.1f}" if times else "",
            "" if record.psnr_db is None else f"{record.psnr_db:.1f}",
        )
    Console(width=None if sys.stdout.isatty() else 140).print(table)
