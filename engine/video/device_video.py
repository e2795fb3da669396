"""Video decoded and coded on the device: its planes are tensors there, by DLPack, and cross no bus.

Without a GPU the same is done in the CPU's memory.
"""

from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import av
import torch
from av.codec.hwaccel import HWAccel
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange
from av.video.stream import VideoStream
from torch import Tensor
from torch.utils.dlpack import from_dlpack

from engine.errors import SinkError, SourceError
from engine.stream_info import ColourTags
from engine.video.colour import tags_of
from engine.video.encoders import Encoder, rate_factor, scheduling_kept
from engine.video.nv12 import nv12_of, rgb_of

LEFT: Final = ("h264", "hevc", "mpeg2video", "mpeg4")
"""Codecs whose chroma lies at the left pixels unless they say otherwise, which PyAV does not tell."""

SHARED: Final = {"primary_ctx": "1"}
"""FFmpeg uses torch's context: memory of another could not be read."""


class DeviceDecoder:
    """The pictures of a file's first video stream, RGB on the device; iterate once.

    Raises:
        SourceError: the file cannot be opened, or not decoded there; the sentence says why.
    """

    def __init__(self, path: Path, device: torch.device) -> None:
        self._path, self._device = path, device
        self._on_cuda = device.type == "cuda"
        # No fallback: frames decoded on the CPU would have to be brought there.
        accelerated = HWAccel("cuda", device.index or 0, False, dict(SHARED), is_hw_owned=True)
        try:
            self._container = av.open(f"file:{path}", hwaccel=accelerated if self._on_cuda else None)
        except (av.FFmpegError, OSError, ValueError, RuntimeError, NotImplementedError) as error:
            raise SourceError(self._why(error)) from error
        self._left = self._container.streams.video[0].codec_context.name in LEFT

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._container.close()

    def __iter__(self) -> Iterator[Tensor]:
        """(H, W, 3) uint8 RGB each."""
        try:
            for frame in self._container.decode(video=0):
                yield self._picture(frame)
        except (av.FFmpegError, ValueError, RuntimeError, NotImplementedError) as error:
            raise SourceError(self._why(error)) from error

    def _picture(self, frame: VideoFrame) -> Tensor:
        colour = tags_of(frame)
        if self._on_cuda:
            torch.cuda.synchronize(self._device)  # FFmpeg works in a stream of its own
        else:
            frame = frame.reformat(format="nv12")
        return rgb_of(*_planes(frame), colour, left=self._left)

    def _why(self, error: Exception) -> str:
        reason = getattr(error, "strerror", None) or str(error).strip().partition("\n")[0]
        where = "on the GPU" if self._on_cuda else "on the CPU"
        return f'"{self._path}" cannot be decoded {where}: {reason}.'


class DeviceEncoder:
    """Writes pictures that are on the device into a video file.

    Raises:
        SinkError: the encoder does not take them; the sentence says why.
    """

    def __init__(
        self, path: Path, size: tuple[int, int], rate: Fraction, encoder: Encoder, device: torch.device
    ) -> None:
        """Open.

        Args:
            path: of the file.
            size: width and height in pixels; even.
            rate: frames per second.
            encoder: one of NVENC's where the device is a GPU.
            device: where the pictures are.
        """
        self._device, self._encoder = device, encoder
        self._colour = ColourTags(1, 1, 1)
        self._container = av.open(f"file:{path}", "w")
        options = encoder.options(rate_factor(75))
        stream = self._container.add_stream(encoder.name, rate=rate, options=options)
        assert isinstance(stream, VideoStream)
        context = stream.codec_context
        context.width, context.height = size
        context.pix_fmt = "cuda" if device.type == "cuda" else "nv12"
        context.time_base = stream.time_base = 1 / rate
        context.colorspace, context.color_primaries = self._colour.matrix, self._colour.primaries
        context.color_trc, context.color_range = self._colour.transfer, ColorRange.MPEG
        self._stream, self._count, self._tick = stream, 0, 1 / rate

    def write(self, image: Tensor) -> None:
        """One more picture, (H, W, 3) uint8 RGB."""
        frame = _frame_of(nv12_of(image, self._colour))
        frame.pts, frame.time_base = self._count, self._tick  # the stream's own changes with the first packet
        frame.colorspace, frame.color_range = self._colour.matrix, ColorRange.MPEG
        self._count += 1
        if self._device.type == "cuda":
            torch.cuda.synchronize(self._device)
        self._encode(frame)

    def close(self) -> None:
        """Complete the file."""
        with suppress(SinkError):
            self._encode(None)
        self._container.close()

    def _encode(self, frame: VideoFrame | None) -> None:
        try:
            with scheduling_kept():
                self._container.mux(self._stream.encode(frame))
        except (av.FFmpegError, ValueError) as error:
            raise SinkError(
                f"The encoder {self._encoder.name} takes no pictures from the device: {error}."
            ) from error


def _planes(frame: VideoFrame) -> tuple[Tensor, Tensor]:
    """Luma (H, W) and chroma (H / 2, W / 2, 2) in the memory of the frame, which they keep alive."""
    luma, chroma = (from_dlpack(plane) for plane in frame.planes)
    if luma.dtype != torch.uint8:
        raise ValueError("its pixels have more than 8 bits")
    return luma, chroma


def _frame_of(planes: tuple[Tensor, Tensor]) -> VideoFrame:
    return VideoFrame.from_dlpack(planes, format="nv12", primary_ctx=True)
