"""An hour of the window in a few minutes: `python -m tests.measurements.soak [MINUTES] [SPEED]`.

The test pattern runs on a fast clock, painted by the bundled network; styles change, recordings come and go.
Prints memory, threads and open files as the simulated time passes; they must level off.
"""

import os
import sys
import tempfile
import threading
import time
from fractions import Fraction
from pathlib import Path

from PyQt6.QtCore import QEventLoop, QSettings, QTimer
from PyQt6.QtWidgets import QApplication

import engine.pipeline.live_sources
from app.window.application import bundled_entries
from app.window.bridge import PATTERN, LiveEngine, SettingsStore
from app.window.main_window import MainWindow
from app.window.styles import Library
from engine.sources import SourceChoice
from engine.sources.base import Source
from engine.sources.pattern import PatternSource

STEP_S: float = 0.5
"""Real seconds between two actions."""


def main(minutes: float = 60.0, speed: float = 20.0) -> None:
    """Run for so many simulated minutes at so many times the speed of real time; Linux only."""

    def fast_pattern(choice: SourceChoice, loudspeaker: object) -> Source:
        return PatternSource(160, 96, Fraction(25), live=True, clock=lambda: time.monotonic() * speed)

    engine.pipeline.live_sources._OPENERS["pattern"] = fast_pattern
    application = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        window = _open(Path(folder))
        steps = round(minutes * 60 / speed / STEP_S)
        for step in range(steps + 1):
            if step % max(1, steps // 12) == 0:
                print(_reading(step * STEP_S * speed / 60, window), flush=True)
            _act(window, step)
            _wait(round(STEP_S * 1000))
        window.ask = lambda question: True
        window.close()
        _wait(3000)
    print(f"after closing: {threading.active_count()} threads")
    del application


def _open(folder: Path) -> MainWindow:
    store = SettingsStore(QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat))
    store.put_source(PATTERN)
    library = Library(folder / "styles", bundled_entries())
    window = MainWindow(LiveEngine(), library, store, files_folder=folder / "made")
    window.show()
    window.start()
    while window.preview.frame is None:
        _wait(20)
    return window


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _act(window: MainWindow, step: int) -> None:
    """A new style each time; each tenth time a recording begins or ends."""
    window.styles.choose_number(1 + step % 9)
    if step % 20 == 10:
        window.recorder.start(side_by_side=False)
    elif step % 20 == 0 and window.recorder.recording:
        window.recorder.stop()


def _reading(minute: float, window: MainWindow) -> str:
    frame = window.preview.frame
    resident_kib = next(
        int(line.split()[1]) for line in Path("/proc/self/status").read_text().splitlines() if "VmRSS" in line
    )
    files = len(os.listdir("/proc/self/fd"))
    painted = frame.index if frame else 0
    return (
        f"minute {minute:5.1f}: {resident_kib / 1024:6.1f} MiB, {threading.active_count()} threads, "
        f"{files} open files, frame {painted}"
    )


if __name__ == "__main__":
    main(*(float(argument) for argument in sys.argv[1:]))
