"""The window. Only this package knows Qt; the command line never imports it."""

import os
import sys


def open_window() -> int:
    """Open the window and stay until it is closed.

    Returns:
        Exit code of the program.

    Raises:
        ImpastoError: Qt or a library it needs is not installed, or there is no display.
    """
    from engine import ImpastoError, list_devices

    if _no_display():
        raise ImpastoError("There is no display for a window. The commands need none; see impasto --help.")
    if sys.platform == "win32":
        list_devices()  # loads torch where there is an NVIDIA GPU: loaded after Qt, its DLLs may fail
    try:
        from app.window.application import run
    except ImportError as error:
        raise ImpastoError(
            f"The window cannot open: {error}. Install PyQt6 and the libraries it needs (see README), "
            "or use the commands: impasto --help."
        ) from error
    return run()


def _no_display() -> bool:
    """True when Qt could only abort the program."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform.startswith("linux") and not any(os.environ.get(name) for name in names)
