"""An animated WebP as a source of frames: FFmpeg reads only still ones."""

import warnings
from fractions import Fraction
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image as Pillow

from engine.errors import SourceError
from engine.frame import Frame
from engine.sources.base import Source
from engine.stream_info import StreamInfo

TICK: Final = Fraction(1, 1000)
"""Seconds by which WebP counts."""

SHORTEST_MS: Final = 11
"""What a file shows for less, browsers show for `INSTEAD_MS`."""

INSTEAD_MS: Final = 100

_HAS_ANIMATION: Final = 0x02
"""Bit of the flags of a WebP's VP8X chunk."""

_TOO_LARGE: Final = (Pillow.DecompressionBombError, Pillow.DecompressionBombWarning)


def is_animated_webp(path: Path) -> bool:
    """Whether a file is a WebP that moves, by its first bytes."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            start = file.read(21)
    except OSError:
        return False
    is_extended = start[:4] == b"RIFF" and start[8:16] == b"WEBPVP8X"
    return is_extended and len(start) == 21 and bool(start[20] & _HAS_ANIMATION)


class WebpSource(Source):
    """Every frame of an animated WebP, with its own time.

    Args:
        path: for which `is_animated_webp` holds.

    Raises:
        SourceError: it is damaged, or larger than Pillow finds safe.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._index = 0
        self._ms = 0
        self._cut_short = False
        self._closed = False
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error", Pillow.DecompressionBombWarning)
                self._file = Pillow.open(path, formats=("WEBP",))
        except (OSError, SyntaxError, *_TOO_LARGE) as error:
            raise SourceError(f'"{path}" is a damaged or too large WebP. Try another copy.') from error
        self._frames = int(getattr(self._file, "n_frames", 1))
        self._transparent = self._file.mode == "RGBA"
        self._next = self._decode()
        if self._next is None:
            self.close()
            raise SourceError(f'"{path}" is a WebP, but no frame of it can be decoded. Try another copy.')
        rate = 1 / (self._next.duration or Fraction(INSTEAD_MS, 1000))
        self._info = StreamInfo(*self._file.size, rate, TICK, self._frames)

    @property
    def info(self) -> StreamInfo:
        """The rate is a guess from the first frame."""
        return self._info

    @property
    def warnings(self) -> tuple[str, ...]:
        """Complete once `read` has returned None."""
        said = []
        if self._transparent:
            said.append("The video has transparent parts; they were painted as if they were opaque.")
        if self._cut_short:
            missing = self._frames - self._index
            said.append(f"The file is cut short: {self._index} frames could be read, {missing} are missing.")
        return tuple(said)

    def read(self) -> Frame | None:
        """The next frame."""
        frame = self._next
        self._next = None if frame is None or self._closed else self._decode()
        return frame

    def close(self) -> None:
        """Close the file."""
        self._closed, self._next = True, None
        self._file.close()

    def _decode(self) -> Frame | None:
        if self._index == self._frames:
            return None
        try:
            self._file.seek(self._index)
            image = np.array(self._file.convert("RGB"), np.uint8)
        except (OSError, EOFError, SyntaxError, ValueError):
            self._cut_short = True
            return None
        image.setflags(write=False)
        shown_ms = int(self._file.info.get("duration", 0))
        shown_ms = shown_ms if shown_ms >= SHORTEST_MS else INSTEAD_MS
        frame = Frame(image, self._ms * TICK, self._index, shown_ms * TICK)
        self._index, self._ms = self._index + 1, self._ms + shown_ms
        return frame
