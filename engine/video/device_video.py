"""Video decoded and coded on the device: its planes are tensors there, by DLPack, and cross no bus.

Without a GPU the same is done in the CPU's memory.
"""

from collections import deque
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Final

import av
import cv2
import numpy as np
import torch
from av.codec.context import CodecContext
from av.codec.hwaccel import HWAccel
from av.video.codeccontext import VideoCodecContext
from av.video.frame import CudaContext, VideoFrame
from av.video.reformatter import ColorRange
from numpy.typing import NDArray
from torch import Tensor
from torch.utils.dlpack import from_dlpack

from engine.errors import DeviceError
from engine.frame import Pixels, downloaded
from engine.runtimes import Device, TensorImage, failures
from engine.stream_info import ColourTags
from engine.video.colour import tags_of
from engine.video.encoders import Encoder, code_one, encoder_named, why_not
from engine.video.nv12 import nv12_of, rgb_of
from engine.video.tone_table import mapped_of

LEFT_CHROMA: Final = ("h264", "hevc", "mpeg2video", "mpeg4")
"""Codecs whose chroma lies at the left pixels unless they say otherwise, which PyAV does not tell."""

NVENC: Final = ("h264_nvenc", "hevc_nvenc", "av1_nvenc")
"""Encoders that take frames in a GPU's memory."""

ON_CPU: Final = ("libx264",)
"""Those of the CPU that take NV12: the device makes it, and half of the bytes of RGB are brought."""

AT_THE_ENCODER: Final = 24
"""Frames that are not written to again while NVENC may read them: it holds 20 at most."""

CUDA: Final = "cuda"
"""Layout of frames in a GPU's memory, as FFmpeg calls it."""

MOST_LOST: Final = 10.0
"""Of 255: more than any quality loses of areas of 8 x 8 pixels."""

_DECODERS: Final = {"av1": "libdav1d"}
"""Of codecs whose own decoder in FFmpeg needs a device."""

LAYOUTS: Final = {
    "nv12": "nv12",
    "yuv420p": "nv12",
    "yuvj420p": "nv12",
    "p010le": "p010le",
    "yuv420p10le": "p010le",
}
"""Layouts of 4:2:0 with 8 or 10 bits, and which of the two that devices decode into is the same."""


class DeviceVideo:
    """Video from a decoder to an encoder in the memory of a device.

    What FFmpeg does there is in the order of the device's default stream, and so is what is done here. Its
    context is the one that torch made: the memory of another could not be read, and FFmpeg refuses to share
    it by name (`primary_ctx`) once it is in use.
    """

    def __init__(self, device: Device) -> None:
        self._device = device
        self._stream = device.default_stream()
        self._on_cuda = device.torch_device.type == "cuda"
        self._context: CudaContext | None = None
        self._planes: deque[Tensor] = deque()

    @property
    def encoders(self) -> tuple[str, ...]:
        """Names of those that take its frames."""
        return (*NVENC, *ON_CPU) if self._on_cuda else ON_CPU

    @property
    def default_encoders(self) -> tuple[str, ...]:
        """Those to try where none is named, in this order."""
        return (NVENC[0], *ON_CPU) if self._on_cuda else ON_CPU

    @staticmethod
    def encoder(name: str) -> Encoder:
        """One of them, for frames as `coded` gives them."""
        return replace(encoder_named(name), pixel_format=CUDA if name in NVENC else "nv12")

    def hwaccel(self) -> HWAccel | None:
        """What a container is to be opened with, in this thread, so that its frames stay on the device.

        Raises:
            DeviceError: the device failed, or has no memory left.
        """
        if not self._on_cuda:
            return None
        self._make_current()
        options: dict[str, object] = {"primary_ctx": "0", "current_ctx": "1"}
        # No fallback: frames decoded on the CPU would have to be brought there.
        return HWAccel("cuda", self._device.torch_device.index, False, options, is_hw_owned=True)

    def holds(self, frame: VideoFrame) -> bool:
        """Whether a decoded frame is on the device, and of a kind that `picture` takes."""
        if frame.width % 2 or frame.height % 2:
            return False
        layout = frame.sw_format if self._on_cuda else frame.format
        return layout is not None and layout.name in LAYOUTS

    def picture(self, frame: VideoFrame, codec: str, turn: int = 0, *, mapped: bool = False) -> TensorImage:
        """RGB of a decoded frame, full range.

        Args:
            frame: that is on the device; even sides.
            codec: its name, which says where the chroma lies.
            turn: degrees counterclockwise by which it is to be turned, a multiple of 90.
            mapped: HDR and wide gamut become BT.709; else it has the primaries of the frame.

        Raises:
            DeviceError: the device failed, or has no memory left.
        """
        colour, size = tags_of(frame), (frame.height, frame.width)
        sides = size if turn % 180 == 0 else size[::-1]

        def convert() -> None:
            upright = (
                mapped_of(luma, chroma, colour)
                if mapped
                else rgb_of(luma, chroma, colour, left=codec in LEFT_CHROMA)
            )
            rgb.copy_(torch.rot90(upright, turn // 90) if turn else upright)

        with self._failures(*sides):
            luma, chroma = _planes(
                frame if self._on_cuda else frame.reformat(format=LAYOUTS[frame.format.name])
            )
            rgb = self._device.memory((*sides, 3), self._stream)
            self._device.run(self._stream, convert)
            return TensorImage(self._device, rgb, self._device.record(self._stream))

    def coded(self, pixels: Pixels, colour: ColourTags, encoder: Encoder) -> VideoFrame:
        """A picture as an encoder takes it, NV12; waits until it is there.

        Args:
            pixels: (H, W, 3) of even sides; one that is not on the device is brought there.
            colour: what its numbers are to mean, in limited range.
            encoder: one of `encoder`.

        Raises:
            DeviceError: the device failed, or has no memory left.
        """
        height, width = pixels.shape[:2]
        with self._failures(height, width):
            planes = self._nv12(pixels, colour, there=encoder.pixel_format == CUDA)
        context = self._shared() if encoder.pixel_format == CUDA else None
        chroma = planes[height:].view(height // 2, width // 2, 2)
        frame = VideoFrame.from_dlpack((planes[:height], chroma), format="nv12", cuda_context=context)
        frame.colorspace, frame.color_range = colour.matrix, ColorRange.MPEG
        return frame

    def why_not_coded(self, encoder: Encoder, pixels: Pixels, colour: ColourTags) -> str | None:
        """Code a picture for a try, and look at what was coded.

        Returns:
            None when it works, else the reason, in the encoder's own words where it has any.
        """
        size = pixels.shape[1], pixels.shape[0]
        try:
            reason = why_not(encoder, size, lambda: self.coded(pixels, colour, encoder))
            if reason is not None:
                return reason
            apart = _lost(encoder, size, self.coded(pixels, colour, encoder))
            return f"it codes other pictures, {apart:.0f} of 255 apart" if apart > MOST_LOST else None
        except (av.FFmpegError, DeviceError, RuntimeError, TypeError, BufferError) as error:
            return str(error).strip().partition("\n")[0].rstrip(".")

    def _nv12(self, pixels: Pixels, colour: ColourTags, *, there: bool) -> Tensor:
        """Both planes of a picture, (3 H / 2, W) uint8, on the device or brought; waits until they are."""
        image = pixels if isinstance(pixels, TensorImage) else self._uploaded(pixels)
        planes = self._next_planes(*pixels.shape[:2])

        def fill() -> None:
            nv12_of(image.tensor, colour, planes)

        self._device.wait(self._stream, image.ready)
        self._device.run(self._stream, fill)
        result = planes
        if not there:
            result = self._device.pinned(tuple(planes.shape))
            self._device.copy(self._stream, result, planes)
        self._device.synchronize(self._device.record(self._stream))
        return result

    def _next_planes(self, height: int, width: int) -> Tensor:
        """Memory for a frame to code, (3 H / 2, W) uint8, in turn: NVENC remembers where frames lie."""
        shape = (height * 3 // 2, width)
        if self._planes and self._planes[0].shape != shape:
            self._planes.clear()
        if len(self._planes) < AT_THE_ENCODER:
            self._planes.append(self._device.memory(shape, self._stream))
        else:
            self._planes.rotate(-1)
        return self._planes[-1]

    def _uploaded(self, pixels: Pixels) -> TensorImage:
        host = torch.from_numpy(np.array(downloaded(pixels)))
        tensor = self._device.memory(tuple(host.shape), self._stream)
        self._device.copy(self._stream, tensor, host)
        return TensorImage(self._device, tensor, self._device.record(self._stream))

    def _failures(self, height: int = 0, width: int = 0) -> AbstractContextManager[None]:
        return failures(self._device.torch_device.type, width, height, "Video")

    def _shared(self) -> CudaContext:
        if self._context is None:
            self._make_current()
            index = self._device.torch_device.index
            self._context = CudaContext(index, primary_ctx=False, current_ctx=True)
        return self._context

    def _make_current(self) -> None:
        """A thread has torch's context only when it has done something in it."""
        with self._failures():
            torch.zeros(1, device=self._device.torch_device)


def _lost(encoder: Encoder, size: tuple[int, int], frame: VideoFrame) -> float:
    """How far a coded frame is from what was given, of 255: mean over luma and chroma, fine detail aside."""
    packets, name = code_one(encoder, size, frame)
    decoder = CodecContext.create(_DECODERS.get(name, name), "r")
    assert isinstance(decoder, VideoCodecContext)
    decoded = next((one for packet in (*packets, None) for one in decoder.decode(packet)), None)
    if decoded is None:
        return 255.0
    given, found = (_coarse(one.reformat(format="nv12")) for one in (frame, decoded))
    return float(np.abs(given - found).mean())


def _coarse(frame: VideoFrame) -> NDArray[np.float32]:
    """Means of about 8 x 8 numbers of a frame's planes, as they lie below each other."""
    planes = np.asarray(frame.to_ndarray(), np.uint8)  # (3 H / 2, W)
    size = max(1, planes.shape[1] // 8), max(1, planes.shape[0] // 8)
    return np.asarray(cv2.resize(planes, size, interpolation=cv2.INTER_AREA), np.float32)


def _planes(frame: VideoFrame) -> tuple[Tensor, Tensor]:
    """Luma (H, W) and chroma (H / 2, W / 2, 2) in the memory of the frame, which they keep alive."""
    # Capsules: given the planes themselves, torch asks PyAV to wait for a stream, which it does not do.
    luma, chroma = (from_dlpack(plane.__dlpack__()) for plane in frame.planes)
    return luma, chroma
