"""The errors of the lowest layer; `engine.errors` draws the whole tree."""


class ImpastoError(Exception):
    """Anything a person can act on. The message says what, what was found, what to do."""


class UsageError(ImpastoError):
    """A value the person chose is out of range or unknown. Exit code 2."""


class ModelError(ImpastoError):
    """A network's weights are missing, damaged, or of another network."""


class SinkError(ImpastoError):
    """A result cannot be written."""


class DeviceError(ImpastoError):
    """A device or runtime is not there, or failed."""
