"""`impasto install-desktop`: puts Impasto into the menu of a Linux desktop, or takes it away."""

import argparse
import sys
from pathlib import Path
from typing import Any


def add_parser(commands: "argparse._SubParsersAction[Any]") -> None:
    """Describe the command."""
    parser = commands.add_parser(
        "install-desktop",
        help="put Impasto into the menu of a Linux desktop",
        description="Put Impasto, with its icon, into the menu of a Linux desktop, for you alone.",
    )
    parser.add_argument("--remove", action="store_true", help="take it away again")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write or remove the entry, and name the files."""
    from engine import ImpastoError, reason_of

    if sys.platform != "linux":
        raise ImpastoError(
            "install-desktop is for Linux. Here, make a shortcut to the program: "
            f"{' '.join(_start_command())}"
        )
    try:
        _remove() if args.remove else _install()
    except OSError as error:
        raise ImpastoError(
            f"{error.filename} cannot be changed: {reason_of(error)}. Make its folder writable."
        ) from error
    return 0


def _install() -> None:
    from app.desktop import install

    entry, icon = install(_start_command())
    print(f"Impasto is in the menu of the desktop: {entry}, with its icon {icon}")


def _remove() -> None:
    from app.desktop import remove

    removed = remove()
    print(f"Removed {', '.join(map(str, removed))}" if removed else "Impasto was not in the menu.")


def _start_command() -> list[str]:
    """What opens the window from any folder.

    A link that pipx or uv made is kept as it is: what it points to may change with the next upgrade.
    """
    program = Path(sys.argv[0]).absolute()
    return [sys.executable, str(program)] if program.suffix == ".py" else [str(program)]
