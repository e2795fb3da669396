"""Folders, and names for files, that a person did not name."""

from datetime import datetime
from pathlib import Path

from engine.errors import SinkError
from engine.files import parts_of
from models.folders import data_folder

__all__ = ["data_folder", "dated_path", "pictures_folder", "videos_folder"]

PROGRAM_FOLDER = "Impasto"
"""Within the person's folders of pictures and videos."""


def dated_path(folder: Path, suffix: str, now: datetime | None = None) -> Path:
    """A free name such as `2026-11-22 09.41.07.mp4`, with ` (2)` when it is taken; the folder is made.

    Raises:
        SinkError: the folder cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SinkError(
            f'The folder "{folder}" cannot be made: {(error.strerror or str(error)).lower()}. Choose another.'
        ) from error
    stem = (now or datetime.now()).strftime("%Y-%m-%d %H.%M.%S")  # no colons: Windows has none in names
    path, number = folder / f"{stem}{suffix}", 2
    while path.exists() or parts_of(path):
        path, number = folder / f"{stem} ({number}){suffix}", number + 1
    return path


def videos_folder() -> Path:
    """Where recordings go unless a person says otherwise; not made here."""
    import platformdirs

    return platformdirs.user_videos_path() / PROGRAM_FOLDER


def pictures_folder() -> Path:
    """Where snapshots go unless a person says otherwise; not made here."""
    import platformdirs

    return platformdirs.user_pictures_path() / PROGRAM_FOLDER
