"""Opening a video file, and saying clearly why one cannot be opened."""

from pathlib import Path
from typing import Final

import av
from av.container import InputContainer
from av.stream import Disposition
from av.video.stream import VideoStream

from engine.errors import SourceError

_STILL_BRANDS: Final = ("avif", "heic", "heix", "mif1")
"""Pictures in a container that FFmpeg takes for a film of one frame."""


def open_container(path: Path) -> InputContainer:
    """Open any media file.

    Raises:
        SourceError: not there, not a file, empty, not readable, or no media file.
    """
    _check_file(path)
    try:
        # Without "file:" FFmpeg takes what stands before a colon in a name for a protocol.
        return av.open(f"file:{path}")
    except PermissionError as error:
        raise SourceError(f'"{path}" may not be read: permission denied. Change its permissions.') from error
    except (av.FFmpegError, ValueError) as error:
        raise SourceError(f'"{path}" {_what_is_wrong(path)}') from error


def open_video_stream(path: Path) -> tuple[InputContainer, VideoStream]:
    """Open a file that has a video stream; the first one is taken. The caller closes the container.

    Raises:
        SourceError: as `open_container`, or the file is a picture, or has only sound.
    """
    container = open_container(path)
    try:
        if _is_picture(container):
            raise SourceError(f'"{path}" is a picture, not a video. Use `photo` for pictures.')
        return container, _video_stream(container, path)
    except BaseException:
        container.close()
        raise


def _check_file(path: Path) -> None:
    try:
        if path.is_dir():
            raise SourceError(f'"{path}" is a folder, not a video file. Name a file in it.')
        if not path.exists():
            raise SourceError(f'"{path}" does not exist. Check the spelling and the folder.')
        if not path.is_file():  # opening a pipe may wait for ever
            raise SourceError(f'"{path}" is a pipe or a device, not a file. Save the video to a file first.')
        if path.stat().st_size == 0:
            raise SourceError(f'"{path}" is empty (0 bytes). Copy or record it again.')
    except OSError as error:
        raise SourceError(f'"{path}" cannot be read: {error.strerror}. Check the path.') from error


def _what_is_wrong(path: Path) -> str:
    """Half a sentence on a file that FFmpeg refuses."""
    with path.open("rb") as file:
        start = file.read(12)
    if start[4:8] == b"ftyp":
        return "is an mp4 file without its index: it was cut short, or is still being written. Copy it again."
    return "is not a video: its contents are of no format FFmpeg knows. Check that it is the right file."


def _is_picture(container: InputContainer) -> bool:
    name = container.format.name
    brand = container.metadata.get("major_brand", "").strip()
    return name == "image2" or name.endswith("_pipe") or brand in _STILL_BRANDS


def _video_stream(container: InputContainer, path: Path) -> VideoStream:
    covers = Disposition.attached_pic | Disposition.timed_thumbnails
    streams = [stream for stream in container.streams.video if not stream.disposition & covers]
    if not streams or container.format.name == "tty":  # FFmpeg would paint a text file as a terminal
        found = ", ".join(sorted({stream.type for stream in container.streams})) or "nothing"
        raise SourceError(f'"{path}" has no video in it (found: {found}). Choose a video file.')
    stream = streams[0]
    if getattr(stream, "codec_context", None) is None:
        raise SourceError(f'"{path}" has video that FFmpeg has no decoder for. Convert it to H.264 first.')
    return stream
