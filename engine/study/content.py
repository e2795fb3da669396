"""What a style is studied on: frames of a clip, photos, the pictures of a folder, or a drawn scene."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import numpy as np

from engine.artwork import Scene
from engine.errors import ImpastoError, SourceError, reason_of
from engine.frame import Image
from engine.imaging import fitted_size, resize
from engine.pictures import load_picture
from engine.sources import Source, VideoFileSource, open_clip
from engine.tasks import PICTURES, VIDEOS

FRAMES = 12
"""Of a clip, evenly spaced; and of the drawn scene."""

MOST_FILES = 24
"""Of a folder, evenly spaced."""

SCENE_SIZE = (640, 360)
"""Width and height of the drawn scene, pixels."""

SCENE_S = 5.0
"""Seconds between two of its frames."""

LONGEST_READ = 300
"""Frames that are read of what cannot be sought."""


def frames_of(path: Path, render_size: int | None = None) -> list[Image]:
    """What to study on, at the render size.

    Args:
        path: a picture, a video, or a folder of them.
        render_size: long side in pixels, at most; None = as in `Settings`.

    Returns:
        At least one, each (H, W, 3) uint8 RGB.

    Raises:
        SourceError: nothing there can be read.
    """
    found = [_fitted(image, render_size) for image in _images(path)]
    if not found:
        raise SourceError(f'"{path}" holds no picture and no video to study on. Give another with --on.')
    return found


def scene_frames() -> list[Image]:
    """Of the drawn scene, for when there is nothing else."""
    scene = Scene(*SCENE_SIZE)
    return [scene.draw(index * SCENE_S) for index in range(FRAMES)]


def _images(path: Path) -> Iterator[Image]:
    if not path.is_dir():
        yield from _frames(path)
        return
    suffixes = PICTURES.suffixes | VIDEOS.suffixes
    try:
        files = sorted(file for file in path.iterdir() if file.suffix.lower() in suffixes)
    except OSError as error:
        raise SourceError(
            f'The folder "{path}" cannot be read: {reason_of(error)}. Change its permissions.'
        ) from error
    last: ImpastoError | None = None
    count = 0
    for file in _spread(files):
        try:
            for image in _frames(file):
                count += 1
                yield image
        except ImpastoError as error:  # one file of a folder that cannot be read is no reason to stop
            last = error
    if last is not None and not count:
        raise last


def _spread(files: list[Path]) -> list[Path]:
    """At most so many, evenly spaced."""
    places = np.linspace(0, len(files) - 1, min(len(files), MOST_FILES)).round().astype(int)
    return [files[place] for place in places]


def _frames(path: Path) -> Iterator[Image]:
    """The one image of a picture, or frames of a clip."""
    suffix = path.suffix.lower()
    if suffix in PICTURES.suffixes - VIDEOS.suffixes or not path.is_file():
        yield load_picture(path).image
        return
    with open_clip(path) as source:
        yield from _sought(source) if isinstance(source, VideoFileSource) else _read(source)


def _sought(source: VideoFileSource) -> Iterator[Image]:
    """Evenly spaced over the clip; fewer where it is short, at least the first."""
    count = min(FRAMES, source.info.frames or 1)
    length = Fraction(source.info.frames or 1) / source.info.rate
    for index in range(count):
        if index:
            source.seek(length * (2 * index + 1) / (2 * count))
        if frame := source.read():
            yield frame.image


def _read(source: Source) -> Iterator[Image]:
    step = max(1, (source.info.frames or FRAMES) // FRAMES)
    for index, frame in enumerate(source):
        if index % step == 0:
            yield frame.image
        if index >= min(LONGEST_READ, step * FRAMES):
            return


def _fitted(image: Image, render_size: int | None) -> Image:
    width, height = fitted_size(image.shape[1], image.shape[0], render_size)
    return np.ascontiguousarray(resize(image, width, height))
