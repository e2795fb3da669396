"""Measures the window on this machine: `python -m app.window.measure VIDEO [SECONDS]` (needs a display).

Prints how long the GUI thread was ever blocked and what it costs while the video is played and painted.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PyQt6.QtCore import QEventLoop, QObject, QSettings, Qt, QTimer
from PyQt6.QtWidgets import QApplication

from app.window.application import bundled_entries
from app.window.bridge import LiveEngine, SettingsStore
from app.window.main_window import MainWindow
from app.window.styles import Library
from app.window.theme import apply_theme
from engine import SourceChoice

WARM_UP_S: float = 6.0
"""Seconds before the measurement: styles are learned, and the render size settles."""

TICK_MS: int = 2
"""Milliseconds between two ticks of the probe."""


class Probe(QObject):
    """Ticks in the event loop and notes how late each tick was, in milliseconds."""

    def __init__(self) -> None:
        super().__init__()
        self.late_ms: list[float] = []
        self.spent_ms: list[float] = []
        """Of the processor, by this thread, between two ticks: whatever else the machine does."""
        self._last_s, self._last_cpu_s = time.perf_counter(), time.thread_time()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(TICK_MS)

    def _tick(self) -> None:
        now_s, cpu_s = time.perf_counter(), time.thread_time()
        self.late_ms.append(max(0.0, (now_s - self._last_s) * 1000 - TICK_MS))
        self.spent_ms.append((cpu_s - self._last_cpu_s) * 1000)
        self._last_s, self._last_cpu_s = now_s, cpu_s


def main(video: Path, seconds: float = 10.0) -> None:
    """Play a video in the window, measure, print."""
    application = QApplication(sys.argv[:1])
    apply_theme(application)
    with tempfile.TemporaryDirectory() as folder:
        begun_s = time.perf_counter()
        window = _window(Path(folder), video)
        window.show()
        window.start()
        _wait(lambda: window.preview.frame is not None)
        print(f"first painted frame   {time.perf_counter() - begun_s:.2f} s, {_since_start()}")
        _pause(WARM_UP_S)
        _measure(window, seconds)
        begun_s = time.perf_counter()
        window.close()
        print(f"closed within         {time.perf_counter() - begun_s:.2f} s")


def _measure(window: MainWindow, seconds: float) -> None:
    probe = Probe()
    shown, cpu_s, begun_s = window.preview.frames_shown, time.thread_time(), time.perf_counter()
    _pause(seconds)
    spent_s = time.perf_counter() - begun_s
    rate = (window.preview.frames_shown - shown) / spent_s
    late_ms = sorted(probe.late_ms)
    print(f"shown                 {rate:.1f} frames/s of {window.status.details.size_label.text()}")
    print(f"GUI thread            {(time.thread_time() - cpu_s) / spent_s:.1%} of a core, the probe included")
    for name, share in (("half", 0.5), ("99 %", 0.99), ("all ", 1.0)):
        late = late_ms[min(len(late_ms) - 1, int(share * len(late_ms)))]
        print(f"{name} of the ticks      less than {late:.1f} ms late")


def _window(folder: Path, video: Path) -> MainWindow:
    store = SettingsStore(QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat))
    store.put_source(SourceChoice("video", str(video)))
    return MainWindow(LiveEngine(), Library(folder / "styles", bundled_entries()), store)


def _since_start() -> str:
    """Seconds of the whole process, imports included, where Linux tells; and the processor's."""
    cpu = f"{time.process_time():.2f} s of the processor"
    try:
        started = int(Path("/proc/self/stat").read_text().rpartition(")")[2].split()[19])
    except OSError:
        return cpu
    seconds = time.clock_gettime(time.CLOCK_BOOTTIME) - started / os.sysconf("SC_CLK_TCK")
    return f"{seconds:.2f} s after the process began, {cpu}"


def _wait(ready: Callable[[], bool]) -> None:
    while not ready():
        QApplication.processEvents()
        time.sleep(0.001)


def _pause(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *(float(argument) for argument in sys.argv[2:3]))
