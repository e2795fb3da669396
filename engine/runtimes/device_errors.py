"""Failures of a device that torch runs on, told as DeviceErrors."""

from collections.abc import Iterator
from contextlib import contextmanager

from engine.errors import DeviceError

PLACE = "Exception from "
"""What OpenVINO's messages begin with, before a place in its own source."""


@contextmanager
def failures(device: str, width: int = 0, height: int = 0, what: str = "The network") -> Iterator[None]:
    """Turn torch's errors into one line.

    A GPU works asynchronously: what fails in one call may come to light in any later one.

    Args:
        device: its name.
        width: of the frame, in pixels; 0: there is none.
        height: of the frame, in pixels.
        what: fails.

    Raises:
        DeviceError: the device is out of memory, or failed.
    """
    try:
        yield
    except RuntimeError as error:  # torch.OutOfMemoryError and torch.AcceleratorError are two
        at = f" at {width}x{height}" if width else ""
        raise DeviceError(
            f"{what} failed on {device}{at}: {first_line(error)}. Try a smaller --render-size."
        ) from error


def first_line(error: Exception) -> str:
    """The first line of a library's message, without a stop; the error's name where it says nothing."""
    lines = [line for line in str(error).strip().splitlines() if not line.startswith(PLACE)]
    return (lines or [type(error).__name__])[0].rstrip(".")
