"""State of a supervised source, and its time-outs."""

from dataclasses import dataclass
from typing import Literal

State = Literal["opening", "running", "frozen", "black", "lost", "waiting"]
"""`lost`: had pictures, and tries to have them again. `waiting`: never had one, and tries again later."""


@dataclass(frozen=True, slots=True)
class Timeouts:
    """After how long a source counts as failed. None: never."""

    open_s: float | None = 30.0
    """Seconds to open; Windows' Media Foundation has been seen to take that long."""

    first_frame_s: float | None = 10.0
    """Seconds from open to the first frame."""

    stale_s: float | None = 2.0
    """Seconds without a new frame."""

    black_s: float | None = 3.0
    """Seconds of black."""

    frozen_s: float | None = 10.0
    """Seconds of exactly the same picture."""

    retry_s: float = 0.5
    """Seconds until the first new try; doubled each time."""

    longest_retry_s: float = 8.0
    """Seconds between two tries, at most."""

    settled_s: float = 3.0
    """Seconds of good pictures after which the next failure counts as the first."""

    stop_s: float = 1.0
    """Seconds to wait at the end for a driver's call to return."""


@dataclass(frozen=True, slots=True)
class SourceStatus:
    """State of a supervised source at one moment."""

    state: State
    """`running` when all is well."""

    message: str
    """A sentence for a banner; empty when all is well."""

    since_s: float
    """Seconds this state has lasted."""

    retry_in_s: float | None = None
    """Seconds until the next try; None while one is under way, or none is needed."""
