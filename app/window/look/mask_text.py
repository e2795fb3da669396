"""Mask text: what is written of a mask, taken apart for the widgets that show it, and put together again."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

BRUSH: Final = "brush"
"""The kind of a mask that is painted by hand: a file of the window's own."""

FILE: Final = "file"
"""The kind of a mask that is a person's picture or film."""

SHAPES: Final[Mapping[str, Mapping[str, float]]] = {
    "person": {},
    "background": {},
    "left": {"at": 0.5, "edge": 0.1},
    "right": {"at": 0.5, "edge": 0.1},
    "top": {"at": 0.5, "edge": 0.1},
    "bottom": {"at": 0.5, "edge": 0.1},
    "circle": {"x": 0.5, "y": 0.5, "size": 0.35, "edge": 0.1, "seconds": 0.0},
    "bright": {"at": 0.5, "edge": 0.1},
    "dark": {"at": 0.5, "edge": 0.1},
}
"""Masks that have a name, and their values, with what these are at first: those of `engine.Mask`."""

OF_ALL: Final = ("invert", "weight", "cut")
"""Values that every mask has, a file too: `OF_ALL_MASKS` of the engine."""

_NAMES: Final = {name for values in SHAPES.values() for name in values} | {*OF_ALL}

PAINTED_SUFFIX: Final = ".png"
"""Of the files in which painted masks are kept."""


def masks_folder() -> Path:
    """Where the masks are kept that are painted in the window, or came with a look."""
    from engine import data_folder

    return data_folder() / "masks"


@dataclass(frozen=True, slots=True)
class MaskText:
    """A mask: what `engine.parse_mask` reads, taken apart. Its file need not be there."""

    name: str
    """A key of `SHAPES`, or a file; empty: a mask that nothing was painted on yet."""

    values: Mapping[str, float] = field(default_factory=dict)
    """What is written behind the name."""

    @classmethod
    def read(cls, text: str) -> "MaskText":
        """From a text; a value that is no number stays part of the name."""
        name, values = text, dict[str, float]()
        while True:
            rest, comma, last = name.rpartition(",")
            key, equals, number = last.partition("=")
            if not (comma and equals and key in _NAMES) or not _is_number(number):
                return cls(name, dict(reversed(values.items())))
            name, values[key] = rest, float(number)

    def __str__(self) -> str:
        return ",".join([self.name, *(f"{key}={value:g}" for key, value in self.values.items())])

    def __getitem__(self, key: str) -> float:
        """A value; what it is at first where it is not written."""
        return self.values.get(key, SHAPES.get(self.name, {}).get(key, 0.0))

    @property
    def kind(self) -> str:
        """A key of `SHAPES`, `BRUSH` or `FILE`."""
        if self.name in SHAPES:
            return self.name
        file = self.file
        own = file is None or (file.parent == masks_folder() and file.suffix == PAINTED_SUFFIX)
        return BRUSH if own else FILE

    @property
    def file(self) -> Path | None:
        """The mask's file, if it has one."""
        return Path(self.name) if self.name and self.name not in SHAPES else None

    def with_values(self, **values: float) -> "MaskText":
        """The same mask with some values changed; what a mask of its kind does not have is left out."""
        known = {*SHAPES.get(self.name, {}), *OF_ALL}
        merged = {key: value for key, value in {**self.values, **values}.items() if key in known}
        return replace(self, values={key: value for key, value in merged.items() if key != "invert" or value})

    def with_file(self, file: Path) -> "MaskText":
        """The same mask with another file."""
        return replace(self, name=str(file))


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
