"""Recovery: a live view goes on although frames cannot be painted."""

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from engine.devices import Choice, next_choice
from engine.errors import DeviceError, ImpastoError
from engine.frame import Image
from engine.imaging import fitted_size
from engine.networks import NetworkInfo, find_network
from engine.pipeline.stream_state import StreamState
from engine.settings import Settings
from engine.stylizer import Stylizer

FAILURE: Final = 3
"""Painted frames that make up for one that failed."""

TOO_MUCH: Final = 3 * FAILURE
"""Something must change: three failures in a row, or often enough; one in ten frames can be lived with."""

SMALLEST: Final = 256
"""Pixels: painting smaller than this does not help a device that fails."""

MESSAGE_S: Final = 3.0
"""Seconds without a failure until nothing is said any more."""

NextStylizer = Callable[[Stylizer], Stylizer | None]
"""Gives a stylizer with the same network on another device; None when there is no other."""


class Recovery:
    """Paints with a stylizer, and survives its failures.

    A frame that fails is left out. When failures repeat, it paints smaller; when that does not help, with the
    same network on the next device (GPU, OpenVINO, torch on the CPU); when there is none, it gives up.

    Args:
        stylizer: paints first.
        open_next: opens the next one; slow.
        clock: tells seconds.
    """

    def __init__(
        self,
        stylizer: Stylizer,
        open_next: NextStylizer | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.stylizer = stylizer
        """Paints now."""
        self.limit: int | None = None
        """Render size in pixels that is not exceeded for now."""
        self.failed = 0
        """Frames left out so far."""
        self._open_next = open_next or open_next_device
        self._clock = clock
        self._strain = 0
        self._message = ""
        self._said_s = 0.0

    @property
    def message(self) -> str:
        """What went wrong lately, in a sentence; empty when all is well."""
        message = self._message
        return message if self._clock() - self._said_s < MESSAGE_S else ""

    def forget(self) -> None:
        """Begin anew at the size asked for: the frames will be others."""
        self.limit, self._strain = None, 0

    def limited(self, settings: Settings) -> Settings:
        """The settings, with a render size of `limit` at most."""
        limit, wanted = self.limit, settings.render_size
        if limit is None or (wanted is not None and wanted <= limit):
            return settings
        return replace(settings, render_size=limit)

    def paint(self, image: Image, settings: Settings, stream: StreamState | None = None) -> Image | None:
        """As `Stylizer.paint`; None when it failed.

        Raises:
            Exception: it failed too often, and there is nothing left to try.
        """
        settings = self.limited(settings)
        try:
            painted = self.stylizer.paint(image, settings, stream)
        except Exception as error:
            self._on_failed(error, image, settings)
            return None
        self._strain = max(0, self._strain - 1)
        return painted

    def _on_failed(self, error: Exception, image: Image, settings: Settings) -> None:
        self.failed += 1
        self._strain += FAILURE
        reason = _reason(error)
        self._say(f"A frame could not be painted and is left out. {reason}")
        if self._strain < TOO_MUCH:
            return
        self._strain = 0
        painted_at = max(fitted_size(image.shape[1], image.shape[0], settings.render_size))
        if painted_at > SMALLEST:
            self.limit = max(SMALLEST, painted_at // 2)
            self._say(f"Painting failed repeatedly and goes on at {self.limit} pixels. {reason}")
        else:
            self._change_device(error)

    def _change_device(self, error: Exception) -> None:
        before = self.stylizer.choice
        following = self._open_next(self.stylizer)
        if following is None:
            raise error
        self.stylizer, self.limit = following, None
        now = following.choice
        self._say(
            f"Painting failed on {before.device} ({before.runtime}) and goes on on {now.device} "
            f"({now.runtime}). {_reason(error)}"
        )

    def _say(self, message: str) -> None:
        self._message, self._said_s = message, self._clock()


def open_next_device(stylizer: Stylizer) -> Stylizer | None:
    """The same network on the device after this one; None when there is none, or it cannot be used. Slow."""
    choice = next_choice(stylizer.choice)
    while choice is not None:
        try:
            return _open(stylizer.entry, choice)
        except DeviceError:
            choice = next_choice(choice)
    return None


def _open(entry: NetworkInfo, choice: Choice) -> Stylizer:
    own = entry == find_network(entry.name)
    return Stylizer(
        entry.name,
        weights=None if own else Path(entry.files[-1].name),
        device=choice.device,
        precision=choice.precision,
        runtime=choice.runtime,
    )


def _reason(error: Exception) -> str:
    return str(error) if isinstance(error, ImpastoError) else f"{type(error).__name__}: {error}"
