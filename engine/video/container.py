"""Opening a video file, and saying clearly why one cannot be opened."""

from fractions import Fraction
from math import floor
from pathlib import Path
from typing import TYPE_CHECKING, Final

import av
from av.codec.hwaccel import HWAccel
from av.container import InputContainer
from av.stream import Disposition
from av.video.stream import VideoStream

from engine.errors import SourceError, reason_of

if TYPE_CHECKING:
    from av.container.core import Chapter

_STILL_BRANDS: Final = ("avif", "heic", "heix", "mif1")
"""Pictures in a container that FFmpeg takes for a film of one frame."""


def open_container(path: Path, hwaccel: HWAccel | None = None) -> InputContainer:
    """Open any media file.

    Args:
        path: of the file.
        hwaccel: decodes its video; None = the CPU. Whether the file can be read is to be tried without it.

    Raises:
        SourceError: not there, not a file, empty, not readable, or no media file; or the accelerator does
            not open.
    """
    _check_file(path)
    try:
        # Without "file:" FFmpeg takes what stands before a colon in a name for a protocol.
        return av.open(f"file:{path}", hwaccel=hwaccel)
    except (av.FFmpegError, RuntimeError, ValueError) as error:
        if hwaccel is not None:  # also a "permission denied" is then the driver's
            raise SourceError(f'"{path}" cannot be decoded on the GPU: {error}.') from error
        if isinstance(error, PermissionError):
            raise SourceError(
                f'"{path}" may not be read: permission denied. Change its permissions.'
            ) from error
        raise SourceError(f'"{path}" {_what_is_wrong(path)}') from error


DEFAULT_IS_WORTH: Final = 5_000_000
"""Pixels that the mark "default" counts for when one of several video streams is chosen, as in FFmpeg."""


def open_video_stream(path: Path, hwaccel: HWAccel | None = None) -> tuple[InputContainer, VideoStream]:
    """Open a file that has a video stream; see `painted_stream`. The caller closes the container.

    Args:
        path: of the file.
        hwaccel: as of `open_container`.

    Raises:
        SourceError: as `open_container`, or the file is a picture, or has only sound.
    """
    container = open_container(path, hwaccel)
    try:
        if _is_picture(container):
            raise SourceError(f'"{path}" is a picture, not a video. Open it as a photo (`impasto photo`).')
        return container, _video_stream(container, path)
    except BaseException:
        container.close()
        raise


def painted_stream(container: InputContainer) -> VideoStream | None:
    """The video stream to paint, as `ffmpeg` chooses: marked as default, else the largest, else the first.

    Cover pictures and thumbnails are none.
    """
    covers = Disposition.attached_pic | Disposition.timed_thumbnails
    streams = [stream for stream in container.streams.video if not stream.disposition & covers]
    return max(streams, key=_worth, default=None)


def start_of(container: InputContainer, painted: VideoStream | None) -> Fraction:
    """Seconds at which a file's own clock begins: 0 of the result.

    A broadcast counts from when the sender was started. The mp4 family counts from 0 by definition, so that
    there a late start is meant. Whole ticks of the painted stream, so that its times stay exact.
    """
    tick = as_fraction(painted.time_base) if painted else None
    if tick is None or "mp4" in container.format.name:
        return Fraction(0)
    starts = [
        stream.start_time * (as_fraction(stream.time_base) or 0)
        for stream in (*container.streams.video, *container.streams.audio)
        if stream.start_time is not None
    ]
    return max(floor(min(starts, default=Fraction(0)) / tick), 0) * tick


def chapters_of(container: InputContainer) -> list["Chapter"]:
    """The chapters, with times counted from the file's start."""
    start = start_of(container, painted_stream(container))
    chapters = container.chapters()
    for chapter in chapters:
        ticks = round(start / (as_fraction(chapter["time_base"]) or 1))
        chapter["start"], chapter["end"] = max(0, chapter["start"] - ticks), max(0, chapter["end"] - ticks)
    return chapters


def as_fraction(value: Fraction | None) -> Fraction | None:
    """PyAV 18 has Fraction or None here, PyAV 19 its own rational, false when unset."""
    return Fraction(value.numerator, value.denominator) if value else None


def _worth(stream: VideoStream) -> int:
    is_default = bool(stream.disposition & Disposition.default)
    if (
        getattr(stream, "codec_context", None) is None
    ):  # no decoder, and so no size: only if there is no other
        return -1
    return stream.width * stream.height + DEFAULT_IS_WORTH * is_default


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
        raise SourceError(f'"{path}" cannot be read: {reason_of(error)}. Check the path.') from error


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
    stream = painted_stream(container)
    if stream is None or container.format.name == "tty":  # FFmpeg would paint a text file as a terminal
        found = ", ".join(sorted({stream.type for stream in container.streams})) or "nothing"
        raise SourceError(f'"{path}" has no video in it (found: {found}). Choose a video file.')
    if getattr(stream, "codec_context", None) is None:
        raise SourceError(f'"{path}" has video that FFmpeg has no decoder for. Convert it to H.264 first.')
    return stream
