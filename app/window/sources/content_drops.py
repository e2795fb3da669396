"""Content drops: files, pixels and addresses that a person wants painted, not painted with."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PyQt6.QtCore import QMimeData, QObject, pyqtSignal
from PyQt6.QtGui import QImage

from app.window.bridge import Background
from app.window.messages import is_for_people
from app.window.styles import Files, read_drop, sort_files


class ContentDrops(QObject):
    """Finds out what was dropped or chosen.

    Signals:
        photosFound: paths of picture files.
        videosFound: paths of video files.
        failed: why nothing can be painted; a message.
        broken: any other exception, a defect.
    """

    photosFound = pyqtSignal(list)  # noqa: N815
    videosFound = pyqtSignal(list)  # noqa: N815
    failed = pyqtSignal(str)
    broken = pyqtSignal(object)

    def __init__(self, background: Background, folder: Path | None = None) -> None:
        """Be ready; `folder` keeps what comes without a file, None = the program's own."""
        super().__init__(background)
        self._background = background
        self._folder = folder

    def take(self, mime: QMimeData) -> None:
        """Find out what this is."""
        dropped = read_drop(mime)
        image, data, addresses = dropped.image, dropped.data, dropped.addresses
        if dropped.paths:
            self.take_files(dropped.paths)
        elif image is not None:
            self._keep(lambda folder: _keep_pixels(folder, image))
        elif data is not None:
            self._keep(lambda folder: _keep_bytes(folder, data))
        elif addresses:
            self._keep(lambda folder: _keep_bytes(folder, _download(addresses[0])))
        else:
            self.failed.emit(self.tr("This is neither a picture nor a video."))

    def take_files(self, paths: Sequence[Path]) -> None:
        """Find out what these are; folders are looked into."""
        self._background.run(lambda: _sort(paths), self._on_sorted, self._fail)

    def _on_sorted(self, files: Files) -> None:
        if files.pictures:
            self.photosFound.emit(list(files.pictures))
        if files.videos:
            self.videosFound.emit(list(files.videos))
        if files.complaint:
            self.failed.emit(files.complaint)

    def _keep(self, work: Callable[[Path], Path]) -> None:
        folder = self._folder
        self._background.run(
            lambda: work(folder or _own_folder()), lambda path: self.photosFound.emit([path]), self._fail
        )

    def _fail(self, error: Exception) -> None:
        if is_for_people(error):
            self.failed.emit(str(error))
        elif isinstance(error, OSError):
            self.failed.emit(self.tr("It cannot be read: {reason}.").format(reason=error.strerror or error))
        else:
            self.broken.emit(error)


def _sort(paths: Sequence[Path]) -> Files:
    from engine import PICTURES, VIDEOS

    return sort_files(paths, PICTURES.suffixes, VIDEOS.suffixes)


def _own_folder() -> Path:
    from engine import data_folder

    return data_folder() / "photos"


def _download(address: str) -> bytes:
    from engine import download_picture

    return download_picture(address)[0]


def _free_name(folder: Path, ending: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    numbers = range(1, 1 + len(list(folder.iterdir())) + 1)
    return next(path for n in numbers if not (path := folder / f"Photo {n}{ending}").exists())


def _keep_pixels(folder: Path, image: QImage) -> Path:
    path = _free_name(folder, ".png")
    image.save(str(path), "PNG")
    return path


def _keep_bytes(folder: Path, data: bytes) -> Path:
    from engine import load_picture

    load_picture(data)  # what is no picture is said now
    path = _free_name(folder, ".jpg" if data[:2] == b"\xff\xd8" else ".png")
    path.write_bytes(data)
    return path
