"""Time of a file to a file that never leaves the device: decoded, painted and coded in its memory."""

import tempfile
import time
from fractions import Fraction
from pathlib import Path

from engine.bench.files import LEFT_OUT, write_clip
from engine.bench.record import Size
from engine.bench.speed import Timing
from engine.runtimes import CudaRuntime, FrameRequest
from engine.video import DeviceDecoder, DeviceEncoder, choose_encoder


def time_device_file(runtime: CudaRuntime, request: FrameRequest, frames: int, encoder: str) -> Timing:
    """Paint a clip of the moving scene, made for this; times from frame to frame, one frame at a time.

    Args:
        runtime: paints whole frames.
        request: how; its size is that of the clip, of even sides.
        frames: of the clip; at least `LEFT_OUT` + 2.
        encoder: of both files: one of NVENC's where the runtime is on a GPU.

    Raises:
        SourceError, SinkError: the device cannot decode or code it; one line says why.
        DeviceError: the device failed.
    """
    size = request.size.width, request.size.height
    with tempfile.TemporaryDirectory() as folder:
        clip = Path(folder) / "clip.mp4"
        write_clip(clip, size, frames, encoder)
        written_s = _paint(runtime, request, clip, Path(folder) / "painted.mp4", size, encoder)[LEFT_OUT:]
    return Timing.between(written_s)


def _paint(
    runtime: CudaRuntime, request: FrameRequest, clip: Path, output: Path, size: Size, encoder: str
) -> list[float]:
    """When each frame was written, in seconds."""
    painter, written_s = runtime.painter, []
    assert painter is not None
    where = painter.device.torch_device
    result = painter.device.memory((size[1], size[0], 3))
    sink = DeviceEncoder(output, size, Fraction(25), choose_encoder(encoder, size)[0], where)
    with DeviceDecoder(clip, where) as pictures:
        for picture in pictures:
            painter.device.synchronize(painter.queue(picture, result, request))
            sink.write(result)
            written_s.append(time.perf_counter())
    sink.close()
    return written_s
