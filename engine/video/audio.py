"""The sound of a file (and its subtitles), to go beside new pictures.

Tracks are copied packet for packet where the container can hold them; other sound is made AAC, other
subtitles are left out. The file is read a second time, alongside the pictures, so that memory stays flat.
"""

from __future__ import annotations  # Packet is generic only in the stubs

from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import av
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.packet import Packet
from av.stream import Discard, Stream

from engine.video.container import open_container

AAC_RATES: Final = (8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000, 64000, 88200, 96000)
"""Samples per second that AAC knows; other sound becomes 48000."""

AAC_LAYOUTS: Final = {1: "mono", 2: "stereo", 6: "5.1"}
"""By number of channels; other sound becomes stereo."""

BITS_PER_CHANNEL: Final = 96_000
"""Bits per second: transparent for AAC."""

_KEPT_TAGS: Final = ("language", "title", "handler_name")
"""What of a track's metadata still holds in the new file."""


class AudioTracks:
    """All sound and subtitle tracks of a file.

    Args:
        path: the file, opened here.
        output: the container they go to. Its video stream must be there already: players take the first
            track for the main one.

    Raises:
        SourceError: the file cannot be opened.
    """

    def __init__(self, path: Path, output: OutputContainer) -> None:
        self._source = open_container(path)
        self._broke_off = False
        self._left_out: list[str] = []
        self._waiting: Packet[Stream] | None = None
        self._tracks: dict[int, _Copied | _Encoded] = {}
        for stream in self._source.streams:
            track = self._track(stream, output)
            if track is None:
                stream.discard = Discard.all
            else:
                self._tracks[stream.index] = track
        chosen = [self._source.streams[index] for index in self._tracks]
        self._packets = self._source.demux(*chosen) if chosen else iter(())

    @property
    def warnings(self) -> tuple[str, ...]:
        """What could not be kept as it was, one sentence each."""
        said = [sentence for track in self._tracks.values() for sentence in track.warnings()]
        if self._broke_off:
            said.append("The sound is damaged; it was kept up to the damage.")
        return (*self._left_out, *said)

    def until(self, time: Fraction | None) -> Iterator[Packet[Stream]]:
        """The packets up to a time in seconds, ready to be muxed; with None, all that are left."""
        while (packet := self._waiting or self._next()) is not None:
            self._waiting = packet
            if time is not None and packet.dts is not None and packet.dts * packet.time_base > time:
                return
            self._waiting = None
            yield from self._tracks[packet.stream.index].take(packet)
        if time is None:
            for track in self._tracks.values():
                yield from track.finish()

    def close(self) -> None:
        """Close the file. May be called twice."""
        self._source.close()

    def _next(self) -> Packet[Stream] | None:
        try:
            packet = next(self._packets, None)
        except av.FFmpegError:
            self._broke_off = True
            self._packets = iter(())
            return None
        return packet

    def _track(self, stream: Stream, output: OutputContainer) -> _Copied | _Encoded | None:
        if stream.type not in ("audio", "subtitle"):
            return None
        name = f"{'Sound' if stream.type == 'audio' else 'Subtitle'} track {stream.index}"
        codec = getattr(stream, "codec_context", None)
        if codec is None:
            self._left_out.append(f"{name} is of an unknown kind and was left out.")
            return None
        if can_hold(output.format.name, stream):
            return _Copied(stream, output)
        if isinstance(stream, AudioStream):
            return _Encoded(stream, output, name)
        self._left_out.append(f"{name} ({codec.name}) does not fit the new file and was left out.")
        return None


def can_hold(container: str, stream: Stream) -> bool:
    """Whether a container takes packets of this stream: found out by beginning one in memory."""
    try:
        trial = av.open(BytesIO(), "w", format=container)
        trial.add_stream_from_template(stream)
        trial.start_encoding()
    except (av.FFmpegError, ValueError):
        return False
    with suppress(av.FFmpegError, ValueError):
        trial.close()
    return True


class _Copied:
    """A track whose packets pass as they are."""

    def __init__(self, stream: Stream, output: OutputContainer) -> None:
        self._output = output.add_stream_from_template(stream)
        _describe(self._output, stream)
        self._last: int | None = None
        self._dropped = 0

    def take(self, packet: Packet[Stream]) -> Iterator[Packet[Stream]]:
        if packet.size == 0:
            return
        packet.dts = packet.pts if packet.dts is None else packet.dts
        if packet.dts is None or (self._last is not None and packet.dts <= self._last):
            self._dropped += 1  # a muxer takes only increasing times
            return
        self._last = packet.dts
        packet.stream = self._output
        yield packet

    def finish(self) -> Iterator[Packet[Stream]]:
        return iter(())

    def warnings(self) -> Iterator[str]:
        if self._dropped:
            yield f"{self._dropped} packets of sound or subtitles had no usable time and were left out."


class _Encoded:
    """A sound track that is decoded and made AAC."""

    def __init__(self, stream: AudioStream, output: OutputContainer, name: str) -> None:
        self._source, self._name = stream, name
        rate = stream.rate if stream.rate in AAC_RATES else 48000
        layout = AAC_LAYOUTS.get(stream.codec_context.channels, "stereo")
        self._output = output.add_stream("aac", rate=rate, layout=layout)
        self._output.bit_rate = BITS_PER_CHANNEL * self._output.codec_context.channels
        _describe(self._output, stream)
        self._damaged = 0

    def take(self, packet: Packet[Stream]) -> Iterator[Packet[Stream]]:
        try:
            frames: list[Any] = self._source.decode(packet)
        except av.FFmpegError:
            self._damaged += 1
            return
        for frame in frames:
            yield from self._output.encode(frame)

    def finish(self) -> Iterator[Packet[Stream]]:
        yield from self._output.encode(None)

    def warnings(self) -> Iterator[str]:
        yield f"{self._name} ({self._source.codec_context.name}) does not fit the new file and was made AAC."
        if self._damaged:
            yield f"{self._damaged} packets of {self._name.lower()} are damaged and were left out."


def _describe(output: Stream, source: Stream) -> None:
    """Keep language, title and what the track is for."""
    output.metadata.update({tag: value for tag, value in source.metadata.items() if tag in _KEPT_TAGS})
    output.disposition = source.disposition
