"""LiveStatus: how it is painted now, as plain values."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine import Choice


@dataclass(frozen=True, slots=True)
class LiveStatus:
    """How it is painted now, for the status bar."""

    rate: float
    """Painted frames per second; 0 while none come."""

    render_size: tuple[int, int]
    """Width and height in pixels at which the network runs."""

    size: tuple[int, int]
    """Width and height in pixels of the painted frame."""

    sharp: bool
    """Whether it is enlarged from the one to the other along the edges of the picture."""

    device: "Choice | None"
    """Device, precision and runtime, and why these."""

    strained: bool = False
    """The automatic render size is as small as it gets, and that is still too much for this machine."""

    source_rate: float = 30.0
    """Frames per second that the source gives, or says that it gives."""

    source_ok: bool = True
    """Whether the source is open and well."""
