"""Opens a study: of any picture that can be a style, on any content."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypedDict, Unpack

import numpy as np
from PIL import Image as Pillow

from engine.artwork import style_file
from engine.frame import Image
from engine.imaging import fit_style_picture
from engine.pictures import as_image, content_hash, load_picture
from engine.settings import Style
from engine.study.job import StudyJob, StudyState
from engine.study.shared_file import is_shared, read_shared
from engine.study.store import StudiedStyles
from models.registry import NetworkInfo
from models.study import STUDY_STEPS

MOST_STEPS = 1_000_000
"""Of a study that lasts as long as it is told in seconds."""

if TYPE_CHECKING:
    from models.study import StudyOptions

Content = str | Path | Image | Sequence[Image] | None
"""A picture, a video or a folder of them; pixels (H, W, 3) uint8 RGB; None: a drawn scene."""

OnProgress = Callable[[StudyState], bool | None]
"""Takes how far a study is; False stops it there."""


class StudyLength(TypedDict, total=False):
    """How long a study is, what it holds on to, and where it is made."""

    steps: int | None
    """In all, with those of earlier runs; None: as many as `STUDY_STEPS`."""

    more: int | None
    """Steps beyond those that were done; instead of `steps`."""

    seconds: float | None
    """At most so many."""

    render_size: int | None
    """Long side in pixels at which the content will be painted."""

    device: str
    """auto, cuda or cpu."""

    again: bool
    """Begin anew; what earlier runs learned is painted with until the new study is kept."""

    content_weight: float | None
    """Of the content loss: more keeps shapes and faces, less lets the artwork in; None: 1.5."""


class Learner(Protocol):
    """What has a network and keeps what it studied: `engine.Stylizer`."""

    entry: NetworkInfo
    studied: StudiedStyles

    def learn(self, picture: Path | bytes, name: str | None = None) -> Style:
        """The Style of a picture's file."""


def picture_file(picture: object) -> Path | bytes:
    """A style picture's file, or the bytes of one; pixels become a PNG.

    Args:
        picture: a file, one that is shared, the name of a bundled style, the bytes of a file, or pixels.

    Raises:
        PictureError, UsageError: the shared file cannot be read, or it is nothing that could be a picture.
    """
    if isinstance(picture, bytes):
        return picture
    if isinstance(picture, str):
        picture = style_file(picture)
    if isinstance(picture, Path):
        if is_shared(picture):
            return read_shared(picture).picture
        return picture
    file = io.BytesIO()
    Pillow.fromarray(as_image(picture)).save(file, "png")
    return file.getvalue()


def open_study(
    learner: Learner, picture: Path | bytes, content: Content = None, **length: Unpack[StudyLength]
) -> StudyJob:
    """Prepare a study: go through its `steps`, to the end or as far as you like, then `keep`.

    Args:
        learner: has the network.
        picture: the style picture's file, or its bytes.
        content: what to study on: a picture, a video or a folder of them, or pixels; None: a drawn scene.
        **length: see `StudyLength`.

    Raises:
        PictureError, SourceError: picture or content cannot be read.
        UsageError: a value is out of range, or the network cannot study.
    """
    entry, store = learner.entry, learner.studied
    image = fit_style_picture(load_picture(picture, for_style=True).image, entry.style_side)
    frames = _frames(content, length.get("render_size"))
    key = content_hash(picture)
    options = _options(store, key, length)
    return StudyJob(entry, store, key, image, frames, options, again=length.get("again", False))


def study_style(
    learner: Learner,
    picture: object,
    content: Content = None,
    *,
    on_progress: OnProgress | None = None,
    **length: Unpack[StudyLength],
) -> Style:
    """Tune the painting itself to an artwork: minutes instead of a moment, and a far better likeness.

    It is kept, and from then on what `learn` gives for this picture. What was stopped is gone on with.

    Args:
        learner: the Stylizer.
        picture: a style picture, as `learn` takes it.
        content: what to study on: a picture, a video or a folder of them, or pixels; None: a drawn scene.
        on_progress: called after each step; when it returns False, the study stops there.
        **length: `steps`, `more`, `seconds`, `render_size`, `device`, `again`,
            `content_weight`; see `StudyLength`.

    Raises:
        UsageError, PictureError, SourceError: a value, the picture or the content is of no use.
        SinkError: it cannot be kept.
    """
    file = picture_file(picture)
    job = open_study(learner, file, content, **length)
    for state in job.steps():
        if on_progress is not None and on_progress(state) is False:
            break
    job.keep()
    return learner.learn(file, picture.stem if isinstance(picture, Path) else None)


def _options(store: StudiedStyles, key: str, length: StudyLength) -> "StudyOptions":
    from models.study import StudyOptions

    steps, seconds = length.get("steps"), length.get("seconds")
    if steps is None:
        steps = STUDY_STEPS if seconds is None else MOST_STEPS
    if (more := length.get("more")) is not None:
        kept = None if length.get("again") else store.load(key)
        steps = more + (kept.steps if kept else 0)
    options = StudyOptions(steps=steps, seconds=seconds, device=length.get("device", "auto"))
    if (weight := length.get("content_weight")) is not None:
        options = options.with_content_weight(weight)
    return options


def _frames(content: Content, render_size: int | None) -> Sequence[Image]:
    from engine.study.content import frames_of, scene_frames  # a photo is painted without video libraries

    if content is None:
        return scene_frames()
    if isinstance(content, str | Path):
        return frames_of(Path(content), render_size)
    return [content] if isinstance(content, np.ndarray) else list(content)
