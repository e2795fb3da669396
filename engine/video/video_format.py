"""VideoFormat: everything of a video but its pixels, as it goes from a source to a sink."""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from engine.sources.base import StreamInfo
from engine.video.colour import BT709, ColourTags


@dataclass(frozen=True, slots=True)
class VideoFormat:
    """What an encoder must know before the first frame."""

    width: int
    """Pixels, after rotation."""

    height: int
    """Pixels, after rotation."""

    rate: Fraction
    """Frames per second, for rate control only; times come with the frames."""

    time_base: Fraction
    """Seconds per tick."""

    pixel_aspect: Fraction = Fraction(1)
    """Width of a pixel over its height (the sample aspect ratio), after rotation."""

    colour: ColourTags = BT709
    """How the colours are to be written."""

    path: Path | None = None
    """The file whose sound, subtitles and metadata go with the pictures."""

    @classmethod
    def of(cls, info: StreamInfo) -> "VideoFormat":
        """For frames that come from no file: square pixels, BT.709, no sound."""
        return cls(info.width, info.height, info.rate, info.time_base)
