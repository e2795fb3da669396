"""`impasto models`: which networks there are; `get NAME` installs one, `export NAME` writes it as ONNX."""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.interrupt import INTERRUPTED
from app.progress import LINE_INTERVAL_S, bar_or_lines

if TYPE_CHECKING:
    from engine import NetworkInfo

LISTED = ("name", "title", "size_bytes", "licence", "source", "installed", "note")
"""What `--json` tells of a network."""

Report = Callable[[str, int, int | None], None]
"""Takes a file's name, the bytes done, and the bytes in all (None: unknown)."""


def add_parser(commands: "argparse._SubParsersAction[Any]") -> None:
    """Describe the command."""
    parser = commands.add_parser("models", help="list the networks, get or export one")
    parser.add_argument("--json", action="store_true", help="print the list as JSON")
    parser.set_defaults(run=run, action="list")
    actions = parser.add_subparsers(metavar="[get NAME | export NAME]")
    get = actions.add_parser("get", help="download a network's weights")
    get.add_argument("name", metavar="NAME", help="a name from the list")
    get.add_argument(
        "--from", dest="folder", type=Path, metavar="DIR", help="take the files from a folder; no internet"
    )
    get.set_defaults(action="get")
    export = actions.add_parser("export", help="write a network for engines of other people's")
    export.add_argument("name", metavar="NAME", help="a name from the list")
    export.add_argument(
        "--onnx",
        type=Path,
        required=True,
        metavar="FILE",
        help="ONNX model that paints; that which learns styles is written beside it as NAME-style.onnx",
    )
    export.add_argument("--weights", type=Path, metavar="FILE", help="other weights for the network")
    export.add_argument("--overwrite", action="store_true", help="replace files that are there")
    export.set_defaults(action="export")


def run(args: argparse.Namespace) -> int:
    """List the networks, install one or export it."""
    if args.action == "get":
        return _get(args.name, args.folder)
    return _export(args) if args.action == "export" else _list(as_json=args.json)


def _list(*, as_json: bool) -> int:
    from engine import list_networks

    networks = list_networks()
    if as_json:
        print(json.dumps([_record(network) for network in networks], indent=2))
    else:
        _print_table(networks)
    return 0


def _record(network: "NetworkInfo") -> dict[str, Any]:
    return {name: getattr(network, name) for name in LISTED}


def _print_table(networks: "tuple[NetworkInfo, ...]") -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table("name", "what it is", "size", "licence", "installed", box=box.SIMPLE_HEAD)
    for network in networks:
        about = f"{network.title}. {network.note}"
        state = "yes" if network.installed else "no"
        table.add_row(network.name, about, _megabytes(network.size_bytes), network.licence, state)
    console = Console()
    console.print(table)
    if missing := [network.name for network in networks if not network.installed]:
        console.print(f"To install: impasto models get {missing[0]}", highlight=False)


def _get(name: str, folder: Path | None) -> int:
    from engine import get_network

    try:
        with bar_or_lines(_bar, _lines) as report:
            files = get_network(name, folder, report)
    except KeyboardInterrupt:
        print("impasto: stopped; run it again and it continues.", file=sys.stderr)
        return INTERRUPTED
    print(f"{name} is installed: {', '.join(map(str, files))}")
    return 0


def _export(args: argparse.Namespace) -> int:
    from engine import export_onnx

    paint, learn = export_onnx(args.name, args.onnx, weights=args.weights, overwrite=args.overwrite)
    print(f"{paint} paints, {learn} learns styles; docs/onnx.md has an example.")
    return 0


@contextmanager
def _bar() -> Iterator[Report]:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        DownloadColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
        TransferSpeedColumn as SpeedColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        SpeedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as progress:
        tasks: dict[str, Any] = {}

        def report(name: str, done: int, total: int | None) -> None:
            if name not in tasks:
                tasks[name] = progress.add_task(name, total=total)
            progress.update(tasks[name], completed=done, total=total)

        yield report


def _lines() -> Report:
    """A line when a file begins, every few seconds, and when it is complete."""
    next_s: dict[str, float] = {}

    def report(name: str, done: int, total: int | None) -> None:
        now = time.monotonic()
        if now < next_s.get(name, 0.0) and done != total:
            return
        next_s[name] = now + LINE_INTERVAL_S
        of = f" of {_megabytes(total)}" if total is not None else ""
        print(f"{name}: {_megabytes(done)}{of}", file=sys.stderr, flush=True)

    return report


def _megabytes(size: int | None) -> str:
    return "unknown" if size is None else f"{size / 1e6:.1f} MB"
