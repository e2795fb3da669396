"""How steady a network paints clips, and what smoothing gains and costs."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from fractions import Fraction
from itertools import islice
from pathlib import Path
from statistics import fmean

import numpy as np

from engine.errors import UsageError
from engine.evaluation.detail import fine_detail, moving_likeness
from engine.evaluation.flicker import temporal_error
from engine.evaluation.painters import NetworkPainter
from engine.frame import Image
from engine.imaging import resize
from engine.pictures import load_picture
from engine.settings import Settings, Style
from engine.sources import VideoFileSource
from engine.steadiness import Follower, Steadier
from engine.tasks import VIDEOS

FRAMES = 24
"""Of each clip, from its beginning."""

SHORT_SIDE = 320
"""Pixels: larger clips are shrunk to it."""

STYLES = 4
"""Artworks, evenly spaced in the sorted list, each cropped to its first `SHORT_SIDE` pixels."""

GRID = 16
"""Frames are cropped to multiples of so many pixels, so that no network pads them."""


ANY_STYLE = Style("any", np.zeros(1, np.float32), "", np.zeros((1, 1, 3), np.uint8))
"""A steadier asks only whether there is one."""

RATE = 25
"""Frames a second that a clip is taken to have: only its order counts."""

Paint = Callable[[Image], Image]
"""Paints a frame in one style."""


@dataclass(frozen=True, slots=True)
class Steadiness:
    """Means over clips and styles."""

    temporal_1: float
    """Temporal error between neighbouring frames, at full strength, without smoothing."""

    temporal_10: float
    """The same, frames ten apart."""

    smoothed_1: float
    """Temporal error between neighbouring frames with full smoothing, as for files."""

    live_1: float
    """The same with full smoothing, as for live views."""

    detail_loss: float
    """Share of fine detail that full smoothing, as for files, takes from the painted frames; 0 is none."""

    moving_loss: float
    """Loss of structural similarity with the content where it moves, through full smoothing as for files."""


def measure_clips(folder: Path, painter: NetworkPainter, styles: Sequence[Path]) -> Iterator[Steadiness]:
    """Paint clips and measure; yields one result for each clip.

    Raises:
        UsageError: no such folder, or no clip in it.
        SourceError: a clip cannot be read.
    """
    learned = [
        painter.learn(_style(path), path.name) for path in styles[:: max(1, len(styles) // STYLES)][:STYLES]
    ]
    paints: list[Paint] = [lambda frame, style=style: painter.stylize(frame, style) for style in learned]  # type: ignore[misc]
    follower = Follower()
    for path in list_clips(folder):
        clip = _frames(path)
        if len(clip) < 2:
            raise UsageError(f"{path} has fewer than two frames; leave it out of --clips.")
        yield _measure(clip, paints, follower)


def _measure(clip: Sequence[Image], paints: Sequence[Paint], follower: Follower) -> Steadiness:
    plain = [[paint(frame) for frame in clip] for paint in paints]
    smooth, live = ([steadily(clip, paint, live=live) for paint in paints] for live in (False, True))

    def error(painted: Sequence[Sequence[Image]], apart: int = 1) -> float:
        return fmean(temporal_error(clip, painted, min(apart, len(clip) - 1), follower))

    return Steadiness(
        temporal_1=error(plain),
        temporal_10=error(plain, 10),
        smoothed_1=error(smooth),
        live_1=error(live),
        detail_loss=1 - fine_detail(smooth) / max(fine_detail(plain), 1e-9),
        moving_loss=moving_likeness(clip, plain, follower) - moving_likeness(clip, smooth, follower),
    )


def steadily(clip: Sequence[Image], paint: Paint, *, live: bool) -> list[Image]:
    """A clip painted frame by frame with full smoothing, as a pipeline does it."""
    steadier, settings = Steadier(live=live), Settings(((ANY_STYLE, 1.0),), smoothing=1.0)
    contents = (steadier.before(frame, settings, Fraction(n, RATE)) for n, frame in enumerate(clip))
    return [steadier.after(paint(content)) for content in contents]


def list_clips(folder: Path) -> list[Path]:
    """The videos of a folder, in order.

    Raises:
        UsageError: there is none.
    """
    found = sorted(path for path in folder.glob("*") if path.suffix.lower() in VIDEOS.suffixes)
    if not found:
        raise UsageError(f"--clips: there is no video in {folder}.")
    return found


def mean(found: Sequence[Steadiness]) -> Steadiness:
    """Over clips."""
    names = [field.name for field in fields(Steadiness)]
    return Steadiness(**{name: fmean(getattr(each, name) for each in found) for name in names})


def _frames(path: Path) -> list[Image]:
    source = VideoFileSource(path)
    try:
        frames = islice(iter(source.read, None), FRAMES)
        return [_fit(frame.image) for frame in frames if frame is not None]
    finally:
        source.close()


def _fit(image: Image) -> Image:
    height, width = image.shape[:2]
    scale = min(1.0, SHORT_SIDE / min(height, width))
    small = resize(image, round(width * scale), round(height * scale))
    height, width = (length // GRID * GRID for length in small.shape[:2])
    return np.ascontiguousarray(small[:height, :width])


def _style(path: Path) -> Image:
    return np.ascontiguousarray(load_picture(path, for_style=True).image[:SHORT_SIDE, :SHORT_SIDE])
