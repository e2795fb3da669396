"""A video file's decoder: every frame that can be decoded, and what could not."""

from __future__ import annotations  # Packet is generic only in the stubs

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Final

import av
from av.container import InputContainer
from av.packet import Packet
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from engine.errors import SourceError
from engine.sources.video.clock import FALLBACK_TIME_BASE
from engine.video import Deinterlacer, as_fraction, open_video_stream, start_of

if TYPE_CHECKING:
    from engine.video import DeviceVideo

THREADS: Final = 4
"""That decode: enough for 4K; more would take cores from the network."""


NO_TIMES: Final = 0x0080
"""FFmpeg's flag (`AVFMT_NOTIMESTAMPS`) of a kind of file in which there are none, such as bare H.264."""


class VideoDecoder:
    """The frames of a file's main video stream, in order of display. Iterate once; close it.

    Args:
        path: any file FFmpeg reads.
        deinterlace: make interlaced frames whole.
        device: where frames are decoded, and stay but for interlaced ones; None = on the CPU.

    Raises:
        SourceError: the file is not there, cannot be read, or has no video.
    """

    def __init__(self, path: Path, deinterlace: bool = True, device: DeviceVideo | None = None) -> None:
        self._device = device
        accelerator = device.hwaccel() if device else None
        self._container, self.stream = open_video_stream(path, accelerator)
        self.stream.thread_type = "AUTO"
        self.stream.thread_count = 1 if accelerator else THREADS
        self._deinterlace = deinterlace
        self.deinterlaced = False
        """Interlaced frames came and were made whole."""
        self.start = start_of(self._container, self.stream)
        """Seconds at which the file's own clock begins; the frames' pts are not moved."""
        self.has_sound = bool(self._container.streams.audio)
        """The file has sound besides the pictures."""
        self._packets = 0
        self.damaged = 0
        """Frames that were lost or patched so far."""
        self.broke_off = False
        """The file could not be read to its end."""
        self.missing = 0
        """At the end: how many frames the index lists beyond those read; 0 of a part."""
        self._is_part = False
        self._has_index = "mp4" in self._container.format.name
        """Only mp4's counts frames exactly."""
        self._stated_end = _stated_end(self.stream if self._has_index else self._container, self.start)

    def __iter__(self) -> Iterator[VideoFrame]:
        if not self._deinterlace:
            yield from self._decoded()
            return
        deinterlacer = Deinterlacer(THREADS)
        for frame in deinterlacer(self._where_they_are_filtered()):
            self.deinterlaced |= deinterlacer.used
            yield frame

    @property
    def stated_end(self) -> Fraction | None:
        """Seconds from the start, by the header; None without one, or where an index tells more."""
        return self._stated_end if self._is_part or not self._has_index else None

    def expected_frames(self, rate: Fraction) -> int | None:
        """What the file's index says, else duration times frames per second, else None."""
        if self.stream.frames:
            return int(self.stream.frames)
        if self.stream.duration and self.stream.time_base:
            return round(float(self.stream.duration * self.stream.time_base * rate))
        if self._container.duration:
            return round(Fraction(self._container.duration, av.time_base) * rate)
        return None

    def seek(self, time: Fraction) -> None:
        """Go to the last key frame at or before a time in seconds from the start. Iterate anew afterwards.

        Raises:
            SourceError: there are no times in the file; then all is as before.
        """
        if self._container.format.flags & NO_TIMES:  # even trying would lose the place
            name = self._container.name.removeprefix("file:")
            raise SourceError(f'"{name}" holds no times: it can only be read from its beginning.')
        time_base = as_fraction(self.stream.time_base) or FALLBACK_TIME_BASE
        self._is_part = True
        try:
            self._container.seek(round((time + self.start) / time_base), stream=self.stream)
        except av.FFmpegError:
            self._container.seek(0)  # a file without an index knows only its start

    def close(self) -> None:
        """Close the file and end the decoder's threads. May be called twice."""
        self._container.close()

    def _where_they_are_filtered(self) -> Iterator[VideoFrame]:
        """From the first interlaced frame on in the CPU's memory: only there they are made whole."""
        interlaced = False
        for frame in self._decoded():
            interlaced |= frame.interlaced_frame
            yield in_memory(frame) if interlaced and self._device else frame

    def _decoded(self) -> Iterator[VideoFrame]:
        came = False
        for packet in self._demux():
            try:
                frames = self.stream.decode(packet)
            except av.FFmpegError as error:
                if self._device and not came:  # it could go on so to the end of the film
                    raise SourceError(f"The device does not decode it: {error.strerror}.") from error
                self.damaged += 1
                continue
            came = came or bool(frames)
            self.damaged += sum(frame.is_corrupt for frame in frames)
            yield from frames

    def _demux(self) -> Iterator[Packet[VideoStream] | None]:
        """The stream's packets, then None, at which the decoder gives its last frames."""
        packets = self._container.demux(self.stream)
        while True:
            try:
                packet = next(packets, None)
            except av.FFmpegError:
                self.broke_off = True
                packet = None
            if packet is None or packet.size == 0:
                break
            self._packets += 1
            yield packet
        yield None
        if self._has_index and not self._is_part:
            self.missing = max(0, int(self.stream.frames) - self._packets)


def in_memory(frame: VideoFrame) -> VideoFrame:
    """A frame in the CPU's memory, laid out as on its device; the very frame, if it is there."""
    return frame.reformat(format=frame.sw_format.name) if frame.sw_format else frame


def _stated_end(stated_by: VideoStream | InputContainer, start: Fraction) -> Fraction | None:
    tick = Fraction(1, av.time_base)
    if isinstance(stated_by, VideoStream):  # its sound may be longer
        tick = as_fraction(stated_by.time_base) or tick
    if not stated_by.duration:
        return None
    return (stated_by.duration + (stated_by.start_time or 0)) * tick - start
