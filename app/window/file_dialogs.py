"""File dialogs: each shows the files of its kind, and opens where such files were last chosen."""

from dataclasses import dataclass
from pathlib import Path

from PyQt6.QtCore import QCoreApplication, QStandardPaths
from PyQt6.QtWidgets import QFileDialog, QWidget

Place = QStandardPaths.StandardLocation

_last: dict[str, str] = {}
"""Key of a kind -> the folder last chosen from."""


@dataclass(frozen=True, slots=True)
class FileKind:
    """What a dialog is for."""

    key: str
    """Its name in the program."""

    name: str
    """What people call such files."""

    pictures: bool
    """Picture files are shown."""

    videos: bool
    """Video files are shown."""

    place: Place
    """The person's folder to begin in."""


CONTENT = FileKind("content", "Videos and photos", True, True, Place.MoviesLocation)
STYLES = FileKind("styles", "Pictures", True, False, Place.PicturesLocation)
MASKS = FileKind("masks", "Pictures and films", True, True, Place.PicturesLocation)


def ask_files(parent: QWidget | None, title: str, kind: FileKind) -> list[Path]:
    """Let a person choose files; empty when nothing was chosen."""
    chosen, _ = QFileDialog.getOpenFileNames(parent, title, start_folder(kind), filters(kind))
    paths = [Path(path) for path in chosen]
    if paths:
        _last[kind.key] = str(paths[0].parent)
    return paths


def ask_folder(parent: QWidget | None, title: str, start: Path | None = None) -> Path | None:
    """Let a person choose a folder; None when nothing was chosen."""
    begin = str(start) if start else QStandardPaths.writableLocation(Place.MoviesLocation)
    chosen = QFileDialog.getExistingDirectory(parent, title, begin)
    return Path(chosen) if chosen else None


def start_folder(kind: FileKind) -> str:
    """Where a dialog opens."""
    return _last.get(kind.key) or QStandardPaths.writableLocation(kind.place)


def filters(kind: FileKind) -> str:
    """As Qt takes them: the files of the kind, and all."""
    from engine import PICTURES, VIDEOS

    suffixes = (PICTURES.suffixes if kind.pictures else frozenset()) | (
        VIDEOS.suffixes if kind.videos else frozenset()
    )
    patterns = " ".join(f"*{suffix}" for suffix in sorted(suffixes))
    name = QCoreApplication.translate("FileKind", kind.name)
    everything = QCoreApplication.translate("FileKind", "All files")
    return f"{name} ({patterns});;{everything} (*)"
