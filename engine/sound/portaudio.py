"""The package that reaches microphones and loudspeakers: an extra, imported when it is used."""

import importlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from engine.errors import ImpastoError, SourceError

if TYPE_CHECKING:
    from types import ModuleType


class DeviceStream:
    """A stream from or to a device: float32, open or not."""

    def __init__(self) -> None:
        self._stream: Any = None

    @property
    def latency_s(self) -> float:
        """Seconds from asking to hearing, as the device says; 0 where it is not open."""
        return 0.0 if self._stream is None else float(self._stream.latency)

    def open(self, kind: str, failed: Callable[[Exception], ImpastoError], **asked: object) -> None:
        """Open and start it.

        Args:
            kind: `InputStream` or `OutputStream`.
            failed: makes the error of what went wrong, before the stream is closed.
            **asked: what `sounddevice` takes for such a stream.

        Raises:
            SourceError: `sounddevice`, or the PortAudio library it needs, is not installed.
            ImpastoError: that of `failed`: there is no such device, or it cannot be opened.
        """
        sounddevice = load_sounddevice()
        try:
            self._stream = getattr(sounddevice, kind)(dtype="float32", **asked)
            self._stream.start()
        except (sounddevice.PortAudioError, ValueError) as error:
            problem = failed(error)
            self.close()
            raise problem from error

    def close(self) -> None:
        """Let go of the device; may be called twice."""
        stream, self._stream = self._stream, None
        if stream is not None:
            stream.close()


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
