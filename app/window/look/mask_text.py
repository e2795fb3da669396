"""Mask text: what is written of a mask, taken apart for the widgets that show it, and put together again."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Final

from engine import MASK_NAMES, OF_ALL_MASKS, Mask, split_mask

BRUSH: Final = "brush"
"""The kind of a mask that is painted by hand: a file of the window's own."""

FILE: Final = "file"
"""The kind of a mask that is a person's picture or film."""

_AT_FIRST: Final = {
    each.name: float(each.default) for each in fields(Mask) if isinstance(each.default, float | bool)
}
"""Values of a mask of which nothing is written."""

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
    """A key of `MASK_NAMES`, or a file; empty: a mask that nothing was painted on yet."""

    values: Mapping[str, float] = field(default_factory=dict)
    """What is written behind the name."""

    @classmethod
    def read(cls, text: str) -> "MaskText":
        """From a text; where a value is no number all of it is the name."""
        name, values = split_mask(text)
        try:
            return cls(name, {key: float(value) for key, value in values.items()})
        except ValueError:
            return cls(text)

    def __str__(self) -> str:
        return ",".join([self.name, *(f"{key}={value:g}" for key, value in self.values.items())])

    def __getitem__(self, key: str) -> float:
        """A value; what it is at first where it is not written."""
        return self.values.get(key, _AT_FIRST[key])

    @property
    def kind(self) -> str:
        """A key of `MASK_NAMES`, `BRUSH` or `FILE`."""
        if self.name in MASK_NAMES:
            return self.name
        file = self.file
        own = file is None or (file.parent == masks_folder() and file.suffix == PAINTED_SUFFIX)
        return BRUSH if own else FILE

    @property
    def file(self) -> Path | None:
        """The mask's file, if it has one."""
        return Path(self.name) if self.name and self.name not in MASK_NAMES else None

    def with_values(self, **values: float) -> "MaskText":
        """The same mask with some values changed; what a mask of its kind does not have is left out.

        So is what every mask has, where it is as at first.
        """
        own = MASK_NAMES.get(self.name, ())
        merged = {**self.values, **values}
        kept = {key for key in OF_ALL_MASKS if merged.get(key, _AT_FIRST[key]) != _AT_FIRST[key]}
        return replace(
            self, values={key: value for key, value in merged.items() if key in kept or key in own}
        )

    def with_file(self, file: Path) -> "MaskText":
        """The same mask with another file."""
        return replace(self, name=str(file))
