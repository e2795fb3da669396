"""What is read is never written over, by whatever name it is called."""

from collections.abc import Iterable
from pathlib import Path

from engine.errors import UsageError


def check_inputs_are_kept(outputs: Iterable[Path | None], inputs: Iterable[Path | None]) -> None:
    """See, before any work, that no output is an input: the same file, or the same folder.

    Raises:
        UsageError: one is.
    """
    read = {identity for path in inputs if path and (identity := _identity(path))}
    for output in outputs:
        if output and _identity(output) in read:
            raise UsageError(
                f'"{output}" is itself an input. Give the result another name or folder with -o.'
            )


def _identity(path: Path) -> tuple[int, int] | None:
    """What tells a file from all others; None: there is none."""
    try:
        there = path.stat()
    except OSError:
        return None
    return there.st_dev, there.st_ino
