"""The package that reaches microphones and loudspeakers: an extra, imported when it is used."""

import importlib
from typing import TYPE_CHECKING

from engine.errors import SourceError

if TYPE_CHECKING:
    from types import ModuleType


def load_sounddevice() -> "ModuleType":
    """The package `sounddevice`.

    Raises:
        SourceError: it, or the PortAudio library it needs, is not installed.
    """
    try:
        return importlib.import_module("sounddevice")
    except ImportError:
        raise SourceError("Sound needs a package. Install it: pip install sounddevice") from None
    except OSError:  # the package is there, the system's library is not
        raise SourceError(
            "Sound needs the PortAudio library. Install it (Debian, Ubuntu: apt install libportaudio2)."
        ) from None
