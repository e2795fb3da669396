"""Giving a studied style to others."""

from pathlib import Path

from engine.errors import UsageError
from engine.pictures import content_hash
from engine.study.opening import Learner, picture_file
from engine.study.shared_file import ENDING, SharedStyle, is_shared, write_shared


def export_style(
    learner: Learner,
    picture: Path | str | bytes,
    path: Path,
    *,
    licence: str = "",
    name: str | None = None,
    overwrite: bool = False,
) -> None:
    """Write a studied style with its picture as one file, which is a style wherever a picture is one.

    Args:
        learner: the Stylizer that studied it.
        picture: the style picture.
        path: the file, which ends with `.impasto`.
        licence: one line: whose picture it is, and what others may do with it.
        name: of the style; None = the picture's.
        overwrite: replace a file that is there.

    Raises:
        UsageError: the style was not studied, or the file cannot have this name.
        PictureError: the picture cannot be read.
        SinkError: it cannot be written.
    """
    if not is_shared(path):
        raise UsageError(f'A style for others ends with {ENDING}; "{path.name}" does not. Rename it.')
    file = picture_file(picture)
    studied = learner.studied.load(content_hash(file))
    if studied is None:
        raise UsageError(f'"{_name(picture)}" is not studied yet. Do it first: impasto study "{picture!s}"')
    write_shared(SharedStyle(name or _name(picture), licence, file, studied), path, overwrite=overwrite)


def _name(picture: Path | str | bytes) -> str:
    return "picture" if isinstance(picture, bytes) else Path(picture).stem
