"""Ways to paint a frame on a device, behind one interface: CUDA's, and those it is compared with."""

from abc import ABC, abstractmethod

import numpy as np
import torch
import torch.nn.functional as F

from engine.frame import Image
from engine.imaging import RenderSize
from engine.runtimes import CudaRuntime, FrameRequest, Painted, Painting, Runtime, TorchRuntime, full_float32
from engine.settings import Statistics
from models.network import StyleNetwork
from models.textures import at_texture


class Way(ABC):
    """Paints frames of one size with one style, each in its own size."""

    name: str
    """As in `SpeedRecord.way`."""

    ahead: int = 0
    """Frames that may be begun before the first is waited for."""

    @abstractmethod
    def begin(self, frame: Image) -> Painting:
        """From the host: (H, W, 3) uint8."""

    @abstractmethod
    def put(self, frame: Image) -> None:
        """Bring the frame to the device that `queue` paints."""

    @abstractmethod
    def queue(self) -> None:
        """Begin to paint the frame that is on the device, into memory there."""

    @abstractmethod
    def finish(self) -> None:
        """Wait until all is done."""

    def settle(self) -> None:  # noqa: B027 - most ways are as fast at once as they get
        """After the first frame: wait for what is made faster in the background."""


class PlainWay(Way):
    """The torch runtime, step by step."""

    def __init__(self, name: str, runtime: TorchRuntime, statistics: Statistics, multiple: int) -> None:
        self.name = name
        self._runtime = runtime
        self._statistics = statistics
        self._multiple = multiple

    def begin(self, frame: Image) -> Painting:
        size = RenderSize.of(frame, max(frame.shape), self._multiple)
        painted = self._runtime.network(self._runtime.upload(size.fit(frame)), self._statistics)
        return Painted(size.restore(self._runtime.download(painted)))

    def put(self, frame: Image) -> None:
        size = RenderSize.of(frame, max(frame.shape), self._multiple)
        self._content = self._runtime.upload(size.fit(frame))

    def queue(self) -> None:
        self._runtime.network(self._content, self._statistics)

    def finish(self) -> None:
        self._runtime.synchronize()


class ResearchWay(Way):
    """As research code does it: float32, the usual layout, and the style learned anew for each frame."""

    name = "research"

    def __init__(self, network: StyleNetwork, device: torch.device, style: Image, multiple: int) -> None:
        self._network = network.to(device)
        self._device = device
        self._style = style
        self._multiple = multiple

    @torch.no_grad()
    def begin(self, frame: Image) -> Painting:
        self.put(frame)
        painted = self._paint()[0, :, : frame.shape[0], : frame.shape[1]].cpu()
        return Painted((painted * 255 + 0.5).clamp(0, 255).byte().permute(1, 2, 0).contiguous().numpy())

    @torch.no_grad()
    def put(self, frame: Image) -> None:
        content = _on(frame, self._device)
        bottom, right = -content.shape[2] % self._multiple, -content.shape[3] % self._multiple
        self._content = F.pad(content, (0, right, 0, bottom), mode="reflect")

    @torch.no_grad()
    def queue(self) -> None:
        self._paint()

    def finish(self) -> None:
        if self._device.type == "cuda":
            torch.cuda.synchronize(self._device)

    def _paint(self) -> torch.Tensor:
        learned = self._network.encode_style(_on(self._style, self._device))
        painted: torch.Tensor = self._network(self._content, at_texture(learned, 1.0, self._network.textures))
        return painted


class CudaWay(Way):
    """The CUDA runtime."""

    def __init__(self, name: str, runtime: CudaRuntime, statistics: Statistics, multiple: int) -> None:
        assert runtime.painter is not None
        self.name = name
        self.runtime = runtime
        """Paints."""
        self._painter = runtime.painter
        self.ahead = self._painter.ahead
        self._statistics = statistics
        self._multiple = multiple

    def begin(self, frame: Image) -> Painting:
        return self._painter.begin(frame, self.request(frame))

    def put(self, frame: Image) -> None:
        self._frame = self._painter.device.memory(frame.shape)
        self._painted = self._painter.device.memory(frame.shape)
        self._frame.copy_(torch.from_numpy(np.array(frame)))
        self._asked = self.request(frame)

    def queue(self) -> None:
        self._done = self._painter.queue(self._frame, self._painted, self._asked)

    def finish(self) -> None:
        self._painter.device.synchronize(self._done)

    def settle(self) -> None:
        self.runtime.settle()

    def request(self, frame: Image) -> FrameRequest:
        """How a frame of this size is painted."""
        return FrameRequest(RenderSize.of(frame, max(frame.shape), self._multiple), self._statistics[None])


def learned(runtime: Runtime, style: Image, textures: int) -> Statistics:
    """The statistics to paint with, at the rough texture."""
    return at_texture(runtime.encode_style(style), 1.0, textures)


def in_full_float32(way: Way, frame: Image) -> Image:
    """A frame as a float32 way paints it without TF32: what the others are compared with."""
    with full_float32():
        return way.begin(frame).wait()


def _on(image: Image, device: torch.device) -> torch.Tensor:
    """(1, 3, h, w) float32 of 0..1; converted on the CPU, as transforms of research code do."""
    return torch.from_numpy(np.array(image)).permute(2, 0, 1)[None].float().div(255).contiguous().to(device)
