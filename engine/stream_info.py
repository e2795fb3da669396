"""StreamInfo: what is known of a stream of frames before its first one. Imports no media library."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

CAPTURE_TICK: Final = Fraction(1, 90_000)
"""Seconds per tick of every live source: fine enough for any camera, exact in an mp4."""

PQ: Final = 16
"""Transfer characteristics of HDR10 and Dolby Vision (SMPTE ST 2084)."""

HLG: Final = 18
"""Transfer characteristics of broadcast and telephone HDR (ARIB STD-B67)."""

BT2020_PRIMARIES: Final = 9
"""Colour primaries of HDR and of wide-gamut SDR."""

_WRITABLE: Final = (1, 5, 6)
"""Matrix coefficients every player knows: BT.709 and the two BT.601."""


@dataclass(frozen=True, slots=True)
class ColourTags:
    """What the numbers of a picture mean; codes of ITU-T H.273, which FFmpeg and mp4 share."""

    matrix: int
    """Matrix coefficients: 1 BT.709, 5 and 6 BT.601, 9 BT.2020."""

    primaries: int
    """Colour primaries: 1 BT.709, 5 BT.601 625 lines, 6 BT.601 525 lines, 9 BT.2020."""

    transfer: int
    """Transfer characteristics: 1 BT.709, 6 BT.601, 13 sRGB, 16 PQ, 18 HLG."""

    full_range: bool = False
    """True: 8-bit luma is 0..255; False: 16..235."""

    @property
    def is_hdr(self) -> bool:
        """True when the picture must be tone-mapped for an SDR screen."""
        return self.transfer in (PQ, HLG)

    @property
    def needs_mapping(self) -> bool:
        """True when a matrix alone does not give BT.709 colours."""
        return self.is_hdr or self.primaries == BT2020_PRIMARIES

    def for_output(self) -> "ColourTags":
        """How to write the painted video: the source's tags where players know them, limited range."""
        if self.needs_mapping or self.matrix not in _WRITABLE:
            return BT709
        return ColourTags(self.matrix, self.primaries, self.transfer)


BT709: Final = ColourTags(1, 1, 1)
BT601: Final = ColourTags(6, 6, 6)


@dataclass(frozen=True, slots=True)
class StreamInfo:
    """What a source tells of its frames, and what an encoder must know before the first one."""

    width: int
    """Pixels, as frames come out (after rotation)."""

    height: int
    """Pixels, as frames come out (after rotation)."""

    rate: Fraction
    """Frames per second: a guess for rate control and progress, never used to compute times."""

    time_base: Fraction
    """Seconds per tick; every frame's time is a whole number of ticks."""

    frames: int | None = None
    """Estimated number of frames; None when unknown or endless."""

    pixel_aspect: Fraction = Fraction(1)
    """Width of a pixel over its height (the sample aspect ratio), after rotation."""

    colour: ColourTags = BT709
    """How an encoder is to tag and write the colours; the frames themselves are RGB."""
