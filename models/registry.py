"""The networks there are: their files, where those come from, and where they lie. Imports no torch."""

import difflib
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from models.errors import UsageError
from models.folders import data_folder

BUNDLED_FOLDER = Path(__file__).parent / "weights"
"""Weights that come with Impasto; its README says how they were made."""


@dataclass(frozen=True, slots=True)
class WeightsFile:
    """One file of weights."""

    name: str
    """File name, without folders."""

    sha256: str
    """Hexadecimal SHA-256 of the whole file; another file is refused."""

    size_bytes: int | None = None
    """Bytes, where known."""

    url: str | None = None
    """Where it can be downloaded; None for bundled files."""


@dataclass(frozen=True, slots=True)
class NetworkInfo:
    """One network and all that is known about it without loading it."""

    name: str
    """What people type."""

    title: str
    """One line for lists."""

    files: tuple[WeightsFile, ...]
    """All of them are needed."""

    licence: str
    """Licence of the weights."""

    source: str
    """Where the weights come from."""

    multiple: int
    """Content height and width must be multiples of this many pixels."""

    style_side: int
    """Pixels: short side a style picture is shrunk to before the network looks at it."""

    own_side: int | None
    """Pixels: long side to which a frame is shrunk before its own statistics are taken, which strengths below
    1 need for every frame; None = not at all, which is exact and slow; 0 = they are known to be all 0."""

    textures: int
    """Sets of statistics learned of a style: 2 where it can be painted from calm to rough, else 1."""

    bundled: bool
    """True when the weights come with Impasto."""

    note: str = ""
    """What a person should know before choosing it."""

    @property
    def fingerprint(self) -> str:
        """Short hash of the weights and of how their statistics lie: a key of caches."""
        textures = f"{self.textures} textures" if self.textures > 1 else ""
        weights = "".join(file.sha256 for file in self.files)
        return hashlib.sha256((weights + textures).encode()).hexdigest()[:12]

    @property
    def installed(self) -> bool:
        """True when it can be used at once. Looks at the disk."""
        return installed(self)

    @property
    def size_bytes(self) -> int | None:
        """Bytes of its files; None: unknown until it is installed. Looks at the disk."""
        if installed(self):
            return sum(path.stat().st_size for path in paths(self))
        sizes = [file.size_bytes for file in self.files]
        return None if None in sizes else sum(size for size in sizes if size is not None)


SMALL = NetworkInfo(
    name="small",
    title="The lightest network, for live use",
    files=(
        WeightsFile(
            "small.safetensors",
            sha256="72229f6ad04ac4b45e396633a6e94fccb68aea58a1f6032f516fd833330d5aad",
            size_bytes=8_573_536,
        ),
    ),
    licence="MIT, CC BY 4.0",  # our layers; VGG-16 of Oxford, which looks at style pictures
    source="trained for Impasto: models/weights/README.md",
    multiple=8,
    style_side=512,  # as in training
    own_side=0,
    textures=2,
    bundled=True,
    note="Fast on any machine.",
)

BASE = NetworkInfo(
    name="base",
    title="The same, wider: finer marks, for a GPU and for files",
    files=(
        WeightsFile(
            "base.safetensors",
            sha256="3c9dcbcb480f4eba0f231d20a855cea866205bb9aa91bb506849408cbe265edb",
            size_bytes=15_291_264,
        ),
    ),
    licence="MIT, CC BY 4.0",
    source="trained for Impasto: models/weights/README.md",
    multiple=8,
    style_side=512,
    own_side=0,
    textures=2,
    bundled=True,
    note="Four times the work of small.",
)

COMPACT = NetworkInfo(
    name="compact",
    title="The first network, which taught the small one",
    files=(
        WeightsFile(
            "compact.safetensors",
            sha256="ae565eaf6a6e6968a233f59cbf69cc66a5665f6ee208d45bf6337a8e9375cc8c",
            size_bytes=7_556_504,
        ),
    ),
    licence="MIT",
    source="trained for Impasto: models/weights/README.md",
    multiple=8,
    style_side=512,
    own_side=256,  # costs a few ms, and 1 dB of likeness near strength 0
    textures=1,
    bundled=True,
    note="Twice the work of small.",
)

_PAPER_RELEASE = "https://github.com/naoto0804/pytorch-AdaIN/releases/download/v0.0.0/"

PAPER = NetworkInfo(
    name="paper",
    title="Huang & Belongie 2017, as published",
    files=(
        # The two SHA-256 are as another public project recorded them; not verified by us.
        WeightsFile(
            "vgg_normalised.pth",
            sha256="804ca2835ecf7539f0cd2a7ac3c18ce81e6f8468969ae7117ac0c148d286bb4a",
            url=_PAPER_RELEASE + "vgg_normalised.pth",
        ),
        WeightsFile(
            "decoder.pth",
            sha256="379ca41d59f3a37eed3599bbbc2560c19da5c458870a5ffd3a9dd41aa88f9472",
            url=_PAPER_RELEASE + "decoder.pth",
        ),
    ),
    licence="MIT, CC BY 4.0",  # the decoder; VGG-19 of Oxford
    source="github.com/naoto0804/pytorch-AdaIN, release v0.0.0",
    multiple=8,
    style_side=512,
    own_side=None,  # the paper's alpha to the letter
    textures=1,
    bundled=False,
    note="Wants a GPU.",
)

PERSON = WeightsFile(
    "person.safetensors",
    sha256="bd629d9c9d525b0e085cfc3a13245353699ab393a89135ae27bdba4a026ee3ec",
    size_bytes=222_666,
)
"""Tells a person from the background (`models/person`). Google, from mediapipe 0.10.21; Apache-2.0."""

NETWORKS: tuple[NetworkInfo, ...] = (SMALL, BASE, COMPACT, PAPER)
"""The default first."""

_RENAMED: Mapping[str, str] = {
    "style.eye.": "style.feature_extractor.",
    "style.usual": "style.feature_mean",
    "style.between.": "style.residual_layers.",
    "style.speak.": "style.output_layer.",
}
"""Prefixes of keys in files of version 0.1, as the bundled `small.safetensors` is, and what they are now."""


def find(name: str) -> NetworkInfo:
    """The network of this name.

    Raises:
        UsageError: there is none.
    """
    known = {entry.name: entry for entry in NETWORKS}
    if name in known:
        return known[name]
    close = difflib.get_close_matches(name.lower(), known, n=1)
    guess = f" (did you mean '{close[0]}'?)" if close else ""
    raise UsageError(f"No network '{name}'{guess}. There are: {', '.join(known)}.")


def downloads_folder() -> Path:
    """Where downloaded weights are kept. It may not exist yet."""
    return data_folder() / "models"


def paths(entry: NetworkInfo, folder: Path | None = None) -> tuple[Path, ...]:
    """Where the files of a network lie, or would lie; `folder` instead of the usual one."""
    usual = BUNDLED_FOLDER if entry.bundled else downloads_folder()
    return tuple((folder or usual) / file.name for file in entry.files)


def installed(entry: NetworkInfo, folder: Path | None = None) -> bool:
    """True when every file is there in its known size; `models.weights.load` looks closer."""
    return all(
        path.is_file() and file.size_bytes in (None, path.stat().st_size)
        for file, path in zip(entry.files, paths(entry, folder), strict=True)
    )


def current_key(key: str) -> str:
    """The key by which today's network knows a weight."""
    for old, new in _RENAMED.items():
        if key.startswith(old):
            return new + key.removeprefix(old)
    return key
