"""History: what was chosen and the last things that happened, kept in memory for a report."""

import logging
from collections import deque
from typing import Final

from app.report.file_names import FileNames

KEPT: Final = 200
"""Lines; the older ones go."""

LOG: Final = logging.getLogger("impasto")
"""Everything a person was told, and what helps to understand it."""


class History(logging.Handler):
    """Keeps the last lines of `LOG`, and the facts of `note`."""

    def __init__(self) -> None:
        super().__init__()
        self.facts: dict[str, str] = {}
        """Name -> its newest value: device, settings, source, …"""
        self.lines: deque[str] = deque(maxlen=KEPT)
        """With the time of day; the newest last."""
        self.names = FileNames()
        """The person's file names, as far as they were told."""
        self.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%H:%M:%S"))

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line, or a fact."""
        fact = getattr(record, "fact", None)
        if fact is None:
            self.lines.append(self.format(record))
        else:
            self.facts[fact] = record.getMessage().partition(": ")[2]

    def fact_lines(self) -> list[str]:
        """One line for each fact."""
        return [f"{fact}: {value}" for fact, value in self.facts.items()]

    def clear(self) -> None:
        """Forget all, as at the start of a command."""
        self.facts.clear()
        self.lines.clear()
        self.names = FileNames()


def note(fact: str, value: object) -> None:
    """Keep something that stays true until it is said anew, such as the device."""
    LOG.info("%s: %s", fact, value, extra={"fact": fact})


HISTORY: Final = History()
"""That of this process."""

LOG.setLevel(logging.INFO)
LOG.propagate = False
LOG.addHandler(HISTORY)
