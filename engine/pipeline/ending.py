"""How a pipeline ends: its threads, and its sinks where it does not come to its end."""

import time
from collections.abc import Iterable, Sequence
from threading import Thread

from engine.errors import NOT_OF_THE_WORK, ImpastoError
from engine.sinks import Sink


def is_worth_keeping(errors: Iterable[Exception]) -> bool:
    """Whether work that ended so may be gone on with later."""
    return any(isinstance(error, NOT_OF_THE_WORK) for error in errors)


def give_up(sinks: Sequence[Sink], *, keep: bool) -> list[Exception]:
    """End sinks without completing them. Returns what failed in doing so.

    Args:
        sinks: those of a pipeline.
        keep: what can be gone on with later stays behind.
    """
    errors: list[Exception] = []
    for sink in sinks:
        try:
            sink.break_off() if keep else sink.abort()
        except ImpastoError as error:
            errors.append(error)
    return errors


def have_ended(threads: Iterable[Thread], timeout_s: float | None) -> bool:
    """Wait for threads, for so many seconds in all; None = as long as it takes."""
    deadline_s = None if timeout_s is None else time.monotonic() + timeout_s
    for thread in threads:
        thread.join(None if deadline_s is None else max(0.0, deadline_s - time.monotonic()))
        if thread.is_alive():
            return False
    return True
