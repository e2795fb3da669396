"""The error tree.

    ImpastoError            anything a person can act on (defined below `models`, so that all layers share it)
    +- UsageError           a value the person chose is out of range or unknown; exit code 2
    +- ModelError           weights missing, damaged, or of another network
    +- SourceError          a source cannot be opened or read
    |  +- PictureError      not a picture, or one we refuse
    +- SinkError            a result cannot be written
    +- DeviceError          a device or runtime is not there, or failed

Each message is one or two sentences: what, what was found, what to do. It ends with a stop.
"""

from typing import Final

from models.errors import DeviceError, ImpastoError, ModelError, SinkError, UsageError

__all__ = [
    "NOT_OF_THE_WORK",
    "DeviceError",
    "ImpastoError",
    "ModelError",
    "PictureError",
    "SinkError",
    "SourceError",
    "UsageError",
    "reason_of",
]


NOT_OF_THE_WORK: Final = (DeviceError, MemoryError)
"""Errors of the machine: the same work may well succeed later, or elsewhere."""


class SourceError(ImpastoError):
    """A source cannot be opened or read."""


class PictureError(SourceError):
    """Not a picture, or one that is refused (damaged, or of more pixels than a picture can have)."""


def reason_of(error: Exception, unknown: str = "") -> str:
    """What the system says is wrong, in lower case, without number and path; for the middle of a message.

    Args:
        error: of the system, or of a library.
        unknown: what to say where the system says nothing; empty = the error's own words.
    """
    return str(getattr(error, "strerror", None) or unknown or error).lower()
