"""How steady a network paints clips, and what smoothing costs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import fmean

import cv2
import numpy as np

from engine.errors import UsageError
from engine.evaluation.flicker import Follower, temporal_error
from engine.evaluation.painters import NetworkPainter
from engine.frame import Image
from engine.imaging import TemporalFilter, resize
from engine.pictures import load_picture
from engine.sources import VideoFileSource
from engine.tasks import VIDEOS

FRAMES = 24
"""Of each clip, from its beginning."""

SHORT_SIDE = 320
"""Pixels: larger clips are shrunk to it."""

STYLES = 4
"""Artworks, evenly spaced in the sorted list, each cropped to its first `SHORT_SIDE` pixels."""

GRID = 16
"""Frames are cropped to multiples of so many pixels, so that no network pads them."""


@dataclass(frozen=True, slots=True)
class Steadiness:
    """Means over clips and styles."""

    temporal_1: float
    """Temporal error between neighbouring frames, at full strength, without smoothing."""

    temporal_10: float
    """The same, frames ten apart."""

    smoothed_1: float
    """Temporal error between neighbouring frames with full smoothing."""

    detail_loss: float
    """Share of fine detail that full smoothing takes from the painted frames; 0 is none."""


def measure_clips(folder: Path, painter: NetworkPainter, styles: Sequence[Path]) -> Iterator[Steadiness]:
    """Paint clips and measure; yields one result for each clip.

    Raises:
        UsageError: no such folder, or no clip in it.
        SourceError: a clip cannot be read.
    """
    learned = [
        painter.learn(_style(path), path.name) for path in styles[:: max(1, len(styles) // STYLES)][:STYLES]
    ]
    follower = Follower()
    for path in list_clips(folder):
        clip = _frames(path)
        if len(clip) < 2:
            raise UsageError(f"{path} has fewer than two frames; leave it out of --clips.")
        steadier = TemporalFilter()
        calm = [steadier.apply(frame, 1.0) for frame in clip]
        plain = [[painter.stylize(frame, style) for frame in clip] for style in learned]
        smooth = [[painter.stylize(frame, style) for frame in calm] for style in learned]
        near, smoothed = (fmean(temporal_error(clip, painted, 1, follower)) for painted in (plain, smooth))
        far = fmean(temporal_error(clip, plain, min(10, len(clip) - 1), follower))
        yield Steadiness(near, far, smoothed, 1 - _detail(smooth) / max(_detail(plain), 1e-9))


def list_clips(folder: Path) -> list[Path]:
    """The videos of a folder, in order."""
    found = sorted(path for path in folder.glob("*") if path.suffix.lower() in VIDEOS.suffixes)
    if not found:
        raise UsageError(f"--clips: there is no video in {folder}.")
    return found


def mean(found: Sequence[Steadiness]) -> Steadiness:
    """Over clips."""
    names = ("temporal_1", "temporal_10", "smoothed_1", "detail_loss")
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


def _detail(painted: Sequence[Sequence[Image]]) -> float:
    """Mean strength of the finest detail: the absolute Laplacian."""
    frames = (frame for frames in painted for frame in frames)
    return fmean(float(np.abs(cv2.Laplacian(frame, cv2.CV_32F)).mean()) for frame in frames)
