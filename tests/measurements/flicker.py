"""How much painted clips boil with and without smoothing, and what smoothing costs.

    python -m tests.measurements.flicker CLIPS [ARTWORKS]     # folders; without artworks the bundled styles
    python -m tests.measurements.flicker --cost

Prints, for each clip, the temporal error of neighbouring frames as `run.py evaluate --clips` finds it, or the
milliseconds that smoothing takes of a frame beside those of the network; each a Markdown table.
"""

import sys
from collections.abc import Callable, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median

import numpy as np

from engine import Stylizer, bench_network, bundled_styles
from engine.bench.record import clock_ms
from engine.evaluation.clips import Steadiness, list_clips, mean, measure_clips
from engine.evaluation.painters import NetworkPainter
from engine.frame import Image
from engine.imaging import TemporalFilter
from engine.settings import LIVE_SMOOTHING
from engine.sources import PatternSource
from engine.steadiness.painting_filter import LIVE, OFFLINE, PaintingFilter

SIZES = ((640, 360), (1280, 720), (1920, 1080))
"""Width and height of the frames whose smoothing is timed."""

FRAMES = 24
"""Of them."""


def main(clips: Path, artworks: Path | None) -> None:
    """Measure clips, and print."""
    painter = NetworkPainter(None)
    pictures = sorted(artworks.glob("*.jpg")) if artworks else [style.path for style in bundled_styles()]
    print("| clip | plain | files | share | live | share | fine detail lost | SSIM lost where it moves |")
    print("|---|---|---|---|---|---|---|---|")
    found = []
    for path, steadiness in zip(list_clips(clips), measure_clips(clips, painter, pictures), strict=True):
        found.append(steadiness)
        print(_row(path.stem, steadiness), flush=True)
    print(_row("mean", mean(found)))


def costs() -> None:
    """Time smoothing and the network, and print."""
    print("| | " + " | ".join(f"{width}x{height}" for width, height in SIZES) + " |")
    print("|---|" + "---|" * len(SIZES))
    scenes = [_scene(*size) for size in SIZES]
    for name, time in (("before the network", _before), ("live", _live), ("files", _files)):
        print(f"| {name} | " + " | ".join(f"{time(scene):.1f}" for scene in scenes) + " |", flush=True)
    network = [_network(*size) for size in SIZES]
    print("| the network | " + " | ".join(f"{time:.1f}" for time in network) + " |")


def _row(name: str, one: Steadiness) -> str:
    figures = (
        f"{one.temporal_1:.4f}",
        f"{one.smoothed_1:.4f} | {one.smoothed_1 / one.temporal_1:.0%}",
        f"{one.live_1:.4f} | {one.live_1 / one.temporal_1:.0%}",
        f"{one.detail_loss:.0%} | {one.moving_loss:+.3f}",
    )
    return f"| {name} | " + " | ".join(figures) + " |"


def _scene(width: int, height: int) -> list[Image]:
    """A moving scene through which a camera pans, so that every pixel moves."""
    with PatternSource(width + 4 * FRAMES, height) as source:
        frames = [frame.image for frame in islice(source, FRAMES)]
    return [np.ascontiguousarray(image[:, 4 * n : 4 * n + width]) for n, image in enumerate(frames)]


def _before(scene: Sequence[Image]) -> float:
    content = TemporalFilter()
    return _median_ms(lambda image: content.apply(image, LIVE_SMOOTHING), scene)


def _live(scene: Sequence[Image]) -> float:
    painting = PaintingFilter(LIVE)
    return _median_ms(lambda image: painting.apply(image, image, LIVE_SMOOTHING), scene)


def _files(scene: Sequence[Image]) -> float:
    painting = PaintingFilter(OFFLINE)
    return _median_ms(lambda image: painting.apply(image, image, LIVE_SMOOTHING), scene)


def _network(width: int, height: int) -> float:
    records = bench_network(Stylizer(), (width, height), FRAMES)
    return next(record.p50_ms for record in records if record.stage == "network")


def _median_ms(work: Callable[[Image], object], scene: Sequence[Image]) -> float:
    """Of the scene seen for the second time, as a live view lasts: memory is there, caches are warm."""
    for image in scene:
        work(image)
    return median([clock_ms(partial(work, image)) for image in scene][1:])


if __name__ == "__main__":
    if "--cost" in sys.argv:
        costs()
    else:
        main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
