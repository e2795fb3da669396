"""Regions as people choose them: a mask, and the style, strength and stroke size inside it."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from engine import Region

NONE: Final = "none"
"""In the place of a style: the picture stays as it is."""

SAME: Final = "same"
"""In the place of a style: the style or blend that is painted everywhere."""

_VALUES: Final = ("strength", "scale")


@dataclass(frozen=True, slots=True)
class RegionChoice:
    """A region before its style is learned: what an option, a saved look and an export hold."""

    mask: str
    """Where; text that `engine.parse_mask` reads."""

    style: str = SAME
    """`none`, `same`, or a style: on the command line a picture or a name, in the window a key."""

    strength: float | None = None
    """0..1; None = as everywhere."""

    scale: float | None = None
    """Stroke size 0.5..2; None = as everywhere."""

    @classmethod
    def parse(cls, mask: str, text: str) -> "RegionChoice":
        """From the two words of `--region`: a mask, and `STYLE[,strength=0.5][,scale=2]`.

        Raises:
            UsageError: a value is no number.
        """
        values: dict[str, float] = {}
        while True:
            rest, comma, last = text.rpartition(",")
            key, equals, number = last.partition("=")
            if not (comma and equals and key in _VALUES) or os.path.exists(text):
                return cls(mask, text, **values)
            text, values[key] = rest, _number(key, number)

    @property
    def mask_file(self) -> Path | None:
        """The file of the mask, if it has one.

        Raises:
            UsageError: there is no such mask.
        """
        from engine import parse_mask

        return parse_mask(self.mask).file

    def checked(self) -> "Region":
        """The region without its style.

        Raises:
            UsageError: there is no such mask, or a value is out of its range.
        """
        from engine import Region, parse_mask

        return Region(parse_mask(self.mask), None if self.style == SAME else (), self.strength, self.scale)


def _number(key: str, text: str) -> float:
    from engine import UsageError

    try:
        return float(text)
    except ValueError:
        raise UsageError(f'The {key} of a region must be a number, not "{text}".') from None
