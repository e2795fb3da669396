"""Where studied styles are kept: in the cache, and those that come with Impasto beside their pictures."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from engine.artwork import studied_folder, style_file
from engine.errors import ModelError, SinkError, UsageError, reason_of
from engine.files import write_whole
from engine.study.shared_file import SharedStyle, is_shared, read_shared
from engine.study.studied import LARGEST_BYTES, Studied, parse, serialise
from models.registry import NetworkInfo

SUFFIX = ".safetensors"

Picture = TypeVar("Picture")


class StudiedStyles:
    """Studied styles of one network, keyed by the content hash of the picture's file. For any thread."""

    def __init__(
        self,
        entry: NetworkInfo,
        folder: Path,
        sizes: tuple[int | None, int | None] = (None, None),
        bundled: Path | None = None,
    ) -> None:
        """Look into folders.

        Args:
            entry: the network; what was studied with other weights is not seen.
            folder: of the cache; studied styles lie in a folder of it.
            sizes: numbers of statistics and of tuned weights that the network takes; None: not known.
            bundled: those that come with Impasto; None: its own.
        """
        self.network = f"{entry.name}-{entry.fingerprint}"
        """What a studied style must name as its network."""
        self._folder = folder / "studied" / self.network
        self.changed: Callable[[str], object] = lambda key: None
        """Called with the key of what is studied anew, or borrowed."""
        self._sizes = sizes
        self._lent: dict[str, Studied] = {}
        self._bundled_folder = studied_folder() if bundled is None else bundled

    def load(self, key: str) -> Studied | None:
        """The studied style of a picture; None: not studied with these weights, or damaged."""
        if key in self._lent:
            return self._lent[key]
        for path in (self.path(key), self.bundled.get(key)):
            studied = _read(path) if path else None
            if studied and studied.picture == key and self.fits(studied):
                return studied
        return None

    def fits(self, studied: Studied) -> bool:
        """Whether it was made with these weights."""
        return studied.network == self.network and studied.fits(*self._sizes)

    def resolve(self, picture: Picture, name: str | None) -> tuple[Picture | Path | bytes, str | None]:
        """A style picture as its file or its pixels, and its name where that is known.

        Args:
            picture: the name of a bundled style, a file, one that is shared, or anything else, which is left.
            name: goes before the shared file's own.

        Raises:
            UsageError: there is no such file or style, or it was studied with other weights.
            PictureError: the shared file is damaged.
        """
        file = style_file(picture) if isinstance(picture, str) else picture
        if isinstance(file, Path) and is_shared(file):
            shared = self.borrow(read_shared(file), file)
            return shared.picture, name or shared.name
        return file, name

    def borrow(self, shared: SharedStyle, path: Path) -> SharedStyle:
        """Use a studied style of another's in this run, instead of what is kept.

        Raises:
            UsageError: it was studied with other weights.
        """
        if not self.fits(shared.studied):
            raise UsageError(
                f'"{path}" was studied with the network {shared.studied.network}, and this is '
                f'{self.network}. Study its picture with this one: impasto study "{path}"'
            )
        self._lent[shared.studied.picture] = shared.studied
        self.changed(shared.studied.picture)
        return shared

    def keep(self, studied: Studied) -> Path:
        """Write a studied style, complete or not at all.

        Raises:
            SinkError: it cannot be written.
        """
        self._lent.pop(studied.picture, None)
        path = self.path(studied.picture)
        write(path, serialise(studied.tensors, studied.metadata))
        self.changed(studied.picture)
        return path

    def path(self, key: str) -> Path:
        """Where the studied style of a picture is kept."""
        return self._folder / f"{key}{SUFFIX}"

    def checkpoint(self, key: str) -> Path:
        """Where a study that is not finished is kept. Its folder may not exist yet."""
        return self._folder / f"{key}.checkpoint"

    @cached_property
    def bundled(self) -> dict[str, Path]:
        """Content hash of a bundled style picture -> its studied style."""
        paths = sorted(self._bundled_folder.glob(f"*{SUFFIX}"))
        return {picture: path for path in paths if (picture := _picture_of(path))}


def write(path: Path, content: bytes) -> None:
    """Write a file, complete or not at all; its folder is made.

    Raises:
        SinkError: it cannot be written.
    """
    try:
        write_whole(path, content)
    except OSError as error:
        raise SinkError(
            f'The studied style cannot be written to "{path.parent}": {reason_of(error)}. Make room '
            "there, or set IMPASTO_CACHE to another folder."
        ) from error


def _read(path: Path) -> Studied | None:
    """None: not there, or not what was written."""
    try:
        if path.stat().st_size > LARGEST_BYTES:
            return None
        return Studied.of(*parse(path.read_bytes()))
    except (OSError, ModelError):
        return None


def _picture_of(path: Path) -> str | None:
    """The content hash of the picture that a file was studied of, by its header alone."""
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(path, "numpy") as file:
            metadata = file.metadata() or {}
    except (OSError, SafetensorError):
        return None
    return str(metadata.get("picture")) if "picture" in metadata else None
