"""StyleImporter: pictures on their way into the library, from files, the web or the clipboard."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PyQt6.QtCore import QBuffer, QByteArray, QIODevice, QObject, pyqtSignal
from PyQt6.QtGui import QImage

from app.window.bridge import Background
from app.window.messages import WindowError, is_for_people
from app.window.styles.download import download_picture
from app.window.styles.drops import Dropped, Files, sort_files
from app.window.styles.library import Library, StyleEntry, keep_picture

LIMIT_BYTES: int = 256 * 1024 * 1024
"""A style picture's file of more bytes is a mistake."""

FAST_PNG: int = 90
"""Qt's quality for PNG: little compression, as the pixels of a clipboard are saved while somebody waits."""


class StyleImporter(QObject):
    """Takes dropped things apart: styles into the library, videos to whoever offers to paint them.

    Signals:
        added: key of a style that is in the library now, and whether to paint with it at once.
        videosFound: paths of video files.
        waiting: what is being fetched, for people; empty when nothing is.
        failed: a sentence for people.
        broken: an exception that should not be.
    """

    added = pyqtSignal(str, bool)
    videosFound = pyqtSignal(list)  # noqa: N815
    waiting = pyqtSignal(str)
    failed = pyqtSignal(str)
    broken = pyqtSignal(object)

    def __init__(
        self,
        library: Library,
        background: Background,
        download: Callable[[str], tuple[bytes, str]] = download_picture,
    ) -> None:
        super().__init__(background)
        self._library = library
        self._background = background
        self._download = download

    def take(self, dropped: Dropped, *, apply: bool) -> None:
        """Take in what was dropped or pasted; `apply`: paint with the first picture of it at once."""
        folder = self._library.folder
        if dropped.style is not None:
            self.added.emit(dropped.style, apply)
        elif dropped.paths:
            self.take_files(dropped.paths, apply=apply)
        elif dropped.image is not None:
            image = dropped.image
            self._keep(lambda: [_keep(folder, _png(image), self.tr("Pasted picture"))], apply)
        elif dropped.data is not None:
            data = dropped.data
            self._keep(lambda: [_keep(folder, data, self.tr("Picture"))], apply)
        elif dropped.addresses:
            self._fetch(dropped.addresses[0], apply)
        else:
            self.failed.emit(self.tr("There is no picture and no video in what was dropped."))

    def take_files(self, paths: Sequence[Path], *, apply: bool) -> None:
        """Take in files and folders."""
        self._background.run(lambda: _sorted(paths), lambda files: self._on_sorted(files, apply), self._fail)

    def _fetch(self, address: str, apply: bool) -> None:
        self.waiting.emit(self.tr("Fetching the picture …"))
        self._keep(lambda: [_keep(self._library.folder, *self._download(address))], apply)

    def _on_sorted(self, files: Files, apply: bool) -> None:
        if files.videos:
            self.videosFound.emit(list(files.videos))
        if files.pictures:
            folder = self._library.folder
            self._keep(lambda: [_keep_file(folder, path) for path in files.pictures], apply)
        elif files.others and not files.videos:
            name = files.others[0].name
            self.failed.emit(self.tr("{name} is neither a picture nor a video.").format(name=name))

    def _keep(self, work: Callable[[], list[StyleEntry]], apply: bool) -> None:
        self._background.run(work, lambda entries: self._on_kept(entries, apply), self._fail)

    def _on_kept(self, entries: list[StyleEntry], apply: bool) -> None:
        self.waiting.emit("")
        for index, entry in enumerate(entries):
            self._library.add(entry)
            self.added.emit(entry.key, apply and index == 0)

    def _fail(self, error: Exception) -> None:
        self.waiting.emit("")
        if is_for_people(error):
            self.failed.emit(str(error))
        elif isinstance(error, OSError):
            self.failed.emit(self.tr("It cannot be read: {reason}.").format(reason=error.strerror or error))
        else:
            self.broken.emit(error)


def _sorted(paths: Sequence[Path]) -> Files:
    from engine import PICTURES, VIDEOS

    return sort_files(paths, PICTURES.suffixes, VIDEOS.suffixes)


def _keep_file(folder: Path, path: Path) -> StyleEntry:
    if path.stat().st_size > LIMIT_BYTES:
        raise WindowError(f"{path.name} is too large for a style picture. Save it smaller first.")
    return _keep(folder, path.read_bytes(), path.stem, path.suffix.lower())


def _keep(folder: Path, data: bytes, name: str, suffix: str = "") -> StyleEntry:
    """Copy a picture into the library's folder, when it is one.

    Raises:
        PictureError: it is none.
    """
    from engine import load_picture

    load_picture(data, for_style=True)
    return keep_picture(folder, data, name, suffix)


def _png(image: QImage) -> bytes:
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG", FAST_PNG)
    return bytes(held.data())
