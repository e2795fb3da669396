"""Where the program begins. Imports next to nothing, so that Ctrl-C is heard from the first moment on."""

import os
import signal
import sys
from types import FrameType


def main() -> int:
    """Run the command line, or open the window.

    Returns:
        Exit code of the program.
    """
    _open_missing_streams()
    signals = [signal.SIGINT, signal.SIGTERM]
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # as of nohup
        signals.append(signal.SIGHUP)
    for number in signals:
        signal.signal(number, _leave)
    from app.cli import main as run
    from app.interrupt import INTERRUPTED, leave_if_something_hangs

    try:
        code = run()
    except KeyboardInterrupt:  # a second one, while the first was being answered
        code = INTERRUPTED
    finally:
        for number in signals:
            signal.signal(number, signal.SIG_DFL)  # nothing is left to be cleaned up
    leave_if_something_hangs(code)
    return code


def _open_missing_streams() -> None:
    """Lead a standard stream that is closed (`2>&-`, pythonw.exe) to nowhere.

    Else the next file that is opened gets its number, and what a library complains of goes into a result.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            nowhere = open(os.devnull, mode)  # noqa: SIM115 - as long as the program; takes the lowest number
            os.set_inheritable(nowhere.fileno(), True)
            setattr(sys, name, nowhere)


def _leave(number: int, frame: FrameType | None) -> None:
    """While modules are being imported an exception would come out of any of them as another one."""
    try:
        os.write(2, b"impasto: stopped; no half-written result is left behind.\n")
    finally:
        os._exit(130)
