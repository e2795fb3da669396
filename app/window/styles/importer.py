"""Style importer: pictures on their way into the library, from files, the web or the clipboard.

Each import is one background job, which decodes each picture once; thumbnail and statistics are made of that.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PyQt6.QtCore import QBuffer, QByteArray, QIODevice, QObject, pyqtSignal
from PyQt6.QtGui import QImage

from app.window.bridge import Background
from app.window.messages import WindowError, is_for_people
from app.window.styles.drops import Dropped, sort_files
from app.window.styles.library import Library, StyleEntry, keep_picture
from app.window.styles.tile import thumbnail_of

if TYPE_CHECKING:
    from engine import Image

LIMIT_BYTES: int = 256 * 1024 * 1024
"""A style picture's file of more bytes is a mistake."""

DECODED_BYTES: int = 256 * 1024 * 1024
"""Decoded pictures of one import that wait in memory to be learned; those beyond are decoded again then."""

FAST_PNG: int = 90
"""Qt's quality for PNG: little compression, as the pixels of a clipboard are saved while a person waits."""


@dataclass(frozen=True, slots=True)
class ImportedStyle:
    """A picture that is in the library's folder now."""

    entry: StyleEntry
    """What the library needs to know."""

    thumbnail: QImage
    """For the gallery."""

    image: "Image | None"
    """The decoded picture, (H, W, 3) uint8 RGB, to learn the style from; None = decode the file again."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import found."""

    styles: tuple[ImportedStyle, ...] = ()
    """Pictures, in the order given."""

    videos: tuple[Path, ...] = ()
    """Video files."""

    others: tuple[Path, ...] = ()
    """Files of other kinds."""

    error: Exception | None = None
    """Why a picture could not be imported; the first error, the other pictures are imported all the same."""


class StyleImporter(QObject):
    """Imports style pictures, and names the videos among what was dropped.

    Signals:
        added: an ImportedStyle that is in the library now, and whether to paint with it at once.
        videosFound: paths of video files.
        waiting: what is being fetched, for people; empty when nothing is.
        failed: an error that a person can act on; its message.
        broken: any other exception, a defect.
    """

    added = pyqtSignal(object, bool)
    videosFound = pyqtSignal(list)  # noqa: N815
    waiting = pyqtSignal(str)
    failed = pyqtSignal(str)
    broken = pyqtSignal(object)

    def __init__(
        self,
        library: Library,
        background: Background,
        download: Callable[[str], tuple[bytes, str]] | None = None,
    ) -> None:
        """Be ready; `download` gives a picture's bytes and name, None = `engine.download_picture`."""
        super().__init__(background)
        self._library = library
        self._background = background
        self._download = download or _download

    def take(self, dropped: Dropped, *, apply: bool) -> None:
        """Import what was dropped or pasted; `apply`: paint with the first picture of it at once."""
        folder, download = self._library.folder, self._download
        if dropped.paths:
            self.take_files(dropped.paths, apply=apply)
        elif (image := dropped.image) is not None:
            name = self.tr("Pasted picture")
            self._run(lambda: _import_data(folder, _png(image), name), apply)
        elif (data := dropped.data) is not None:
            name = self.tr("Picture")
            self._run(lambda: _import_data(folder, data, name), apply)
        elif dropped.addresses:
            address = dropped.addresses[0]
            self.waiting.emit(self.tr("Fetching the picture …"))
            self._run(lambda: _import_data(folder, *download(address)), apply)
        else:
            self.failed.emit(self.tr("There is no picture and no video in what was dropped."))

    def take_files(self, paths: Sequence[Path], *, apply: bool) -> None:
        """Import files, and the files of folders."""
        folder = self._library.folder
        self._run(lambda: import_files(folder, paths), apply)

    def _run(self, work: Callable[[], Imported], apply: bool) -> None:
        self._background.run(work, lambda imported: self._on_imported(imported, apply), self._fail)

    def _on_imported(self, imported: Imported, apply: bool) -> None:
        self.waiting.emit("")
        if imported.videos:
            self.videosFound.emit(list(imported.videos))
        for index, style in enumerate(imported.styles):
            self._library.add(style.entry)
            self.added.emit(style, apply and index == 0)
        if imported.error is not None:
            self._fail(imported.error)
        elif imported.others and not imported.videos and not imported.styles:
            name = imported.others[0].name
            self.failed.emit(self.tr("{name} is neither a picture nor a video.").format(name=name))

    def _fail(self, error: Exception) -> None:
        self.waiting.emit("")
        if is_for_people(error):
            self.failed.emit(str(error))
        elif isinstance(error, OSError):
            self.failed.emit(self.tr("It cannot be read: {reason}.").format(reason=error.strerror or error))
        else:
            self.broken.emit(error)


def import_files(folder: Path, paths: Sequence[Path]) -> Imported:
    """Copy the pictures among files and folders into the library's folder. Slow."""
    from engine import PICTURES, VIDEOS

    files = sort_files(paths, PICTURES.suffixes, VIDEOS.suffixes)
    styles: list[ImportedStyle] = []
    error: Exception | None = None
    room_bytes = DECODED_BYTES
    for path in files.pictures:
        try:
            style = _import_picture(folder, _read(path), path.stem, path.suffix.lower(), room_bytes)
        except Exception as raised:
            error = error or raised
        else:
            styles.append(style)
            room_bytes -= 0 if style.image is None else style.image.nbytes
    return Imported(tuple(styles), files.videos, files.others, error)


def _import_data(folder: Path, data: bytes, name: str) -> Imported:
    return Imported((_import_picture(folder, data, name, "", DECODED_BYTES),))


def _import_picture(folder: Path, data: bytes, name: str, suffix: str, room_bytes: int) -> ImportedStyle:
    """Decode a picture and copy its file into the library's folder.

    Raises:
        PictureError: it is not a picture.
    """
    from engine import load_picture

    image = load_picture(data, for_style=True).image
    entry = keep_picture(folder, data, name, suffix)
    return ImportedStyle(entry, thumbnail_of(image), image if image.nbytes <= room_bytes else None)


def _read(path: Path) -> bytes:
    if path.stat().st_size > LIMIT_BYTES:
        raise WindowError(f"{path.name} is too large for a style picture. Save it smaller first.")
    return path.read_bytes()


def _download(address: str) -> tuple[bytes, str]:
    from engine import download_picture

    return download_picture(address)


def _png(image: QImage) -> bytes:
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG", FAST_PNG)
    return bytes(held.data())
