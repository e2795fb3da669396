"""Errors of the window's own that people can act on; the engine's are `engine.ImpastoError`."""


class WindowError(Exception):
    """The message says what, what was found, what to do."""


def is_for_people(error: Exception) -> bool:
    """True when the message is meant for people; anything else is a defect and needs a report."""
    from engine import ImpastoError

    return isinstance(error, WindowError | ImpastoError)
