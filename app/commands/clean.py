"""`impasto clean`: what killed runs left in a folder."""

import argparse
from datetime import datetime
from pathlib import Path
from typing import Any


def add_parser(commands: "argparse._SubParsersAction[Any]") -> None:
    """Describe the command."""
    parser = commands.add_parser(
        "clean",
        help="list, or delete, unfinished results that killed runs left in a folder",
        description="List the unfinished results (NAME.impasto-….part.mp4) left by killed runs. "
        "Those that a run is still writing are not listed. An unfinished recording can be played: rename it. "
        "A film with a journal (….part.journal-…) is gone on with by the command that began it.",
    )
    parser.add_argument("folder", type=Path, nargs="?", default=Path(), help="(default: this one)")
    parser.add_argument("--delete", action="store_true", help="delete them")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """List them, or delete them; exit code 1 when one cannot be deleted."""
    from engine import SinkError, UsageError, has_journal, leftovers, reason_of

    try:
        left = leftovers(args.folder)
    except OSError as error:
        raise UsageError(f'The folder "{args.folder}" cannot be read: {reason_of(error)}.') from error
    for part in left:
        about = part.stat()
        when = datetime.fromtimestamp(about.st_mtime).strftime("%Y-%m-%d %H:%M")
        print(f"{part}  {about.st_size / 1e6:.1f} MB  {when}")
        try:
            if args.delete:
                part.unlink()
        except OSError as error:
            raise SinkError(f'"{part}" cannot be deleted: {reason_of(error)}.') from error
    print(_summary(len(left), any(map(has_journal, left)), args))
    return 0


def _summary(number: int, goes_on: bool, args: argparse.Namespace) -> str:
    if not number:
        return f"Nothing unfinished lies in {args.folder.resolve()}."
    if args.delete:
        return f"Deleted {number}."
    again = "A film with a journal is gone on with by the command that began it. " if goes_on else ""
    return f"{again}To delete {number}: impasto clean {args.folder} --delete"
