"""What is there already of a film that was cut off. Imports no media library."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Kept:
    """What an earlier run, which was cut off, has painted of a film."""

    frames: int
    """How many."""

    last: Fraction
    """Seconds: time of the last of them."""

    @property
    def text(self) -> str:
        """Its time as people read it: `0:41:10`."""
        seconds = int(self.last)
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
