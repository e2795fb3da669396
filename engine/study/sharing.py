"""Giving a studied style to others."""

from pathlib import Path

from engine.errors import UsageError
from engine.files import PartFile
from engine.networks import list_networks
from engine.pictures import content_hash
from engine.study.opening import Learner, picture_file
from engine.study.shared_file import ENDING, SharedStyle, is_shared, read_shared, write_shared
from engine.study.store import StudiedStyles
from models.folders import cache_folder


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
    _check_ending(path)
    file = picture_file(picture)
    studied = learner.studied.load(content_hash(file))
    if studied is None:
        raise UsageError(f'"{_name(picture)}" is not studied yet. Do it first: impasto study "{picture!s}"')
    content = file.read_bytes() if isinstance(file, Path) else file
    write_shared(SharedStyle(name or _name(picture), licence, content, studied), path, overwrite=overwrite)


def check_export(path: Path, *, overwrite: bool = False) -> None:
    """See, before a study of minutes, that `export_style` could write such a file.

    Raises:
        UsageError: the file cannot have this name, or it is taken.
        SinkError: nothing can be written there.
    """
    _check_ending(path)
    PartFile(path, overwrite=overwrite).discard()


def adopt_style(path: Path, cache: Path | None = None) -> SharedStyle:
    """Keep what was studied of another's style: from now on its picture is painted so.

    Args:
        path: a `.impasto` file.
        cache: where studied styles are kept; None = the platform's own.

    Raises:
        PictureError: the file is damaged, or something else.
        UsageError: it was studied with weights that no network here has.
        SinkError: it cannot be kept.
    """
    shared = read_shared(path)
    for entry in list_networks():
        if f"{entry.name}-{entry.fingerprint}" == shared.studied.network:
            StudiedStyles(entry, cache or cache_folder()).keep(shared.studied)
            return shared
    raise UsageError(
        f'"{path}" was studied with the network {shared.studied.network}, which is not here. '
        f'Study its picture: impasto study "{path}"'
    )


def _name(picture: Path | str | bytes) -> str:
    return "picture" if isinstance(picture, bytes) else Path(picture).stem


def _check_ending(path: Path) -> None:
    if not is_shared(path):
        raise UsageError(f'A style for others ends with {ENDING}; "{path.name}" does not. Rename it.')
