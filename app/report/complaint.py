"""What a person is told of an error."""

from pathlib import Path

from app.report.history import LOG
from app.report.text import defect_line, defect_text


def complaint_of(error: Exception, log: Path | None) -> str:
    """One line, whatever the error. The text of a defect goes to the log.

    Args:
        error: ended a command, or the work on one of its files.
        log: where the report is written; None = nowhere yet.
    """
    from engine import ImpastoError

    if isinstance(error, ImpastoError):
        return str(error)
    if isinstance(error, MemoryError):
        return "There is not enough memory for this. Choose a smaller size."
    LOG.error("%s", defect_text(error))
    return f"this is a defect of Impasto: {defect_line(error)}. Please report it; " + (
        f'"{log}" is the text to send.' if log else "`impasto --log FILE …` writes the text to send."
    )
