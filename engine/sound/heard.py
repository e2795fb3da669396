"""What films play, for recordings."""

from collections.abc import Callable

from engine.sound.loudspeaker import Loudspeaker
from engine.sound.microphone import Microphone
from engine.sound.samples import STEREO, Samples


class HeardSound(Microphone):
    """What films play through a loudspeaker, for recordings."""

    channels = STEREO

    def __init__(self, loudspeaker: Loudspeaker) -> None:
        self._loudspeaker = loudspeaker
        self._take: Callable[[Samples, float], None] | None = None

    def start(self, take: Callable[[Samples, float], None]) -> None:
        self._take = take
        self._loudspeaker.listen(take)

    def stop(self) -> None:
        if self._take is not None:
            self._loudspeaker.ignore(self._take)
