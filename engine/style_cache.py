"""StyleCache: a style picture is learned once per network, then remembered in memory and on disk."""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.colour import packed
from engine.errors import reason_of
from engine.files import write_whole
from engine.frame import Image
from engine.imaging import fit_style_picture, shrink
from engine.pictures import content_hash, load_picture
from engine.settings import Statistics, Style, scales_for
from engine.study import StudiedStyles

MAX_REMEMBERED: int = 256
"""Styles kept in memory; each takes some 150 KB, nearly all of it its pictures."""

THUMBNAIL_SIDE: int = 192
"""Pixels of a thumbnail's long side."""


def at_scales(learn: Callable[[float], Style], scales: Iterable[float]) -> Style:
    """A style with its statistics at every scale that is learned for those at which it will be painted.

    Args:
        learn: learns it at one scale.
        scales: stroke sizes, 0.5..2.
    """
    style = learn(1.0)
    others = {one for scale in scales for one in scales_for(scale)} - {1.0}
    scaled = tuple((one, learn(one).statistics) for one in sorted(others))
    return replace(style, scaled=scaled) if scaled else style


@dataclass(frozen=True, eq=False, slots=True)
class PreparedPicture:
    """A style picture that only the network has not seen yet."""

    key: str
    """Its content hash."""

    name: str
    """Of the style."""

    image: Image
    """What the network takes: (h, w, 3) uint8 RGB."""

    thumbnail: Image
    """(h, w, 3) uint8 RGB."""


class StyleCache:
    """Styles of one network, keyed by the content hash of the picture's file.

    Used by one thread but for `prepare` and `keep`, which are slow and for any thread: then the own thread of
    a live view only has to run the network.
    """

    def __init__(
        self,
        network: str,
        encode: Callable[[Image], Statistics],
        picture_side: int,
        folder: Path,
        size: int | None = None,
    ) -> None:
        """Open the cache.

        Args:
            network: key of the network; a folder of this name holds its statistics.
            encode: (h, w, 3) uint8 RGB -> (P,) float32; called once per new picture.
            picture_side: short side, in pixels, to which a larger style picture is shrunk first.
            folder: keeps statistics between runs; what is damaged there is made again.
            size: number of statistics that are learned of a style, textures * P; None: not known.
        """
        self.network = network
        self.not_kept: str | None = None
        """Why a style could not be kept for the next run; None: all is well."""
        self._size = size
        self._studied: StudiedStyles | None = None
        self._on_studied: Callable[[], None] = lambda: None
        self._encode = encode
        self._picture_side = picture_side
        self._folder = folder / "statistics" / network
        self._remembered: OrderedDict[str, Style] = OrderedDict()
        self._lock = Lock()

    def paint_studied(self, studied: StudiedStyles, on_studied: Callable[[], None]) -> None:
        """Give styles as they were studied.

        Args:
            studied: what studies made of them.
            on_studied: called with each such style, in the thread that asks for it, before it is given.
        """
        self._studied, self._on_studied = studied, on_studied
        studied.changed = self._forget

    def learn(
        self,
        picture: Path | bytes,
        name: str | None = None,
        decoded: Image | None = None,
        scale: float = 1.0,
    ) -> Style:
        """The Style of a picture.

        Args:
            picture: its file, or the file's bytes.
            name: of the style; None = the file's.
            decoded: its pixels, (h, w, 3) uint8 RGB, when they are known.
            scale: by which it is enlarged before it is learned.

        Raises:
            PictureError: not a picture.
        """
        return self._learned(self.prepare(picture, name, decoded, scale))

    def prepare(
        self,
        picture: Path | bytes,
        name: str | None = None,
        decoded: Image | None = None,
        scale: float = 1.0,
    ) -> Style | PreparedPicture:
        """All that `learn` does before the network: the Style when it is known, else what `encode` takes.

        Raises:
            PictureError: not a picture.
        """
        key = content_hash(picture)
        name = name or (picture.stem if isinstance(picture, Path) else key[:8])
        if decoded is not None:
            return self._prepared(key, name, lambda: decoded, scale)
        return self._prepared(key, name, lambda: load_picture(picture, for_style=True).image, scale)

    def encode(self, prepared: PreparedPicture, learned: Statistics | None = None) -> Style:
        """Run the network, unless it is known what it learned. `keep` the result."""
        statistics = self._encode(prepared.image) if learned is None else learned
        picture = packed(prepared.image)
        return Style(prepared.name, statistics, self.network, prepared.thumbnail, picture=picture)

    def keep(self, key: str, style: Style) -> Style:
        """Remember what was learned, in memory and on disk; gives the style as it was studied, if it was."""
        self._save(key, style)
        return self._remember(key, self._as_studied(key, style))

    def learn_image(self, image: Image, name: str, scale: float = 1.0) -> Style:
        """The Style of a picture in memory, (H, W, 3) uint8 RGB."""
        key = hashlib.sha256(repr(image.shape).encode() + image.tobytes()).hexdigest()
        return self._learned(self._prepared(key, name, lambda: image, scale))

    def _learned(self, prepared: Style | PreparedPicture) -> Style:
        if isinstance(prepared, Style):
            return prepared
        return self.keep(prepared.key, self.encode(prepared))

    def _prepared(
        self, key: str, name: str, read: Callable[[], Image], scale: float
    ) -> Style | PreparedPicture:
        """Remembered, else loaded, else what has to be learned."""
        if scale != 1.0:
            key = f"{key}-{scale:g}"
        with self._lock:
            known = self._remembered.get(key)
        learned = None if known else self._load(key, name)
        style = self._as_studied(key, learned) if learned else known
        if style is not None:
            self._remember(key, style)
            return style if style.name == name else replace(style, name=name)
        image = read()
        fitted = fit_style_picture(image, self._picture_side, scale)
        return PreparedPicture(key, name, fitted, shrink(image, long_side=THUMBNAIL_SIDE))

    def _as_studied(self, key: str, style: Style) -> Style:
        """The style with what a study of its picture made of it, at any scale; itself if there is none."""
        studied = self._studied and self._studied.load(key.partition("-")[0])
        if not studied:
            return style
        self._on_studied()
        return replace(style, statistics=style.statistics + studied.statistics, tuning=studied.tuning)

    def _forget(self, key: str) -> None:
        """Look a style up again when it is asked for next: it was studied meanwhile, or is no more."""
        with self._lock:
            for known in [each for each in self._remembered if each.startswith(key)]:
                del self._remembered[known]

    def _remember(self, key: str, style: Style) -> Style:
        """The least recently used is forgotten."""
        with self._lock:
            self._remembered[key] = style
            self._remembered.move_to_end(key)
            if len(self._remembered) > MAX_REMEMBERED:
                self._remembered.popitem(last=False)
        return style

    def _load(self, key: str, name: str) -> Style | None:
        from safetensors import SafetensorError
        from safetensors.numpy import load_file

        try:
            stored = load_file(self._folder / f"{key}.safetensors")
            picture = stored["picture"].tobytes()
            style = Style(name, stored["statistics"], self.network, stored["thumbnail"], picture=picture)
        except (OSError, SafetensorError, KeyError):
            return None  # never learned, or damaged: it is learned again
        return style if self._is_sound(style) else None

    def _is_sound(self, style: Style) -> bool:
        """Whether what was loaded can be what was saved."""
        statistics, thumbnail = style.statistics, style.thumbnail
        return (
            statistics.dtype == np.float32
            and statistics.shape == (self._size or statistics.size,)
            and bool(np.isfinite(statistics).all())
            and thumbnail.dtype == np.uint8
            and thumbnail.shape == (*thumbnail.shape[:2], 3)
        )

    def _save(self, key: str, style: Style) -> None:
        from safetensors import SafetensorError
        from safetensors.numpy import save

        parts: dict[str, NDArray[Any]] = {
            "statistics": style.statistics,
            "thumbnail": style.thumbnail,
            "picture": np.frombuffer(style.picture, np.uint8),
        }
        try:
            write_whole(self._folder / f"{key}.safetensors", save(parts))
        except (OSError, SafetensorError) as error:  # a full or read-only cache costs time, never the picture
            self.not_kept = reason_of(error, "it is full, or cannot be written")
