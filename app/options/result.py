"""Where results go, and how much is said about them."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.options.values import file_name

if TYPE_CHECKING:
    from engine import Address


def add_result_options(
    parser: argparse.ArgumentParser, output: "Callable[[str], Path | Address] | None" = None
) -> None:
    """Where results go (`output` reads the value of `-o`) and how much is said about them."""
    group = parser.add_argument_group("result")
    group.add_argument(
        "-o",
        "--output",
        type=output or file_name,
        help="file, or folder for a folder (default: NAME-painted beside the source)",
    )
    group.add_argument("--overwrite", action="store_true", help="replace an existing result")
    group.add_argument(
        "--quiet", action="store_true", help="no progress and no summary; warnings and errors only"
    )
    group.add_argument("--json", action="store_true", help="print the result as JSON on standard output")
