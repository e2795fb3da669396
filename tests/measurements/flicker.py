"""How much painted clips flicker with and without smoothing, and what smoothing costs.

    python -m tests.measurements.flicker [CLIPS [ARTWORKS]]     # folders; without artworks the bundled styles

Prints, for each clip, the temporal error of neighbouring frames as `run.py evaluate --clips` finds it; and
the milliseconds that smoothing takes of a frame beside those of the network, without clips only these.
"""

import sys
from collections.abc import Sequence
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
from engine.sources import PatternSource
from engine.steadiness import LIVE_SMOOTHING
from engine.steadiness.painting_filter import LIVE, OFFLINE, Care, PaintingFilter

SIZES = ((640, 360), (1280, 720), (1920, 1080))
"""Width and height of the frames whose smoothing is timed."""

FRAMES = 24
"""Of them."""

GRAIN = 2.0
"""Standard deviation of a camera's noise, of 255."""


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
    print(_row("mean", mean(found)), end="\n\n")


def costs() -> None:
    """Time smoothing and the network, and print."""
    print("| | " + " | ".join(f"{width}x{height}" for width, height in SIZES) + " |")
    print("|---|" + "---|" * len(SIZES))
    network = [_network(*size) for size in SIZES]
    _print_times("the network", network)
    for name, scene in (("panning", _panning), ("still, with grain", _standing)):
        scenes = [scene(*size) for size in SIZES]
        live, files = ([_smoothing(scene, care) for scene in scenes] for care in (LIVE, OFFLINE))
        _print_times(f"{name}: before the network", [before for before, _ in live])
        _print_times(f"{name}: live, after it", [after for _, after in live])
        shares = (f"{sum(times) / whole:.0%}" for times, whole in zip(live, network, strict=True))
        print(f"| {name}: live, share of the network | " + " | ".join(shares) + " |", flush=True)
        _print_times(f"{name}: files, after it", [after for _, after in files])


def _print_times(name: str, times_ms: Sequence[float]) -> None:
    print(f"| {name} | " + " | ".join(f"{time:.1f}" for time in times_ms) + " |", flush=True)


def _row(name: str, one: Steadiness) -> str:
    figures = (
        f"{one.temporal_1:.4f}",
        f"{one.smoothed_1:.4f} | {one.smoothed_1 / one.temporal_1:.0%}",
        f"{one.live_1:.4f} | {one.live_1 / one.temporal_1:.0%}",
        f"{one.detail_loss:.0%} | {one.moving_loss:+.3f}",
    )
    return f"| {name} | " + " | ".join(figures) + " |"


def _panning(width: int, height: int) -> list[Image]:
    """A moving scene through which a camera pans, so that every pixel moves."""
    wide = _scene(width + 4 * FRAMES, height)
    return [np.ascontiguousarray(image[:, 4 * n : 4 * n + width]) for n, image in enumerate(wide)]


def _standing(width: int, height: int) -> list[Image]:
    """The scene in front of a camera that stands still, and has grain."""
    noise = np.random.default_rng(1)
    return [_grainy(image, noise) for image in _scene(width, height)]


def _grainy(image: Image, noise: np.random.Generator) -> Image:
    grain = noise.normal(0, GRAIN, image.shape)
    return np.asarray(np.clip(image + grain, 0, 255), np.uint8)


def _scene(width: int, height: int) -> list[Image]:
    with PatternSource(width, height) as source:
        return [frame.image for frame in islice(source, FRAMES)]


def _smoothing(scene: Sequence[Image], care: Care) -> tuple[float, float]:
    """Median milliseconds before and after the network; the scene is seen twice, as a live view lasts."""
    content, painting = TemporalFilter(), PaintingFilter(care)
    before, after = [], []
    for image in [*scene, *scene]:
        before.append(clock_ms(partial(content.apply, image, LIVE_SMOOTHING)))
        after.append(clock_ms(partial(painting.apply, image, content.half, LIVE_SMOOTHING)))
    return median(before[len(scene) + 1 :]), median(after[len(scene) + 1 :])


def _network(width: int, height: int) -> float:
    records = bench_network(Stylizer(), (width, height), FRAMES)
    return next(record.p50_ms for record in records if record.stage == "network")


if __name__ == "__main__":
    arguments = [Path(argument) for argument in sys.argv[1:]]
    if arguments:
        main(arguments[0], arguments[1] if len(arguments) > 1 else None)
    costs()
