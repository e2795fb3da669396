"""The kinds of file a clip can be written into, known by the ending of the name. Imports no media library."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from engine.errors import UsageError


@dataclass(frozen=True, slots=True)
class OutputFormat:
    """A container, and how what it cannot hold is coded for it."""

    name: str
    """As FFmpeg calls its muxer."""

    sound: str | None
    """Encoder for sound that cannot be copied; None = it holds no sound."""

    subtitles: str | None
    """Encoder for text subtitles that cannot be copied; None = it holds none."""

    encoders: tuple[str, ...] = ()
    """Video encoders it takes, the default first; empty = all that are offered."""

    pcm: bool = True
    """Whether common players read uncompressed sound in it."""

    @property
    def is_animation(self) -> bool:
        """True for the picture formats that move: frames, and nothing beside them."""
        return self.sound is None


# FFmpeg writes PCM into mp4 as ISO 23003-5 has it: common players do not know that, and make noise of it.
_MP4: Final = OutputFormat("mp4", "aac", "mov_text", pcm=False)
_APNG: Final = OutputFormat("apng", None, None, ("apng",))

FORMATS: Final = {
    ".mp4": _MP4,
    ".m4v": _MP4,
    ".mov": OutputFormat("mov", "aac", "mov_text"),
    ".mkv": OutputFormat("matroska", "aac", "srt"),
    ".webm": OutputFormat("webm", "libopus", "webvtt", ("libvpx-vp9", "libsvtav1", "av1_nvenc")),
    ".gif": OutputFormat("gif", None, None, ("gif",)),
    ".webp": OutputFormat("webp", None, None, ("libwebp_anim",)),
    ".apng": _APNG,
    ".png": _APNG,
}
"""By ending, in lower case."""


def output_format(path: Path, encoder: str = "auto") -> OutputFormat:
    """The format that a name asks for.

    Args:
        path: only its ending counts.
        encoder: of the video, as the person named it.

    Raises:
        UsageError: no clip is written under this ending, or not by this encoder.
    """
    ending = path.suffix.lower()
    if ending not in FORMATS:
        raise UsageError(f'"{path.name}" has no ending known for videos. Use one of: {", ".join(FORMATS)}.')
    chosen = FORMATS[ending]
    if encoder != "auto" and chosen.encoders and encoder not in chosen.encoders:
        raise UsageError(
            f"A {ending} file cannot hold what {encoder} makes. Use --encoder auto, "
            f"{' or '.join(chosen.encoders)}, or another ending."
        )
    return chosen
