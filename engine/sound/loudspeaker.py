"""Loudspeaker: how loud films are, where they are heard, and who else listens. Imports no numpy."""

from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.sound.output import SoundOutput
    from engine.sound.samples import Samples

    Take = Callable[[Samples, float], None]
    """Takes a block (n, 2), and the `time.perf_counter` at which its first sample belongs."""


def open_system_output() -> "SoundOutput":
    """The loudspeakers or headphones that the system has chosen."""
    from engine.sound.output import SystemOutput

    return SystemOutput()


class Loudspeaker:
    """One for all films of a program. Any thread may use it.

    Args:
        open_output: makes the device for a film; None = films are silent, but can be recorded.
        volume: 0..1 as it is felt; the amplitude is its square.
        muted: neither heard nor recorded.
    """

    def __init__(
        self,
        open_output: "Callable[[], SoundOutput] | None" = open_system_output,
        *,
        volume: float = 1.0,
        muted: bool = False,
    ) -> None:
        self.open_output = open_output
        self.volume = volume
        """0..1; assign at any time."""
        self.muted = muted
        """Assign at any time."""
        self.turn = Lock()
        """Held by the film that has the device: many can be opened by one program only once."""
        self._lock = Lock()
        self._listening: tuple[Take, ...] = ()

    @property
    def heard_level(self) -> float:
        """What samples are multiplied with before they are heard."""
        return self.recorded_level * self.volume**2

    @property
    def recorded_level(self) -> float:
        """What recorded samples are multiplied with: the volume changes only what is heard."""
        return 0.0 if self.muted else 1.0

    def listen(self, take: "Take") -> None:
        """Tell what films play from now on."""
        with self._lock:
            self._listening = (*self._listening, take)

    def ignore(self, take: "Take") -> None:
        """End `listen`; nothing happens when it has ended."""
        with self._lock:
            self._listening = tuple(one for one in self._listening if one is not take)

    def tell(self, samples: "Samples", at_s: float) -> None:
        """A film plays this."""
        for take in self._listening:
            take(samples, at_s)
