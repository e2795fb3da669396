"""What a frame of a studied style costs, and when its weights become constants.

`python -m tests.measurements.settled_graphs [PRECISION]` paints 640x360 frames, 25 in a second: unstudied,
studied with its weights as inputs, and then with constants; and prints the slowest frame around that change.
"""

import statistics
import sys
import time
from dataclasses import replace

import numpy as np

from engine import Settings, Style, Stylizer
from engine.runtimes.openvino import settled_graphs
from tests import clips

INTERVAL_S = 0.04
"""From frame to frame."""


def main(precision: str = "auto") -> None:
    """Measure and print."""
    stylizer = Stylizer(device="cpu", precision=precision, runtime="openvino")
    style = stylizer.learn("mosaic")
    random = np.random.default_rng(0)
    tuning = random.normal(0, 0.001, stylizer.runtime.tuning_size).astype(np.float16)
    studied = replace(style, tuning=tuning)
    print(stylizer.choice.precision)
    plain = _paint(stylizer, replace(style, tuning=None), 4.0)
    _print("not studied", [ms for at_s, ms in plain if at_s > 1.0])
    beside = _paint(stylizer, studied, settled_graphs.SETTLED_S + 6.0)
    _print("weights as inputs", [ms for at_s, ms in beside if 1.0 < at_s < settled_graphs.SETTLED_S - 0.5])
    around = [ms for at_s, ms in beside if 0 < at_s - settled_graphs.SETTLED_S + 0.2 < 2]
    _print("around the change", around)
    _print("weights as constants", [ms for at_s, ms in beside if at_s > settled_graphs.SETTLED_S + 2.5])


def _paint(stylizer: Stylizer, style: Style, seconds: float) -> list[tuple[float, float]]:
    """Seconds since the beginning, and milliseconds, of each frame."""
    image, settings = clips.scene((640, 360), 3), Settings(((style, 1.0),))
    found, begun_s = [], time.perf_counter()
    while (start_s := time.perf_counter()) < begun_s + seconds:
        stylizer.paint(image, settings)
        spent_s = time.perf_counter() - start_s
        found.append((start_s - begun_s, 1000 * spent_s))
        time.sleep(max(0.0, INTERVAL_S - spent_s))
    return found


def _print(name: str, ms: list[float]) -> None:
    print(f"    {name:22} least {min(ms):5.1f} ms, half {statistics.median(ms):5.1f}, all {max(ms):5.1f}")


if __name__ == "__main__":
    main(*sys.argv[1:2])
