"""Standard output and error that never end the work: what they cannot take is dropped."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from typing import Any, TextIO, cast


class PatientStream:
    """A text stream whose write errors are kept instead of raised.

    Args:
        stream: standard output or error.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.error: OSError | None = None
        """The first thing that could not be written."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - everything else is the stream's own
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """Write, or keep the error."""
        with self._keep():
            self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        """Flush, or keep the error."""
        with self._keep():
            self._stream.flush()

    @contextmanager
    def _keep(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self.error = self.error or error


@contextmanager
def patient_streams() -> Iterator[PatientStream]:
    """Inside, printing raises nothing: no OSError (full, closed), no character that the encoding lacks.

    Yields:
        Standard output, which knows at the end what it could not take.
    """
    before = sys.stdout, sys.stderr
    output, errors = _patient(sys.stdout), _patient(sys.stderr)
    sys.stdout, sys.stderr = cast(TextIO, output), cast(TextIO, errors)
    try:
        yield output
    finally:
        sys.stdout, sys.stderr = before
        for stream in (output, errors):
            _settle(stream)


def _patient(stream: TextIO) -> PatientStream:
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")  # also for names of files that are no text at all
    return PatientStream(stream)


def _settle(stream: PatientStream) -> None:
    """Flush; a stream that failed is led nowhere, or Python would fail once more as it ends."""
    stream.flush()
    if stream.error is None:
        return
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
