"""The window. Only this package knows Qt; the command line never imports it."""

from collections.abc import Sequence


def open_window(arguments: Sequence[str] = ()) -> int:
    """Open the window and stay until it is closed.

    Returns:
        Exit code of the program.
    """
    from app.window.application import run  # Qt's libraries are wanted only now

    return run(arguments)
