"""Drops: reads dropped or pasted data, whichever program it came from."""

import base64
import binascii
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote_to_bytes

from PyQt6.QtCore import QMimeData
from PyQt6.QtGui import QImage

from app.window.languages import translated
from app.window.styles.gallery import STYLE_MIME

_SOURCE_OF_IMAGE = re.compile(r"""<img\b[^>]*?\bsrc\s*=\s*["']([^"']+)["']""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dropped:
    """What was in the data; nothing has been opened yet."""

    style: str | None = None
    """Key of a style dragged out of the gallery."""

    paths: tuple[Path, ...] = ()
    """Files and folders."""

    addresses: tuple[str, ...] = ()
    """http or https."""

    image: QImage | None = None
    """Picture data."""

    data: bytes | None = None
    """A picture file's bytes, from a data: address."""

    def __bool__(self) -> bool:
        """False when there was nothing of use."""
        return any((self.style, self.paths, self.addresses, self.image is not None, self.data))


@dataclass(frozen=True, slots=True)
class Files:
    """What files and folders turned out to be."""

    pictures: tuple[Path, ...]
    """Picture files, those of folders too."""

    videos: tuple[Path, ...]
    """Video files, those of folders too."""

    others: tuple[Path, ...]
    """Neither."""

    unreadable: tuple[Path, ...] = ()
    """Folders that may not be looked into."""

    @property
    def complaint(self) -> str:
        """What a person should hear; empty: they are of use."""
        if self.unreadable:
            return translated("{name} may not be read.").format(name=self.unreadable[0].name)
        if self.others and not self.pictures and not self.videos:
            return translated("{name} is neither a picture nor a video.").format(name=self.others[0].name)
        return ""


def read_drop(mime: QMimeData) -> Dropped:
    """Look into dropped or pasted data.

    A browser gives a dragged picture as pixels, as HTML and as an address at once, and the address is often
    that of a page behind the picture: the pixels come first, then the picture named in the HTML.
    """
    if mime.hasFormat(STYLE_MIME):
        return Dropped(style=bytes(mime.data(STYLE_MIME).data()).decode())
    paths = tuple(Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())
    if paths:
        return Dropped(paths=paths)
    image = QImage(mime.imageData()) if mime.hasImage() else QImage()
    if not image.isNull():
        return Dropped(image=image)
    return _read_addresses(_addresses(mime))


def sort_files(paths: Iterable[Path], pictures: frozenset[str], videos: frozenset[str]) -> Files:
    """Sort files, and those of folders that are not hidden, by extension. Reads the disk."""
    found: list[Path] = []
    unreadable: list[Path] = []
    for path in paths:
        try:
            inside = sorted(path.iterdir()) if path.is_dir() else None
        except OSError:
            unreadable.append(path)
        else:
            found.extend([path] if inside is None else (one for one in inside if one.name[:1] != "."))
    return Files(
        tuple(path for path in found if path.suffix.lower() in pictures),
        tuple(
            path for path in found if path.suffix.lower() in videos and path.suffix.lower() not in pictures
        ),
        tuple(path for path in found if path.suffix.lower() not in pictures | videos),
        tuple(unreadable),
    )


def _addresses(mime: QMimeData) -> list[str]:
    found = _SOURCE_OF_IMAGE.findall(mime.html()) if mime.hasHtml() else []
    found += [url.toString() for url in mime.urls()]
    found += [line.strip() for line in mime.text().splitlines()] if mime.hasText() else []
    return found


def _read_addresses(found: list[str]) -> Dropped:
    for address in found:
        if address.startswith("data:image/"):
            data = _decode(address)
            if data:
                return Dropped(data=data)
        if address.lower().startswith(("http://", "https://")):
            return Dropped(addresses=(address.replace("&amp;", "&"),))
    return Dropped()


def _decode(address: str) -> bytes | None:
    head, _, body = address.partition(",")
    try:
        return base64.b64decode(body, validate=False) if head.endswith(";base64") else unquote_to_bytes(body)
    except (binascii.Error, ValueError):
        return None
