"""The sound of a recording: blocks as they come from a microphone become one track without gaps."""

from collections import deque
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

import av
import numpy as np
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.packet import Packet

from engine.sound import Microphone, Samples

MOST_BLOCKS: Final = 3000
"""Blocks kept while no picture comes (about 30 s); older ones become silence."""

TOLERANCE_S: Final = 0.1
"""Seconds the sound may be off by its own count before it is moved: a step is heard, 0.1 s is not."""

BITS_PER_CHANNEL: Final = 96_000
"""Bits per second: transparent for AAC."""


class SoundTrack:
    """An AAC track fed by a microphone, in step with the pictures' capture times.

    Args:
        output: where the stream is added; the packets are to be muxed there.
        microphone: is started here and stopped by `stop`.

    Raises:
        SourceError: the microphone cannot be opened.
    """

    def __init__(self, output: OutputContainer, microphone: Microphone) -> None:
        self._microphone = microphone
        self._rate = microphone.rate
        self._layout = "stereo" if microphone.channels == 2 else "mono"
        stream = output.add_stream("aac", rate=self._rate, layout=self._layout)
        assert isinstance(stream, AudioStream)
        stream.bit_rate = BITS_PER_CHANNEL * microphone.channels
        self._stream = stream
        self._written = 0
        self._blocks: deque[tuple[Samples, float]] = deque(maxlen=MOST_BLOCKS)
        microphone.start(lambda samples, at_s: self._blocks.append((samples, at_s)))

    def take(self, start_s: float) -> "Iterator[Packet[AudioStream]]":
        """The packets of what came since the last time.

        Args:
            start_s: `time.perf_counter` of the recording's time 0.
        """
        while self._blocks:
            samples, at_s = self._blocks.popleft()
            yield from self._encode(self._in_step(samples, round((at_s - start_s) * self._rate)))

    def stop(self) -> None:
        """Listen no more."""
        self._microphone.stop()

    def finish(self, start_s: float) -> "Iterator[Packet[AudioStream]]":
        """The last packets."""
        self.stop()
        yield from self.take(start_s)
        yield from self._stream.encode(None)

    def _in_step(self, samples: Samples, due: int) -> Samples:
        """Cut what came before time 0 or double; put silence where nothing came."""
        early = self._written - due
        if self._written and abs(early) <= TOLERANCE_S * self._rate:
            return samples
        if early >= 0:
            return samples[early:]
        silence = np.zeros((-early, samples.shape[1]), np.float32)
        return np.concatenate([silence, samples])

    def _encode(self, samples: Samples) -> "Iterator[Packet[AudioStream]]":
        if len(samples) == 0:
            return
        packed = np.ascontiguousarray(samples).reshape(1, -1)  # (1, n * channels): interleaved
        frame = av.AudioFrame.from_ndarray(packed, format="flt", layout=self._layout)
        frame.sample_rate = self._rate
        frame.time_base = Fraction(1, self._rate)
        frame.pts = self._written
        self._written += len(samples)
        yield from self._stream.encode(frame)
