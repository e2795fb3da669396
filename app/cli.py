"""The command line. No command opens the window."""

import argparse
import importlib
import json
import re
import sys
from collections.abc import Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import NoReturn

from app.interrupt import INTERRUPTED, STOPPED, raise_on_signals, was_interrupted
from app.options import note_arguments
from app.report import HISTORY, LOG, LogFile, complaint_of
from app.run_tasks import FAILURE, exit_code
from app.standard_streams import patient_streams

COMMANDS = (
    "video",
    "photo",
    "study",
    "styles",
    "models",
    "devices",
    "bench",
    "live",
    "demo",
    "train",
    "evaluate",
    "install-desktop",
    "clean",
)
"""Each is a module of `app.commands` with `add_parser` and `run`; its `-` is a `_` there."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        Exit code: 0 done, 1 failed, 2 wrong usage, 130 stopped by the person.
    """
    with patient_streams() as output, ExitStack() as stack:
        code = _run(arguments, stack)
        output.flush()
        return code if output.error is None else _complain_of_output(output.error)


def _run(arguments: Sequence[str] | None, stack: ExitStack) -> int:
    """The exit code, whatever happens; what `stack` gets is closed after the last message."""
    args = argparse.Namespace(json="--json" in (sys.argv if arguments is None else arguments))
    HISTORY.clear()
    try:
        build_parser().parse_args(arguments, args)
        raise_on_signals()
        note_arguments(args)
        if args.log:
            stack.enter_context(closing(LogFile(args.log, HISTORY, with_names=args.log_names)))
        return int(args.run(args))
    except KeyboardInterrupt:
        return _complain(STOPPED, INTERRUPTED)
    except Exception as error:
        return _complain(STOPPED, INTERRUPTED) if was_interrupted() else _fail(error, args)


def _fail(error: Exception, args: argparse.Namespace) -> int:
    """Say what is wrong, and with --json also on standard output."""
    message = complaint_of(error, getattr(args, "log", None))
    if args.json:
        print(json.dumps({"error": message}, indent=2))
    return _complain(message, exit_code(error))


def build_parser() -> argparse.ArgumentParser:
    """The parser with every command."""
    parser = _Parser(
        prog=_program(),
        description="Impasto paints a video, a photo or a camera in the style of any picture.",
    )
    parser.add_argument(
        "--log",
        type=Path,
        metavar="FILE",
        help="write a report that you can send: versions, device, messages",
    )
    parser.add_argument("--log-names", action="store_true", help="leave the names of your files in it")
    parser.set_defaults(run=_open_window)
    commands = parser.add_subparsers(
        dest="command", metavar="COMMAND", title="commands (none opens the window)"
    )
    for name in COMMANDS:
        importlib.import_module(f"app.commands.{name.replace('-', '_')}").add_parser(commands)
    return parser


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, like every other error."""

    def error(self, message: str) -> NoReturn:
        from engine import UsageError

        raise UsageError(f"{message}.{_remedy(message)} See: {self.prog} --help")


def _remedy(message: str) -> str:
    """What may help where argparse does not say it."""
    if found := re.search(r"invalid float value: '(-?\d*),(\d+)'", message):
        return f" Write it with a point: {found[1]}.{found[2]}."
    _, _, rest = message.partition("unrecognized arguments: ")
    if rest and not rest.startswith("-"):  # as a shell makes of *.mp4
        return " For several files give their folder."
    return ""


def _program() -> str:
    """The name that usage lines begin with. Messages say `impasto`, which is there wherever run.py works."""
    return "run.py" if Path(sys.argv[0]).name == "run.py" else "impasto"


def _open_window(_: argparse.Namespace) -> int:
    from app.window import open_window

    return open_window()


def _complain(message: str, code: int) -> int:
    LOG.error("%s", message)
    print(f"impasto: {message}", file=sys.stderr)
    return code


def _complain_of_output(error: OSError) -> int:
    if isinstance(error, BrokenPipeError):  # `impasto styles | head` has what it wants
        return FAILURE
    from engine import reason_of

    return _complain(f"standard output cannot be written: {reason_of(error)}.", FAILURE)
