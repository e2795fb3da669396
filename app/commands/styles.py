"""`impasto styles`: the style pictures that come with Impasto."""

import argparse
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engine import BundledStyle


def add_parser(commands: "argparse._SubParsersAction[Any]") -> None:
    """Describe the command."""
    parser = commands.add_parser("styles", help="list the bundled style pictures, for --style NAME")
    parser.add_argument("--json", action="store_true", help="print the list as JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """List the styles."""
    from engine import bundled_styles

    styles = bundled_styles()
    if args.json:
        records = [{"name": style.name, "title": style.title, "path": str(style.path)} for style in styles]
        print(json.dumps(records, indent=2))
    else:
        _print_table(styles)
    return 0


def _print_table(styles: "tuple[BundledStyle, ...]") -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table("name", "what it shows", box=box.SIMPLE_HEAD)
    for style in styles:
        table.add_row(style.name, style.title)
    console = Console()
    console.print(table)
    console.print("Use one by its name: --style ink-wash", highlight=False)
