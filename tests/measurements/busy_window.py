"""Measures the window at its busiest: `python -m tests.measurements.busy_window FILM [SECONDS]`.

300 styles are in the gallery, a film with sound is played, painted and recorded, styles are turned through,
and 40 large pictures are imported meanwhile. Prints how late the event loop ever was. Nothing is learned yet
when `IMPASTO_CACHE` is an empty folder; where all of it is, a second run shows what learning costs.
"""

import sys
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image
from PyQt6.QtCore import QSettings, QTimer
from PyQt6.QtWidgets import QApplication

from app.window.application import SWITCH_S, bundled_entries
from app.window.bridge import LiveEngine, SettingsStore
from app.window.main_window import MainWindow
from app.window.measure import WARM_UP_S, Probe, _pause, _wait
from app.window.styles import Library, StyleEntry
from app.window.theme import apply_theme
from engine import SourceChoice

STYLES = 300
"""In the gallery."""

IMPORTED = 40
"""Pictures that come while it is measured."""

NEXT_MS = 1500
"""Milliseconds from one style to the next."""


def main(film: Path, seconds: float = 20.0) -> None:
    """Paint, record and import, measure, print."""
    sys.setswitchinterval(SWITCH_S)
    application = QApplication(sys.argv[:1])
    apply_theme(application)
    with tempfile.TemporaryDirectory() as folder:
        window = _window(Path(folder), film)
        fresh = [
            _picture(Path(folder) / f"fresh {number}.jpg", 1000 + number, 2000) for number in range(IMPORTED)
        ]
        window.show()
        window.start()
        _wait(lambda: window.preview.frame is not None)
        _pause(WARM_UP_S)
        window.recorder.start(side_by_side=False)
        _wait(lambda: window.recorder.recording)
        probe, shown = Probe(), window.preview.frames_shown
        turning = QTimer(window)
        turning.timeout.connect(lambda: window.styles.step(1))
        turning.start(NEXT_MS)
        QTimer.singleShot(2000, lambda: window.importer.take_files(fresh, apply=False))
        _pause(seconds)
        late_ms = sorted(probe.late_ms)
        turning.stop()
        frames, styles = window.preview.frames_shown - shown, len(window.styles.gallery.keys())
        learned = len(window.controller.styles)
        window.recorder.stop()
        _wait(lambda: not window.recorder.busy)
        window.close()
    print(f"{styles} styles at the end, {learned} of them learned; {frames / seconds:.1f} frames/s shown")
    print(f"longest turn of the GUI thread {max(probe.spent_ms):.1f} ms of the processor")
    for name, share in (("half", 0.5), ("99 %", 0.99), ("99.9 %", 0.999), ("all", 1.0)):
        late = late_ms[min(len(late_ms) - 1, int(share * len(late_ms)))]
        print(f"{name:6} of the ticks less than {late:.1f} ms late")


def _window(folder: Path, film: Path) -> MainWindow:
    store = SettingsStore(QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat))
    store.put_source(SourceChoice("video", str(film)))
    bundled = bundled_entries()
    own = [
        StyleEntry(
            f"s{number}",
            f"Style {number}",
            str(_picture(folder / f"{number}.jpg", number, 400)),
            bundled=True,
        )
        for number in range(STYLES - len(bundled))
    ]
    return MainWindow(LiveEngine(), Library(folder / "styles", [*bundled, *own]), store, files_folder=folder)


def _picture(path: Path, seed: int, side: int) -> Path:
    """A picture of coloured patches."""
    patches = np.random.default_rng(seed).integers(0, 255, (12, 16, 3), dtype=np.uint8)
    Image.fromarray(patches).resize((side, side * 3 // 4), Image.Resampling.BICUBIC).save(path)
    return path


if __name__ == "__main__":
    main(Path(sys.argv[1]), *(float(argument) for argument in sys.argv[2:3]))
