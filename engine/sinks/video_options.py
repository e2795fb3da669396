"""VideoOptions: how a video file is written. Imports no media library."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class VideoOptions:
    """How a video file is written."""

    encoder: str = "auto"
    """`auto` (libx264, or h264_nvenc where a film stays on a GPU), or an encoder of FFmpeg's; where that does
    not open: libx264, and a warning."""

    quality: int = 75
    """0 (smallest file) to 100 (nearly lossless)."""

    overwrite: bool = False
    """Replace an existing file, when the new one is complete."""

    sound: bool = True
    """False leaves out the original's sound and subtitles."""

    resume: bool = True
    """Go on with the same film where an earlier run was cut off; False begins anew."""
