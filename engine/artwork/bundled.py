"""The bundled style pictures: originals, drawn by the code in `engine.artwork.drawing`."""

import os.path
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from engine.errors import UsageError

PICTURES: Path = Path(__file__).parent / "pictures"

STUDIED: Path = Path(__file__).parent / "studied"
"""Their studied styles, where they were made for the bundled weights: `python -m engine.study`."""

TITLES: dict[str, str] = {
    "ink-wash": "Mountains in mist, ink on rice paper",
    "woodblock": "High tide, woodblock print",
    "stained-glass": "Rose window, stained glass",
    "pointillism": "Orchard at sunset, in dots",
    "oil-strokes": "Sunflowers, oil in thick strokes",
    "mosaic": "Two fish, mosaic of stone and glass",
    "charcoal": "Bare trees, charcoal",
    "neon": "Night drive, neon lines",
    "paper-cut": "Canyon, layers of cut paper",
    "watercolor": "Flower bed, watercolour on wet paper",
    "palette-knife": "Harbour lights at dusk, palette knife",
    "comic": "City blast, comic in halftone",
}
"""Name, as in `--style ink-wash`, and what the picture shows."""


@dataclass(frozen=True, slots=True)
class BundledStyle:
    """A style picture that comes with Impasto."""

    name: str
    """What a person types: lower case, with hyphens."""

    title: str
    """What it shows, in a few words."""

    path: Path
    """The JPEG file."""


def bundled_styles() -> tuple[BundledStyle, ...]:
    """All of them, in the order to show them."""
    return tuple(BundledStyle(name, title, PICTURES / f"{name}.jpg") for name, title in TITLES.items())


def studied_folder() -> Path:
    """Where the studied styles of the bundled pictures lie. It may not exist."""
    return STUDIED


def style_file(text: str) -> Path:
    """The file of a style picture as people name it: a file, or else a bundled style.

    Raises:
        UsageError: it is neither.
    """
    return Path(text) if os.path.isfile(text) else find_style(text)  # Path.is_file raises for long names


def find_style(name: str) -> Path:
    """The file of a bundled style picture.

    Raises:
        UsageError: no style has this name (nor is there such a file: callers look for files first).
    """
    if name in TITLES:
        return PICTURES / f"{name}.jpg"
    near = get_close_matches(name, TITLES, n=1)
    hint = f'Did you mean "{near[0]}"?' if near else f"Bundled ones are: {', '.join(TITLES)}."
    raise UsageError(f'"{name}" is neither a picture file nor a bundled style. {hint}')
