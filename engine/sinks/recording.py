"""A recording of what is painted live; the file can be played even when the program is killed."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import Final

import av
import numpy as np

from engine.errors import ImpastoError, SinkError, UsageError
from engine.files import PartFile
from engine.folders import dated_path, videos_folder
from engine.frame import Frame, Image
from engine.imaging import fit_into
from engine.sinks.base import Sink
from engine.sinks.recording_containers import CONTAINERS, RECORDING_QUALITY, RECORDING_SUFFIXES
from engine.sinks.sound_track import SoundTrack
from engine.sinks.video_track import VideoTrack, even
from engine.sound import Microphone
from engine.stream_info import CAPTURE_TICK, StreamInfo
from engine.video import choose_encoder, rate_factor

FRAGMENT_S: Final = Fraction(1)
"""Seconds of video that a killed program may cost: so often a playable piece of the file is completed."""


def default_recording_path(
    folder: Path | None = None, now: datetime | None = None, name: str = "", suffix: str = ".mp4"
) -> Path:
    """A free name such as `Videos/Impasto/2026-11-22 09.41.07.mp4`; the folder is made.

    Args:
        folder: None = `Impasto` in the person's folder of videos.
        now: for the name; None = now.
        name: instead of the date and time.
        suffix: one of `RECORDING_SUFFIXES`.

    Raises:
        SinkError: the folder cannot be made.
    """
    return dated_path(folder or videos_folder(), suffix, now, name)


class RecordingSink(Sink):
    """Writes a video file with the times at which frames were captured, by choice with a microphone's sound.

    What was recorded is never lost: while it grows, its part file can be played up to the last second
    even when the program is killed; `abort` completes the file as `close` does; and when writing fails,
    `write` does not raise (that would end the live view), but what is there is kept, `error` tells, and
    `close` raises it.

    Frames of another size than the first are fitted into it. A frame whose time does not increase (the same
    moment painted again) is left out.

    Args:
        path: ends in one of `RECORDING_SUFFIXES`; named so only when complete.
        info: of the source; its rate guides the encoder.
        side_by_side: the content to the left of the painted picture.
        microphone: its sound is recorded too.
        quality: 0 (smallest) to 100.

    Raises:
        UsageError: the path or quality cannot be.
        SinkError: the file cannot be written.
    """

    slow = True

    def __init__(
        self,
        path: Path | str,
        info: StreamInfo,
        *,
        side_by_side: bool = False,
        microphone: Microphone | None = None,
        quality: int = RECORDING_QUALITY,
    ) -> None:
        path = Path(path)
        if path.suffix.lower() not in RECORDING_SUFFIXES:
            allowed = ", ".join(RECORDING_SUFFIXES)
            raise UsageError(f'A recording is a video file: "{path.name}" must end in one of {allowed}.')
        self.path = path
        self.error: SinkError | None = None
        """Why the recording ended early; None while all is well."""
        self._crf = rate_factor(quality)
        self._rate = info.rate
        self._side_by_side = side_by_side
        self._microphone = microphone
        self._part = PartFile(path)
        self._take: _Take | None = None
        self._ended = False
        self._fitted = False

    @property
    def warnings(self) -> tuple[str, ...]:
        return ("The size of the picture changed; it was fitted into the size at the start.",) * self._fitted

    def write(self, frame: Frame) -> None:
        """Encode the frame, and the sound up to now."""
        if self._ended:
            return
        image = self._picture(frame)
        with self._kept():
            if self._take is None:
                self._take = _Take(self._part.part, image, frame, self._rate, self._crf, self._microphone)
            fitted = fit_into(image, self._take.width, self._take.height)
            self._fitted |= fitted is not image
            self._take.write(fitted, frame.time, frame.captured_s)

    def close(self) -> None:
        """Complete the file and give it its name.

        Raises:
            SinkError: nothing was recorded, or the recording ended early (what is there is kept).
        """
        if self._take is None and not self._ended:
            self.abort()
            raise SinkError(f'"{self.path}" was not made: no picture came. Check the source.')
        self.abort()
        if self.error is not None:
            raise self.error

    def abort(self) -> None:
        """Complete the file all the same: what was recorded live cannot be had again."""
        if self._ended:
            return
        self._ended = True
        if self._take is None:
            self._part.discard()
            return
        with self._kept():
            self._take.finish()
            self._part.commit()

    @contextmanager
    def _kept(self) -> Iterator[None]:
        """Whatever fails inside: what was written until then gets its name, and the reason is remembered."""
        try:
            yield
        except (av.FFmpegError, OSError, ValueError, ImpastoError) as error:
            self._ended = True
            reason = str(getattr(error, "strerror", None) or error).rstrip(".")
            self._salvage(f'The recording "{self.path}" ended early: {reason[:1].lower()}{reason[1:]}.')

    def _salvage(self, reason: str) -> None:
        take, kept = self._take, ""
        if take is None:
            self._part.discard()
        else:
            take.drop()
            kept = " What was recorded until then is kept."
            with suppress(SinkError):
                self._part.commit()
        self.error = SinkError(reason + kept)

    def _picture(self, frame: Frame) -> Image:
        if not self._side_by_side:
            return frame.image
        content = frame.image if frame.content is None else frame.content
        return np.hstack([content, frame.image])


class _Take:
    """The file of a recording, from its first frame on."""

    def __init__(
        self, part: Path, image: Image, first: Frame, rate: Fraction, crf: int, microphone: Microphone | None
    ) -> None:
        self.height, self.width = image.shape[:2]
        self._start = first.time
        self._start_s = time.perf_counter() if first.captured_s is None else first.captured_s
        self._last: Fraction | None = None
        self._last_key = Fraction(0)
        info = StreamInfo(self.width, self.height, rate, CAPTURE_TICK)
        container, options = CONTAINERS[part.suffix.lower()]
        encoder, _ = choose_encoder("auto", (even(self.width), even(self.height)))
        self._output = av.open(f"file:{part}", "w", format=container, container_options=options)
        self._sound: SoundTrack | None = None
        try:
            # Without "zerolatency" the encoder holds frames back, and a killed program takes them along.
            wishes = encoder.options(crf) | {"tune": "zerolatency"}
            self._video = VideoTrack(self._output, info, encoder, wishes)
            self._sound = SoundTrack(self._output, microphone) if microphone else None
        except BaseException:
            self._output.close()
            raise

    def write(self, image: Image, moment: Fraction, captured_s: float | None) -> None:
        at = moment - self._start
        if self._last is not None and at <= self._last:
            return
        if captured_s is not None:
            self._start_s = captured_s - float(at)  # moves when the source leaves a sleep out
        key = self._last is None or at - self._last_key >= FRAGMENT_S
        self._last_key = at if key else self._last_key
        self._last = at
        self._output.mux(self._video.encode(image, at, key=key))
        if self._sound is not None:
            self._output.mux(list(self._sound.take(self._start_s)))

    def finish(self) -> None:
        """Write what is held back, and the index."""
        self._output.mux(self._video.finish())
        if self._sound is not None:
            self._output.mux(list(self._sound.finish(self._start_s)))
        self._output.close()

    def drop(self) -> None:
        """Let go of a file that can be written no more; what is in it stays."""
        if self._sound is not None:
            self._sound.stop()
        with suppress(av.FFmpegError, OSError, ValueError):
            self._output.close()
