"""LiveStatus: how it is painted now, as plain values."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine import Choice


@dataclass(frozen=True, slots=True)
class LiveStatus:
    """How it is painted now, for the status bar."""

    rate: float
    """Painted frames per second."""

    render_size: tuple[int, int]
    """Width and height in pixels at which the network runs."""

    device: "Choice | None"
    """Device, precision and runtime, and why these."""

    strained: bool = False
    """The automatic render size is as small as it gets, and that is still too much for this machine."""
