"""The sound of a film, decoded from any moment on."""

from __future__ import annotations  # Packet is generic only in the stubs

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Final

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream

from engine.errors import SourceError
from engine.sound.samples import RATE, STEREO, Samples, silence
from engine.video import as_fraction, open_video_stream, start_of

BEFORE_S: Final = Fraction(1, 5)
"""Seconds that are decoded before the moment asked for: the first packet after a jump is not whole."""

TOLERANCE: Final = RATE // 50
"""Samples by which the times in a file may be off (20 ms) before sound is cut or silence put in."""


class SoundReader:
    """Blocks of stereo sound without gaps: what is missing in the file is silence. Used by one thread.

    Args:
        path: a video file.

    Raises:
        SourceError: it cannot be read, or its sound cannot be decoded.
    """

    def __init__(self, path: Path) -> None:
        self._container, video = open_video_stream(path)
        if not self._container.streams.audio:
            self.close()
            raise SourceError(f'"{path.name}" has no sound.')
        stream = self._container.streams.best("audio")
        if not isinstance(stream, AudioStream) or getattr(stream, "codec_context", None) is None:
            self.close()
            raise SourceError(f'The sound of "{path.name}" is of a kind that cannot be decoded.')
        self._stream = stream
        self._tick = as_fraction(stream.time_base) or Fraction(1, RATE)
        self._start = start_of(self._container, video)
        self._blocks = self._from(0)

    def seek(self, time_s: float) -> None:
        """Go on at exactly this second of the film, whose first is 0."""
        self._blocks = self._from(round(time_s * RATE))

    def read(self) -> Samples | None:
        """The next block (n, 2), n at least 1; None at the end."""
        return next(self._blocks, None)

    def close(self) -> None:
        """Close the file."""
        self._container.close()

    def _from(self, first: int) -> Iterator[Samples]:
        """Blocks from a sample of the film on."""
        frames = self._jump(first)
        due, exact = first, True
        for at, samples in frames:
            skip = due - at
            if not exact and abs(skip) <= TOLERANCE:
                skip = 0
            while skip < 0:
                gap = min(-skip, RATE)
                yield silence(gap)
                due, skip = due + gap, skip + gap
            kept = samples[skip:]
            if len(kept):
                exact, due = False, due + len(kept)
                yield kept

    def _jump(self, first: int) -> Iterator[tuple[int, Samples]]:
        """Blocks, each with its place in the film, from the first one before a sample on."""
        before = max(Fraction(0), Fraction(first, RATE) - BEFORE_S) + self._start
        self._seek(round(before / self._tick))
        frames = self._resampled()
        begun = next(frames, None)
        if begun is not None and begun[0] > first:  # without an index FFmpeg guesses, and may land behind
            self._seek(0)
            frames = self._resampled()
            begun = next(frames, None)
        if begun is not None:
            yield begun
            yield from frames

    def _seek(self, ticks: int) -> None:
        try:
            self._container.seek(ticks, stream=self._stream)
        except av.FFmpegError:
            self._container.seek(0)

    def _resampled(self) -> Iterator[tuple[int, Samples]]:
        kind: tuple[object, ...] = ()
        resampler: AudioResampler | None = None
        at = 0
        for frame in self._decoded():
            found = (frame.format.name, frame.layout.name, frame.sample_rate)
            if resampler is None or found != kind:  # a broadcast may change rate or channels at any time
                kind, resampler = found, _resampler_for(frame)
            for one in _converted(frame, resampler):
                if one.pts is not None and one.time_base:
                    at = round((one.pts * Fraction(one.time_base) - self._start) * RATE)
                samples = one.to_ndarray().astype(np.float32, copy=False).reshape(-1, STEREO)  # (n, 2)
                yield at, samples
                at += len(samples)

    def _decoded(self) -> Iterator[AudioFrame]:
        """Every frame that can be decoded."""
        packets = self._container.demux(self._stream)
        while True:
            packet = None
            try:
                packet = next(packets, None)
                frames = [] if packet is None else self._stream.decode(packet)
            except av.FFmpegError:
                frames = []
            if packet is None:
                return
            yield from frames


def _converted(frame: AudioFrame, resampler: AudioResampler) -> list[AudioFrame]:
    """None where a damaged frame cannot be converted."""
    try:
        return resampler.resample(frame)
    except (av.FFmpegError, ValueError):
        return []


def _resampler_for(frame: AudioFrame) -> AudioResampler:
    # Unless told, swresample lets floating point sound grow beyond full scale where channels are mixed.
    mixes = frame.layout.nb_channels > STEREO
    return AudioResampler("flt", "stereo", RATE, options={"rematrix_maxval": "1.0"} if mixes else None)
