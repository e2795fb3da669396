"""The pictures of a video being written: from frames to an encoder's packets."""

from fractions import Fraction
from typing import TYPE_CHECKING

import av
import numpy as np
from av.codec.context import Flags
from av.container import OutputContainer
from av.packet import Packet
from av.stream import Disposition
from av.video.reformatter import ColorRange, Colorspace, VideoReformatter
from av.video.stream import VideoStream

from engine.frame import Image, Pixels, downloaded
from engine.stream_info import StreamInfo
from engine.video import FROM_RGB, Encoder, scheduling_kept, swscale_matrix

if TYPE_CHECKING:
    from engine.video import DeviceVideo


class VideoTrack:
    """The video stream of an output container.

    A picture of odd width or height gets its last column or row twice, because 4:2:0 video has even sizes
    only: one doubled line is not seen, a cut one might be.

    Args:
        output: where the stream is added; the packets are to be muxed there.
        info: size, rate, time base, colours.
        encoder: codes the pictures.
        options: of the encoder.
        device: where the encoder takes its pictures; None = in the CPU's memory.
    """

    def __init__(
        self,
        output: OutputContainer,
        info: StreamInfo,
        encoder: Encoder,
        options: dict[str, str],
        device: "DeviceVideo | None" = None,
    ) -> None:
        self._info, self._encoder, self._device = info, encoder, device
        self._scaler = VideoReformatter()
        stream = output.add_stream(encoder.name, rate=info.rate, options=options)
        assert isinstance(stream, VideoStream)
        context, colour = stream.codec_context, info.colour
        stream.disposition = Disposition.default  # further videos may be copied beside it
        context.width, context.height = even(info.width), even(info.height)
        context.pix_fmt = encoder.pixel_format
        if context.codec.canonical_name == "hevc" and output.format.name != "matroska":
            context.codec_tag = "hvc1"  # under FFmpeg's own choice, hev1, QuickTime shows nothing
        context.time_base = stream.time_base = info.time_base
        context.flags |= Flags.frame_duration
        context.sample_aspect_ratio = info.pixel_aspect
        context.colorspace, context.color_primaries = colour.matrix, colour.primaries
        context.color_trc, context.color_range = colour.transfer, ColorRange.MPEG
        self.stream = stream
        """Its packets are of it."""

    @property
    def warnings(self) -> tuple[str, ...]:
        """Nothing: every frame is written."""
        return ()

    def encode(
        self, pixels: Pixels, time: Fraction, duration: Fraction | None = None, *, key: bool = False
    ) -> "list[Packet[VideoStream]]":
        """The packets that one more picture brings forth.

        Args:
            pixels: (H, W, 3) uint8 RGB of the video's size.
            time: seconds; after the one before.
            duration: seconds; None = as the rate has it.
            key: begin anew with this picture, so that playing may begin here.
        """
        coded = self._coded(pixels)
        coded.time_base = self._info.time_base
        coded.pts = round(time / self._info.time_base)
        coded.duration = max(1, round((duration or 1 / self._info.rate) / self._info.time_base))
        if key:
            coded.pict_type = av.video.frame.PictureType.I
        with scheduling_kept():  # the first picture opens the encoder
            return self.stream.encode(coded)

    def extradata(self) -> bytes:
        """What the encoder tells decoders beforehand, for which it is opened; on a device it must be open."""
        context = self.stream.codec_context
        with scheduling_kept():
            context.open(strict=False)
        return bytes(context.extradata or b"")

    def finish(self) -> "list[Packet[VideoStream]]":
        """What the encoder holds back."""
        return self.stream.encode(None)

    def _coded(self, pixels: Pixels) -> av.VideoFrame:
        if self._device is not None:
            return self._device.coded(pixels, self._info.colour, self._encoder)
        return self._scaler.reformat(
            av.VideoFrame.from_ndarray(_padded(downloaded(pixels)), "rgb24"),
            format=self.stream.pix_fmt,
            src_colorspace=Colorspace.ITU709,
            dst_colorspace=swscale_matrix(self._info.colour),
            src_color_range=ColorRange.JPEG,
            dst_color_range=ColorRange.MPEG,
            interpolation=FROM_RGB,
        )


def even(size: int) -> int:
    """The next even number of pixels."""
    return size + size % 2


def _padded(image: Image) -> Image:
    """Repeat the last row or column of a picture of odd size."""
    height, width = image.shape[:2]
    if height % 2 == 0 and width % 2 == 0:
        return image
    return np.pad(image, ((0, height % 2), (0, width % 2), (0, 0)), mode="edge")
