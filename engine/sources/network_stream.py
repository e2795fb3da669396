"""Network streams: network cameras (RTSP, MJPEG over HTTP), streams, and files by URL."""

import errno
import time
from collections.abc import Callable, Generator
from fractions import Fraction
from threading import Event
from typing import Final
from urllib.parse import urlsplit

import av
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from engine.errors import SourceError, reason_of
from engine.frame import Frame, Image
from engine.sources.choice import without_password
from engine.sources.device import DeviceSource
from engine.stream_info import CAPTURE_TICK, StreamInfo
from engine.video import RgbConverter

SCHEMES: Final = ("rtsp", "rtsps", "http", "https", "rtmp", "rtmps", "udp", "tcp", "srt", "file")
"""What an address may begin with."""

OPEN_S: Final = 8.0
"""Seconds until a silent address counts as dead."""

READ_S: Final = 2.0
"""Seconds without a byte until an open stream counts as dead."""

FALLBACK_RATE: Final = Fraction(25)
"""Frames per second of a stream that does not say."""

_LOW_DELAY: Final = {
    "fflags": "nobuffer+discardcorrupt",
    "flags": "low_delay",
    "rtsp_transport": "tcp",
    "fpsprobesize": "0",
    "analyzeduration": "1000000",
}
"""Without them FFmpeg probes a stream for up to 5 s, and stays that much late."""


class NetworkStreamSource(DeviceSource):
    """The newest pictures of a stream. What has a length (a file by URL) is played at its own speed.

    `close` ends a waiting `read` within `read_s`: FFmpeg has no other way out of a silent connection.

    Args:
        address: such as rtsp://user:password@camera/stream, http://camera/video.mjpg or file:///clip.mp4.
        open_s: seconds to wait for an answer.
        read_s: seconds to wait for the next piece of data.

    Raises:
        SourceError: no such kind of address, nobody answers, or there is no video in the answer.
    """

    def __init__(
        self,
        address: str,
        *,
        open_s: float = OPEN_S,
        read_s: float = READ_S,
    ) -> None:
        super().__init__()
        self._name = without_password(address)
        self._container = _open(address, self._name, (open_s, read_s))
        try:
            self._stream = _video_stream(self._container, self._name)
            self._pace = _Pace(time.perf_counter, self._closed) if self._container.duration else None
            self._frames = self._decode()
            self._to_rgb: RgbConverter | None = None
            self._size = (0, 0)
        except BaseException:
            self._container.close()
            raise

    @property
    def info(self) -> StreamInfo:
        context = self._stream.codec_context
        rate = self._stream.guessed_rate
        frames_per_s = Fraction(rate.numerator, rate.denominator) if rate else FALLBACK_RATE
        return StreamInfo(context.width, context.height, frames_per_s, CAPTURE_TICK)

    def _grab(self) -> Frame | None:
        try:
            decoded = next(self._frames, None)
        except av.FFmpegError as error:
            raise SourceError(f'"{self._name}" broke off ({_reason(error)}).') from error
        if decoded is None:
            return None
        if self._pace is not None and decoded.time is not None:
            self._pace.wait_until(decoded.time)
        return self._clock.frame(self._picture(decoded))

    def _decode(self) -> Generator[VideoFrame]:
        for packet in self._container.demux(self._stream):
            if self._closed.is_set():
                return
            try:
                frames = self._stream.decode(packet)
            except av.FFmpegError:
                continue  # a torn picture: the next whole one is what counts
            yield from frames

    def _picture(self, decoded: VideoFrame) -> Image:
        if self._to_rgb is None or self._size != (decoded.width, decoded.height):
            self._size = (decoded.width, decoded.height)
            self._to_rgb = RgbConverter(*self._size, threads=1, quick=True)
        return self._to_rgb(decoded)

    def _release(self) -> None:
        self._frames.close()
        self._container.close()


class _Pace:
    """Holds back the pictures of a stream that comes faster than it is to be shown."""

    def __init__(self, clock: Callable[[], float], stopped: Event) -> None:
        self._clock = clock
        self._stopped = stopped
        self._offset_s: float | None = None

    def wait_until(self, media_s: float) -> None:
        now = self._clock()
        if self._offset_s is None:
            self._offset_s = now - media_s
        self._stopped.wait(max(0.0, self._offset_s + media_s - now))


def _open(address: str, name: str, timeout: tuple[float, float]) -> InputContainer:
    scheme = urlsplit(address).scheme.lower()
    if scheme not in SCHEMES:
        raise SourceError(f'"{name}" is no address of a stream. It begins with {", ".join(SCHEMES[:4])}, ...')
    try:
        return av.open(address, timeout=timeout, options={} if scheme == "file" else _LOW_DELAY)
    except av.error.HTTPUnauthorizedError as error:
        raise SourceError(
            f'"{name}" wants a name and a password: put them into the address, as in {scheme}://name:password@...'
        ) from error
    except (av.FFmpegError, ValueError, OSError) as error:
        raise SourceError(
            f'"{name}" does not answer as a video ({_reason(error)}). Check the address, and that the camera '
            "is on."
        ) from error


def _video_stream(container: InputContainer, name: str) -> VideoStream:
    if not container.streams.video:
        raise SourceError(f'There is no video at "{name}". Check the address.')
    stream = container.streams.video[0]
    stream.thread_type = "SLICE"  # threads that work on several frames at once hand them out late
    return stream


def _reason(error: Exception) -> str:
    if isinstance(error, av.error.ExitError | TimeoutError):
        return "it is silent"
    if isinstance(error, av.error.InvalidDataError):
        return "what it sends is no video"
    if getattr(error, "errno", None) == errno.EIO:  # all that FFmpeg says of a lost or impossible connection
        return "there is no connection"
    return reason_of(error)
