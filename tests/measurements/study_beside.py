"""A real study beside live painting: `python -m tests.measurements.study_beside [SECONDS]`.

Opens the window on the demo scene at 640x360, measures, then studies a style in the process that the window
starts for it, and measures again. Prints how late the event loop was, the time from one painted frame to the
next and the time that a frame takes, and what the take-overs of a better result cost; and paints the frames
of the take-overs once more, alone: each must be wholly old or wholly new. Without a screen:
`QT_QPA_PLATFORM=offscreen`.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from PyQt6.QtCore import QSettings
from PyQt6.QtWidgets import QApplication

from app.window.application import bundled_entries
from app.window.bridge import PATTERN, LiveEngine, SettingsStore
from app.window.main_window import MainWindow
from app.window.measure import Probe
from app.window.styles import Library
from app.window.theme import apply_theme
from engine import Image, Settings, Stylizer

STYLE = "woodblock"
"""It is studied."""

WARM_UP_S = 8.0
"""Seconds until the network is compiled and the styles are learned."""

AFTER_S = 0.6
"""Seconds after a take-over that count as part of it: the cross-fade takes half of them."""

Key = tuple[tuple[int, float], ...]
"""The tunings of a frame, each with its share."""


@dataclass(frozen=True, slots=True)
class PaintedFrame:
    """When a frame was painted, and with what."""

    begun_s: float
    """When its painting began."""

    ended_s: float
    """When it was painted."""

    key: Key
    """Its tunings."""

    took_over: bool
    """The tunings are not those of the frame before."""


class TimedStylizer(Stylizer):
    """Notes each frame, and keeps those whose tunings are new."""

    def __init__(self) -> None:
        super().__init__()
        self.frames: list[PaintedFrame] = []
        self.taken: list[tuple[Image, Settings, Image]] = []

    def paint(self, image: Image, settings: Settings, *others: Any) -> Image:  # noqa: ANN401
        begun_s = time.perf_counter()
        painted = super().paint(image, settings, *others)
        key = tuple((id(style.tuning), weight) for style, weight in settings.styles)
        new = bool(self.frames) and key != self.frames[-1].key
        self.frames.append(PaintedFrame(begun_s, time.perf_counter(), key, new))
        if new:
            self.taken.append((image, settings, painted))
        return painted


def main(seconds: float = 40.0) -> None:
    """Measure and print."""
    application = QApplication(sys.argv[:1])
    apply_theme(application)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["IMPASTO_CACHE"] = folder  # the study begins anew
        stylizer = TimedStylizer()
        window = _window(Path(folder), stylizer)
        _wait(lambda: window.preview.frame is not None)
        _wait(lambda: len(window.controller.styles) == len(window.styles.names()))
        _pause(WARM_UP_S)
        alone = _measure(stylizer, 15.0)
        _print("without a study", *alone)
        began_s = time.perf_counter()
        steps: list[float] = []
        window.studies.study(STYLE)
        process = window.studies._process
        assert process is not None
        process.progressed.connect(lambda part, left_s: steps.append(time.perf_counter()))
        begin = _measure(stylizer, lambda: bool(steps))
        print(f"first step {steps[0] - began_s:.1f} s after the click")
        _print("until then", *begin)
        beside = _measure(stylizer, seconds)
        _print("with a study", *beside)
        print(f"a step of the study     {(steps[-1] - steps[0]) / max(1, len(steps) - 1):.2f} s")
        _print_ratio(alone[1], beside[1])
        _print_take_overs(stylizer, beside[1])
        window.close()
        window.engine.join(20)
        _check(stylizer)


def _measure(
    stylizer: TimedStylizer, until: float | Callable[[], bool]
) -> tuple[list[float], list[PaintedFrame]]:
    """Milliseconds by which each tick of the event loop was late, and the painted frames."""
    probe, first, begun_s = Probe(), len(stylizer.frames), time.perf_counter()
    if callable(until):
        _wait(until)
    else:
        _wait(lambda: time.perf_counter() - begun_s > until)
    late_ms = list(probe.late_ms)
    probe.deleteLater()
    return late_ms, stylizer.frames[first:]


def _print(name: str, late_ms: list[float], frames: list[PaintedFrame]) -> None:
    print(f"{name}: {len(frames)} frames")
    print(f"    event loop late by      {_shares(late_ms)}")
    print(f"    from frame to frame     {_shares(_intervals(frames))}")
    print(f"    a frame takes           {_shares([1000 * (each.ended_s - each.begun_s) for each in frames])}")


def _print_ratio(alone: list[PaintedFrame], beside: list[PaintedFrame]) -> None:
    for name, values in (
        ("from frame to frame", (_intervals(alone), _intervals(beside))),
        ("a frame takes", tuple([1000 * (x.ended_s - x.begun_s) for x in each] for each in (alone, beside))),
    ):
        before, after = values
        ratios = [_share(after, share) / _share(before, share) for share in (0.5, 0.95)]
        print(f"with / without, {name}: half {ratios[0]:.2f}, 95 % {ratios[1]:.2f}")


def _print_take_overs(stylizer: TimedStylizer, frames: list[PaintedFrame]) -> None:
    usual = statistics.median(_intervals(frames))
    starts: list[int] = []
    for index, frame in enumerate(frames):
        if frame.took_over and (not starts or frame.begun_s - frames[starts[-1]].begun_s > AFTER_S):
            starts.append(index)
    for start in starts:
        end_s = frames[start].begun_s + AFTER_S
        last = next((i for i, f in enumerate(frames) if f.begun_s > end_s), len(frames))
        longest = max(_intervals(frames[max(0, start - 1) : last]), default=0.0)
        print(
            f"take-over: at most {longest:.1f} ms from frame to frame, {longest - usual:.1f} over the usual"
        )


def _check(stylizer: TimedStylizer) -> None:
    """Paint the frames of the take-overs again, alone."""
    alone = Stylizer()
    same = [
        np.array_equal(alone.paint(image, settings), painted) for image, settings, painted in stylizer.taken
    ]
    print(f"{sum(same)} of {len(same)} frames with new weights are what they are when painted alone")


def _intervals(frames: list[PaintedFrame]) -> list[float]:
    """Milliseconds from one painted frame to the next."""
    return [1000 * (b.ended_s - a.ended_s) for a, b in pairwise(frames)]


def _shares(values: list[float]) -> str:
    named = (("half", 0.5), ("95 %", 0.95), ("99 %", 0.99), ("all", 1.0))
    return ", ".join(f"{name} {_share(values, share):.1f} ms" for name, share in named)


def _share(values: list[float], share: float) -> float:
    """The value below which this share of all values is."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def _window(folder: Path, stylizer: TimedStylizer) -> MainWindow:
    store = SettingsStore(QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat))
    store.put_source(PATTERN)
    window = MainWindow(LiveEngine(lambda _: stylizer), Library(folder / "styles", bundled_entries()), store)
    look = window.looks.look.with_value("render_size", 640).with_value("smoothing", 0)
    window.looks.apply(look.with_styles(((STYLE, 1.0),)))
    window.show()
    window.start()
    return window


def _wait(ready: Callable[[], bool]) -> None:
    while not ready():
        QApplication.processEvents()
        time.sleep(0.0005)


def _pause(seconds: float) -> None:
    end_s = time.perf_counter() + seconds
    _wait(lambda: time.perf_counter() > end_s)


if __name__ == "__main__":
    main(*(float(argument) for argument in sys.argv[1:2]))
