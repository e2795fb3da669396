"""Player: what a playing video file can do, as the playback bar and the controller need it."""

from pathlib import Path
from typing import Protocol


class Player(Protocol):
    """`engine.PlaybackSource` is one."""

    path: Path

    loop: bool

    has_sound: bool

    lead_s: float
    """Seconds that pictures come before their sound, because they take so long to be painted."""

    @property
    def sound_problem(self) -> str:
        """Why its sound is not heard; empty while all is well."""

    @property
    def position_s(self) -> float:
        """Seconds from the beginning."""

    @property
    def duration_s(self) -> float:
        """Seconds; 0 when unknown."""

    @property
    def paused(self) -> bool:
        """Whether it is paused."""

    def pause(self) -> None:
        """Stop at the frame shown."""

    def resume(self) -> None:
        """Continue."""

    def seek(self, seconds: float) -> None:
        """Continue from there."""
