"""A result file that gets its name only when it is complete."""

import errno
import os
import random
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from engine.errors import SinkError, UsageError, reason_of
from engine.files.parts import has_journal, is_held, journals_of, lock, new_part, parts_of

BUSY_TRIES: int = 20
"""How often a rename or delete is tried while another program (a virus scanner on Windows) holds the file."""

BUSY_PAUSE_S: float = 0.1
"""Seconds between two such tries."""

CLAIMS: int = 4
"""How often a result is claimed that another run claims at the same moment; each time one of them may win."""

CLAIM_PAUSE_S: float = 0.2
"""Seconds between two claims, at most: a random part of it, so that two runs do not stay in step."""

_BUSY_IS_PERMISSION_ERROR: bool = os.name == "nt"
"""Elsewhere a PermissionError means what it says, and waiting is no help."""


class PartFile:
    """A file beside a result, of a name of its own, to be written by anyone, then renamed or removed.

    The folder of a result is never left with a half-written file under the result's name, and a file that
    is already there is replaced only if `overwrite` says so, and only at the end. A link stays a link: the
    file that it leads to is replaced. While one run writes a result, no other can.

    Args:
        path: where the result shall be.
        overwrite: replace an existing result.
        inputs: files the result is made from; the result may be none of them.

    Raises:
        UsageError: the path is taken, is an input, is not a file, or its folder is not there; or another run
            is writing it.
        SinkError: the folder cannot be written to.
    """

    def __init__(self, path: Path, *, overwrite: bool = False, inputs: Sequence[Path] = ()) -> None:
        self.path = path
        self._overwrite = overwrite
        self._lock: int | None = None
        self._left: list[Path] = []
        try:
            self._target = Path(os.path.realpath(path)) if path.is_symlink() else path
            _check_target(path, self._target, overwrite, inputs)
            self.part = self._claim()
        except OSError as error:
            raise SinkError(
                f'"{path}" cannot be written: {reason_of(error)}. Choose another place.'
            ) from error

    @property
    def warnings(self) -> tuple[str, ...]:
        """Parts of this result that killed runs left, for a person to look at: one may hold a recording."""
        left = [part for part in self._left if part.exists()]  # a film that is gone on with removes its own
        if not left:
            return ()
        names = ", ".join(f'"{part.name}"' for part in left)
        again = (
            "A film is gone on with when it is painted as it was then. "
            if any(map(has_journal, left))
            else ""
        )
        return (
            f"Left by a run that was killed: {names}. {again}"
            f"To see and delete such files: impasto clean {self._target.parent}",
        )

    def commit(self) -> None:
        """Give the file its name. A second call does nothing.

        Raises:
            SinkError: the disk did not take it all, the rename failed, or another file has taken the name
                meanwhile. The part file is then kept, and the message says where it is.
        """
        if self._lock is None:
            return
        try:
            _sync(self._lock)
        except OSError as error:
            self._release()
            raise SinkError(
                f'"{self.path}" cannot be brought to the disk ({reason_of(error)}); what there is of it is '
                f'"{self.part}". Choose another place.'
            ) from error
        if os.name == "nt":
            self._release()  # an open file cannot be renamed there
        try:
            _while_busy(self._give_name)
        except FileExistsError as error:
            raise SinkError(
                f'"{self.path}" appeared while it was being made and was left alone; '
                f'the complete result is "{self.part}". Rename it.'
            ) from error
        except OSError as error:
            raise SinkError(
                f'"{self.path}" cannot be given its name ({reason_of(error)}); '
                f'the complete result is "{self.part}". Rename it.'
            ) from error
        finally:
            self._release()

    def discard(self) -> None:
        """Remove the part file. After `commit`, or a second time, it does nothing. Raises nothing."""
        if self._lock is None:
            return
        if os.name == "nt":
            self._release()
        with suppress(OSError):
            _while_busy(lambda: self.part.unlink(missing_ok=True))
        self._release()

    def _claim(self) -> Path:
        """Create the part, then look for others: of two runs that do so, at least one sees the other."""
        for _ in range(CLAIMS):
            part = new_part(self._target)
            self._lock = lock(part)
            others = [other for other in parts_of(self._target) if other != part]
            if not any(map(is_held, others)):
                # A run that was stopped by a shutdown leaves a journal alone.
                self._left = [*others, *journals_of(self._target)]
                return part
            self._release()
            part.unlink(missing_ok=True)
            time.sleep(random.random() * CLAIM_PAUSE_S)
        raise UsageError(
            f'"{self.path}" is being written by another run. Wait for it, or choose another name.'
        )

    def _release(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _give_name(self) -> None:
        """Rename the part; where another file took the name, only with `overwrite`."""
        if self._overwrite or os.name == "nt":
            (self.part.replace if self._overwrite else self.part.rename)(self._target)
            return
        try:
            os.link(self.part, self._target)  # refuses an existing file, which a rename would replace
        except FileExistsError:
            raise
        except OSError as error:  # a file system without hard links
            if os.path.lexists(self._target):
                raise FileExistsError from error
            self.part.rename(self._target)
        else:
            self.part.unlink()


def _check_target(path: Path, target: Path, overwrite: bool, inputs: Sequence[Path]) -> None:
    """Refuse what would cost a person a file, or cannot work.

    Raises:
        OSError: the name cannot be that of a file here.
    """
    if not os.path.isdir(target.parent):
        raise UsageError(f'There is no folder "{target.parent}" for the result "{path.name}". Make it first.')
    try:
        target.stat()
    except FileNotFoundError:
        if path.is_symlink() and not overwrite:
            raise _taken(path) from None
        return
    if not target.is_file():
        raise UsageError(f'"{path}" is not a file, so the result cannot take its name. Give a file name.')
    if any(os.path.exists(source) and source.samefile(target) for source in inputs):
        raise UsageError(f'"{path}" is itself an input. Give the result another name.')
    if not overwrite:
        raise _taken(path)


def _taken(path: Path) -> UsageError:
    return UsageError(
        f'"{path}" is already there. Choose another name, or have existing files replaced (--overwrite).'
    )


def _sync(file: int) -> None:
    """Bring it to the disk before it has its name: a power cut must not leave an empty file under it."""
    try:
        os.fsync(file)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # of file systems that cannot be asked
            raise


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
