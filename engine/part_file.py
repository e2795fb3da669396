"""A result file that gets its name only when it is complete."""

import os
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from engine.errors import SinkError, UsageError

BUSY_TRIES: int = 20
"""How often a rename or delete is tried while another program (a virus scanner on Windows) holds the file."""

BUSY_PAUSE_S: float = 0.1
"""Seconds between two such tries."""

_BUSY_IS_PERMISSION_ERROR: bool = os.name == "nt"
"""Elsewhere a PermissionError means what it says, and waiting is no help."""


class PartFile:
    """Claims `name.part.ext` beside `name.ext`, to be written by anyone, then renamed or removed.

    The folder of a result is never left with a half-written file under the result's name, and a file that
    is already there is replaced only if `overwrite` says so, and only at the end.

    Args:
        path: where the result shall be.
        overwrite: replace an existing result, and a part file left behind by a killed run.
        inputs: files the result is made from; the result may be none of them.

    Raises:
        UsageError: the path is taken, is an input, is not a file, or its folder is not there.
        SinkError: the folder cannot be written to.
    """

    def __init__(self, path: Path, *, overwrite: bool = False, inputs: Sequence[Path] = ()) -> None:
        self.path = path
        self.part = path.with_name(f"{path.stem}.part{path.suffix}")
        self._overwrite = overwrite
        self._open = False
        try:
            _check_target(path, overwrite, inputs)
            self._claim()
        except OSError as error:
            raise SinkError(f'"{path}" cannot be written: {_reason(error)}. Choose another place.') from error
        self._open = True

    def commit(self) -> None:
        """Give the file its name. A second call does nothing.

        Raises:
            SinkError: the rename failed, or another file has taken the name meanwhile. The part file is then
                complete and kept, and the message says where it is.
        """
        if not self._open:
            return
        self._open = False
        if not self._overwrite and self.path.exists():
            raise SinkError(
                f'"{self.path}" appeared while it was being made and was left alone; '
                f'the complete result is "{self.part}". Rename it.'
            )
        try:
            _while_busy(lambda: self.part.replace(self.path))
        except OSError as error:
            raise SinkError(
                f'"{self.path}" cannot be given its name ({_reason(error)}); '
                f'the complete result is "{self.part}". Rename it.'
            ) from error

    def discard(self) -> None:
        """Remove the part file. After `commit`, or a second time, it does nothing. Raises nothing."""
        if not self._open:
            return
        self._open = False
        with suppress(OSError):
            _while_busy(lambda: self.part.unlink(missing_ok=True))

    def _claim(self) -> None:
        """Create the part file; the creation fails when another run is writing it."""
        try:
            if self._overwrite:
                self.part.unlink(missing_ok=True)
            self.part.touch(exist_ok=False)
        except FileExistsError as error:
            raise UsageError(
                f'"{self.part}" is in the way: another run is writing it, or was killed and left it. '
                "Delete it, or use --overwrite."
            ) from error


def _check_target(path: Path, overwrite: bool, inputs: Sequence[Path]) -> None:
    """Refuse what would cost a person a file, or cannot work."""
    if not path.parent.is_dir():
        raise UsageError(f'There is no folder "{path.parent}" for the result "{path.name}". Make it first.')
    if not path.exists():
        return
    if not path.is_file():
        raise UsageError(f'"{path}" is not a file, so the result cannot take its name. Give a file name.')
    if any(source.exists() and source.samefile(path) for source in inputs):
        raise UsageError(f'"{path}" is itself the input. Give the result another name.')
    if not overwrite:
        raise UsageError(f'"{path}" is already there. Choose another name, or use --overwrite.')


def _while_busy(act: Callable[[], object]) -> None:
    """Do it, waiting for a program that holds the file (on Windows that is a PermissionError)."""
    for _ in range(BUSY_TRIES - 1):
        try:
            act()
            return
        except PermissionError:
            if not _BUSY_IS_PERMISSION_ERROR:
                raise
            time.sleep(BUSY_PAUSE_S)
    act()


def _reason(error: OSError) -> str:
    """The system's words for what is wrong, without number and path."""
    return (error.strerror or str(error)).lower()
