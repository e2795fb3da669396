"""A track whose packets pass as they are."""

from __future__ import annotations  # Packet is generic only in the stubs

from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from typing import Final

import av
from av.container import OutputContainer
from av.packet import Packet
from av.stream import Disposition, Stream

_KEPT_TAGS: Final = ("language", "title", "handler_name", "filename")
"""What of a track's metadata still holds in the new file."""


class CopiedTrack:
    """A track that is taken over packet for packet.

    Args:
        stream: of the original.
        output: where it is added; the packets are to be muxed there.
    """

    def __init__(self, stream: Stream, output: OutputContainer) -> None:
        self._output = output.add_stream_from_template(stream, opaque=True)
        describe(self._output, stream)
        self._reordered = stream.type == "video"
        self._is_cover = bool(stream.disposition & Disposition.attached_pic)
        self._last: int | None = None
        self._dropped = 0

    def take(self, packet: Packet[Stream]) -> Iterator[Packet[Stream]]:
        """The packet, for the new file."""
        if packet.size == 0:
            return
        if self._is_cover:  # belongs to no time
            packet.pts = packet.dts = 0
        if packet.dts is None and not self._reordered:  # of reordered pictures the muxer finds it out
            packet.dts = packet.pts
        time = packet.pts if packet.dts is None else packet.dts
        if time is None or (packet.dts is not None and self._last is not None and packet.dts <= self._last):
            self._dropped += 1  # a muxer takes only increasing times
            return
        self._last = self._last if packet.dts is None else packet.dts
        packet.stream = self._output
        yield packet

    def finish(self) -> Iterator[Packet[Stream]]:
        """Nothing is held back."""
        return iter(())

    def warnings(self) -> Iterator[str]:
        """What was lost, one sentence each."""
        if self._dropped:
            yield f"{self._dropped} packets of other tracks had no usable time and were left out."


def can_hold(container: str, stream: Stream) -> bool:
    """Whether a container takes packets of this stream: found out by beginning one in memory."""
    try:
        trial = av.open(BytesIO(), "w", format=container)
        trial.add_stream_from_template(stream, opaque=True)
        trial.start_encoding()
    except (av.FFmpegError, ValueError):
        return False
    with suppress(av.FFmpegError, ValueError):
        trial.close()
    return True


def describe(output: Stream, source: Stream) -> None:
    """Keep language, title and what the track is for."""
    output.metadata.update({tag: value for tag, value in source.metadata.items() if tag in _KEPT_TAGS})
    second = source.type == "video" and not source.disposition & Disposition.attached_pic
    output.disposition = source.disposition & ~Disposition.default if second else source.disposition
