"""Style importer: pictures on their way into the library, from files, the web or the clipboard.

Each picture is decoded once, by a few threads; thumbnail and statistics are made of that.
"""

import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PyQt6.QtCore import QBuffer, QByteArray, QIODevice, QObject, pyqtSignal
from PyQt6.QtGui import QImage

from app.window.bridge import Background
from app.window.messages import WindowError, is_for_people
from app.window.styles.drops import Dropped, Files, sort_files
from app.window.styles.import_job import ImportedStyle, ImportJob, MemoryBudget
from app.window.styles.library import Library, keep_picture
from app.window.styles.tile import thumbnail_of

SHARED = ".impasto"
"""Ending of the files by which people share studied styles."""

LIMIT_BYTES: int = 256 * 1024 * 1024
"""A style picture's file of more bytes is a mistake."""

DECODED_BYTES: int = 256 * 1024 * 1024
"""Decoded pictures of one import that wait in memory to be learned; those beyond are decoded again then."""

FAST_PNG: int = 90
"""Qt's quality for PNG: little compression, as the pixels of a clipboard are saved while a person waits."""

NAMED: int = 5
"""Files that could not be read and are named; the others are only counted."""

THREADS: int = min(2, max(1, (os.cpu_count() or 2) // 4))
"""Threads that decode pictures; the live view needs the other cores."""


class StyleImporter(QObject):
    """Imports style pictures, and names the videos among what was dropped.

    Signals:
        added: as ImportJob's.
        severalAdded: keys of the styles that were added together.
        videosFound: paths of video files.
        waiting: what is being fetched or read, for people; empty when nothing is.
        failed: what could not be imported; a message.
        broken: any other exception, a defect.
    """

    added = pyqtSignal(list, str, bool)
    severalAdded = pyqtSignal(list)  # noqa: N815
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
        self._pool = background.pool("impasto-import", THREADS)
        self._download = download or _download

    def take(self, dropped: Dropped, *, apply: bool) -> None:
        """Import what was dropped or pasted; `apply`: paint with the first picture of it at once."""
        download = self._download
        if dropped.paths:
            self.take_files(dropped.paths, apply=apply)
        elif (image := dropped.image) is not None:
            name = self.tr("Pasted picture")
            self._import_one(lambda: (_png(image), name), apply)
        elif (data := dropped.data) is not None:
            name = self.tr("Picture")
            self._import_one(lambda: (data, name), apply)
        elif dropped.addresses:
            address = dropped.addresses[0]
            self.waiting.emit(self.tr("Fetching the picture …"))
            self._import_one(lambda: download(address), apply)
        else:
            self.failed.emit(self.tr("This is neither a picture nor a video."))

    def take_files(self, paths: Sequence[Path], *, apply: bool) -> None:
        """Import files, and the files of folders."""
        self._background.follow(
            self._pool.submit(lambda: _sort(paths)), lambda files: self._on_sorted(files, apply), self._fail
        )

    def _on_sorted(self, files: Files, apply: bool) -> None:
        if files.videos:
            self.videosFound.emit(list(files.videos))
        if files.complaint:
            self.failed.emit(files.complaint)
        folder, memory = self._library.folder, MemoryBudget(DECODED_BYTES)
        reads = [(path.name, partial(import_file, folder, path, memory)) for path in files.pictures]
        self._start(reads, apply)

    def _import_one(self, get: Callable[[], tuple[bytes, str]], apply: bool) -> None:
        folder = self._library.folder
        self._start([("", lambda: _import_picture(folder, *get(), "", MemoryBudget(DECODED_BYTES)))], apply)

    def _start(self, reads: Sequence[tuple[str, Callable[[], ImportedStyle]]], apply: bool) -> None:
        if not reads:
            return
        futures = [(name, self._pool.submit(read)) for name, read in reads]
        job = ImportJob(self._background, self._library, futures, apply)
        job.added.connect(self.added)
        job.progressed.connect(self._on_progressed)
        job.ended.connect(self._on_ended)
        job.ended.connect(job.deleteLater)

    def _on_progressed(self, done: int, count: int) -> None:
        if count > 1:
            text = self.tr("Reading pictures: {done} of {count} …")
            self.waiting.emit(text.format(done=done, count=count))

    def _on_ended(self, keys: list[str], failures: list[tuple[str, Exception]]) -> None:
        added = len(keys)
        self.waiting.emit("")
        if added > 1:
            self.severalAdded.emit(keys)
        if len(failures) == 1 and not added:
            self._fail(failures[0][1])
        elif failures:
            names = ", ".join(name for name, _ in failures[:NAMED]) + (", …" if len(failures) > NAMED else "")
            text = self.tr("{added} added, {failed} could not be read: {names}.")
            self.failed.emit(text.format(added=added, failed=len(failures), names=names))
        for _, error in failures:
            if len(failures) + added > 1 and not _is_expected(error):
                self.broken.emit(error)

    def _fail(self, error: Exception) -> None:
        self.waiting.emit("")
        if is_for_people(error):
            self.failed.emit(str(error))
        elif isinstance(error, OSError):
            self.failed.emit(self.tr("It cannot be read: {reason}.").format(reason=error.strerror or error))
        else:
            self.broken.emit(error)


def import_file(folder: Path, path: Path, memory: MemoryBudget) -> ImportedStyle:
    """Copy a picture file into the library's folder. Slow.

    Raises:
        PictureError, WindowError, OSError: it is no picture, too large, or cannot be read or copied.
    """
    if path.suffix.lower() == SHARED:
        from engine import adopt_style

        shared = adopt_style(path)
        return _import_picture(folder, shared.picture, shared.name, ".picture", memory)
    return _import_picture(folder, _read(path), path.stem, path.suffix.lower(), memory)


def _import_picture(folder: Path, data: bytes, name: str, suffix: str, memory: MemoryBudget) -> ImportedStyle:
    """Decode a picture and copy its file into the library's folder.

    Raises:
        PictureError: it is not a picture.
    """
    from engine import load_picture

    image = load_picture(data, for_style=True).image
    entry = keep_picture(folder, data, name, suffix)
    return ImportedStyle(entry, thumbnail_of(image), image if memory.take(image.nbytes) else None)


def _sort(paths: Sequence[Path]) -> Files:
    from engine import PICTURES, VIDEOS

    return sort_files(paths, PICTURES.suffixes | {SHARED}, VIDEOS.suffixes)


def _is_expected(error: Exception) -> bool:
    return is_for_people(error) or isinstance(error, OSError)


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
