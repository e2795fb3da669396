"""Log file: a report that is written as it happens, so that even a crash of the process leaves it."""

import faulthandler
import logging
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from app.report.file_names import without_passwords
from app.report.history import LOG, History
from app.report.text import TITLE, head


class LogFile(logging.Handler):
    """Writes a report to a file; a second one goes behind the first.

    Args:
        path: a new file, or an earlier report.
        history: knows the file names to be left out.
        with_names: the person agrees to file names in it.

    Raises:
        UsageError: the file is something else, or cannot be written.
    """

    def __init__(self, path: Path, history: History, *, with_names: bool = False) -> None:
        super().__init__()
        self._history = history
        self._with_names = with_names
        self._file = _open(path)
        self.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%H:%M:%S"))
        self._write([*head(), *history.fact_lines()])
        faulthandler.enable(self._file)  # a crash inside a driver leaves at least where it was
        LOG.addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line, at once."""
        self._write([self.format(record)])

    def close(self) -> None:
        """Finish the file. May be called twice."""
        LOG.removeHandler(self)
        if not self._file.closed:
            faulthandler.disable()
            self._write([""])
            self._file.close()
        super().close()

    def _write(self, lines: Iterable[str]) -> None:
        text = "\n".join(lines) + "\n"
        try:
            named = without_passwords(text)
            self._file.write(named if self._with_names else self._history.names.without(text))
            self._file.flush()
        except OSError:
            return  # a full disk must not end what is being reported on


def _open(path: Path) -> TextIO:
    from engine import UsageError, reason_of

    try:
        if path.exists() and not _is_report(path):
            raise UsageError(f'"{path}" is there and is no report. Give --log a name that is free.')
        return path.open("a", encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise UsageError(
            f'--log "{path}" cannot be written: {reason_of(error)}. Choose another place.'
        ) from error


def _is_report(path: Path) -> bool:
    with path.open("rb") as file:
        start = file.read(len(TITLE))
    return start in (b"", TITLE.encode())
