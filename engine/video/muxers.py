"""What FFmpeg's muxers have to be told, so that every time in a file is exact."""

from fractions import Fraction
from math import lcm
from typing import Final

from av.container import OutputContainer

MAX_TIMESCALE: Final = 1_000_000
"""Finer would need 64-bit durations, which old players do not read, in films of an hour already."""

MIN_TIMESCALE: Final = 10_000
"""Ticks per second: FFmpeg's muxer of mp4 doubles a coarser scale until it is as fine."""

# AAC begins a frame before time 0. Matroska can hold that, but unless told FFmpeg moves everything behind it.
_UNMOVED: Final = {"avoid_negative_ts": "disabled"}
_FAST_START: Final = {"movflags": "+faststart"}
MUXER_OPTIONS: Final = {
    "mp4": _FAST_START,
    "mov": _FAST_START,
    "matroska": _UNMOVED,
    "webm": _UNMOVED,
    "apng": {"plays": "0"},
    "webp": {"loop": "0"},
}
"""By the muxer's name; animations are shown for ever."""


def movie_timescale(container: OutputContainer, tick: Fraction) -> int:
    """Ticks per second in which an mp4 writes late starts: exact for all tracks if that can be.

    Args:
        container: with all its streams.
        tick: seconds, of the painted video.
    """
    exact = lcm(*(Fraction(stream.time_base or 1).denominator for stream in container.streams))
    return exact if exact <= MAX_TIMESCALE else tick.denominator


def longest_gap(muxer: str, time_base: Fraction) -> int:
    """Seconds between two frames: mp4 counts them in 31 bits of ticks."""
    scale = time_base.denominator
    while scale < MIN_TIMESCALE:
        scale *= 2
    return (2**31 - 1) // scale if muxer in ("mp4", "mov") else 2**31
