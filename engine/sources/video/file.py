"""A video file as a source of frames."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Final

import av
import cv2
import numpy as np
from av.video.frame import VideoFrame

from engine.errors import SourceError
from engine.frame import Frame, Image, Pixels, frame_of
from engine.sources.base import Source
from engine.sources.video.clock import VideoClock
from engine.sources.video.decoder import VideoDecoder, in_memory
from engine.stream_info import StreamInfo
from engine.video import RgbConverter, ToneMapper, as_fraction, is_transparent, tags_of

if TYPE_CHECKING:
    from engine.video import DeviceVideo

_TURNS: Final = {90: cv2.ROTATE_90_COUNTERCLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_CLOCKWISE}
"""Counterclockwise degrees to OpenCV's turns."""


_BEFORE_ALL: Final = Fraction(-10)
"""Seconds: of a transport stream also the first pictures are decoded some time before they are shown."""


class VideoFileSource(Source):
    """Every frame of a file's main video stream, upright, RGB, with its own time.

    Variable frame rate stays variable; where a broadcast's clock begins is time 0. A rotation tag is
    applied to the pixels. HDR and BT.2020 become BT.709. Damaged frames are left out; see `warnings`.

    Args:
        path: any file FFmpeg reads.
        deinterlace: make interlaced frames whole.
        quick: as of `RgbConverter`.
        device: where frames are decoded, and stay where it takes them as they are; None = on the CPU.

    Raises:
        SourceError: the file is not there, cannot be read, or has no video.
    """

    def __init__(
        self,
        path: Path | str,
        *,
        deinterlace: bool = True,
        quick: bool = False,
        device: "DeviceVideo | None" = None,
    ) -> None:
        self.path = Path(path)
        self._index = 0
        self._end: Fraction | None = None
        self._resized = 0
        self._device = device
        self._decoder = VideoDecoder(self.path, deinterlace, device)
        try:
            self._frames = iter(self._decoder)
            first = self._first()
            self._next: VideoFrame | None = first
            self._clock = VideoClock(self._decoder.stream, self._decoder.start)
            self._turn = round(first.rotation / 90) * 90 % 360
            self._tags = tags_of(first)
            size = self._size = first.width, first.height
            self._transparent = is_transparent(first, self._decoder.stream)
            self._to_rgb: ToneMapper | RgbConverter
            self._to_rgb = ToneMapper(*size) if self._tags.needs_mapping else RgbConverter(*size, quick=quick)
            self._info = self._describe(*size)
        except BaseException:
            self.close()
            raise

    @property
    def info(self) -> StreamInfo:
        """Size and pixel shape after rotation, guessed rate, time base, colours, about how many frames."""
        return self._info

    @property
    def has_sound(self) -> bool:
        """Whether there is sound besides the pictures."""
        return self._decoder.has_sound

    @property
    def warnings(self) -> tuple[str, ...]:
        """Complete once `read` has returned None."""
        return tuple(self._sentences())

    def read(self) -> Frame | None:
        """The next frame that can be decoded.

        Raises:
            SourceError: a frame's pixels cannot be converted.
        """
        decoded = self._next
        if decoded is None:
            return None
        time, duration = self._clock.stamp(decoded)
        self._resized += (decoded.width, decoded.height) != self._size
        frame = frame_of(self._picture(decoded), time, self._index, duration=duration)
        self._index += 1
        self._next = next(self._frames, None)
        if self._next is None:
            self._end = time
        return frame

    def peek(self) -> Pixels | None:
        """The picture of the frame that `read` gives next; None at the end.

        Raises:
            SourceError: as `read`.
        """
        return None if self._next is None else self._picture(self._next)

    def seek(self, time: Fraction) -> None:
        """Go on with the first frame at or after a time in seconds; after the end, with the last one.

        Raises:
            SourceError: the file can only be read from its beginning; then all is as before.
        """
        self._jump(time)
        if self._next is None or not self._is_before(self._next, time):
            self._jump(_BEFORE_ALL)  # without an index FFmpeg guesses, and may land behind
        self.skip_to(time)
        self._decoder.damaged = 0  # what lies before it is not shown

    def lands_on(self, time: Fraction) -> bool:
        """Go to a frame: whether there is one at just this time in seconds, and the file says so itself."""
        try:
            self.seek(time)
        except SourceError:
            return False
        there = None if self._next is None else self._next.pts
        return there is not None and there * self._clock.time_base - self._decoder.start == time

    def skip_to(self, time: Fraction) -> None:
        """Leave out what is left before a time, without making pictures of it; never the last frame."""
        while self._next is not None and self._is_before(self._next, time):
            following = next(self._frames, None)
            if following is None:
                break
            self._next = following

    def close(self) -> None:
        """Close the file and end the decoder's threads."""
        self._next = None
        self._decoder.close()

    def _jump(self, time: Fraction) -> None:
        self._decoder.seek(time)
        self._frames = iter(self._decoder)
        self._clock = VideoClock(self._decoder.stream, self._decoder.start)
        self._next = next(self._frames, None)

    def _is_before(self, decoded: VideoFrame, time: Fraction) -> bool:
        if decoded.pts is None:
            return False
        return decoded.pts * self._clock.time_base - self._decoder.start < time

    def _first(self) -> VideoFrame:
        """The first frame: only it knows rotation, size and colour."""
        first = next(self._frames, None)
        if first is None:
            raise SourceError(
                f'"{self.path}" has a video stream, but no frame of it can be decoded: it is damaged '
                "or of an unknown kind. Try another copy."
            )
        return first

    def _describe(self, width: int, height: int) -> StreamInfo:
        aspect = as_fraction(self._decoder.stream.sample_aspect_ratio) or Fraction(1)
        if self._turn in (90, 270):
            width, height, aspect = height, width, 1 / aspect
        rate, time_base = self._clock.rate, self._clock.time_base
        frames = self._decoder.expected_frames(rate)
        return StreamInfo(width, height, rate, time_base, frames, aspect, self._tags.for_output())

    def _picture(self, decoded: VideoFrame) -> Pixels:
        """(H, W, 3) uint8 RGB, upright; on the device, if the frame is there and no more is to be done."""
        device, size = self._device, (decoded.width, decoded.height)
        if device and device.holds(decoded) and size == self._size:
            codec = self._decoder.stream.codec_context.name
            return device.picture(decoded, codec, self._turn, mapped=self._tags.needs_mapping)
        return self._picture_here(in_memory(decoded) if device else decoded)

    def _picture_here(self, decoded: VideoFrame) -> Image:
        try:
            image = self._to_rgb(decoded)
        except (av.FFmpegError, ValueError) as error:
            name = decoded.format.name
            raise SourceError(
                f'"{self.path}" has frames of a kind ({name}) that cannot be turned into RGB. '
                "Convert it to yuv420p first."
            ) from error
        if self._turn:
            image = cv2.rotate(image, _TURNS[self._turn]).astype(np.uint8, copy=False)
        return image

    def _sentences(self) -> Iterator[str]:
        if self._tags.is_hdr:
            yield "The video is HDR; it was tone-mapped to an ordinary screen's range (BT.709)."
        if self._decoder.deinterlaced:
            yield "The video is interlaced; it was deinterlaced (--no-deinterlace leaves it as it is)."
        if self._transparent:
            yield "The video has transparent parts; they were painted as if they were opaque."
        if self._resized:
            width, height = self._size
            yield (
                f"The size changes in mid-stream; {self._resized} frames were scaled to the size at the "
                f"start ({width} x {height})."
            )
        if self._decoder.damaged:
            yield f"{self._decoder.damaged} damaged frames were left out, or shown as far as they go."
        if self._clock.nudged:
            yield f"{self._clock.nudged} frames had no usable time and got one from their neighbours."
        if self._decoder.missing or self._decoder.broke_off:
            lost = self._decoder.missing or "an unknown number"
            yield f"The file is cut short: {self._index} frames could be read, {lost} are missing."
        elif self._ends_early():
            end = float(self._end or 0)
            yield f"The file ends at {end:.1f} s, before the end it states: it may be cut short."

    def _ends_early(self) -> bool:
        """Whether the last frame lies well before the end that the file's header states."""
        stated = self._decoder.stated_end
        return (
            self._end is not None
            and stated is not None
            and stated - self._end > max(Fraction(1), stated / 20)
        )
