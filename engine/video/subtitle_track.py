"""Text subtitles that the new file cannot hold as they are, coded anew."""

from __future__ import annotations  # Packet is generic only in the stubs

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

import av
from av.container import OutputContainer
from av.packet import Packet
from av.stream import Stream
from av.subtitles.stream import SubtitleStream

from engine.video.container import as_fraction
from engine.video.copied_track import describe

_TEXT: Final = ("srt", "subrip", "ass", "ssa", "mov_text", "webvtt", "text")
"""Decoders of text; others (DVD, Blu-ray, broadcast) give pictures, which no encoder turns into text."""

_TICK: Final = Fraction(1, 1000)


def is_text(stream: SubtitleStream) -> bool:
    """Whether the subtitles are text, so that they can be coded anew."""
    return stream.codec_context.name in _TEXT


class EncodedSubtitles:
    """A subtitle track whose texts are coded anew; their times stay.

    Args:
        stream: of the original.
        output: where a track is added; the packets are to be muxed there.
        encoder: for example `mov_text`.
        name: of the track, for sentences.
    """

    def __init__(self, stream: SubtitleStream, output: OutputContainer, encoder: str, name: str) -> None:
        self._source, self._encoder, self._name = stream, encoder, name
        self._damaged = 0
        stream.codec_context.open(strict=False)  # only then it has its header
        added = output.add_stream(encoder)
        assert isinstance(added, SubtitleStream)
        added.codec_context.subtitle_header = stream.codec_context.subtitle_header
        added.time_base = added.codec_context.time_base = as_fraction(stream.time_base) or _TICK
        describe(added, stream)
        self._output = added

    def take(self, packet: Packet[Stream]) -> Iterator[Packet[Stream]]:
        """The packet with its text in the other coding."""
        if packet.size == 0 or packet.pts is None:
            return
        try:
            shown = self._source.codec_context.decode2(packet)
            if shown is None or not len(shown):
                return
            coded = self._output.codec_context.encode_subtitle(shown)
        except av.FFmpegError:
            self._damaged += 1
            return
        coded.time_base, coded.duration = packet.time_base, packet.duration
        coded.pts = coded.dts = packet.pts
        coded.stream = self._output
        yield coded

    def finish(self) -> Iterator[Packet[Stream]]:
        """Nothing is held back."""
        return iter(())

    def warnings(self) -> Iterator[str]:
        """What became of the subtitles, one sentence each."""
        yield (
            f"{self._name[0].upper()}{self._name[1:]} does not fit the new file and was made {self._encoder}."
        )
        if self._damaged:
            yield f"{self._damaged} texts of {self._name} are damaged and were left out."
