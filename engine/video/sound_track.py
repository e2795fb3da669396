"""Sound that the new file cannot hold as it is, coded anew."""

from __future__ import annotations  # Packet is generic only in the stubs

from collections.abc import Iterator
from typing import Any, Final

import av
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.packet import Packet
from av.stream import Stream

from engine.video.copied_track import describe

RATES: Final = {
    "aac": (8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000, 64000, 88200, 96000),
    "libopus": (8000, 12000, 16000, 24000, 48000),
}
"""Samples per second that an encoder knows; other sound becomes 48000."""

CODED: Final = {"aac": "AAC", "libopus": "Opus"}
"""What an encoder makes, in sentences."""

BITS_PER_CHANNEL: Final = 96_000
"""Bits per second: transparent for AAC and Opus."""

_LAYOUTS: Final = {1: "mono", 2: "stereo"}
"""What players everywhere play, by number of channels; three and more have their places in 5.1."""

_ASSUMED: Final = {1: "mono", 2: "stereo", 3: "3.0", 4: "quad", 5: "5.0", 6: "5.1", 7: "6.1", 8: "7.1"}
"""Where the channels of a file that does not say are taken to be."""

_MOST: Final = 6
"""Channels of 5.1."""


class EncodedSound:
    """A sound track that is decoded and coded anew, with more than six channels mixed down to 5.1.

    Args:
        stream: of the original, not decoded yet.
        output: where a track is added; the packets are to be muxed there.
        encoder: `aac` or `libopus`.
        name: of the track, for sentences.
    """

    def __init__(self, stream: AudioStream, output: OutputContainer, encoder: str, name: str) -> None:
        self._source, self._encoder, self._name = stream, encoder, name
        self._channels = stream.codec_context.channels
        if stream.layout.name.endswith("channels") and self._channels in _ASSUMED:
            stream.codec_context.layout = _ASSUMED[self._channels]
        rate = stream.rate if stream.rate in RATES[encoder] else 48000
        layout = _LAYOUTS.get(self._channels, "5.1")
        added = output.add_stream(encoder, rate=rate, layout=layout)
        assert isinstance(added, AudioStream)
        added.bit_rate = BITS_PER_CHANNEL * added.codec_context.channels
        describe(added, stream)
        self._output = added
        self._resampler: AudioResampler | None = None
        self._kind: tuple[object, ...] = ()
        self._next = -rate  # sound may begin a moment before 0
        self._damaged = 0
        self._reason = ""

    def take(self, packet: Packet[Stream]) -> Iterator[Packet[Stream]]:
        """The packets of the new track that one packet of the old one brings forth."""
        if self._reason:
            return
        try:
            frames: list[Any] = self._source.decode(packet)
        except av.FFmpegError:
            self._damaged += 1
            return
        for frame in frames:
            yield from self._encode(self._converted(frame))

    def finish(self) -> Iterator[Packet[Stream]]:
        """What the encoder holds back."""
        yield from self._encode(self._rest())
        yield from self._output.encode(None)

    def warnings(self) -> Iterator[str]:
        """What became of the sound, one sentence each."""
        name = f"{self._name[0].upper()}{self._name[1:]}"
        mixed = f"; its {self._channels} channels were mixed down to 5.1" if self._channels > _MOST else ""
        yield f"{name} does not fit the new file and was made {CODED[self._encoder]}{mixed}."
        if self._damaged:
            yield f"{self._damaged} packets of {self._name} are damaged and were left out."
        if self._reason:
            yield f"{name} ends early: it could not be converted ({self._reason})."

    def _encode(self, frames: list[AudioFrame]) -> Iterator[Packet[Stream]]:
        for frame in frames:
            # Where two recordings were joined their times may overlap; a muxer takes only increasing ones.
            frame.pts = max(self._next, 0 if frame.pts is None else frame.pts)
            self._next = frame.pts + frame.samples
            yield from self._output.encode(frame)

    def _converted(self, frame: AudioFrame) -> list[AudioFrame]:
        """Frames as the encoder takes them; a broadcast may change rate or channels at any time."""
        kind = (frame.format.name, frame.layout.name, frame.sample_rate)
        try:
            if self._resampler is None or kind != self._kind:
                rest, self._kind = self._rest(), kind
                self._resampler = self._resampler_for(frame)
                return [*rest, *self._resampler.resample(frame)]
            return self._resampler.resample(frame)
        except (av.FFmpegError, ValueError) as error:
            self._reason = str(getattr(error, "strerror", None) or error)
            return []

    def _resampler_for(self, frame: AudioFrame) -> AudioResampler:
        context = self._output.codec_context
        # Unless told, swresample lets floating point sound grow beyond full scale where channels are mixed.
        mixes = frame.layout.nb_channels > context.channels
        options = {"rematrix_maxval": "1.0"} if mixes else None
        return AudioResampler(context.format, context.layout, context.rate, options=options)

    def _rest(self) -> list[AudioFrame]:
        return self._resampler.resample(None) if self._resampler and not self._reason else []
