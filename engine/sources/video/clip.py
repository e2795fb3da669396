"""Opens a file as a source of all its frames, whatever library reads it."""

from pathlib import Path

from engine.sources.base import Source
from engine.sources.video.file import VideoFileSource
from engine.sources.video.webp import WebpSource, is_animated_webp


def open_clip(path: Path, *, deinterlace: bool = True) -> Source:
    """Open a video file or an animated picture.

    Args:
        path: any file FFmpeg reads, or an animated WebP.
        deinterlace: make interlaced frames whole.

    Raises:
        SourceError: the file is not there, cannot be read, or has no video.
    """
    if is_animated_webp(path):
        return WebpSource(path)
    return VideoFileSource(path, deinterlace=deinterlace)
