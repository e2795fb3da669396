"""Folders, and names for files, that a person did not name."""

import re
from datetime import datetime
from pathlib import Path

from engine.errors import SinkError, reason_of
from engine.files import parts_of
from models.folders import data_folder

__all__ = ["data_folder", "dated_path", "make_folder", "pictures_folder", "videos_folder"]

LONGEST_NAME = 80
"""Characters of a name that a person wishes; systems allow 255 bytes with all that is added to it."""

PROGRAM_FOLDER = "Impasto"
"""Within the person's folders of pictures and videos."""


def dated_path(folder: Path, suffix: str, now: datetime | None = None, name: str = "") -> Path:
    """A free name such as `2026-11-22 09.41.07.mp4`, with ` (2)` when it is taken; the folder is made.

    Args:
        folder: where.
        suffix: `.mp4`
        now: None = now.
        name: instead of the date and time; what no file may be called is left out of it.

    Raises:
        SinkError: the folder cannot be made.
    """
    make_folder(folder)
    dated = (now or datetime.now()).strftime("%Y-%m-%d %H.%M.%S")  # no colons: Windows has none in names
    stem = _allowed(name) or dated
    path, number = folder / f"{stem}{suffix}", 2
    while path.exists() or parts_of(path):
        path, number = folder / f"{stem} ({number}){suffix}", number + 1
    return path


def make_folder(folder: Path, remedy: str = "Choose another.") -> None:
    """Make a folder, if it is not there.

    Args:
        folder: with all those that it is in.
        remedy: what a person can do where that fails.

    Raises:
        SinkError: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SinkError(f'The folder "{folder}" cannot be made: {reason_of(error)}. {remedy}') from error


def videos_folder() -> Path:
    """Where recordings go unless a person says otherwise; not made here."""
    import platformdirs

    return platformdirs.user_videos_path() / PROGRAM_FOLDER


def pictures_folder() -> Path:
    """Where snapshots go unless a person says otherwise; not made here."""
    import platformdirs

    return platformdirs.user_pictures_path() / PROGRAM_FOLDER


def _allowed(name: str) -> str:
    """A name without what one of the systems forbids in it, and not too long."""
    return re.sub(r'[<>:"/\\|?*\x00-\x1f]', "", name).strip(" .")[:LONGEST_NAME]
