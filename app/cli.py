"""The command line. No command opens the window."""

import argparse
import importlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from app.interrupt import INTERRUPTED, STOPPED, raise_on_signals

COMMANDS = (
    "video",
    "photo",
    "styles",
    "models",
    "devices",
    "bench",
    "demo",
    "train",
    "evaluate",
    "install-desktop",
    "clean",
)
"""Each is a module of `app.commands` with `add_parser` and `run`; its `-` is a `_` there."""

FAILURE, USAGE = 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        Exit code: 0 done, 1 failed, 2 wrong usage, 130 stopped by the person.
    """
    from engine import ImpastoError, UsageError

    raise_on_signals()
    try:
        args = build_parser().parse_args(arguments)
        return int(args.run(args))
    except UsageError as error:
        return _complain(str(error), USAGE)
    except ImpastoError as error:
        return _complain(str(error), FAILURE)
    except KeyboardInterrupt:
        return _complain(STOPPED, INTERRUPTED)
    except BrokenPipeError:  # `impasto styles | head`
        sys.stderr.close()
        return FAILURE


def build_parser() -> argparse.ArgumentParser:
    """The parser with every command."""
    parser = _Parser(
        prog=_program(),
        description="Impasto paints a video, a photo or a camera in the style of any picture.",
    )
    parser.set_defaults(run=_open_window)
    commands = parser.add_subparsers(metavar="COMMAND", title="commands (none opens the window)")
    for name in COMMANDS:
        importlib.import_module(f"app.commands.{name.replace('-', '_')}").add_parser(commands)
    return parser


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, like every other error."""

    def error(self, message: str) -> NoReturn:
        from engine import UsageError

        raise UsageError(f"{message}. See: {self.prog} --help")


def _program() -> str:
    """The name that usage lines begin with. Messages say `impasto`, which is there wherever run.py works."""
    return "run.py" if Path(sys.argv[0]).name == "run.py" else "impasto"


def _open_window(_: argparse.Namespace) -> int:
    from app.window import open_window

    return open_window()


def _complain(message: str, code: int) -> int:
    print(f"impasto: {message}", file=sys.stderr)
    return code
