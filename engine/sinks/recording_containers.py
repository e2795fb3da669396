"""What recordings can be written as. Imports nothing heavy."""

from typing import Final

_SURVIVING: Final = {"movflags": "+hybrid_fragmented", "flush_packets": "1"}
"""A file of playable pieces while it grows, which at the end becomes an ordinary mp4 without being copied."""

CONTAINERS: Final = {
    ".mp4": ("mp4", _SURVIVING),
    ".mov": ("mov", _SURVIVING),
    ".mkv": ("matroska", {"flush_packets": "1"}),  # playable while it grows anyway
}
"""Ending of a name -> FFmpeg's name of the container, and its options."""

RECORDING_QUALITY: Final = 75
"""0 (smallest) to 100."""

RECORDING_SUFFIXES: Final = tuple(CONTAINERS)
"""What a recording's name may end in."""
